// What bills in bulk take for a common form means what `readFacts` takes it for, and texts of DuckDB are read as they are.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadAgreement } from '../../cli/src/agreement.ts';
import { createCoder } from '../../cli/src/bulk/coder.ts';
import { codedColumns, layoutOf } from '../../cli/src/bulk/coding.ts';
import { createDictionary } from '../../cli/src/bulk/dictionary.ts';
import { type Engine, name, openEngine } from '../../cli/src/bulk/duckdb.ts';
import { nameOrders } from '../../cli/src/bulk/orders.ts';
import { elsewhere, odd, plain } from '../../cli/src/bulk/rows.ts';
import type { Source } from '../../cli/src/bulk/sources.ts';
import { addText, createHeap } from '../../cli/src/bulk/texts.ts';
import { textIn } from '../../cli/src/bulk/vectors.ts';
import { type FactKind, readFacts } from '../../runtime/src/index.ts';
import { place } from './harness.ts';

const agreement = `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  event callout
  event attendance
  event inspection
  choice channel: phone, email, underveis-på-telefon
  number cards in pieces
  number estimate in h
  number lead = from ordered to started

  rate work by channel:                         100/h | 90/h | 80/h
  price callout:                                500
  override price callout when cards at least 3: 400
  price attendance:                                  500
  override price attendance when estimate over 2 h:  400
  price inspection:                                  500
  override price inspection when lead over 20 h:     400
  count work each job: per started 1 h
}
order One "Én kunde" for A {
  from 2026-01-01
}
order Two-with-a-long-name for A {
  from 2026-01-01
}
`;

const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count });
/** Mostly one of these, else something near it. */
const near = (common: readonly string[], ...others: fc.Arbitrary<string>[]) =>
  fc.oneof(
    { weight: 40, arbitrary: fc.constantFrom(...common) },
    ...others,
    fc.constantFrom('', ' ', 'x', ...common.flatMap((one) => [` ${one}`, `${one}\u00a0`, one.slice(1), `${one}0`])),
  );
const time = near(
  [
    '2026-03-02T07:00:00Z',
    '2026-03-02T07:00:30+01:00',
    '2026-03-02T07:00-02:30',
    '2026-03-02 07:00',
    '2026-06-30T23:59:59',
    '2026-12-31T24:00:00Z',
  ],
  fc
    .tuple(
      fc.constantFrom('2026', '2024', '2100', '0000', '9999'),
      digits(2),
      digits(2),
      fc.constantFrom('T', ' ', 't'),
      fc.integer({ min: 0, max: 25 }),
      fc.integer({ min: 0, max: 61 }),
      fc.constantFrom('', ':00', ':59', ':60', ':00.5'),
      fc.constantFrom('', 'Z', 'z', '+01:00', '-11:30', '+1:00', '+0100'),
    )
    .map(
      ([year, month, day, between, hour, minute, second, zone]) =>
        `${year}-${month}-${day}${between}${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}${second}${zone}`,
    ),
  fc
    .integer({ min: 0, max: 365 })
    .map((day) => `${new Date(Date.UTC(2026, 0, 1 + day, 2, 30)).toISOString().slice(0, 16)}`),
);
const number = near(
  ['3', '2.50', '0.25', '-1.5', '0'],
  fc.tuple(digits(3), digits(3)).map(([whole, part]) => `${whole}.${part}`),
  fc.constantFrom('1e3', '.5', '5.', '--1', '1234567890', '0.1234567', '-0', '+1', '1,5'),
);
const free = near(
  ['A1', 'blåbær', 'a text of more than twelve bytes', 'ferdig 1.2'],
  fc.string({ unit: 'binary', maxLength: 20 }),
);
const entries = {
  id: free,
  customer: near(['One', 'Two-with-a-long-name', 'Elsewhere', 'Én kunde']),
  start: time,
  end: near(['2026-12-31T23:59:59Z', '2026-12-31 12:00'], time),
  job: free,
  channel: near(['phone', 'email', 'underveis-på-telefon', 'ph']),
  cards: number,
  estimate: near(['2 h', '']),
  ordered: near(['2026-03-01 10:00', '2026-03-01T10:00:00Z', '']),
};
const { end: _, ...withoutEnd } = entries;
const kinds: readonly (readonly [FactKind, Record<string, fc.Arbitrary<string>>])[] = [
  ['entries', entries],
  ['entries', { ...withoutEnd, hours: near(['1.5', '2', '0.25', '0.1'], number), duration: near(['', '1:30']) }],
  [
    'occurrences',
    { id: free, customer: entries.customer, at: time, subject: near(['callout', 'work']), quantity: number },
  ],
];

