// Balances of many orders, a line of JSON for each: what one bill in bulk hands to the next.
import { type Carried, dayOf, type Order, readCarried } from '@avtal/runtime';
import { readText } from '../files.ts';
import { Failure, type Host } from '../host.ts';
import { recordsText } from '../output/json.ts';
import { listText, plural } from '../output/words.ts';

/** Of a complete order. */
export interface Closing {
  readonly order: string;
  readonly closing: Carried;
}

/** By place of the order. Every order that began before `from` must be there: it may have something left. */
export function readOpenings(
  host: Host,
  path: string,
  orders: readonly Order[],
  from: string,
): ReadonlyMap<number, Carried> {
  const places = new Map(orders.map(({ id }, place) => [id, place]));
  const openings = new Map<number, Carried>();
  let others = 0;
  for (const [at, line] of readText(host, path).split('\n').entries()) {
    if (line.trim() === '') continue;
    const where = `\`${path}\`:${at + 1}`;
    const { order, carried } = carriedIn(line, where);
    const place = places.get(order);
    if (place === undefined) others += 1;
    else if (openings.has(place)) throw new Failure(`${where}: the order \`${order}\` stands here again.`);
    else openings.set(place, carried);
  }
  const lacking = orders.filter((order, place) => !openings.has(place) && dayOf(order.from) < dayOf(from));
  if (lacking.length > 0) {
    const some = listText(lacking.slice(0, 20).map(({ id }) => `\`${id}\``));
    const more = lacking.length > 20 ? ` and ${lacking.length - 20} more` : '';
    throw new Failure(
      `\`${path}\` has no balances of ${some}${more}, which began before ${from}.`,
      'Add the line that `--closing` writes for each, or bill them apart.',
    );
  }
  if (others > 0) host.err.write(`${plural(others, 'line')} of \`${path}\` of orders that are none of this bill.\n`);
  return openings;
}

function carriedIn(line: string, where: string): { readonly order: string; readonly carried: Carried } {
  const help = 'Balances of many orders are what `avtal bill --into … --closing` writes: a line for each.';
  let json: unknown;
  try {
    json = JSON.parse(line);
  } catch {
    throw new Failure(`${where} is not one line of JSON.`, help);
  }
  const order = typeof json === 'object' && json !== null && 'order' in json ? json.order : undefined;
  if (typeof order !== 'string') throw new Failure(`${where} does not say its \`order\`.`, help);
  const read = readCarried(json);
  if ('problem' in read) throw new Failure(`${where}: ${read.problem}`, help);
  return { order, carried: read.carried };
}

export function closingsText(closings: readonly Closing[]): string {
  const sorted = closings.toSorted((a, b) => (a.order < b.order ? -1 : 1));
  return recordsText(sorted.map(({ order, closing }) => ({ order, ...closing })));
}
