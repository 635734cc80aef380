// The other commands: check, build, sla, duties, ask, test, explain, init, help.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { avtal, place, root } from './harness.ts';
import { files } from './samples.ts';

test('init writes an agreement that is clean, tested and can be billed; and overwrites nothing', () => {
  const here = place();
  expect(here.avtal('init', 'new').out).toMatchSnapshot();
  expect(here.avtal('check', 'new')).toEqual({ code: 0, out: '2 files: no findings, 1 accepted\n', err: '' });
  expect(here.avtal('test', 'new').out).toContain('2 examples: 2 passed');
  expect(here.avtal('bill', 'new/acme.avtal', 'new/entries.csv', '--period', '2026-03').code).toBe(0);
  expect(here.avtal('init', 'new')).toMatchObject({ code: 2, err: expect.stringContaining('is there already') });
});

describe('check', () => {
  test('shows each finding with its place, once for two orders of one agreement', () => {
    const here = place({
      ...files,
      'support.avtal': files['support.avtal'].replace('rate work during rest', 'rate wrok during rest'),
      'other.avtal': files['acme.avtal'].replaceAll('Acme', 'Other'),
    });
    const { code, out } = here.avtal('check');
    expect(code).toBe(1);
    expect(out).toMatchSnapshot();
  });

  test('as JSON', () => {
    const here = place({ 'x.avtal': 'agreement X {\n' });
    const { code, out } = here.avtal('check', 'x.avtal', '--format', 'json');
    expect(code).toBe(1);
    const { files: count, diagnostics } = JSON.parse(out);
    expect(count).toBe(1);
    expect(diagnostics).toContainEqual(
      expect.objectContaining({ code: 'AV0005', file: 'x.avtal', line: 1, column: 13 }),
    );
  });

  test.each([
    [['check', '.'], 'There is no agreement (`*.avtal`) in `.`.'],
    [['check', 'x.avtal'], 'There is no file `x.avtal`.'],
    [['check', '*.avtal'], 'There is no agreement (`*.avtal`) in `*.avtal`.'],
  ])('%j of nothing', (args, sentence) => {
    expect(place().avtal(...args)).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
  });

  test('a pattern names files', () => {
    expect(place(files).avtal('check', '*.avtal').out).toBe('2 files: no findings, 1 accepted\n');
  });

  test('files that are elsewhere are named as they were given', () => {
    const there = place({ 'x.avtal': 'agreement X {\n' });
    expect(place().avtal('check', `${there.folder}/x.avtal`).out).toContain('x.avtal:1');
  });

  test('and so is what their rows say in a witness', () => {
    const two = '  rate work: 1/h\n  rate work during Mon: 2/h\n';
    const there = place({ 'x.avtal': `agreement X {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n${two}}\n` });
    const { out } = place().avtal('check', '--format', 'json', `${there.folder}/x.avtal`);
    const { diagnostics } = JSON.parse(out) as {
      diagnostics: { witness?: { says: { file: string; line: number }[] } }[];
    };
    const says = diagnostics.flatMap(({ witness }) => witness?.says ?? []);
    expect(says.map(({ file, line }) => [file.endsWith('x.avtal') && file !== 'x.avtal', line])).toEqual([
      [true, 5],
      [true, 6],
    ]);
  });
});

test('build writes JSON that says which values are open', () => {
  const here = place({
    ...files,
    'support.avtal': files['support.avtal'].replace(
      /950\/h +\| 850\/h/,
      '950/h | to be agreed plusrate "per customer"',
    ),
  });
  const { code, out, err } = here.avtal('build', 'acme.avtal');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ format: 'avtal-ir', version: 1 });
  expect(err).toMatchSnapshot();
});

