// A folder of the workspace, or the folder of a file outside it: its files, what they use, and the agreements they make.
import { type Diagnostic, entriesAmong, merged, projectFile } from '@avtal/compiler';
import type { Host } from '../host.ts';
import { LiveAgreement } from './agreement.ts';
import { documentOf, Files, fileOf, type KnownFile } from './files.ts';
import { findingOf, Projects } from './projects.ts';
import { uriOf } from './uris.ts';

export interface RootOptions {
  readonly uri: string;
  /** A folder of the workspace: all agreements below are checked. Else those that are open. */
  readonly isFolder: boolean;
  readonly host: Host;
  /** Something is to be compiled anew. */
  readonly changed: () => void;
  /** A read is under way: nothing is shown before it ends, unless it `isForAll` files and not for those that are open. */
  readonly waitFor: (work: Promise<unknown>, isForAll?: boolean) => void;
  readonly report: (where: string, error: unknown) => void;
}

/** So many files of a folder are read at once. */
const together = 32;

export class Root {
  readonly uri: string;
  readonly isFolder: boolean;
  readonly files = new Files();
  readonly projects = new Projects();
  readonly #options: RootOptions;
  /** Paths that the folder has; only these and open files can be agreements. */
  #found: ReadonlySet<string> = new Set();
  /** Paths that are used and not there. */
  readonly #missing = new Set<string>();
  /** The last read of each path: an earlier one that ends later says nothing. */
  readonly #reads = new Map<string, Promise<void>>();
  /** Texts that were read with the folder and are not parsed yet: those that may use an open file first. */
  #waiting: Map<string, string> = new Map();
  /** How often the folder is being read at the moment. */
  #scans = 0;
  #agreements: ReadonlyMap<string, LiveAgreement> = new Map();
  /** Which agreements a file is part of; undefined: files or their uses have changed, while reading those that are open. */
  #partOf: ReadonlyMap<string, readonly LiveAgreement[]> | undefined;

  constructor(options: RootOptions) {
    this.uri = options.uri;
    this.isFolder = options.isFolder;
    this.#options = options;
  }

  // --------------------------------------------------------------------------------------------------------- files

  /** Puts a file in the place of what was known of it. */
  put(file: KnownFile): void {
    const before = this.files.get(file.path);
    this.#reads.delete(file.path);
    this.#waiting.delete(file.path);
    this.files.set(file);
    this.#missing.delete(file.path);
    const uses = (one: KnownFile | undefined): string => one?.uses.map(({ path }) => path).join('\n') ?? '';
    if (before === undefined || before.isOpen !== file.isOpen || uses(before) !== uses(file)) this.#regroup([file]);
    if (before?.text !== file.text) this.#outdate(file.path);
    this.#options.changed();
  }

