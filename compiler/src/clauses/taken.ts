// What of a value somebody has read. Each part that means something of its own is taken by whoever lowers the row; what is left means nothing.
import type * as ast from '@avtal/grammar';
import type { Index, Period } from '@avtal/runtime';
import { given } from '../optional.ts';
import { replace, type Spanned, say, textOf } from './desk.ts';
import type { Slot } from './slot.ts';

/** Notes that this part of the row is read here. */
export function take<P extends Spanned>({ taken }: Slot, part: P): P {
  taken.add(part);
  return part;
}

type Tailed = { readonly tails: readonly ast.Tail[] };
type TailOf<K extends ast.Tail['kind']> = Extract<ast.Tail, { readonly kind: K }>;

/** The tail of that kind, untaken: for whoever only looks what sort of value it is. */
export const seen = <K extends ast.Tail['kind']>(phrase: ast.Phrase | Tailed, kind: K): TailOf<K> | undefined =>
  'tails' in phrase ? phrase.tails.find((tail): tail is TailOf<K> => tail.kind === kind) : undefined;

/** The tail of that kind, taken. */
export function tailOf<K extends ast.Tail['kind']>(
  slot: Slot,
  phrase: ast.Phrase | Tailed,
  kind: K,
): TailOf<K> | undefined {
  const tail = seen(phrase, kind);
  return tail && take(slot, tail);
}

/** The period that the head is `per`, taken. */
export function periodOf(slot: Slot): Period | undefined {
  takePer(slot, 'period');
  return slot.head.period;
}

/** The unit that the head is `per`, taken. */
export function unitOf(slot: Slot): { readonly unit?: Index } {
  takePer(slot, 'name');
  return given('unit', slot.head.unit?.index);
}

function takePer(slot: Slot, what: 'period' | 'name'): void {
  for (const part of slot.head.node.parts) if (part.kind === 'per' && part.what.kind === what) take(slot, part);
}

/** Tells which `per …` of the head no value took. */
export function sayUntakenHead(slot: Slot): void {
  const { node, written, kind } = slot.head;
  // Elsewhere it was refused, or belongs to the scope: `each person per month`.
  if (!kind.parts.includes('per')) return;
  for (const part of node.parts) {
    if (part.kind !== 'per' || slot.taken.has(part)) continue;
    const params = { written: textOf(slot, part), place: 'beside', other: written, says: 'per' } as const;
    const fixes = [replace(slot, part, '', `Leave out \`${params.written}\``)];
    say(slot, 'says-nothing', params, part, { fixes });
  }
}

/** A part that means something of its own, with where its words begin: `during` of `during core` is no node. */
interface Part {
  readonly node: Spanned;
  readonly from: number;
  readonly says: Says;
}

type Says = Written['kind'] | ast.Tail['kind'] | 'clause' | 'window' | 'during' | 'times' | 'quantity';

/** A phrase, or a note that ends as one does. */
type Written = ast.Phrase | Extract<ast.Note, { readonly kind: 'claimed' }>;

function partsOf(phrase: Written): readonly Part[] {
  const own: Part = { node: phrase, from: phrase.span.start, says: phrase.kind };
  switch (phrase.kind) {
    case 'broken':
      return [];
    case 'then':
      return [own, ...partsOf(phrase.value)];
    case 'aim':
      return [own, ...phrase.of.flatMap(partsOf)];
    case 'earliest':
    case 'latest':
      return [own, ...phrase.of.flat().flatMap(partsOf)];
    case 'reference':
      return [own, ...situatedIn(phrase.clause)];
    case 'at-opening':
    case 'at-closing': {
      const { window } = phrase;
      return window === undefined ? [own] : [own, { node: window, from: window.span.start, says: 'window' }];
    }
    default:
      return 'tails' in phrase ? [own, ...phrase.tails.flatMap(inTail)] : [own];
  }
}

function inTail(tail: ast.Tail): readonly Part[] {
  const own: Part = { node: tail, from: tail.span.start, says: tail.kind };
  if (tail.kind !== 'of-clause') return [own];
  const further = tail.clauses.slice(1).map((node, at): Part => {
    const from = tail.clauses[at]?.span.end ?? node.span.start;
    return { node, from, says: 'clause' };
  });
  return [own, ...further, ...tail.clauses.flatMap(situatedIn)];
}

/** `during core`, `by booked`, `for 2 h` behind the name of a clause. */
function situatedIn({ clause, subject, during, times, quantity }: ast.ClauseReference): readonly Part[] {
  const nodes = Object.entries({ during, times, quantity }) as ['during' | 'times' | 'quantity', Spanned | undefined][];
  let from = (subject ?? clause)?.span.end ?? 0;
  return nodes
    .flatMap(([says, node]) => (node === undefined ? [] : [{ says, node }]))
    .toSorted((one, other) => one.node.span.start - other.node.span.start)
    .map(({ says, node }) => {
      const part = { node, says, from };
      from = node.span.end;
      return part;
    });
}

/** Tells which part of the value nobody took, the first of them: what is left out with it may be all there is. */
export function sayUntaken(slot: Slot, phrases: readonly Written[]): void {
  for (const [at, phrase] of phrases.entries()) {
    const left = partsOf(phrase).find(({ node }) => !slot.taken.has(node));
    if (left === undefined) continue;
    const isWhole = left.node === phrase;
    const [before, after] = [phrases[at - 1], phrases[at + 1]];
    const text = (start: number, end: number) => textOf(slot, { span: { start, end } }).trim();
    const start = isWhole ? (before?.span.end ?? phrase.span.start) : left.from;
    const end = isWhole && before === undefined ? (after?.span.start ?? left.node.span.end) : left.node.span.end;
    const written = text(left.from, left.node.span.end);
    const beside = isWhole ? (before ?? after) : undefined;
    const other = beside === undefined ? text(phrase.span.start, left.from) : textOf(slot, beside);
    const place = isWhole ? 'beside' : 'behind';
    const gap = /^\s*/.exec(textOf(slot, { span: { start: left.from, end } }))?.[0].length ?? 0;
    const params = { written, place, other: other === '' ? slot.head.written : other, says: left.says } as const;
    const fixes = [replace(slot, { span: { start, end } }, '', `Leave out \`${written}\``)];
    say(slot, 'says-nothing', params, { span: { start: left.from + gap, end: left.node.span.end } }, { fixes });
    return;
  }
}
