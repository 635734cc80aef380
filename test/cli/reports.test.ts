// Reports for other programs: each format read back by somebody else's reader, with everything in it that needs escaping.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Diagnostic } from '@avtal/compiler';
import { Ajv } from 'ajv';
import { SaxesParser } from 'saxes';
import { describe, expect, test } from 'vitest';
import { githubReport } from '../../cli/src/output/reports/github.ts';
import { jsonReport } from '../../cli/src/output/reports/json.ts';
import { junitReport } from '../../cli/src/output/reports/junit.ts';
import type { Report } from '../../cli/src/output/reports/report.ts';
import { sarifReport } from '../../cli/src/output/reports/sarif.ts';

const text = 'agreement A {\n  rate wrok: 650/h\n  rate "å <&> ]]>": 1/h\n}\n';
const at = (words: string, file = 'a b/ø,x:y.avtal') => {
  const start = text.indexOf(words);
  return { file, span: { start, end: start + words.length } };
};
const wrok = at('wrok');
const finding: Diagnostic = {
  ...{ code: 'AV1001', severity: 'error', title: 'Unknown name', message: 'No activity is called `wrok`.' },
  ...wrok,
  label: 'not declared',
  help: 'Did you mean `work`?',
  related: [{ ...at('A {'), message: 'in this agreement: 100%,\r\nor "more" <&>' }],
  fixes: [{ title: 'Write `work`', edits: [{ ...wrok, text: 'work' }] }],
};
const findings: readonly Diagnostic[] = [
  finding,
  {
    ...finding,
    ...at('å <&> ]]>": 1/h\n}'),
    severity: 'warning',
    message: 'Signs: å <&> ]]> 100%, a::b\nand a line',
    related: [],
    fixes: [],
  },
  {
    ...finding,
    related: [],
    fixes: [],
    witness: {
      question: 'rate:work',
      at: '2026-05-17T09:00+02:00',
      choices: { tier: 'Pro' },
      numbers: {},
      moments: {},
      text: 'Sunday 17 May 2026 09:00, tier Pro',
      says: [{ ...wrok, clause: 'rate', text: '650/h' }],
    },
  },
  { ...finding, severity: 'info', accepted: { ...at('rate'), reason: 'agreed "on 3 May" & signed' } },
];
const report: Report = {
  findings,
  files: ['a b/ø,x:y.avtal', 'clean.avtal'],
  textOf: (path) => (path === wrok.file ? text : ''),
  fails: ({ severity }) => severity === 'error',
};
const nothing: Report = { ...report, findings: [] };

describe('SARIF', () => {
  const path = createRequire(import.meta.url).resolve('@microsoft/jest-sarif');
  const schema = JSON.parse(readFileSync(path.replace(/lib[/\\].*/, 'lib/schemas/sarif-2.1.0-rtm.5.json'), 'utf8'));
  // Ajv calls the names of draft 4 by those of draft 6.
  const { $schema, id, ...content } = schema;
  const ajv = new Ajv({
    strict: false,
    unicodeRegExp: false,
    allErrors: true,
    formats: {
      uri: (uri: string) => URL.canParse(uri),
      'uri-reference': (uri: string) => URL.canParse(uri, 'file:///a/b') && !/[\s<>"{}|\\^`]/.test(uri),
      'date-time': true,
    },
  });
  const validate = ajv.compile(content);

  test.each([
    ['findings', report],
    ['no findings', nothing],
  ])('%s are valid by the official schema', (_, each) => {
    validate(JSON.parse(sarifReport(each)));
    expect(validate.errors).toBeNull();
  });
  test('the schema does refuse', () => {
    expect(validate({ version: '2.1.0', runs: [{}] })).toBe(false);
  });
  test('says what a viewer shows', () => {
    expect(JSON.parse(sarifReport(report)).runs[0].results).toMatchSnapshot();
  });
  test('has a rule for each code, with its page', () => {
    const { rules } = JSON.parse(sarifReport(report)).runs[0].tool.driver;
    expect(rules).toMatchObject([
      {
        id: 'AV1001',
        name: 'UnknownName',
        shortDescription: { text: 'Unknown name' },
        defaultConfiguration: { level: 'error' },
      },
    ]);
    expect(rules[0].help.markdown).toContain('```avtal\nrate wrok: 650/h\n```');
  });
});

test('GitHub: one command a line, with everything escaped, and nothing of what is accepted', () => {
  expect(githubReport(report)).toMatchInlineSnapshot(`
    "::error file=a b/ø%2Cx%3Ay.avtal,line=2,col=8,endColumn=12,endLine=2,title=AV1001%3A Unknown name::No activity is called \`wrok\`.%0Aa b/ø,x:y.avtal:1: in this agreement: 100%25,%0D%0Aor "more" <&>%0ADid you mean \`work\`?
    ::warning file=a b/ø%2Cx%3Ay.avtal,line=3,endLine=4,title=AV1001%3A Unknown name::Signs: å <&> ]]> 100%25, a::b%0Aand a line%0ADid you mean \`work\`?
    ::error file=a b/ø%2Cx%3Ay.avtal,line=2,col=8,endColumn=12,endLine=2,title=AV1001%3A Unknown name::No activity is called \`wrok\`.%0ADid you mean \`work\`?
    "
  `);
  expect(githubReport(nothing)).toBe('');
});

describe('JUnit', () => {
  function elements(xml: string): { name: string; attributes: Record<string, string>; text: string }[] {
    const found: { name: string; attributes: Record<string, string>; text: string }[] = [];
    const parser = new SaxesParser();
    parser.on('error', (error) => {
      throw error;
    });
    parser.on('opentag', ({ name, attributes }) => found.push({ name, attributes, text: '' }));
    parser.on('text', (chars) => {
      const last = found.at(-1);
      if (last !== undefined) last.text += chars;
    });
    parser.write(xml).close();
    return found;
  }
  test('is well-formed, whatever stands in the agreement', () => {
    const all = elements(junitReport(report));
    expect(all.map(({ name, attributes }) => ({ name, ...attributes }))).toMatchSnapshot();
    expect(all.find(({ name }) => name === 'failure')?.text).toContain('error AV1001: Unknown name');
  });
  test('what XML cannot hold is replaced', () => {
    const wild = { ...finding, message: 'a\u0007b\ud800c\ufffed\r\n😀' };
    const [failure] = elements(junitReport({ ...report, findings: [wild] })).filter(({ name }) => name === 'failure');
    expect(failure?.attributes.message).toBe('a\ufffdb\ufffdc\ufffdd\r 😀');
  });
  test('a clean file is a test that passes', () => {
    const all = elements(junitReport(nothing));
    expect(all[0]?.attributes).toEqual({ name: 'avtal', tests: '2', failures: '0', errors: '0', skipped: '0' });
  });
});

test('JSON: the shape that docs/output.md promises', () => {
  expect(JSON.parse(jsonReport(report))).toMatchSnapshot();
});