  #remove(path: string): void {
    this.files.delete(path);
    this.#regroup();
    this.#outdate(path);
    this.#options.changed();
  }

  #outdate(path: string): void {
    for (const agreement of this.#agreements.values()) if (agreement.concerns(path)) agreement.outdate();
  }

  /** Compiles everything anew: what is looked for has changed. */
  outdateAll(): void {
    for (const agreement of this.#agreements.values()) agreement.outdate();
    this.#options.changed();
  }

  /** What these use is read where it is not known; for open files, and those that use one, before all others. */
  #regroup(files = this.files.all()): void {
    if (!this.isReading) this.#partOf = undefined;
    for (const { path } of files) {
      const reach = [...this.#reach(path)];
      const isNeeded = reach.some((one) => this.files.get(one)?.isOpen === true);
      if (isNeeded) this.#partOf = undefined;
      if (!reach.some((one) => this.#isUnread(one))) continue;
      if (isNeeded) this.#options.waitFor(this.#hasten(path));
      else
        for (const used of reach)
          if (this.#isUnread(used) && !this.#reads.has(used) && !this.#waiting.has(used)) this.refresh(used);
    }
  }

  #isUnread(path: string): boolean {
    if (this.files.get(path) !== undefined) return false;
    return !this.#missing.has(path) || this.#reads.has(path) || this.#waiting.has(path);
  }

  /** Reads all that a file uses, directly or not. */
  async #hasten(entry: string): Promise<void> {
    const all = new Set([entry]);
    for (const path of all) {
      if (this.#isUnread(path) && !this.#waiting.has(path))
        await (this.#reads.get(path) ?? this.#read(path, (text) => this.#take(path, text)));
      const text = this.#waiting.get(path);
      if (text !== undefined) this.#take(path, text);
      for (const used of this.files.usesOf(path)) all.add(used);
    }
  }

  /** Reads a file from disk, unless it is open. */
  refresh(path: string): void {
    this.#options.waitFor(this.#read(path, (text) => this.#take(path, text)));
  }

  #read(path: string, take: (text: string | undefined) => void): Promise<void> {
    const read = this.#options.host.read(this.uri, path).then((text) => {
      if (this.#reads.get(path) !== read) return;
      this.#reads.delete(path);
      take(text);
    });
    this.#reads.set(path, read);
    this.#missing.add(path);
    return read;
  }

  /** What lies on disk takes the place of what was known of the file, unless it is open. */
  #take(path: string, text: string | undefined): void {
    if (this.#waiting.delete(path) && !this.isReading) this.#partOf = undefined;
    const known = this.files.get(path);
    if (known?.isOpen === true) return;
    if (text === undefined) {
      if (known !== undefined) this.#remove(path);
    } else if (known?.text !== text) {
      const uri = uriOf(this.uri, path);
      this.put(fileOf({ key: uri, uri, root: this.uri, path }, documentOf(uri, 0, text), false));
    }
  }

  /** A file is no longer open: it is again what lies on disk, if anything. */
  close(path: string): void {
    const known = this.files.get(path);
    if (known === undefined) return;
    this.files.set({ ...known, isOpen: false });
    this.#partOf = undefined;
    this.refresh(path);
    this.#options.changed();
  }

  /** Looks at the folder as a whole: what came, went or changed. */
  rescan(): void {
    this.#scans++;
    const listed = this.#list();
    const read = listed
      .then((paths) => this.#readAll(paths))
      .finally(() => {
        this.#scans--;
        this.#partOf = undefined;
      });
    this.#options.waitFor(listed);
    this.#options.waitFor(read, this.isFolder);
  }

  /** The paths that there are, and what project files say of them. */
  async #list(): Promise<readonly string[]> {
    const { host } = this.#options;
    const all = this.isFolder ? await host.find(this.uri) : [projectFile];
    const isProject = (path: string): boolean => path === projectFile || path.endsWith(`/${projectFile}`);
    await Promise.all(
      [...new Set([...this.projects.paths, ...all.filter(isProject)])].map((path) => this.#project(path)),
    );
    if (this.isFolder) this.#found = new Set(all.filter((path) => !isProject(path)));
    this.#missing.clear();
    this.#regroup();
    return [...new Set([...this.#found, ...this.files.all().map(({ path }) => path)])];
  }

  /** Few at a time, so that a file that somebody needs is read soon. */
  async #readAll(paths: readonly string[]): Promise<void> {
    for (let at = 0; at < paths.length; at += together)
      await Promise.all(
        paths.slice(at, at + together).map((path) =>
          this.#read(path, (text) => {
            if (text === undefined || !this.isFolder) this.#take(path, text);
            else this.#waiting.set(path, text);
          }),
        ),
      );
    const open = this.files.all().flatMap(({ path, isOpen }) => (isOpen ? (path.split('/').at(-1) ?? []) : []));
    const mayUseOpen = ([, text]: readonly [string, string]): boolean => open.some((name) => text.includes(name));
    const waiting = [...this.#waiting];
    this.#waiting = new Map([...waiting.filter(mayUseOpen), ...waiting.filter((one) => !mayUseOpen(one))]);
  }

  /** Whether there are files of which nothing is known yet, such as some that use an open one. */
  get isReading(): boolean {
    return this.#scans > 0 || this.#waiting.size > 0;
  }

  /** Parses one of the files that wait for it; false: there is none. */
  readNext(): boolean {
    for (const [path, text] of this.#scans > 0 ? [] : this.#waiting) {
      this.#take(path, text);
      return true;
    }
    return false;
  }

  async #project(path: string): Promise<void> {
    this.projects.set(path, await this.#options.host.read(this.uri, path));
  }

  /** A single path changed on disk. */
  changedOnDisk(path: string, isGone: boolean): void {
    if (path === projectFile || path.endsWith(`/${projectFile}`) || !path.endsWith('.avtal')) {
      this.rescan();
      return;
    }
    if (this.isFolder) {
      const found = new Set(this.#found);
      if (isGone) found.delete(path);
      else found.add(path);
      this.#found = found;
      this.#partOf = undefined;
    }
    this.refresh(path);
  }

  // ---------------------------------------------------------------------------------------------------- agreements

  /** Those that a file is part of; that of its own name first. */
  agreementsOf(path: string): readonly LiveAgreement[] {
    return this.#groups().get(path) ?? [];
  }

  /** Those, and all that share a file with one of them, directly or not: a name may be in use in each. */
  relatedTo(path: string): readonly LiveAgreement[] {
    const found = new Set(this.agreementsOf(path));
    for (const { entry } of found)
      for (const shared of this.#reach(entry)) for (const other of this.agreementsOf(shared)) found.add(other);
    return [...found];
  }

  get agreements(): Iterable<LiveAgreement> {
    this.#groups();
    return this.#agreements.values();
  }

  /** Those of which a file is open. */
  get openAgreements(): ReadonlySet<LiveAgreement> {
    return new Set(this.files.all().flatMap(({ path, isOpen }) => (isOpen ? this.agreementsOf(path) : [])));
  }

  #groups(): ReadonlyMap<string, readonly LiveAgreement[]> {
    if (this.#partOf !== undefined) return this.#partOf;
    const candidates = this.files
      .all()
      .filter(({ path, isOpen }) => isOpen || (this.#found.has(path) && this.projects.includes(path)))
      .map(({ path }) => path)
      .sort();
    const entries = entriesAmong(candidates, (path) => this.files.usesOf(path));
    const source = {
      read: (path: string) => this.files.get(path)?.text,
      parse: (_: string, path: string) => this.#parsed(path),
      report: this.#options.report,
    };
    const earlier = this.#agreements;
    this.#agreements = new Map(entries.map((entry) => [entry, earlier.get(entry) ?? new LiveAgreement(entry, source)]));
    const partOf = new Map<string, LiveAgreement[]>();
    for (const [entry, agreement] of this.#agreements)
      for (const path of this.#reach(entry)) {
        const others = partOf.get(path) ?? [];
        if (path === entry) others.unshift(agreement);
        else others.push(agreement);
        partOf.set(path, others);
      }
    this.#partOf = partOf;
    return partOf;
  }

  #parsed(path: string): KnownFile['parsed'] {
    const file = this.files.get(path);
    // INVARIANT: only what `read` gave is parsed.
    if (file === undefined) throw new Error(`no file ${path}`);
    return file.parsed;
  }

  #reach(entry: string): ReadonlySet<string> {
    const all = new Set([entry]);
    for (const path of all) for (const used of this.files.usesOf(path)) all.add(used);
    return all;
  }

  // ------------------------------------------------------------------------------------------------------ findings

  /** What is shown of a file, from all its agreements as far as they are compiled. */
  findingsIn(path: string): readonly Diagnostic[] {
    const found = merged(this.agreementsOf(path).flatMap((one) => one.diagnostics));
    return found.flatMap((one) => (one.file === path && !one.accepted ? (this.projects.judged(one) ?? []) : []));
  }

  /** What is wrong with project files. */
  projectFindings(): ReadonlyMap<string, { readonly text: string; readonly found: readonly Diagnostic[] }> {
    return new Map(
      this.projects
        .mistakes()
        .map(({ path, text, found }) => [path, { text, found: found.map((one) => findingOf(path, text, one)) }]),
    );
  }
}
