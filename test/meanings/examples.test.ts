// Meanings that are best shown as a person would write them: small agreements whose own examples must pass.
import { compile } from '@avtal/compiler';
import { createPlan, price, runExample } from '@avtal/runtime';
import { expect, test } from 'vitest';

const heading = 'currency NOK\ntimezone Europe/Oslo\nholidays Norway\nclock elapsed\n';

function compiled(rows: string) {
  const vat = rows.includes('vat ') ? '' : 'vat none\n';
  const text = `agreement A {\n${heading}${vat}${rows}\n}`;
  const { ir, diagnostics } = compile('a.avtal', (path) => (path === 'a.avtal' ? text : undefined), {
    analysis: false,
  });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return ir ?? expect.fail('no IR');
}

const core = 'window core = Mon-Fri 08:00-16:00 except holidays\n';
const example = (...rows: readonly string[]) => `example E {\nfrom 2026-01-01\n${rows.join('\n')}\n}`;

test.each([
  [
    'W8: stretches that begin in the period',
    `window nights = daily 22:00-06:00\nwindow both = daily 08:00-10:00, 10:00-12:00\n${example(
      'expect openings nights 2026-03: 31',
      'expect openings both 2026-03: 31',
      'expect open both 2026-03-02: 4 h',
    )}`,
  ],
  [
    'Q4: no rate is a gap, no surcharge is none',
    `${core}rate work during core: 100/h\nsurcharge rush during core: +10% on work\nrate travel: 50/h\nactivity travel\n${example(
      'work 2026-03-07 10:00-11:00',
      'travel 2026-03-09 17:00-18:00',
      'expect cost 2026-03: cannot be priced',
    )}`,
  ],
  [
    'Q8: before the order begins there is no price',
    `rate work: 100/h\n${example('work 2025-12-31 10:00-11:00', 'expect cost 2025-12: cannot be priced')}`,
  ],
  [
    'A3: what the factor asks, to the fraction of a second',
    `part months full\n${core}rate work: 3600/h\ninclude work per month: 1 s\ndraw work: 1 h uses 3 h\n${example(
      'work 2026-03-02 10:00 for 1 s',
      'expect cost work 2026-03: 0.67',
      'expect balance work 2026-03-31: 0 s',
    )}`,
  ],
  [
    'A7: unlimited',
    `part months full\nrate work: 100/h\ninclude work per month: unlimited\n${example(
      'work 2026-03-02 10:00 to 2026-03-09 10:00',
      'expect cost work 2026-03: 0',
    )}`,
  ],
  [
    'P5: six months of the fee, each whole, also where the order ends inside one',
    `part months by day\nevent exit\nfee hosting per month: 1000\nprice exit: 50% of fee hosting for 6 months\n${example(
      'until 2026-06-12',
      'exit 2026-06-12 12:00',
      'expect cost exit 2026-06: 3000',
    )}`,
  ],
  [
    'P5: half of a price for each that a number counts',
    `event course\nevent noshow\nnumber people in pieces\nprice course: 80\nprice noshow: 50% of price course by people\n${example(
      'noshow 2026-03-02 08:00, people 3 pieces',
      'expect cost noshow 2026-03: 120',
    )}`,
  ],
  [
    'P5: half of a price at cost is half of the own cost, with the markup',
    `event toll\nevent visit\nprice toll: at cost +10%\nprice visit: 50% of price toll\n${example(
      'visit 2026-03-02 08:00, cost 100',
      'expect cost visit 2026-03: 55',
    )}`,
  ],
  [
    'F6: a deposit of three months, also of a yearly fee',
    `part months by day\nfee hosting per month: 1000\nfee licence per contract year: 2400\nfee deposit once: 100% of fee hosting and fee licence for 3 months\n${example(
      'expect cost fee deposit 2026-01: 3600',
    )}`,
  ],
  [
    'P8: only the highest counts; of equal ones the first in the row',
    `rate work: 100/h
count work each job: exact
surcharge a during Sat-Sun: +50% on work
surcharge z during daily 17:00-08:00: +50% on work
combine z, a: highest
${example(
  'work 2026-03-07 18:00-19:00, job A',
  'expect cost surcharge z 2026-03: 50',
  'expect cost surcharge a 2026-03: 0',
)}`,
  ],
  [
    'P8: each percentage on what those before it in the row made',
    `rate work: 100/h
count work each job: exact
surcharge a during Sat-Sun: +50% on work
surcharge z during daily 17:00-08:00: +20% on work
combine z, a: multiply
${example(
  'work 2026-03-07 18:00-19:00, job A',
  'expect cost surcharge z 2026-03: 20',
  'expect cost surcharge a 2026-03: 60',
)}`,
  ],
  [
    'P9: a limit of several things together, by the name of one of them',
    `rate work: 1000/h
start price each job: 500
limit work each job on start price: at most 1200, before surcharges
${example('work 2026-03-02 10:00-12:00, job A', 'expect cost limit work 2026-03: -1300')}`,
  ],
  [
    'F2: eleven of March’s thirty-one days',
    `part months by day\nfee per month: 310\nexample E {\nfrom 2026-03-21\nexpect cost 2026-03: 110\nexpect cost 2026-04: 310\n}`,
  ],
  [
    'F2: a part is a whole',
    `part months full\nfee per month: 310\nexample E {\nfrom 2026-03-21\nexpect cost 2026-03: 310\n}`,
  ],
  [
    'F2: a part is nothing',
    `part months free\nfee per month: 310\nexample E {\nfrom 2026-03-21\nexpect cost 2026-03: 0\nexpect cost 2026-04: 310\n}`,
  ],
  [
    'M1, M2: a line of each entry is rounded by itself',
    `rate work: 100/h\n${example(
      ...[2, 3, 4].map((day) => `work 2026-03-0${day} 10:00 for 20 min, job A`),
      'expect cost 2026-03: 99.99',
    )}`,
  ],
  [
    'M1, M2: exact until the line, here of a job',
    `lines each job\nrate work: 100/h\n${example(
      ...[2, 3, 4].map((day) => `work 2026-03-0${day} 10:00 for 20 min, job A`),
      'expect cost 2026-03: 100',
    )}`,
  ],
  [
    'M4: prices that include VAT are paid as they are printed',
    `vat 25% included\nrate work: 100/h\n${example('work 2026-03-02 10:00 for 20 min', 'expect cost 2026-03: 26.67', 'expect cost 2026-03: 33.33, with vat')}`,
  ],
  [
    'F3: a fee that says neither in advance nor in arrears is invoiced on the first day of each period',
    `part months by day\nfee a per month: 310\nfee b per month, in arrears: 31\nfee c per calendar quarter: 9\nfee d per calendar quarter, in arrears: 5\n${example(
      'expect invoice fee a 2026-01-01: 310',
      'expect invoice fee a 2026-03-01: 310',
      'expect invoice fee a 2026-03-02 to 2026-03-31: 0',
      'expect invoice fee b 2026-03-31: 31',
      'expect invoice fee c 2026-01-01: 9',
      'expect invoice fee c 2026-01-02 to 2026-03-31: 0',
      'expect invoice fee d 2026-03-31: 5',
    )}`,
  ],
  [
    'M5: a row that names something beats one of all fees, and of these the one that begins last',
    `part months full\nvat 25% on top\nvat 12% on letter, all fees\nvat 6% on fee paper\nvat 0% on letter from 2026-03-16 until 2026-03-20\nvat 24% from 2026-03-16\nevent letter\nprice letter: 100\nrate work: 100/h\nfee paper per month: 100\nfee line per month: 100\n${example(
      'work 2026-03-15 23:00 to 2026-03-16 01:00',
      'letter 2026-03-15 10:00',
      'letter 2026-03-16 10:00',
      'letter 2026-03-21 10:00',
      'expect cost work 2026-03: 249, with vat',
      'expect cost letter 2026-03-01 to 2026-03-15: 112, with vat',
      'expect cost letter 2026-03: 324, with vat',
      'expect cost fee paper 2026-03: 106, with vat',
      'expect cost 2026-03: 791, with vat',
    )}`,
  ],
  [
    'M5: what a limit adds is divided among the rates of what it holds; a surcharge follows its base',
    `vat 25% on top\nvat 0% on letter\nevent letter\nprice letter: 100\nrate work: 100/h\nsurcharge rush: +10% on letter\nlimit work each month on letter: at least 800, before surcharges\n${example(
      'work 2026-03-02 10:00 for 3 h',
      'letter 2026-03-15 10:00',
      'expect cost limit work 2026-03: 400',
      'expect cost limit work 2026-03: 475, with vat',
      'expect cost surcharge rush 2026-03: 10, with vat',
    )}`,
  ],
  [
    'M6: what is to be paid is rounded, what was delivered and parts of it are not',
    `vat 25% on top\ninvoice rounded to 0.5\nrate work: 100.30/h\n${example(
      'work 2026-03-02 10:00 for 1 h',
      'expect cost 2026-03: 125.38, with vat',
      'expect invoice 2026-03: 100.30',
      'expect invoice 2026-03: 125.50, with vat',
      'expect invoice work 2026-03: 125.38, with vat',
    )}`,
  ],
])('%s', (_, rows) => {
  const ir = compiled(rows);
  const plan = createPlan(ir);
  const results = ir.examples.flatMap((one) => runExample(plan, one));
  expect(results.length).toBeGreaterThan(0);
  expect(results.filter(({ ok }) => !ok)).toEqual([]);
});

test('Q10: an entry with a problem has no line, and what it drew stays drawn', () => {
  const ir = compiled(
    `part months full\n${core}window night = outside core\nrate work during core: 100/h\nrate work during night: ?\ninclude work per month: 1 h`,
  );
  const at = (text: string) => Date.parse(text) / 1000;
  const entries = [
    { id: 'night', subject: 'work', start: at('2026-03-02T00:00+01:00'), end: at('2026-03-02T02:00+01:00') },
    { id: 'day', subject: 'work', start: at('2026-03-02T09:00+01:00'), end: at('2026-03-02T10:00+01:00') },
  ];
  const order = { id: 'o', from: '2026-01-01', choices: {}, units: [] };
  const march = { from: '2026-03-01', until: '2026-03-31', basis: 'cost' } as const;
  const invoice = price(createPlan(ir), order, { entries }, march);
  expect(invoice.problems.map(({ code, subject }) => [code, subject])).toEqual([['open-value', 'night']]);
  expect(invoice.lines.map(({ source, amount }) => [source, amount])).toEqual([['day', '100.00']]);
  expect(invoice.balances.map(({ used, closing }) => [used, closing])).toEqual([['3600', '0']]);
});
