// The preview's data: the document, the week on the wall, what a month costs.
import { readFileSync } from 'node:fs';
import { Rational } from '@avtal/runtime';
import { describe, expect, test } from 'vitest';
import { crossingsOf, curveOf, type Dot } from '../../lsp/src/features/preview/curve.ts';
import { type Preview, type PreviewAsk, preview } from '../../lsp/src/features/preview.ts';
import { snapshotOf } from './fixture.ts';

/** Wednesday 4 March 2026, 10:00 in Oslo. */
const now = Date.UTC(2026, 2, 4, 9) / 1000;

function shown(source: string, ask: PreviewAsk = {}, before?: string): Preview {
  const { snapshot } = snapshotOf(source, { analysis: false, ...(before !== undefined && { before }) });
  const made = preview(snapshot, ask, now);
  if (made === undefined)
    throw new Error(snapshot.agreements[0].compilation.diagnostics.map((one) => one.message).join('\n'));
  return made;
}

const rows = `
provider "Itpays"
holidays Norway
part months full
clock elapsed
tiers Standard | Pro "Pro drift"
choice channel "kanal": phone "telefon", email; default phone
window core "kjernetid" = Mon-Fri 08:00-16:00 except holidays
window response = core | always
§ 1 "Pris" fee per month: 98 | 698
§ 2 include work per month: 1 h | 4 h
§ 3 draw work during core: 1 h uses 1 h
§ 4 draw work outside core: not usable
§ 5 rate work during core: 650/h | 450/h
  except when channel is email: 700/h | 800/h
§ 6 rate work outside core: 950/h | 750/h
§ 7 count work each entry: exact
§ 8 respond when reported during core: 1 h of response | 30 min
§ 9 promise provider: "Faglig forsvarlig"
module sql "SQL" {
  rate work: 100/h
}
`.trim();

describe('document', () => {
  test('rows as a table, with their sentences and places', () => {
    const { title, provider, vat, tiers, papers } = shown(rows);
    expect([title, provider, vat, tiers]).toMatchSnapshot();
    const told = papers.flatMap(({ sections }) =>
      sections.flatMap(({ label, rows: own }) => [
        ...(label === undefined ? [] : [`== ${label}`]),
        ...own.map(
          ({ number, title: of, subject, when, cells, words, notes, source }) =>
            `${source?.line}: § ${number ?? '–'} ${of ?? ''} | ${subject} | ${when} | ${cells.map(({ text, tone }) => `${text} (${tone})`).join(' | ')}\n   ${words}${notes.map((note) => `\n   · ${note}`).join('')}`,
        ),
      ]),
    );
    expect(told.join('\n')).toMatchSnapshot();
  });

  test('declared names', () => {
    expect(
      shown(rows).terms.map(({ kind, id, label, words }) => `${kind} ${id} (${label}): ${words}`),
    ).toMatchSnapshot();
  });

  test('orders with their special terms', () => {
    const file = `agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  tiers S | P\n  rate work: 1/h | 2/h\n}\norder Acme "Acme AS" for A {\n  tier P\n  from 2026-01-01\n  rate work: 3/h\n}\n`;
    const [order] = shown(file).orders;
    expect([order?.label, order?.tier, order?.from, order?.sections[0]?.rows.map(({ words }) => words)]).toEqual([
      'Acme AS',
      'P',
      '2026-01-01',
      ['For the order Acme AS, an hour of work costs 3 NOK.'],
    ]);
  });

  test('what an order agrees holds in week and costs, unless nobody’s is asked for', () => {
    const file = `agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  clock elapsed\n  rate work: to be agreed price\n  count work each entry: exact\n}\norder Acme for A {\n  from 2026-01-01\n  agree price: 100/h\n}\n`;
    expect(shown(file).cost.curves[0]?.points.at(-1)).toEqual({ hours: '10', amount: '1000' });
    expect(shown(file).order).toBe('Acme');
    expect(shown(file, { order: '' }).cost.curves[0]?.problem).toContain('to be agreed');
  });

  test('stale: what is shown is the last that was right, and rows know where they are now', () => {
    const broken = `// one line more\n${rows.replace('§ 7 count work each entry: exact', '§ 7 count work each entry: exactly')}`;
    const page = shown(broken, {}, rows);
    expect(page.isStale).toBe(true);
    const found = page.papers.flatMap(({ sections }) => sections.flatMap(({ rows: own }) => own));
    const line = (number: string): number | undefined => found.find((row) => row.number === number)?.source?.line;
    const fresh = shown(rows).papers.flatMap(({ sections }) => sections.flatMap(({ rows: own }) => own));
    expect(line('9')).toBe((fresh.find((row) => row.number === '9')?.source?.line ?? 0) + 1);
    expect(line('7')).toBeUndefined();
  });
});

