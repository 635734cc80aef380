// Signature help: what is being written in a row, between what stands before it and the value. Short: completion, which
// is open at the same time, lists what else the head may have.
import { conditions, type Kind, kinds } from '@avtal/compiler';
import { type ClauseWord, keywordOf } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';
import { aboutKeyword } from './completion/offer.ts';
import { type Asked, type Where, whereOf } from './completion/where.ts';
import { parts } from './parts.ts';

export interface Signature {
  /** `rate ACTIVITY during WINDOW …: money per unit`. */
  readonly label: string;
  /** Markdown. */
  readonly documentation?: string;
  /** Where in `label` each part stands. */
  readonly parts: readonly { readonly from: number; readonly until: number; readonly documentation?: string }[];
  readonly active?: number;
}

interface Written {
  readonly text: string;
  readonly documentation?: string;
}

/** Of the clause that the offset lies in; what is due behind the colon is its last part. */
export function signature(snapshot: Snapshot, offset: number): Signature | undefined {
  const where = whereOf(snapshot, offset);
  const { asked, pieces, following } = where;
  // `expect` has a form of its own, and a row of which nothing is written has none yet.
  if (asked === undefined || pieces.length === 0 || pieces[0]?.word === 'expect' || following.within === 'comment')
    return undefined;
  const kind = kinds[asked.clause];
  const written: Written[] = [
    { text: subjectOf(kind), documentation: aboutText(kind) },
    ...partsIn(where, kind).map(({ word, written: text }) => ({ text, ...documentationOf(word) })),
    { text: kind.wanted.replaceAll('`', ''), documentation: valueText(kind) },
  ];
  // The part whose word stands last before the position; before any of them, what the clause is about.
  const active = written.length - (where.inValue ? 1 : 2);
  const about = active === 0 ? documentationOf(idOf(asked.clause)) : {};
  return { ...laidOut(asked, written, where.inValue), ...about, active };
}

/** The parts of the head that stand before the position, in that order. */
function partsIn({ pieces }: Where, kind: Kind): typeof parts {
  const colon = pieces.findIndex(({ text }) => text === ':');
  const heads = parts.filter((part) => conditions.includes(part.kind) || kind.parts.includes(part.kind));
  return pieces
    .slice(0, colon < 0 ? undefined : colon)
    .flatMap(({ word }) => heads.find((part) => part.word === word) ?? []);
}

function subjectOf({ about }: Kind): string {
  switch (about.how) {
    case 'subject':
      return about.kinds.join(' or ').toUpperCase();
    case 'name':
      return 'NAME';
    case 'choice':
      return 'CHOICE';
    case 'measure':
      return 'MEASURE';
    case 'outcome':
      return 'MEASURE or TARGET';
    case 'credits':
      return 'credits';
    case 'party':
      return 'PARTY';
    case 'target':
      return '';
  }
}

function aboutText({ about }: Kind): string {
  switch (about.how) {
    case 'subject':
      return `What it is about: ${about.kinds.map((kind) => `a declared \`${kind}\``).join(' or ')}.`;
    case 'name':
      return about.needed ? 'Its name.' : 'Its name, if there is more than one.';
    case 'choice':
      return 'A choice that is declared as `decided`.';
    case 'measure':
      return 'What it is about: a declared `measure`.';
    case 'outcome':
      return 'A declared `measure`, or a target.';
    case 'credits':
      return 'All credits together.';
    case 'party':
      return 'Who gives it: `customer`, `provider` or `both`; then its name, where it ends nothing.';
    case 'target':
      return 'A target: `respond`, `resolve`, or one that is declared.';
  }
}

function valueText({ wanted, words }: Kind): string {
  const others = words.map((word) => `\`${word}\``).join(', ');
  return `${wanted}${others === '' ? '' : `; or ${others}`}. One value, or one for each tier with \`|\` between.`;
}

function laidOut({ clause, name }: Asked, written: readonly Written[], inValue: boolean) {
  let label = clause === 'target' ? (name ?? 'respond') : clause;
  const found = written.map(({ text, documentation }, index) => {
    const isValue = index === written.length - 1;
    if (isValue) label += inValue ? ':' : ' …:';
    // A target's own name is what it is about.
    const from = text === '' ? 0 : label.length + 1;
    if (text !== '') label += ` ${text}`;
    return { from, until: label.length, ...(documentation === undefined ? {} : { documentation }) };
  });
  return { label, parts: found };
}

const idOf = (clause: ClauseWord): string => (clause === 'start price' ? 'startPrice' : clause);

function documentationOf(id: string): { readonly documentation?: string } {
  const keyword = keywordOf(id);
  return keyword === undefined || keyword.id === 'target' ? {} : { documentation: aboutKeyword(keyword) };
}