async function engineIn(folder: string): Promise<Engine> {
  return openEngine({ threads: 1, memory: 300e6, spill: folder });
}

test.each(kinds)('%s in a common form mean what they mean one by one', async (kind, columns) => {
  const { folder } = place({ 'a.avtal': agreement });
  const host = { cwd: folder } as Parameters<typeof loadAgreement>[0];
  const ir = loadAgreement(host, 'a.avtal');
  const engine = await engineIn(folder);
  const names = Object.keys(columns);
  const source: Source = {
    name: 'rows',
    inputs: [],
    from: 'rows',
    located: 'rows',
    linesBefore: 0,
    isCsv: false,
    rows: 0,
    kind,
    columns: new Map(names.map((one) => [one, 'VARCHAR'])),
  };
  const layout = layoutOf(ir, [source], []);
  const orders = nameOrders({ orders: ir.orders, elsewhere: new Set(['Elsewhere']) }, () => false);
  await engine.run(`CREATE TABLE rows (${names.map((one) => `${name(one)} VARCHAR`).join(', ')})`);
  const row = fc.tuple(
    ...names.map((one) => fc.option(columns[one] ?? fc.constant(''), { freq: one === 'duration' ? 1 : 20 })),
  );
  let isPlain = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 50, maxLength: 300 }), async (rows) => {
      await engine.run('DELETE FROM rows');
      await engine.insert(
        'rows',
        rows.map((cells) => cells.map((cell) => cell ?? undefined)),
      );
      const coder = createCoder(ir, source, layout, orders);
      let from = 0;
      for await (const block of engine.blocks(coder, 'rows')) {
        const { floats, codes, texts, states } = coder.code(block);
        const coded = codedColumns(layout);
        for (let at = 0; at < block.rows; at += 1) {
          const values = Object.fromEntries(names.map((one, place) => [one, rows[from + at]?.[place] ?? '']));
          const { customer = '', ...own } = values;
          const isOther = customer === 'Elsewhere';
          expect((states[at] ?? 0) >= elsewhere).toBe(isOther);
          if (states[at] !== plain) continue;
          isPlain += 1;
          const { facts, problems } = readFacts(ir, [{ kind, rows: [{ values: own }] }]);
          expect([values, problems]).toEqual([values, []]);
          const [fact] = [...facts.entries, ...facts.occurrences];
          const read =
            fact !== undefined && 'start' in fact
              ? { s: fact.start, e: fact.end, q: 1 }
              : { s: fact?.at, e: fact?.at, q: Number(fact?.quantity) };
          const expected: Record<string, unknown> = {
            ...read,
            o: orders.find('customer', customer),
            subject: ir.subjects.findIndex(({ id }) => id === fact?.subject),
            id: fact?.id,
            ...Object.fromEntries(
              [...layout.choices].map(([one, values]) => [
                `c_${one}`,
                fact?.choices?.[one] === undefined ? values.length : values.indexOf(fact.choices[one]),
              ]),
            ),
            ...Object.fromEntries(
              layout.numbers.map((one) => [`n_${one}`, Number(fact?.numbers?.[one] ?? Number.NaN)]),
            ),
            ...Object.fromEntries(layout.moments.map((one) => [`m_${one}`, fact?.moments?.[one] ?? Number.NaN])),
            ...Object.fromEntries(layout.keys.map((one) => [`k_${one}`, fact?.keys?.[one] ?? ''])),
          };
          const found = Object.fromEntries([
            ...coded.floats.map((one, place) => [one, floats[place]?.[at]]),
            ...coded.codes.map((one, place) => [one, codes[place]?.[at]]),
            ...coded.texts.map((one, place) => [one, textIn(texts[place], at) ?? '']),
          ]);
          expect([values, found]).toEqual([
            values,
            Object.fromEntries(Object.keys(found).map((one) => [one, expected[one]])),
          ]);
        }
        from += block.rows;
      }
      expect(from).toBe(rows.length);
    }),
    { numRuns: 12 },
  );
  engine.close();
  // Else nothing was compared.
  expect(isPlain).toBeGreaterThan(20);
});