describe('sla', () => {
  test('what a person sees', () => {
    expect(place(files).avtal('sla', 'acme.avtal', 'tickets.csv')).toMatchSnapshot();
  });
  test('as things stood at an instant', () => {
    expect(place(files).avtal('sla', 'acme.avtal', 'tickets.csv', '--at', '2026-03-07 14:00').out).toMatchSnapshot();
  });
  test('as CSV, with instants to the second and their offset', () => {
    expect(place(files).avtal('sla', 'acme.avtal', 'tickets.csv', '--format', 'csv').out).toMatchSnapshot();
  });
  test('as JSON', () => {
    const { out } = place(files).avtal('sla', 'acme.avtal', 'tickets.csv', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      zone: 'Europe/Oslo',
      targets: [
        { ticket: 'T1', state: 'met', due: Date.parse('2026-03-07T15:00Z') / 1000, dueLocal: '2026-03-07T16:00+01:00' },
        {},
      ],
    });
  });
  test('explained', () => {
    expect(place(files).avtal('explain', 'acme.avtal', 'tickets.csv', '--ticket', 'T1').out).toMatchSnapshot();
    const torn = { ...files, 'tickets.csv': `${files['tickets.csv']}T1,resolved,tomorrow\n` };
    const { code, err } = place(torn).avtal('explain', 'acme.avtal', 'tickets.csv', '--ticket', 'T1');
    expect([code, err]).toEqual([1, expect.stringContaining('1 row not read')]);
  });
});

test('duties', () => {
  const args = ['examples/itpays/order.avtal', 'examples/itpays/facts/performed.csv'];
  const { code, out } = avtal(['duties', ...args, '--from', '2027-01-01', '--until', '2027-04-30']);
  expect(code).toBe(0);
  expect(out).toMatchSnapshot();
});

describe('ask', () => {
  const operations = 'examples/managed-operations/order.avtal';
  test.each([
    [['examples/itpays/order.avtal', 'rate', 'work', '--at', '2027-03-07 10:00']],
    [['examples/itpays/order.avtal', 'respond', 'channel=phone', '--at', '2027-03-04 10:00']],
    [['examples/itpays/order.avtal', 'respond', '--at', '2027-03-04 10:00']],
    [[operations, 'approve', 'work', 'estimate=12h', 'category=normal', '--at', '2027-03-04 10:00']],
    [[operations, 'permit', 'downtime', 'category=normal', '--at', '2027-03-04 10:00']],
    [['examples/itpays/order.avtal', 'rate', 'wrok', '--at', '2027-03-07 10:00']],
    [['examples/itpays/order.avtal', 'rate', 'work', 'chanel=phone', '--at', '2027-03-07 10:00']],
    [['examples/itpays/order.avtal', 'rate', 'work', '--at', '2027-03-28 02:30']],
  ])('%j', (args) => {
    const { code, out, err } = avtal(['ask', ...args]);
    expect(`${code}\n${out}${err}`.replace(/(avtal):\d+/g, '$1:N')).toMatchSnapshot();
  });
});

