// "Did you mean": names that nothing declares, reported once with the declared name that is nearest.
import { closest, type Name } from '@avtal/grammar';
import type { Dimension, Subject } from '@avtal/runtime';
import { given } from '../optional.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';

/**
 * Reports names that nothing declares: each once, since one missing declaration is one mistake, and none that stands in
 * a row that could not be read, since that may have declared it.
 */
export class UnknownNames {
  readonly #reporter: Reporter;
  readonly #unreadable: ReadonlySet<string>;
  readonly #reported = new Set<string>();

  constructor(reporter: Reporter, unreadable: ReadonlySet<string>) {
    this.#reporter = reporter;
    this.#unreadable = unreadable;
  }

  /** Whether a row that could not be read speaks of it, and may be what is missing. */
  isUnreadable(name: string): boolean {
    return this.#unreadable.has(name);
  }

  /** `what` completes "No … is called": `tier`, `window or day set`. Names of one `family` are missing once, whatever was due. */
  report(
    what: string,
    name: Name,
    place: { readonly file: string },
    known: Iterable<string>,
    family = what,
    help?: string,
  ): void {
    this.#reporter.passOver();
    const key = `${family}\0${name.text}`;
    if (this.#reported.has(key) || this.isUnreadable(name.text)) return;
    this.#reported.add(key);
    const all = [...known];
    const guess = atHome(family, name.text) ?? closest(name.text, all);
    const site = siteOf(name, place);
    const fixes = guess === undefined ? [] : [{ title: `Write \`${guess}\``, edits: [{ ...site, text: guess }] }];
    this.#reporter.report('unknown-name', { what, name: name.text, guess, known: all }, site, {
      fixes,
      ...given('help', guess === undefined ? help : undefined),
    });
  }
}

/** `when high`: of which choice the name is a value. */
export function testing(choices: readonly Dimension[], name: string): string | undefined {
  const having = choices.filter(({ values }) => values.some(({ id }) => id === name));
  return having.length === 0 ? undefined : `Write ${having.map(({ id }) => `\`${id} is ${name}\``).join(' or ')}.`;
}

/** `callout: 1500`: what has a price, as if it were promised. */
export function pricing(subject: Subject | undefined): string | undefined {
  const words = { activity: 'rate', usage: 'rate', event: 'price', unit: 'fee', matter: 'permit' };
  return subject && `Write the kind of row before it, such as \`${words[subject.kind]} ${subject.id}\`.`;
}

/** `each January` */
const monthBegins = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mai|okt|des)/i;

/** How something of one of the kinds is declared. */
export function declaring(kinds: readonly string[], name: string): string {
  if (kinds.includes('scope') && monthBegins.test(name)) return 'A day of each year is written `each 1 Jan`.';
  const rows = kinds.map((kind) => `\`${kind} ${name}${kind === 'usage' ? ' in km' : ''}\``);
  return `Declare it in a row of its own: ${rows.join(' or ')}.`;
}

const periodWords = new Map(
  [
    ['month', 'month måned månad monat maand mnd mån måneder månader maanden monate'],
    ['year', 'year år jahr jaar'],
    ['quarter', 'quarter kvartal quartal kwartaal'],
    ['week', 'week uke uge vecka woche'],
    ['day', 'dag tag døgn dygn dager dagar dage dagen tage'],
  ].flatMap(([period = '', written = '']) => written.split(' ').map((word): [string, string] => [word, period])),
);

const dayWords = new Map(
  [
    ['Sat-Sun', 'weekend weekends helg helger helgen helgene weekenden wochenende'],
    ['Mon-Fri', 'workdays workday hverdager hverdag vardagar vardag hverdage werkdagen werktage'],
    ['holidays', 'helligdager helgdagar helligdage feestdagen feiertage'],
  ].flatMap(([days = '', written = '']) => written.split(' ').map((word): [string, string] => [word, days])),
);

/** What neighbours call it: of what is asked for as that family. */
function atHome(family: string, name: string): string | undefined {
  if (family === 'subject') return periodAtHome(name);
  return family === 'window or day set' ? dayWords.get(name.toLowerCase()) : undefined;
}

/** `per måned`: a period, by its name in the languages of the neighbours. */
export const periodAtHome = (name: string): string | undefined => periodWords.get(name.toLowerCase());
