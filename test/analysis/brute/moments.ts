// Every quarter of an hour of two years, sorted by what the conditions of a question test of it.
import type { Box, Instant, Ir, WindowSet } from '@avtal/runtime';
import { addDays } from '../../reference/days.ts';
import { dateAt, isInside, startOfDay } from '../../reference/windows.ts';
import { type Asked, daily, selfNames } from './questions.ts';

const quarter = 900;

/** Every instant of two years at which the question may be asked. */
export function instants({ ir, order, special, clauses }: Asked): readonly Instant[] {
  const { validFrom = '', validUntil = '' } = ir.agreement;
  const from = special && order.from > validFrom ? order.from : validFrom;
  const until = special && order.until !== undefined && order.until < validUntil ? order.until : validUntil;
  const days = daily.includes(clauses[0]?.kind ?? 'rate');
  return remembered(`${ir.zone.name} ${from} ${until} ${days}`, instantsOf, () => {
    const all: Instant[] = [];
    const end = startOfDay(ir, addDays(until, 1));
    if (days) for (let day = from; day <= until; day = addDays(day, 1)) all.push(startOfDay(ir, day));
    else for (let at = startOfDay(ir, from); at < end; at += quarter) all.push(at);
    return all;
  });
}

const instantsOf = new Map<string, readonly Instant[]>();
const opened = new Map<string, Uint8Array>();

function remembered<T>(key: string, known: Map<string, T>, make: () => T): T {
  const found = known.get(key) ?? make();
  known.set(key, found);
  return found;
}

/** At which of the instants the window is open: spans by the reference, what is made of them bit by bit. */
function bits(ir: Ir, set: WindowSet, all: readonly Instant[]): Uint8Array {
  switch (set.kind) {
    case 'always':
    case 'never':
      return new Uint8Array(all.length).fill(Number(set.kind === 'always'));
    case 'named':
      return bits(ir, (ir.windows[set.window] as Ir['windows'][number]).set, all);
    case 'union':
    case 'intersection': {
      const parts = set.of.map((part) => bits(ir, part, all));
      return new Uint8Array(all.length).map((_, at) =>
        Number(set.kind === 'union' ? parts.some((part) => part[at] === 1) : parts.every((part) => part[at] === 1)),
      );
    }
    case 'complement':
      return bits(ir, set.of, all).map((bit) => 1 - bit);
    case 'span': {
      const days = JSON.stringify(set.days, (_, value) =>
        value?.kind === 'named' ? ir.daySets[value.daySet]?.set : value,
      );
      const key = `${ir.zone.name} ${all[0]} ${all.length} ${set.start} ${set.endDay} ${set.end} ${days}`;
      return remembered(key, opened, () => Uint8Array.from(all, (at) => Number(isInside(ir, set, at))));
    }
  }
}
/** What holds at the question's moment, together with the first start of its scope, which lies before it or is it. */
export function momentMasks(asked: Asked, boxes: readonly Box[], mask: Mask): readonly bigint[] {
  const names = selfNames(asked);
  const isSelf = (moment: string): boolean => names.includes(moment);
  const others = boxes.flatMap(({ windows = [] }) => windows.map(({ moment }) => moment)).filter((one) => !isSelf(one));
  if (others.some((moment) => moment !== 'start')) throw new Error(`not made by edits: ${others}`);
  const own = kindsOf(asked, boxes, isSelf, mask);
  if (others.length === 0) return own.map((one) => one.mask);
  const undated = boxes.map(({ dates: _, ...box }): Box => box);
  const started = kindsOf(asked, undated, (moment) => moment === 'start', mask);
  return own.flatMap((one) => started.filter(({ first }) => first <= one.last).map((other) => one.mask & other.mask));
}

/** Which boxes hold, as far as one dimension says of each, by its index. */
type Mask = (holds: (at: number) => boolean) => bigint;

interface Kind {
  readonly first: number;
  readonly last: number;
  readonly mask: bigint;
}

/** The instants sorted by what the boxes test of the moment: of each kind the first and the last, and what holds. */
function kindsOf(asked: Asked, boxes: readonly Box[], isHere: (moment: string) => boolean, mask: Mask): Kind[] {
  const { ir } = asked;
  const all = instants(asked);
  const days = daysOf.get(all) ?? all.map((at) => dateAt(ir, at));
  daysOf.set(all, days);
  /** What each box asks of the moment, as tables of all instants: it holds where each of them has what is due. */
  const tables = new Map<string, Uint8Array>();
  const tableOf = (key: string, make: () => Uint8Array) => ({ table: remembered(key, tables, make) });
  const due = boxes.map(({ windows = [], dates: { from, until } = {} }) => [
    ...windows
      .filter(({ moment }) => isHere(moment))
      .map(({ window, inside }) => ({
        ...tableOf(`window ${window}`, () => bits(ir, { kind: 'named', window }, all)),
        is: Number(inside),
      })),
    ...(from === undefined ? [] : [{ ...tableOf(`from ${from}`, () => dated(days, (day) => day >= from)), is: 1 }]),
    ...(until === undefined ? [] : [{ ...tableOf(`until ${until}`, () => dated(days, (day) => day <= until)), is: 1 }]),
  ]);
  let ids = new Int32Array(all.length);
  for (const table of tables.values()) {
    // Kinds stay few: those that occur are numbered anew after each table.
    const numbered = new Map<number, number>();
    ids = ids.map((id, at) => {
      const key = 2 * id + (table[at] ?? 0);
      const known = numbered.get(key) ?? numbered.size;
      numbered.set(key, known);
      return known;
    });
  }
  const ends = new Map<number, { readonly first: number; last: number }>();
  for (const [at, id] of ids.entries()) {
    const known = ends.get(id);
    if (known === undefined) ends.set(id, { first: at, last: at });
    else known.last = at;
  }
  return [...ends.values()].map(({ first, last }) => ({
    first,
    last,
    mask: mask((box) => due[box]?.every(({ table, is }) => table[first] === is) === true),
  }));
}

const daysOf = new WeakMap<readonly Instant[], readonly string[]>();
const dated = (days: readonly string[], is: (day: string) => boolean): Uint8Array =>
  Uint8Array.from(days, (day) => Number(is(day)));