describe('week', () => {
  const line = ({ week }: Preview): string =>
    [
      ...week.answers.map(
        ({ text, tone, heat, rows: of }, at) =>
          `${at}: ${text} (${tone}${heat === undefined ? '' : ` ${heat}`}) ${of.map(({ name }) => name).join(', ')}`,
      ),
      ...week.days.map(
        ({ date, holiday, seconds, hours, stretches, isToday }) =>
          `${date}${isToday ? '*' : ''} ${seconds / 3600} h, ${hours.length} hours${holiday === undefined ? '' : `, ${holiday}`}: ${stretches.map(({ fromClock, untilClock, answer }) => `${fromClock}-${untilClock} ${answer}`).join(', ')}`,
      ),
    ].join('\n');

  test.each<readonly [what: string, ask: PreviewAsk]>([
    ['windows', {}],
    ['windows of the dearer tier', { tier: 'Pro' }],
    ['a rate, in the week in which clocks go forward', { show: 'rate:work', date: '2026-03-29' }],
    ['a rate, when clocks go back', { show: 'rate:work', date: '2026-10-25', tier: 'Pro' }],
    ['a rate of another choice', { show: 'rate:work', choices: { channel: 'email' } }],
    ['a target', { show: 'target:respond' }],
    ['the use of an allowance', { show: 'draw:work' }],
    ['a holiday', { date: '2026-05-14' }],
    ['beyond what is known', { date: '2093-05-14', show: 'rate:work' }],
    ['names that the agreement does not have', { show: 'rate:nothing', tier: 'Gold', choices: { colour: 'red' } }],
  ])('%s', (_, ask) => expect(line(shown(rows, ask))).toMatchSnapshot());

  test('layers', () => {
    expect(shown(rows).week.layers.map(({ id, label }) => `${id}: ${label}`)).toMatchSnapshot();
  });
});

describe('cost', () => {
  const told = ({ cost }: Preview): string =>
    [
      `${cost.shown} of ${cost.questions.map(({ id }) => id).join(', ')}, ${cost.month}, up to ${cost.hours} h, ${cost.highest}`,
      ...cost.curves.map(({ label, points, kinks, problem }) =>
        [
          `${label}: ${points.map(({ hours, amount }) => `${hours} h ${amount}`).join(', ')}${problem === undefined ? '' : ` (${problem})`}`,
          ...kinks.map(({ hours, words }) => `  ${hours} h: ${words}`),
        ].join('\n'),
      ),
      ...cost.crossings.map(({ hours, amount, words }) => `${hours} h, ${amount}: ${words}`),
    ].join('\n');

  test.each<readonly [what: string, text: string, ask: PreviewAsk]>([
    ['allowances and rates', rows, {}],
    ['outside the window, where no allowance helps', rows, { hours: 'work@outside core' }],
    ['started steps', rows.replace('entry: exact', 'entry: per started 2 h'), {}],
    [
      'a ladder',
      rows
        .replace('§ 6 rate work outside core: 950/h | 750/h', '')
        .replace(/§ 5.*\n.*\n/, 'rate work each month, each part: 900/h up to 100 min, then 300/h\n'),
      {},
    ],
    ['a start price', `${rows}\nstart price each job: 1000 | none`, {}],
    ['a price that is open', rows.replace('450/h', 'to be agreed'), {}],
    ['units', `${rows}\nunits counted any day\nunit vm\nfee vm per month per vm: 50 | 60`, { units: { vm: 3 } }],
    ['nothing to price', 'respond: 1 h elapsed', {}],
  ])('%s', (_, text, ask) => expect(told(shown(text, ask))).toMatchSnapshot());

  test.each(['itpays', 'ballou', 'managed-operations', 'pector-guld', 'mega-bite'])('%s', (name) => {
    const path = `examples/${name}/${name}.avtal`;
    const { snapshot } = snapshotOf({ [path]: readFileSync(path, 'utf8') }, { analysis: false });
    const page = preview(snapshot, name === 'ballou' ? { hours: 'work@jour' } : {}, now);
    expect(page && told(page)).toMatchSnapshot();
  });
});