test.each<[string, string, string, number]>([
  ['TIMESTAMP WITH TIME ZONE', `'2026-03-02 07:00:00Z'::TIMESTAMPTZ`, 'a zone of its own', 1772434800],
  ['TIMESTAMP', `'2026-03-02 08:00:00'::TIMESTAMP`, 'the zone of the agreement', 1772434800],
  ['TIMESTAMP_S', `'2026-03-02 08:00:00'::TIMESTAMP_S`, 'whole seconds', 1772434800],
  ['TIMESTAMP_NS', `'2026-03-02 08:00:00'::TIMESTAMP_NS`, 'the finest parts', 1772434800],
  ['TIMESTAMP', `'2026-03-29 08:00:00'::TIMESTAMP`, 'a day on which clocks change', Number.NaN],
  ['TIMESTAMP', `'1969-12-31 23:59:59.5'::TIMESTAMP`, 'part of a second before 1970', Number.NaN],
  ['TIMESTAMP WITH TIME ZONE', `'infinity'::TIMESTAMPTZ`, 'no time at all', Number.NaN],
  ['TIMESTAMP WITH TIME ZONE', 'NULL::TIMESTAMPTZ', 'none', Number.NaN],
  ['DATE', `'2026-03-02'::DATE`, 'no time of day', Number.NaN],
])('%s: %s, with %s', async (type, value, _what, expected) => {
  const { folder } = place({ 'a.avtal': agreement });
  const ir = loadAgreement({ cwd: folder } as Parameters<typeof loadAgreement>[0], 'a.avtal');
  const engine = await engineIn(folder);
  const from = `(SELECT ${value} AS start, '1' AS hours, 'A' AS id, 'One' AS customer)`;
  const columns = new Map([
    ['start', type],
    ['hours', 'VARCHAR'],
    ['id', 'VARCHAR'],
    ['customer', 'VARCHAR'],
  ]);
  const source: Source = {
    name: 'rows',
    inputs: [],
    from,
    located: from,
    linesBefore: 0,
    isCsv: false,
    rows: 1,
    kind: 'entries',
    columns,
  };
  const coder = createCoder(
    ir,
    source,
    layoutOf(ir, [source], []),
    nameOrders({ orders: ir.orders, elsewhere: new Set() }, () => false),
  );
  for await (const block of engine.blocks(coder, from)) {
    const { floats, states } = coder.code(block);
    expect([states[0], ...floats.slice(0, 2).map((column) => column[0])]).toEqual(
      Number.isNaN(expected) ? [odd, expect.anything(), expect.anything()] : [plain, expected, expected + 3600],
    );
  }
  engine.close();
});

test('texts of all lengths come from the memory of DuckDB as they are', async () => {
  const { folder } = place();
  const engine = await engineIn(folder);
  await engine.run('CREATE TABLE texts (place INTEGER, own VARCHAR)');
  const texts = fc.array(fc.option(fc.string({ unit: 'binary', maxLength: 60 }), { freq: 8 }), { maxLength: 5000 });
  await fc.assert(
    fc.asyncProperty(texts, async (all) => {
      await engine.run('DELETE FROM texts');
      await engine.insert(
        'texts',
        all.map((one, at) => [at, one ?? undefined]),
      );
      const found: (string | null)[] = [];
      for await (const block of engine.blocks({ times: [], texts: ['r.own'] }, '(FROM texts ORDER BY place)'))
        for (let row = 0; row < block.rows; row += 1) found.push(textIn(block.texts[0], row));
      expect(found).toEqual(all);
    }),
    { numRuns: 20 },
  );
  engine.close();
});

test('a text finds its code among those that are known, and no other does', () => {
  const word = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.constantFrom('C000000001', 'C000000002', 'customer-0000001', 'customer-0000002', ''),
  );
  fc.assert(
    fc.property(fc.uniqueArray(word, { maxLength: 50 }), fc.array(word), (known, others) => {
      const dictionary = createDictionary(known.map((one, code) => [one, code]));
      const heap = createHeap();
      const places = [...known, ...others].map((one) => {
        const at = addText(heap, one);
        // As in a vector.
        while (heap.used < at + 4) addText(heap, '');
        return at;
      });
      const found = places.map((at) => dictionary.find(heap.words, at));
      expect(found).toEqual([...known, ...others].map((one) => known.indexOf(one)));
    }),
  );
});
