// Everything that is open or lies in the folders, in the order in which it is told; and what is to be compiled next.
import { type Diagnostic, lineStarts, type SourceFile } from '@avtal/compiler';
import type { Host } from '../host.ts';
import type { LiveAgreement } from './agreement.ts';
import { documentOf, type FileName, fileOf, type KnownFile } from './files.ts';
import { Root, type RootOptions } from './root.ts';
import type { Agreement, Snapshot } from './snapshot.ts';
import { keyOf, looseRootOf, pathBelow, pathIn, rootOf } from './uris.ts';

/** What a request about a file is answered from. */
export interface View {
  readonly file: KnownFile;
  readonly snapshot: Snapshot;
  /** The same with every agreement that shares a file with one of those: for what a name is in all of them. */
  readonly related: () => Snapshot;
  /** A file of the same root by the name that compilations give it. */
  readonly locate: (path: string) => KnownFile | undefined;
  /** The names of all files of the same root. */
  readonly paths: () => readonly string[];
  /** What is shown of the file. */
  readonly findings: () => readonly Diagnostic[];
}

export interface WorkspaceOptions {
  readonly host: Host;
  /** Something is to be compiled or published. */
  readonly changed: () => void;
  /** Whether agreements are analysed. */
  readonly isAnalysing: () => boolean;
  readonly report: (where: string, error: unknown) => void;
}

export class Workspace {
  readonly #options: WorkspaceOptions;
  readonly #roots = new Map<string, Root>();
  /** Reads that open files wait for. */
  readonly #pending = new Set<Promise<void>>();
  /** Reads of whole folders. */
  readonly #scans = new Set<Promise<void>>();

  constructor(options: WorkspaceOptions) {
    this.#options = options;
  }

  // ------------------------------------------------------------------------------------------------------- folders

  addFolder(uri: string): void {
    const root = rootOf(uri);
    if (this.#roots.get(root)?.isFolder === true) return;
    this.#addRoot(root, true).rescan();
    this.#settleOpenFiles();
  }

  removeFolder(uri: string): void {
    const removed = this.#roots.get(rootOf(uri));
    if (removed === undefined) return;
    this.#roots.delete(removed.uri);
    for (const file of removed.files.all()) if (file.isOpen) this.#put(file);
    this.#options.changed();
  }

  get folders(): readonly Root[] {
    return this.roots.filter(({ isFolder }) => isFolder);
  }

  get roots(): readonly Root[] {
    return [...this.#roots.values()];
  }

  #addRoot(uri: string, isFolder: boolean): Root {
    const { host, changed, report } = this.#options;
    const waitFor: RootOptions['waitFor'] = (work, isForAll) => this.#waitFor(work, isForAll);
    const root = new Root({ uri, isFolder, host, changed, waitFor, report });
    const before = this.#roots.get(uri);
    this.#roots.set(uri, root);
    if (before !== undefined) for (const file of before.files.all()) if (file.isOpen) root.put(file);
    return root;
  }

  /** Open files go to the root that is theirs now. */
  #settleOpenFiles(): void {
    for (const root of this.roots)
      for (const file of root.files.all())
        if (file.isOpen && this.#nameOf(file.uri).root !== root.uri) {
          this.#put(file);
          root.close(file.path);
          this.#drop(root);
        }
  }

