// The one registry of diagnostics, and the reporter through which every pass speaks.
import type { Span } from '@avtal/grammar';
import { given } from '../optional.ts';
import { acceptanceMessages } from './messages/acceptances.ts';
import { analysisMessages } from './messages/analysis.ts';
import { declarationMessages } from './messages/declarations.ts';
import type { Definition, Severity } from './messages/define.ts';
import { exampleMessages } from './messages/examples.ts';
import { headMessages } from './messages/heads.ts';
import { nameMessages } from './messages/names.ts';
import { orderMessages } from './messages/orders.ts';
import { questionMessages } from './messages/questions.ts';
import { remarkMessages } from './messages/remarks.ts';
import { valueMessages } from './messages/values.ts';
import { windowMessages } from './messages/windows.ts';

export type { Definition, Severity };

/** Every finding there is, by the name under which passes report it. */
export const registry = {
  ...nameMessages,
  ...declarationMessages,
  ...windowMessages,
  ...orderMessages,
  ...acceptanceMessages,
  ...exampleMessages,
  ...headMessages,
  ...valueMessages,
  ...questionMessages,
  ...analysisMessages,
  ...remarkMessages,
} as const satisfies Readonly<Record<string, Definition<never>>>;

export type MessageName = keyof typeof registry;
/** The names and figures that the words of a message need. */
export type ParamsOf<K extends MessageName> = (typeof registry)[K] extends Definition<infer P> ? P : never;

/** A stretch of a file. */
export interface Site {
  /** Path as the file was loaded. */
  readonly file: string;
  readonly span: Span;
}

/** Where a node stands, for a report. */
export function siteOf({ span }: { readonly span: Span }, { file }: { readonly file: string }): Site {
  return { file, span: { start: span.start, end: span.end } };
}

/** The same site, which stays where it is when the tree moves with an edit. */
const held = <T extends Site>(site: T): T => ({ ...site, ...siteOf(site, site) });

export interface Related extends Site {
  readonly message: string;
}
export interface Edit extends Site {
  readonly text: string;
}
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /**
   * For a person to choose: it adds an example that holds the finding fast and does not do away with it, or leaves open
   * what the row does not say.
   */
  readonly adds?: 'example' | 'open';
}
/** The row that lets a finding stand, and what it says. */
export interface Accepted extends Site {
  readonly reason: string;
}
/** A dated situation in which a finding shows: the fields that matter, and what each clause says there. */
export interface Witness {
  readonly question: string;
  /** Local date and time with the offset, `2026-05-17T09:00+02:00`. */
  readonly at: string;
  /** The order or example in whose special terms it lies. */
  readonly order?: string;
  readonly choices: Readonly<Record<string, string>>;
  /** In base units: seconds of time. */
  readonly numbers: Readonly<Record<string, string>>;
  /** Other events that conditions test, as local times. */
  readonly moments: Readonly<Record<string, string>>;
  /** The same in words: `Sunday 17 May 2026 09:00, tier Pro, channel email`. */
  readonly text: string;
  readonly says: readonly (Site & { readonly clause: string; readonly text: string })[];
}
export interface Diagnostic extends Site {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly label?: string;
  readonly related: readonly Related[];
  readonly help?: string;
  readonly fixes: readonly Fix[];
  readonly witness?: Witness;
  /** The agreement says that it may stand: then its severity is `info`. */
  readonly accepted?: Accepted;
}

/** What a report may carry beside its words. */
export interface Details {
  readonly related?: readonly (Related | undefined)[];
  readonly fixes?: readonly (Fix | undefined)[];
  /** Instead of the help of the registry. */
  readonly help?: string;
  readonly witness?: Witness;
}

/** More findings than anybody reads are not collected. */
const most = 500;

/** Collects findings; the same finding at the same place counts once. */
export class Reporter {
  readonly #found = new Map<string, Diagnostic>();
  #hasErrors = false;
  #said = 0;

  /** Grows with every report, also where it is not shown: of a row in which it does not, nothing is to be said. */
  get said(): number {
    return this.#said;
  }

  /** Something is wrong of which nothing is said, since it was said before. */
  passOver(): void {
    this.#said++;
  }

  /** `name` is a key of the registry, `params` are what its words need: anything else does not compile. */
  report<K extends MessageName>(name: K, params: ParamsOf<K>, site: Site, details: Details = {}): void {
    // The registry pairs each name with its own parameters; TypeScript cannot follow that through an index.
    const definition = registry[name] as unknown as Definition<ParamsOf<K>>;
    const label = definition.label?.(params);
    const help = details.help ?? definition.help?.(params);
    this.add({
      code: definition.code,
      severity: definition.severity,
      title: definition.title,
      message: definition.message(params),
      file: site.file,
      span: site.span,
      ...given('label', label),
      related: (details.related ?? []).filter((related) => related !== undefined),
      ...given('help', help),
      fixes: (details.fixes ?? []).filter((fix) => fix !== undefined),
      ...given('witness', details.witness),
    });
  }

  /** A finding that another part (the grammar) has worded. */
  add(diagnostic: Diagnostic): void {
    const { code, severity, file, span, message } = diagnostic;
    this.#said++;
    this.#hasErrors ||= severity === 'error';
    const key = `${code}\0${file}\0${span.start}\0${span.end}\0${message}`;
    if (this.#found.size >= most || this.#found.has(key)) return;
    const { related, fixes, witness } = diagnostic;
    this.#found.set(key, {
      ...held(diagnostic),
      related: related.map(held),
      fixes: fixes.map((fix) => ({ ...fix, edits: fix.edits.map(held) })),
      ...(witness && { witness: { ...witness, says: witness.says.map(held) } }),
    });
  }

  get hasErrors(): boolean {
    return this.#hasErrors;
  }

  /** In the order in which they were found. */
  get diagnostics(): readonly Diagnostic[] {
    return [...this.#found.values()];
  }
}
