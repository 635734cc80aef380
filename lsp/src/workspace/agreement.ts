// One agreement while its files change: compiled at once, analysed in steps, and what is shown in between.
import {
  type Compilation,
  compile,
  compileInSteps,
  type Diagnostic,
  findingKey,
  lineStarts,
  Memory,
  type Read,
} from '@avtal/compiler';
import { type Parsed, parse } from '@avtal/grammar';
import type { Ir } from '@avtal/runtime';
import { moveBetween, moved } from './carry.ts';
import type { Agreement } from './snapshot.ts';

export interface Source {
  readonly read: Read;
  readonly parse: (text: string, path: string) => Parsed;
  /** A fault in the compiler is told, and ends nothing. */
  readonly report: (where: string, error: unknown) => void;
}

/** Counted for all agreements together: one that comes back must not be taken for what it was before. */
let revisions = 0;

type Steps = ReturnType<typeof compileInSteps>;

/** Findings of the last analysis, and the texts that they are about. */
interface Earlier {
  readonly findings: readonly Diagnostic[];
  readonly texts: ReadonlyMap<string, string>;
}

export class LiveAgreement {
  readonly entry: string;
  readonly #source: Source;
  /** Every path that the last compilation asked for, also of files that are not there. */
  #asked: ReadonlySet<string> = new Set();
  #compilation: Compilation | undefined;
  /** What is left of the analysis; undefined: done. */
  #steps: Steps | undefined;
  #earlier: Earlier | undefined;
  #memory = new Memory();
  #ir: Ir | undefined;
  #irFiles: Compilation['files'] | undefined;
  #isCurrent = false;
  #revision = 0;

  constructor(entry: string, source: Source) {
    this.entry = entry;
    this.#source = source;
  }

  /** Whether a change of the file concerns it. */
  concerns(path: string): boolean {
    return this.#compilation === undefined || this.#asked.has(path);
  }

  /** A file changed: what was compiled is out of date, and an analysis that is under way stops. */
  outdate(): void {
    this.#compilation = undefined;
    this.#steps = undefined;
  }

  /** Another number whenever something else may be found. */
  get revision(): number {
    return this.#revision;
  }

  get isCompiled(): boolean {
    return this.#compilation !== undefined;
  }

  get isAnalysed(): boolean {
    return this.#compilation !== undefined && this.#steps === undefined;
  }

  /** Whether no agreement is declared in its files: they are parts of one that is not read yet, or never will be. */
  get isPart(): boolean {
    return this.#compilation !== undefined && this.#compilation.model.agreement === undefined;
  }

  /** The first stage: everything but the analysis. `isAnalysing`: whether a second follows. */
  compile(isAnalysing: boolean): Compilation {
    if (this.#compilation !== undefined) return this.#compilation;
    const asked = new Set<string>();
    const read: Read = (path) => {
      asked.add(path);
      return this.#source.read(path);
    };
    const { parse, report } = this.#source;
    const options = { analysis: isAnalysing, parse, memory: this.#memory };
    let steps: Steps | undefined = compileInSteps(this.entry, read, options);
    let compilation: Compilation | undefined;
    try {
      const first = steps.next();
      compilation = first.value;
      if (first.done === true) steps = undefined;
    } catch (error) {
      report(`compiling ${this.entry}`, error);
      this.#memory = new Memory();
    }
    if (compilation === undefined) {
      compilation = withFault(this.entry, this.#source.read(this.entry) ?? '');
      steps = undefined;
    }
    this.#revision = ++revisions;
    this.#asked = asked;
    this.#compilation = compilation;
    this.#steps = steps;
    this.#isCurrent = compilation.ir !== undefined;
    this.#ir = compilation.ir ?? this.#ir;
    this.#irFiles = compilation.ir === undefined ? this.#irFiles : compilation.files;
    if (steps === undefined) this.#earlier = undefined;
    return compilation;
  }

  /** The next step of the second stage; true when it was the last. */
  step(): boolean {
    const step = this.#stepped();
    if (step === undefined) return true;
    if (step.done !== true) return false;
    this.#revision = ++revisions;
    const quick = new Set(this.#compilation?.diagnostics.map(findingKey));
    this.#steps = undefined;
    this.#compilation = step.value;
    this.#earlier = {
      findings: step.value.diagnostics.filter((one) => !quick.has(findingKey(one))),
      texts: new Map(step.value.files.map(({ path, text }) => [path, text])),
    };
    return true;
  }

  /** Undefined also after a fault in the analysis: it is given up. */
  #stepped(): ReturnType<Steps['next']> | undefined {
    try {
      return this.#steps?.next();
    } catch (error) {
      this.#source.report(`analysing ${this.entry}`, error);
      this.#steps = undefined;
      this.#earlier = undefined;
      return undefined;
    }
  }

  /** What is found now; while the analysis runs with those of its last findings that no edit has touched. */
  get diagnostics(): readonly Diagnostic[] {
    const found = this.#compilation?.diagnostics ?? [];
    const { findings, texts } = this.#earlier ?? {};
    if (this.#steps === undefined || findings === undefined || texts === undefined) return found;
    const now = new Map(this.#compilation?.files.map(({ path, text }) => [path, text]));
    const moves = new Map([...texts].map(([path, text]) => [path, moveBetween(text, now.get(path) ?? '')]));
    const nowhere = (): undefined => undefined;
    return [...found, ...findings.flatMap((one) => moved(one, (file) => moves.get(file) ?? nowhere) ?? [])];
  }

  /** INVARIANT: asked after `compile`. */
  view(compilation: Compilation): Agreement {
    const { entry } = this;
    return {
      entry,
      compilation,
      isCurrent: this.#isCurrent,
      ...(this.#ir && { ir: this.#ir }),
      ...(this.#irFiles && { irFiles: this.#irFiles }),
    };
  }
}

/** What stands for an agreement on which the compiler failed: nothing is known of it but that. */
function withFault(entry: string, text: string): Compilation {
  const { ir: _, ...nothing } = compile(entry, () => '');
  const parsed = parse('');
  const file = { path: entry, text, tree: parsed.file, parsed, unreadable: [], lines: lineStarts(text) };
  const diagnostic: Diagnostic = {
    code: 'fault',
    severity: 'error',
    title: 'A fault in avtal',
    message:
      'This agreement could not be checked. This is a fault in avtal, not in your files; the log of the server shows it.',
    file: entry,
    span: { start: 0, end: 0 },
    related: [],
    fixes: [],
  };
  return { ...nothing, diagnostics: [diagnostic], files: [file] };
}
