// The worker prices by columns what it can, and comes to the same records as one order at a time: for rows of every kind, in
// every type of Arrow that says the same, in batches of any size.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '@avtal/compiler';
import { createFactColumns, type FactKind, type Ir, type Order } from '@avtal/runtime';
import {
  columnFromArray,
  type DataType,
  decimal,
  dictionary,
  float64,
  int8,
  tableFromColumns,
  tableToIPC,
  timestamp,
  uint16,
  utf8,
} from '@uwdata/flechette';
import { expect, test } from 'vitest';
import { root } from './harness.ts';
import { asTexts, expected, type Sent, told, type Work } from './worker-case.ts';

const files = (path: string): string | undefined => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
};
const agreements = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .flatMap(({ name }) =>
    readdirSync(join(root, 'examples', name))
      .filter((file) => file.endsWith('.avtal'))
      .flatMap((file) => {
        const { ir } = compile(`examples/${name}/${file}`, files);
        return ir === undefined || ir.orders.length === 0 ? [] : [{ name: file, ir }];
      }),
  );

/** Numbers below a bound, the same ones for the same seed. */
function dice(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) | 0;
    return Math.floor((((state ^ (state >>> 13)) >>> 0) / 2 ** 32) * below);
  };
}

interface Case {
  readonly asked: Work;
  /** Whether something is wrong or unusual: what is told then has values as texts have them. */
  readonly isOdd: boolean;
  readonly rows: readonly Sent[];
  readonly names: readonly string[];
  readonly kind: FactKind;
}

/** `odd`: how many of a hundred values are in no common form, or wrong. */
function made(ir: Ir, roll: (below: number) => number, odd: number): Case {
  const pick = <T>(some: readonly T[]): T => some[roll(some.length)] as T;
  const or = <T>(value: T, ...others: readonly T[]): T => (roll(100) < odd ? pick(others) : value);
  const kind: FactKind = roll(3) > 0 ? 'entries' : 'occurrences';
  const isEntry = kind === 'entries';
  const kinds = isEntry ? ['activity'] : ['event', 'usage'];
  const subjects = ir.subjects.filter((one) => kinds.includes(one.kind)).map(({ id }) => id);
  const columns = createFactColumns(ir);
  const fields = ['id', 'subject', 'start', 'end', 'duration', 'hours', 'person', 'at', 'quantity', 'cost', 'customer'];
  const own = columns.known(kind).filter((column) => !fields.includes(column) && roll(3) > 0);
  const orders = Array.from(
    { length: 1 + roll(6) },
    (_, at): Order => ({ ...pick(ir.orders), id: `O${at}`, customer: `Åse ${at}` }),
  );
  const year = Number(orders[0]?.from.slice(0, 4));
  const first = Date.UTC(year, roll(12), 1) / 1000;
  const isLocal = roll(3) === 0;
  const iso = (instant: number): string =>
    `${new Date(instant * 1000).toISOString().slice(0, 19)}${isLocal ? '' : 'Z'}`;
  const way = pick(['end', 'hours', 'duration']);
  const idOf = pick<(at: number) => string | null>([() => null, (at) => `E${at}`, () => `é${roll(1e6)}`]);
  const rows = orders.flatMap(({ id: order, customer = '' }): Sent[] => {
    if (roll(6) === 0) return [{ order }];
    return Array.from({ length: roll(30) }, (_, at): Sent => {
      const start = first + 300 * roll(35 * 288);
      const length = 900 * roll(40);
      const row: Record<string, string | null> = {
        customer: or<string | null>(customer, 'Z', null),
        id: or(idOf(at), ' x ', 'E1', null, '\u{1F600}', '\uFF21', '\u00a0y'),
        [isEntry ? 'start' : 'at']: or<string | null>(
          iso(start),
          null,
          '2027-03-28 02:30',
          '31.03.2027 10:00',
          `${iso(start)} `,
          '2027-03-01T24:00',
        ),
        subject: roll(3) > 0 || !isEntry ? or<string | null>(pick(subjects), 'nix', ` ${subjects[0]}`, null) : null,
      };
      if (isEntry) {
        if (way === 'end') row.end = or<string | null>(iso(start + length), iso(start - 60), null);
        if (way === 'hours' || roll(100) < odd) row.hours = or(String(length / 3600), '1,5', '-1', '0.3333333', ' 2 ');
        if (way === 'duration' || roll(100) < odd) row.duration = or(`${length / 60} min`, '5', 'PT1H', '1:75');
        row.person = pick(['p', ' ', null]);
      } else {
        row.quantity = or(pick(['1', '2', '0.5', '0']), '-1', '3 km', '12345678901234567890', '1e3');
        if (roll(3) === 0) row.cost = or('12.50', 'c');
      }
      for (const name of own) {
        const column = columns.find(kind, name);
        if (column === undefined || roll(5) === 0) continue;
        if (column.kind === 'choice')
          row[name] = or(pick(column.dimension.values).id, 'nope', ` ${column.dimension.values[0]?.id}`, '');
        else if (column.kind === 'number')
          row[name] = column.number.unit.kind === 'time' ? pick(['1 h', '2:00']) : or(String(roll(40)), 'x', '1.5');
        else if (column.kind === 'moment') row[name] = iso(start - roll(86_400));
        else row[name] = or(`J${roll(5)}`, ' J1', 'JÉ');
      }
      return { order, ...row };
    });
  });
  const said = (name: string): boolean => rows.some((row) => (row[name] ?? null) !== null);
  const needed = isEntry ? ['start'] : ['at', 'subject'];
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter(
    (name) => name === 'order' || needed.includes(name) || said(name),
  );
  // What is told of a row comes in the order of its columns.
  const inOrder = rows.map(
    (row): Sent => ({
      order: row.order,
      ...Object.fromEntries(names.flatMap((name) => (name in row ? [[name, row[name] ?? null]] : []))),
    }),
  );
  const twice = pick(['first', 'last', undefined] as const);
  const ask = { from: `${year}-01-01`, until: `${year + 1}-12-31`, basis: pick(['cost', 'invoice'] as const) };
  return {
    asked: { ir, orders, ask, options: twice === undefined ? {} : { twice } },
    isOdd: odd > 0,
    rows: inOrder,
    names,
    kind,
  };
}

