// Which columns of lines a call asks for.
import { closest } from '@avtal/grammar';
import type { Ir } from '@avtal/runtime';
import { Failure } from '../host.ts';
import { listText } from '../output/words.ts';
import { lineColumns } from './columns.ts';

/** Follow from the other columns, and cost as much as half of them. */
const leftOut = ['id', 'exact'];

/** The columns that are wanted, in the order of all. */
export function chosenColumns(ir: Ir, chosen: readonly string[] | undefined): readonly string[] {
  const all = lineColumns(ir);
  if (chosen === undefined) return all.filter((column) => !leftOut.includes(column));
  if (chosen.length === 1 && chosen[0] === 'all') return all;
  const unknown = chosen.find((column) => !all.includes(column));
  if (unknown === undefined) return all.filter((column) => chosen.includes(column));
  const guess = closest(unknown, all);
  throw new Failure(
    `Lines have no column \`${unknown}\`.`,
    guess === undefined ? `They have ${listText(all.map((column) => `\`${column}\``))}.` : `Did you mean \`${guess}\`?`,
  );
}
