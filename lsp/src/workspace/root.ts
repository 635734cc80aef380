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
  /** A read is under way: nothing is shown before it ends. */
  readonly waitFor: (work: Promise<void>) => void;
  readonly report: (where: string, error: unknown) => void;
}

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
  readonly #reads = new Map<string, object>();
  #agreements: ReadonlyMap<string, LiveAgreement> = new Map();
  /** Which agreements a file is part of; undefined: files or their uses have changed. */
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

  /** The files that these use are read where they are not known. */
  #regroup(files = this.files.all()): void {
    this.#partOf = undefined;
    for (const { path } of files)
      for (const used of this.files.usesOf(path))
        if (this.files.get(used) === undefined && !this.#missing.has(used)) this.refresh(used);
  }

  /** Reads a file from disk, unless it is open. */
  refresh(path: string): void {
    this.#options.waitFor(this.#read(path));
  }

  async #read(path: string): Promise<void> {
    const token = {};
    this.#reads.set(path, token);
    this.#missing.add(path);
    const text = await this.#options.host.read(this.uri, path);
    if (this.#reads.get(path) !== token) return;
    this.#reads.delete(path);
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
    this.#options.waitFor(this.#rescan());
  }

  async #rescan(): Promise<void> {
    const { host } = this.#options;
    const all = this.isFolder ? await host.find(this.uri) : [projectFile];
    const isProject = (path: string): boolean => path === projectFile || path.endsWith(`/${projectFile}`);
    await Promise.all(
      [...new Set([...this.projects.paths, ...all.filter(isProject)])].map((path) => this.#project(path)),
    );
    if (this.isFolder) this.#found = new Set(all.filter((path) => !isProject(path)));
    this.#missing.clear();
    const known = this.files.all().map(({ path }) => path);
    await Promise.all([...new Set([...this.#found, ...known])].map((path) => this.#read(path)));
    this.#regroup();
    this.#options.changed();
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