test('ask looks at what happened, where a permission depends on a measure, or takes what is said of it', () => {
  const here = place({
    'a.avtal': `agreement A {
  currency NOK
  timezone Europe/Oslo
  vat none
  matter termination
  measure uptime = availability per month
  permit termination when uptime at least 95%: not at all
  permit termination when uptime below 95%: freely
}
order o for A {
  from 2026-01-01
}
`,
    'outages.csv': 'outage,start,end\nO1,2026-02-03 08:00,2026-02-07 08:00\n',
  });
  const asked = (...args: string[]) =>
    here.avtal('ask', 'a.avtal', 'permit', 'termination', '--at', '2026-03-04 10:00', ...args);
  expect(asked().out).toContain('never');
  expect(asked('--outages', 'outages.csv').out).toContain('permitted');
  expect(asked('uptime=94%').out).toContain('permitted');
  // An outage that cannot be read might have changed the answer.
  here.write({
    'outages.csv': 'outage,start,end\nO1,2026-02-03 08:00,2026-02-07 08:00\nO2,yesterday,2026-02-07 08:00\n',
  });
  expect(asked('--outages', 'outages.csv')).toMatchObject({
    code: 1,
    out: expect.stringContaining('permitted'),
    err: expect.stringMatching(/outages\.csv:3: .*`?yesterday[\s\S]*1 row not read/),
  });
});

describe('test', () => {
  const failing = files['support.avtal'].replace('expect cost work 2026-03: 1900', 'expect cost work 2026-03: 1901');
  test('names what fails, where, and both figures', () => {
    const { code, out } = place({ 'support.avtal': failing }).avtal('test');
    expect(code).toBe(1);
    expect(out).toMatchSnapshot();
  });
  test('as JSON', () => {
    const { out } = place({ 'support.avtal': failing }).avtal('test', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ passed: 1, failed: 1 });
  });
});

describe('explain', () => {
  test('a code', () => {
    expect(avtal(['explain', 'AV1001']).out).toMatchSnapshot();
    expect(avtal(['explain', 'av1001']).code).toBe(0);
    expect(avtal(['explain', 'AV10011'])).toMatchObject({ code: 2 });
  });
  test('a code of the grammar has its explanation too', () => {
    expect(avtal(['explain', 'AV0003']).out).toMatchSnapshot();
  });
  test('all codes, each with a page', () => {
    const { code, out } = avtal(['explain']);
    expect(code).toBe(0);
    const lines = out.trimEnd().split('\n');
    expect(lines).toContain('AV1001  error    Unknown name');
    const all = JSON.parse(avtal(['explain', '--format', 'json']).out);
    expect(all).toHaveLength(lines.length);
    expect(all.filter((one: { explanation: string }) => one.explanation === '')).toEqual([]);
  });
  test('as JSON', () => {
    expect(JSON.parse(avtal(['explain', 'AV1001', '--format', 'json']).out)).toMatchObject({
      code: 'AV1001',
      severity: 'error',
    });
    expect(avtal(['explain', 'examples/itpays/order.avtal', '--format', 'json'])).toMatchObject({ code: 2 });
  });
});

describe('help', () => {
  const commands = ['check', 'fmt', 'build', 'bill', 'sla', 'duties', 'ask', 'test', 'explain', 'init', 'lsp'];
  test('of the program', () => {
    expect(avtal(['--help'])).toMatchSnapshot();
  });
  test.each(commands)('of %s', (command) => {
    const { code, out } = avtal([command, '--help']);
    expect(code).toBe(0);
    expect(out).toContain(`Usage: avtal ${command}`);
    expect(out).toContain('Example');
  });
  /** The calls in a text that read only what the repository has. */
  function calls(text: string): string[] {
    const lines = text.split('\n').map((line) => line.trim());
    const elsewhere =
      /^avtal (init|COMMAND|explain .*--help)| -o |--order \S+\.json|itpays\.json| --into |verify|worker/;
    return lines.filter((line) => line.startsWith('avtal ') && !elsewhere.test(line));
  }
  const facts = ['entries', 'occurrences', 'tickets', 'performed'].map((name) => `examples/itpays/facts/${name}.csv`);
  const manual = readFileSync(join(root, 'docs/cli.md'), 'utf8');
  const shown = [manual, ...commands.map((command) => avtal([command, '--help']).out)].flatMap(calls);

  test.each([...new Set(shown)])('works as it is shown: %s', (line) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map((match) => match[1] ?? match[2] ?? '').slice(1);
    const ended = avtal(words.flatMap((word) => (word.endsWith('facts/*.csv') ? facts : [word])));
    expect({ line, code: ended.code, err: ended.err }).toEqual({ line, code: 0, err: '' });
  });
  test('there are such calls of every command that writes no file', () => {
    expect(commands.filter((command) => !shown.some((line) => line.startsWith(`avtal ${command}`)))).toEqual([
      'build',
      'init',
    ]);
  });
});
