// Signature help: the parts that a clause's head may have, and which one is being written.
import { conditions, type Kind, kinds } from '@avtal/compiler';
import { type ClauseWord, keywordOf } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';
import { aboutKeyword } from './completion/offer.ts';
import { type Where, whereOf } from './completion/where.ts';
import { parts } from './parts.ts';

export interface Signature {
  /** `rate SUBJECT during W when C …: money per unit`. */
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
  const heads = parts.filter((part) => conditions.includes(part.kind) || kind.parts.includes(part.kind));
  const written: Written[] = [
    { text: subjectOf(kind), documentation: aboutText(kind) },
    ...heads.map(({ word, written: text }) => ({ text, ...documentationOf(word) })),
    { text: kind.wanted.replaceAll('`', ''), documentation: valueText(kind) },
  ];
  const active = where.inValue ? written.length - 1 : activePart(where, heads);
  return { ...laidOut(asked.clause, asked.name, written), ...documentationOf(idOf(asked.clause)), active };
}

/** The part whose word stands last before the position; before any of them, what the clause is about. */
function activePart({ pieces }: Where, heads: typeof parts): number {
  for (const { word } of [...pieces].reverse()) {
    const at = heads.findIndex((part) => part.word === word);
    if (at >= 0) return at + 1;
  }
  return 0;
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
    case 'target':
      return 'A target: `respond`, `resolve`, or one that is declared.';
  }
}

function valueText({ wanted, words }: Kind): string {
  const others = words.map((word) => `\`${word}\``).join(', ');
  return `${wanted}${others === '' ? '' : `; or ${others}`}. One value, or one for each tier with \`|\` between.`;
}

function laidOut(clause: ClauseWord, name: string | undefined, written: readonly Written[]) {
  let label = clause === 'target' ? (name ?? 'respond') : clause;
  const found = written.map(({ text, documentation }, index) => {
    const isValue = index === written.length - 1;
    if (isValue) label += ':';
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