describe('curves', () => {
  const dots = (f: (minute: number) => Rational, until = 600): string =>
    curveOf(f, until, 2000)
      .map(({ x, y }) => `${x}:${y}`)
      .join(' ');
  const of = Rational.of;

  test.each<readonly [what: string, f: (minute: number) => Rational, points: string]>([
    ['a line', (x) => of(5 + 2 * x), '0:5 600:1205'],
    ['a kink', (x) => of(x <= 120 ? 7 : 7 + 3 * (x - 120)), '0:7 120:7 600:1447'],
    ['a kink within a minute', (x) => of(Math.max(0, 10 * x - 1005)), '0:0 201/2:0 600:4995'],
    ['a jump', (x) => of(x <= 100 ? x : x + 50), '0:0 100:100 100:150 600:650'],
    ['a jump at the start', (x) => of(x === 0 ? 0 : 40 + x), '0:0 0:40 600:640'],
    ['steps', (x) => of(100 * Math.ceil(x / 240)), '0:0 0:100 240:100 240:200 480:200 480:300 600:300'],
    ['thirds', (x) => of(x, 3), '0:0 600:200'],
  ])('%s', (_, f, points) => expect(dots(f)).toBe(points));

  test('of a staircase with more steps than may be asked, the beginning', () => {
    const found = curveOf((x) => of(Math.ceil(x / 5)), 6000, 200);
    expect(found.length).toBeGreaterThan(10);
    expect(found.at(-1)?.x.compare(of(6000))).toBe(-1);
  });

  test('of what is not defined, nothing', () => expect(curveOf(() => undefined, 60, 100)).toEqual([]));

  const curve = (...points: readonly (readonly [number, number])[]): readonly Dot[] =>
    points.map(([x, y]) => ({ x: of(x), y: of(y) }));
  test.each<readonly [what: string, a: readonly Dot[], b: readonly Dot[], found: string]>([
    ['cross between points', curve([0, 0], [100, 100]), curve([0, 30], [100, 60]), '300/7:300/7 a'],
    ['cross in a point', curve([0, 0], [50, 10], [100, 100]), curve([0, 10], [100, 10]), '50:10 a'],
    ['touch', curve([0, 0], [50, 10], [100, 0]), curve([0, 10], [100, 10]), ''],
    ['share a stretch and part', curve([0, 0], [20, 10], [50, 10], [100, 50]), curve([0, 10], [100, 10]), '50:10 a'],
    ['begin together', curve([0, 0], [100, 50]), curve([0, 0], [100, 60]), ''],
    ['one jumps over', curve([0, 0], [40, 0], [40, 20], [100, 20]), curve([0, 10], [100, 10]), '40:20 a'],
    ['cross and back', curve([0, 0], [50, 20], [100, 0]), curve([0, 10], [100, 10]), '25:10 a, 75:10 b'],
  ])('%s', (_, a, b, found) =>
    expect(
      crossingsOf(a, b)
        .map(({ x, y, isBelow }) => `${x}:${y} ${isBelow ? 'a' : 'b'}`)
        .join(', '),
    ).toBe(found),
  );
});