  #put(file: KnownFile): void {
    const name = this.#nameOf(file.uri);
    this.#rootOf(name).put(fileOf(name, file.document, true));
  }

  /** Forgets a root without folder in which nothing is open. */
  #drop(root: Root): void {
    if (root.isFolder || root.files.all().some(({ isOpen }) => isOpen)) return;
    this.#roots.delete(root.uri);
    this.#options.changed();
  }

  /** The outermost folder that has the file, as `avtal check` would run in it; else the folder in which it lies. */
  #nameOf(uri: string): FileName {
    const key = keyOf(uri);
    const folders = this.folders.filter((one) => pathBelow(one.uri, key) !== undefined);
    const outermost = folders.sort((a, b) => a.uri.length - b.uri.length)[0]?.uri;
    const root = outermost ?? this.#looseRootWith(key) ?? looseRootOf(key);
    return { key, uri, root, path: pathIn(root, key) };
  }

  /** A root without folder whose open files use the file. */
  #looseRootWith(key: string): string | undefined {
    return this.roots.find(({ isFolder, uri, files }) => {
      const path = isFolder ? undefined : pathBelow(uri, key);
      return path !== undefined && files.get(path) !== undefined;
    })?.uri;
  }

  #rootOf({ root }: FileName): Root {
    const known = this.#roots.get(root);
    if (known !== undefined) return known;
    const made = this.#addRoot(root, false);
    made.rescan();
    return made;
  }

  // -------------------------------------------------------------------------------------------------- open documents

  /** Also a second time: what it says last counts. */
  open(uri: string, version: number, text: string): void {
    const name = this.#nameOf(uri);
    this.#rootOf(name).put(fileOf(name, documentOf(uri, version, text), true));
  }

  /** The open file of that name; undefined: it is not open. */
  openFile(uri: string): KnownFile | undefined {
    const name = this.#nameOf(uri);
    const file = this.#roots.get(name.root)?.files.get(name.path);
    return file?.isOpen === true ? file : undefined;
  }

  get openFiles(): readonly KnownFile[] {
    return this.roots.flatMap(({ files }) => files.all().filter(({ isOpen }) => isOpen));
  }

  change(file: KnownFile, version: number, text: string): void {
    this.#roots.get(file.root)?.put(fileOf(file, documentOf(file.uri, version, text), true, file.parsed));
  }

  close(uri: string): void {
    const file = this.openFile(uri);
    const root = file && this.#roots.get(file.root);
    if (file === undefined || root === undefined) return;
    root.close(file.path);
    this.#drop(root);
  }

  /** Files beside open ones outside the folders are not watched: they are looked at again now and then. */
  refreshLoose(): void {
    for (const root of this.roots) if (!root.isFolder) root.rescan();
  }

  changedOnDisk(uri: string, isGone: boolean): void {
    const key = keyOf(uri);
    for (const root of this.roots) {
      const path = pathBelow(root.uri, key);
      if (path !== undefined) root.changedOnDisk(path, isGone);
      else if (rootOf(key) === root.uri) root.rescan();
    }
  }

  // ---------------------------------------------------------------------------------------------------------- reading

  #waitFor(work: Promise<unknown>, isForAll = false): void {
    const report = (error: unknown): void => this.#options.report('reading files', error);
    const done = work.then(() => undefined, report);
    const reads = isForAll ? this.#scans : this.#pending;
    reads.add(done);
    void done.finally(() => {
      reads.delete(done);
      this.#options.changed();
    });
  }

  /** When all that open files are made of has been read. */
  async settled(): Promise<void> {
    while (this.#pending.size > 0) await Promise.all(this.#pending);
  }

  /** When the texts of all folders have been read, too; they may still wait to be parsed. */
  async scanned(): Promise<void> {
    while (this.#pending.size + this.#scans.size > 0) await Promise.all([...this.#pending, ...this.#scans]);
  }

  /** Whether there are files of which nothing is known yet. */
  get isReading(): boolean {
    return this.roots.some((root) => root.isReading);
  }

  /** Parses files that wait for it; false: there are none. */
  readSome(until: number): boolean {
    let isAny = false;
    for (const root of this.roots)
      while (root.readNext()) {
        isAny = true;
        if (this.#options.host.clock() >= until) return true;
      }
    return isAny;
  }

  // -------------------------------------------------------------------------------------------------------- compiling

  /** The file as it stands, with its agreements; undefined where nothing is known of it. */
  view(uri: string): View | undefined {
    const name = this.#nameOf(uri);
    const root = this.#roots.get(name.root);
    const file = root?.files.get(name.path);
    if (root === undefined || file === undefined) return undefined;
    const compiled = (agreements: readonly LiveAgreement[]) => agreements.map((one) => this.compiled(one));
    const [first, ...others] = compiled(root.agreementsOf(file.path));
    const source = first?.compilation.files.find(({ path }) => path === file.path);
    if (first === undefined || source === undefined) return undefined;
    return {
      file,
      snapshot: { file: source, agreements: [first, ...others] },
      related: () => {
        const [nearest = first, ...further] = compiled(root.relatedTo(file.path));
        return { file: source, agreements: [nearest, ...further] };
      },
      locate: (path) => root.files.get(path),
      paths: () => root.files.all().map(({ path }) => path),
      findings: () => root.findingsIn(file.path),
    };
  }

  /** Every file that an agreement of the workspace is made of. */
  files(): readonly KnownFile[] {
    return this.roots.flatMap((root) => root.files.all().filter(({ path }) => root.agreementsOf(path).length > 0));
  }

  /** The file as features take it, without compiling what it is part of. */
  sourceOf({ path, text, parsed }: KnownFile): SourceFile {
    const { file: tree, errors } = parsed;
    return { path, text, tree, parsed, unreadable: errors.map(({ span }) => span), lines: lineStarts(text) };
  }

  /** Another text whenever something else may be said of the file. */
  stampOf(root: string, path: string): string {
    const agreements = this.#roots.get(root)?.agreementsOf(path) ?? [];
    return agreements.map(({ entry, revision }) => `${entry} ${revision}`).join('\n');
  }

  /** Whether both stages have been gone through for all agreements of the file. */
  isAnalysed(uri: string): boolean {
    const { root, path } = this.#nameOf(uri);
    return (this.#roots.get(root)?.agreementsOf(path) ?? []).every((one) => one.isAnalysed);
  }

  compiled(agreement: LiveAgreement): Agreement {
    return agreement.view(agreement.compile(this.#options.isAnalysing()));
  }

  /** Forgets everything, so that nothing is left to do. */
  end(): void {
    this.#roots.clear();
  }

  outdateAll(): void {
    for (const root of this.roots) root.outdateAll();
  }

  /**
   * The agreement that is to be compiled, or analysed, next: those that somebody has open come first, and the others of
   * a folder when it is known which files are in one.
   */
  next(): { readonly root: Root; readonly agreement: LiveAgreement } | undefined {
    const stages = [(one: LiveAgreement) => !one.isCompiled, (one: LiveAgreement) => !one.isAnalysed];
    for (const isOpen of [true, false])
      for (const is of stages)
        for (const root of this.roots)
          for (const agreement of isOpen ? root.openAgreements : root.isReading ? [] : root.agreements)
            if (is(agreement)) return { root, agreement };
    return undefined;
  }
}