/** As Arrow, each column in one of the types that say the same. */
function stream({ rows, names, isOdd }: Case, roll: (below: number) => number): Uint8Array[] {
  const pick = <T>(some: readonly T[]): T => some[roll(some.length)] as T;
  const types = names.map((name): readonly [type: DataType, value: (text: string) => unknown] => {
    const texts = rows.flatMap((row) => row[name] ?? []);
    const isAll = (form: RegExp): boolean => texts.every((text) => form.test(text));
    if (!isOdd && isAll(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z?)$/) && roll(2) === 0) {
      const zone = texts.some((text) => text.endsWith('Z')) ? pick(['UTC', 'Asia/Tokyo']) : null;
      return [
        timestamp(pick([0, 1, 2, 3] as const), zone),
        (text) => Date.parse(text.endsWith('Z') ? text : `${text}Z`),
      ];
    }
    if (!isOdd && ['hours', 'quantity', 'cost'].includes(name) && isAll(/^\d+(\.\d+)?$/) && roll(2) === 0)
      return [pick([float64(), decimal(18, 3), decimal(12, 3, 64)]), Number];
    const indices = new Set(texts).size < 100 ? pick([int8(), uint16()]) : uint16();
    return [pick([utf8(), dictionary(utf8(), indices)]), (text) => text];
  });
  const isWhole = types.some(([type]) => 'dictionary' in type);
  const size = isWhole ? rows.length + 1 : pick([3, 17, rows.length + 1]);
  const count = Math.max(1, Math.ceil(rows.length / size));
  return Array.from({ length: count }, (_, part) => {
    const some = rows.slice(part * size, (part + 1) * size);
    const columns = names.map((name, at) => {
      const [type, value] = types[at] as (typeof types)[number];
      return [
        name,
        columnFromArray(
          some.map((row) => ((row[name] ?? null) === null ? null : value(row[name] as string))),
          type,
        ),
      ] as const;
    });
    const bytes = tableToIPC(tableFromColumns(Object.fromEntries(columns)), { format: 'stream' }) ?? new Uint8Array();
    const head = 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);
    return bytes.subarray(part === 0 ? 0 : head, part + 1 === count ? bytes.length : bytes.length - 8);
  });
}

test.each([0, 0, 2, 20].flatMap((odd, at) => [{ odd, seed: 40 * at }]))(
  'random rows of examples come to what one order at a time comes to: $odd odd of a hundred',
  async ({ odd, seed }) => {
    for (let one = seed; one < seed + 12; one += 1) {
      const roll = dice(one);
      const { ir, name } = agreements[roll(agreements.length)] as (typeof agreements)[number];
      const given = made(ir, roll, odd);
      const found = await told(given.asked, ...stream(given, roll));
      expect([name, one, found.failure]).toEqual([name, one, undefined]);
      const wanted = expected(given.asked, given.rows);
      const { minorDigits } = ir.agreement;
      expect(found.records.slice(0, -1).map((record) => asTexts(record, minorDigits))).toEqual(wanted);
      const trailer = JSON.parse(String(found.records.at(-1)?.told));
      const lines = wanted.filter(({ record }) => record === 'line');
      const net = lines.reduce((sum, { amount }) => sum + BigInt(String(amount).replace('.', '')), 0n);
      expect(trailer).toMatchObject({
        lines: lines.length,
        problems: wanted.filter(({ record }) => record === 'problem').length,
      });
      expect(BigInt(trailer.sums[0].net.replace('.', ''))).toBe(net);
    }
  },
);
