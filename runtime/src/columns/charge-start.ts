// What it costs that a scope of work begins, on lines (meanings P6, P8).

import { openLine } from './lines.ts';
import type { Work } from './work.ts';

/** `mark`: the first line of what the part's lines are gathered by. */
export function chargeStart(
  { narrow, agreement, parts, lines, newest }: Work,
  part: number,
  slot: number,
  mark: number,
): void {
  const { tariffs, quantities, book } = agreement;
  const { width, months } = narrow.timeline;
  const { cells } = book;
  const begun = parts.start[part] as number;
  const until = cells.first[begun + 1] as number;
  const [row, at] = [parts.row[part] as number, parts.from[part] as number];
  const month = months[parts.stretch[part] as number] as number;
  for (let share = cells.first[begun] as number; share < until; share += 1) {
    const item = cells.items[share] as number;
    const isOwn = tariffs.items[item]?.scope !== undefined;
    if (isOwn && cells.amounts[share] === 0) continue; // A line that comes to nothing, and of which nothing is told.
    const place = item * width + slot;
    const known = isOwn ? -1 : (newest[place] as number);
    const line = known >= mark ? known : openLine(lines, item, row, month, at);
    if (!isOwn) newest[place] = line;
    if (lines.from !== undefined) lines.from[line] = Math.min(lines.from[line] as number, at);
    if (lines.until !== undefined) lines.until[line] = Math.max(lines.until[line] as number, at);
    lines.exact[line] = (lines.exact[line] as number) + quantities.scale * (cells.amounts[share] as number);
  }
}
