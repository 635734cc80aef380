// The words of findings about files, names and where rows stand: AV10xx.
import { define, didYouMean } from './define.ts';

export const nameMessages = {
  'unknown-name': define<{ what: string; name: string; guess?: string | undefined; known?: readonly string[] }>({
    code: 'AV1001',
    severity: 'error',
    title: 'Unknown name',
    message: ({ what, name }) => `No ${what} is called \`${name}\`.`,
    label: () => 'not declared',
    help: ({ guess, known }) => didYouMean(guess, known),
    explanation:
      'Everything that a clause speaks of is declared once, with the name by which clauses know it. A name that nothing declares would make the clause apply to nothing, so it is never guessed.',
    bad: 'rate wrok: 650/h',
    repair: 'rate work: 650/h',
  }),
  'wrong-kind-of-name': define<{ name: string; is: string; wanted: string; because?: string | undefined }>({
    code: 'AV1002',
    severity: 'error',
    title: 'Name of another kind',
    message: ({ name, is, wanted, because }) =>
      `\`${name}\` is ${is}, but ${wanted} is due here${because === undefined ? '' : `, because ${because}`}.`,
    label: ({ is }) => is,
    explanation:
      'A name belongs to one kind of thing: an hourly rate can be set for an activity but not for a unit, and only a declared number can be compared with an amount.',
    bad: 'unit vm\nsurcharge rush: +50% on vm',
    repair: 'unit vm\nsurcharge rush: +50% on work',
  }),
  'declared-twice': define<{ what: string; name: string }>({
    code: 'AV1003',
    severity: 'error',
    title: 'Declared twice',
    message: ({ what, name }) => `${what} \`${name}\` is declared twice.`,
    label: () => 'declared again',
    help: ({ what }) =>
      what === 'Unit'
        ? 'Let the days of the first end (`until …`) before those of the second begin (`from …`), or give one another name.'
        : 'Keep one of them, or give one another name.',
    explanation:
      'An agreement and all its documents and orders share one set of names. Two declarations of one name would leave open which of them a clause means.',
    bad: 'activity travel\nactivity travel',
    repair: 'activity travel',
  }),
  'name-taken': define<{ name: string }>({
    code: 'AV1004',
    severity: 'error',
    title: 'Name that has a meaning already',
    message: ({ name }) => `\`${name}\` means something in every agreement and cannot be declared.`,
    label: () => 'choose another name',
    explanation:
      'Conditions may ask for the `tier`, the `module` and the `order` of any agreement, facts may state a `person`, and `holidays` are the days of the row `holidays`.',
    bad: 'days holidays = 24 Dec',
    repair: 'holidays Norway plus 24 Dec',
  }),
  'row-misplaced': define<{ row: string; block: string; where: readonly string[] }>({
    code: 'AV1005',
    severity: 'error',
    title: 'Row in the wrong place',
    message: ({ row, block }) => `${row} cannot stand in ${withArticle(block)}.`,
    help: ({ where }) => `Write it in ${orList(where.map(withArticle))}.`,
    explanation:
      'Settings belong to the agreement itself, facts and expectations to examples, and what binds one customer (`tier Pro`, `from 2026-01-01`, units) to orders and examples.',
    bad: 'module sql {\n  lines each job\n}',
    repair: 'lines each job\nmodule sql {\n}',
  }),
  'no-agreement': define({
    code: 'AV1006',
    severity: 'error',
    title: 'No agreement',
    message: () => 'There is no agreement in this file or in those it uses.',
    help: () => 'Begin with `agreement NAME { … }`, or `use` the file that has it.',
    explanation:
      'Documents and orders belong to an agreement: it has the currency, the time zone and the names that they speak of. A file in which nothing is written is no error.',
    bad: 'order Acme for Drift {\n  from 2026-01-01\n}',
    repair: 'agreement Drift {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
  'two-agreements': define<{ first: string; second: string }>({
    code: 'AV1007',
    severity: 'error',
    title: 'Two agreements',
    message: ({ first, second }) =>
      `\`${first}\` and \`${second}\` are both agreements, and together they can be only one.`,
    help: ({ first, second }) => `Make one a paper of the other: \`document ${second} under ${first} { … }\`.`,
    explanation:
      'What is compiled together is one agreement with its papers. Several papers with an order of precedence are one `agreement` and as many `document`s.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\nagreement B {\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}\ndocument B under A {\n}',
  }),
  'file-missing': define<{ path: string }>({
    code: 'AV1008',
    severity: 'error',
    title: 'File not found',
    message: ({ path }) => `There is no file \`${path}\`.`,
    label: () => 'used here',
    help: () => 'The path is relative to the file in which it stands.',
    explanation: 'A row `use "common.avtal"` adds another file of the project. Nothing can be checked without it.',
    bad: 'use "comon.avtal"\nagreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
  'file-outside': define<{ path: string }>({
    code: 'AV1009',
    severity: 'error',
    title: 'File outside the project',
    message: ({ path }) => `\`${path}\` leads out of the project, and an agreement reads nothing there.`,
    help: () => 'Move the file into the project and name it relative to this one.',
    explanation:
      'An agreement file can read files of its own project only, so that it can be checked and shared without anything else.',
    bad: 'use "../../common.avtal"\nagreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
};

function withArticle(block: string): string {
  return block === 'agreement' ? 'the agreement' : `${/^[aeiou]/.test(block) ? 'an' : 'a'} ${block}`;
}

function orList(list: readonly string[]): string {
  return list.length <= 1 ? list.join('') : `${list.slice(0, -1).join(', ')} or ${list.at(-1)}`;
}
