// Which rows a row beats and which beat it, in words, with the reason.

import { type Clause, clauseName, overrides, precedence } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { canMeet } from './meeting.ts';
import { rowsOf } from './rows.ts';
import type { Speaker } from './speaker.ts';

/** So many rows are named; of more only how many there are. */
const most = 6;

/** Sentences: `Goes before § 5.1 and § 5.2 (override).` Rows that never meet this one are left out. */
export function precedenceWords(speaker: Speaker, row: readonly Clause[]): readonly string[] {
  const { ir } = speaker;
  const [own] = row;
  if (own === undefined) return [];
  // What one customer was promised is not for every reader.
  const isHidden = (one: Clause): boolean => speaker.style === 'reader' && isOfOrder(one) && !isOfOrder(own);
  const others = ir.clauses.filter((one) => one.question === own.question && !row.includes(one) && !isHidden(one));
  const compare = precedence(ir.documents, overrides(ir.clauses));
  const beaten = new Map<string, ReadonlySet<string>>();
  const beating = new Map<string, ReadonlySet<string>>();
  for (const other of rowsOf(others)) {
    const met = row.flatMap((mine) =>
      other.filter((one) => canMeet(ir, mine.when, one.when)).map((one) => [mine, one] as const),
    );
    const [pair] = met.filter(([mine, one]) => compare(mine, one) !== 0);
    if (pair === undefined) continue;
    const [mine, one] = pair;
    const wins = compare(mine, one) > 0;
    const why = reason(speaker, wins ? mine : one, wins ? one : mine);
    // An exception bears the number of its row.
    const name = one.paper === undefined || one.paper === own.paper ? lineOf(speaker, one, own) : clauseName(one);
    const found = wins ? beaten : beating;
    found.set(why, new Set([...(found.get(why) ?? []), name]));
  }
  return [
    ...[...beaten].map(([why, names]) => `Goes before ${someOf(names)} (${why}).`),
    ...[...beating].map(([why, names]) => `Gives way to ${someOf(names)} (${why}).`),
  ];
}

function isOfOrder({ when }: Clause): boolean {
  return when.every(({ choices }) => choices?.order !== undefined);
}

/** Rows of other papers are in other files. */
function lineOf({ ir }: Speaker, { span, document }: Clause, own: Clause): string {
  const of = document === own.document ? '' : ` of \`${ir.documents[document]?.id ?? ''}\``;
  return `line ${span.line}${of}`;
}

function someOf(names: ReadonlySet<string>): string {
  const all = [...names];
  return all.length <= most ? listText(all) : `${all.slice(0, most - 1).join(', ')} and ${all.length - most + 1} more`;
}

/** Why the one beats the other. The order is that of precedence. */
function reason({ ir }: Speaker, winner: Clause, loser: Clause): string {
  const document = ir.documents[winner.document];
  if (document?.beats.includes(loser.document) === true)
    return `\`${document.id}\` goes before \`${ir.documents[loser.document]?.id ?? ''}\``;
  if (winner.section !== undefined && loser.section === undefined) return 'a module goes before the common rows';
  if (overrides(ir.clauses).get(winner.id)?.has(loser.id) === true) return 'by name';
  return winner.rank === 'override' ? '`override`' : '`default` gives way';
}
