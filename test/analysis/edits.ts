// Random edits of an agreement's text, as a person makes them: hours, conditions, values, rows, ranks, dates, columns, boundaries.
import type { Ir } from '@avtal/runtime';
import type { Tape } from '../random/tape.ts';

/** An agreement as text, and the order on it. */
export interface Text {
  readonly agreement: string;
  readonly order: string;
}

export interface Edited extends Text {
  /** Which edits were made, and the row that each made of which. */
  readonly edits: readonly string[];
}

/** A clause row: what stands before its head, its head, its cells, and what follows on the line. */
interface Row {
  readonly at: number;
  readonly before: string;
  readonly head: string;
  readonly cells: readonly string[];
}

export interface Names {
  readonly windows: readonly string[];
  readonly choices: readonly { readonly id: string; readonly values: readonly string[] }[];
  readonly tiers: readonly string[];
}

const kinds =
  /^(?:(?:override|default|over § \S+)\s+)*(rate|price|start|fee|include|draw|count|respond|resolve|attend|approve|perform|discount|surcharge|decide|permit)\b/;

/** Text without what is in quotes and in a comment; the rest stands where it stood. */
const bare = (line: string): string =>
  line.replace(/"[^"]*"|\s*\/\/.*/g, (part) => (part.startsWith('"') ? '~' : ' ').repeat(part.length)).trimEnd();

function rowsOf(lines: readonly string[]): Row[] {
  return lines.flatMap((line, at): Row[] => {
    const code = bare(line);
    const [before = ''] = /^\s*(?:§ \S+\s+(?:~+\s+)?)?/.exec(code) ?? [];
    const colon = code.search(/:(?=\s|$)/);
    if (colon < 0 || !kinds.test(code.slice(before.length))) return [];
    const bars = [colon, ...[...code.matchAll(/\|/g)].map(({ index }) => index), code.length];
    const cells = bars.slice(0, -1).map((bar, index) => line.slice(bar + 1, bars[index + 1]).trim());
    return [{ at, before: line.slice(0, before.length), head: line.slice(before.length, colon).trim(), cells }];
  });
}

/** Where another row may stand below the row: as deep, and without its number. */
const below = ({ before }: Row): string => /^\s*/.exec(before)?.[0] ?? '';

const written = ({ before, head, cells }: Row): string => `${before}${head}: ${cells.join(' | ')}`;

export function namesOf(ir: Ir): Names {
  return {
    windows: [...new Set(ir.windows.filter(({ named }) => named).map(({ id }) => id.replace(/:.*/, '')))],
    choices: ir.dimensions
      .filter(({ given }) => given === 'fact' || given === 'order' || given === 'decided')
      .filter(({ id }) => id !== 'order' && id !== 'tier')
      .map(({ id, values }) => ({ id, values: values.map((value) => value.id) })),
    tiers: ir.dimensions.find(({ id }) => id === 'tier')?.values.map(({ id }) => id) ?? [],
  };
}

// ------------------------------------------------------------------------------------------------------ the edits

interface Editing {
  readonly tape: Tape;
  readonly names: Names;
  readonly rows: readonly Row[];
}

const any = <T>(tape: Tape, all: readonly T[]): T | undefined => all[tape.int(0, Math.max(0, all.length - 1))];

const two = (number: number): string => String(number).padStart(2, '0');

/** One of the matches in the line, outside quotes and comments, written otherwise. */
function rewritten(tape: Tape, line: string, what: RegExp, by: (found: string) => string): string | undefined {
  const found = any(tape, [...bare(line).matchAll(what)]);
  if (found === undefined) return undefined;
  const [text] = found;
  return line.slice(0, found.index) + by(text) + line.slice(found.index + text.length);
}

/** Another time of the day, by quarters. */
function otherTime(tape: Tape, time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  const moved = hours * 4 + minutes / 15 + tape.pick(4, -4, 2, -2, 1, -1, 8, -8, 32);
  const quarter = ((moved % 96) + 96) % 96;
  return `${two(Math.floor(quarter / 4))}:${two((quarter % 4) * 15)}`;
}

/** Another number of the same form. */
const otherNumber = (tape: Tape, number: string): string => String(Number(number) + tape.pick(1, 5, 100, 2));

/** A condition that somebody might add. */
function condition({ tape, names }: Editing): string {
  const choice = any(tape, names.choices);
  const value = choice && any(tape, choice.values);
  return tape.weigh(
    [4, () => (choice === undefined ? '' : `when ${choice.id} is ${tape.chance(25) ? 'not ' : ''}${value}`)],
    [3, () => (names.windows.length === 0 ? '' : `${tape.pick('during', 'outside')} ${any(tape, names.windows)}`)],
    [1, () => `during (${tape.pick('Mon-Fri', 'Sat-Sun', 'daily', 'holidays')})`],
    [
      1,
      () => `during (${tape.pick('daily', 'Mon-Thu', 'Fri')} ${otherTime(tape, '08:00')}-${otherTime(tape, '18:00')})`,
    ],
    [1, () => `${tape.pick('from', 'until', 'before')} ${tape.pick('2026-07-01', '2027-01-01', '2027-12-31')}`],
    [1, () => (names.tiers.length === 0 ? '' : `when tier is ${any(tape, names.tiers)}`)],
  );
}

/** A condition joins what the head has: two conditions of one row need `and`, and two windows too. */
function narrowed(head: string, added: string): string {
  if (/^when /.test(added) && / when /.test(head)) return head.replace(/ when /, ` ${added} and `);
  const [, window] = /^during (.*)/.exec(added) ?? [];
  if (window !== undefined && / reported during /.test(head))
    return head.replace(/ reported during /, ` reported during ${window} and reported during `);
  if (window !== undefined && / during /.test(head)) return head.replace(/ during /, ` during ${window} and `);
  return `${head} ${added}`;
}

const hasTiers = ({ names }: Editing): boolean => names.tiers.length > 0;

const ofKind = (...names: readonly string[]) => new RegExp(`^\\s*(?:${names.join('|')})\\b`);

/** Each takes the lines and gives them changed, or nothing where there is nothing of the kind. */
type Edit = (editing: Editing, lines: readonly string[]) => readonly string[] | undefined;

function onLine(pattern: RegExp, change: (editing: Editing, line: string) => string | undefined): Edit {
  return (editing, lines) => {
    const found = [...lines.entries()].filter(([, line]) => pattern.test(bare(line)));
    const picked = any(editing.tape, found);
    const changed = picked && change(editing, picked[1]);
    return picked === undefined || changed === undefined || changed === picked[1]
      ? undefined
      : lines.with(picked[0], changed);
  };
}

/** A row becomes other rows: none, itself changed, or itself and more. */
function onRow(
  change: (editing: Editing, row: Row) => readonly Row[] | undefined,
  may = (_: Row, __: Editing): boolean => true,
): Edit {
  return (editing, lines) => {
    // Rows that must not contradict each other are drawn more often than the many single ones.
    const loud = editing.tape.chance(75) ? /\b(?:rate|price|respond|attend|draw|decide|approve|count)\b/ : /./;
    const fit = editing.rows.filter((one) => may(one, editing));
    const row =
      any(
        editing.tape,
        fit.filter(({ head }) => loud.test(head)),
      ) ?? any(editing.tape, fit);
    const changed = row && change(editing, row);
    return row === undefined || changed === undefined
      ? undefined
      : [...lines.slice(0, row.at), ...changed.map(written), ...lines.slice(row.at + 1)];
  };
}

/** What a row of the kind may say in a word. */
const words: Readonly<Record<string, readonly string[]>> = {
  rate: ['included', 'not offered', 'at cost', 'on request'],
  fee: ['on request', 'not offered'],
  respond: ['no promise', 'best effort', '3 h elapsed'],
  resolve: ['no promise', 'best effort', '8 h elapsed'],
  attend: ['no promise', 'best effort', '3 h elapsed'],
  draw: ['not usable', '1 h uses 3 h'],
  count: ['exact', 'per started 20 min'],
  include: ['0', 'unlimited'],
  approve: ['free', 'notify', 'approve before start'],
  perform: ['weekly', 'monthly', 'quarterly'],
  permit: ['freely', 'not at all'],
  start: ['0', '100'],
  discount: ['5%', '10%'],
  surcharge: ['+5%', '+10%'],
  decide: ['critical', 'noncritical', 'none-raised'],
};

function otherCell(tape: Tape, row: Row): Row | undefined {
  const at = tape.int(0, row.cells.length - 1);
  const cell = row.cells[at] ?? '';
  const [kind = ''] = kinds.exec(row.head)?.slice(1) ?? [];
  const changed = tape.chance(40)
    ? otherWord(cell, ...(words[kind] ?? words.rate ?? []))
    : rewritten(tape, cell, /\d+(?:\.\d+)?/g, (number) => otherNumber(tape, number));
  return changed === undefined ? undefined : { ...row, cells: row.cells.with(at, changed) };
}

const otherWord = (found: string, ...words: readonly string[]): string =>
  words[(words.indexOf(found) + 1) % words.length] ?? '';

const edits: Readonly<Record<string, Edit>> = {
  'the hours of a window': onLine(ofKind('window'), ({ tape }, line) =>
    rewritten(tape, line, /\d\d:\d\d/g, (time) => otherTime(tape, time)),
  ),
  'the days of a window': onLine(ofKind('window', 'days'), ({ tape }, line) =>
    rewritten(tape, line, /Mon-Fri|Sat-Sun|\bunless .*$|\bexcept holidays|hverdag(?= \d)|vardag(?= \d)/g, (found) =>
      /^(?:unless|except)/.test(found) ? '' : tape.pick('Mon-Sat', 'Mon-Thu', 'Sat', 'daily', 'Mon-Fri'),
    ),
  ),
  'a part of a window': onLine(ofKind('window'), ({ tape, names }, line) =>
    rewritten(tape, line, /\b(?:and|outside)\b|\balways\b/g, (found) =>
      found === 'and' ? ',' : found === 'outside' ? '' : (any(tape, names.windows) ?? 'always'),
    ),
  ),
  'a value': onRow(({ tape }, row) => {
    const changed = otherCell(tape, row);
    return changed && [changed];
  }),
  'a row less': onRow(() => []),
  'a row twice, with another value': onRow(({ tape }, row) => {
    const changed = otherCell(tape, row);
    return changed && [row, { ...changed, before: below(row) }];
  }),
  'a row twice, the same': onRow((_, row) => [row, { ...row, before: below(row) }]),
  'another row beside it under a condition': onRow((editing, row) => {
    const changed = otherCell(editing.tape, row);
    return changed && [row, { ...changed, before: below(row), head: narrowed(row.head, condition(editing)) }];
  }),
  'an exception above it': onRow((editing, row) => {
    const changed = otherCell(editing.tape, row);
    const head = narrowed(row.head.replace(/^(?:override|default|over § \S+)\s+/g, ''), condition(editing));
    return changed && [row, { ...changed, before: below(row), head: `override ${head}` }];
  }),
  'a rank less': onLine(/^(?!.*;)(?!\s*choice).*\b(?:override|default|over §)/, ({ tape }, line) =>
    rewritten(tape, line, /\b(?:override|default)\b|over § \S+/g, () => ''),
  ),
  'a rank more': onRow(({ tape }, row) => [
    { ...row, head: `${tape.pick('override', 'default')} ${row.head.replace(/^(?:override|default)\s+/, '')}` },
  ]),
  'a row that beats another by name': onRow(({ tape, rows }, row) => {
    const subject = ({ head }: Row): string =>
      head
        .replace(/^(?:override|default|over § \S+)\s+/g, '')
        .split(' ', 2)
        .join(' ');
    const others = rows.filter((one) => one !== row && subject(one) === subject(row));
    const other = any(tape, others)?.before.match(/§ \S+/)?.[0];
    return other === undefined ? undefined : [{ ...row, head: `over ${other} ${row.head}` }];
  }),
  'a condition more': onRow((editing, row) => [{ ...row, head: narrowed(row.head, condition(editing)) }]),
  'a condition less': onRow(
    (_, row) => [{ ...row, head: row.head.replace(/ (?:during|outside) \S+| when [^:]*/, '') }],
    ({ head }) => / during | outside | when /.test(head),
  ),
  'the value of a condition': onLine(/ is [\p{L}\w-]+/u, ({ tape, names }, line) =>
    rewritten(tape, line, /(\S+) is (?:not )?[\p{L}\w-]+/gu, (found) => {
      const id = found.split(' ')[0]?.replace(/^\(/, '') ?? '';
      const values = id === 'tier' ? names.tiers : (names.choices.find((choice) => choice.id === id)?.values ?? []);
      if (values.length === 0 || tape.chance(25))
        return found.includes('is not') ? found.replace('is not', 'is') : found.replace(' is ', ' is not ');
      return `${id} is ${any(tape, values)}`;
    }),
  ),
  'and or or': onLine(/ when .* (?:and|or) /, ({ tape }, line) =>
    rewritten(tape, line, /\b(?:and|or)\b/g, (found) => otherWord(found, 'and', 'or')),
  ),
  'the window of a row': onRow(
    ({ tape, names }, row) => {
      const head = rewritten(tape, row.head, /\b(?:during|outside) \S+/g, (found) => {
        const [how = '', window = ''] = found.split(' ');
        if (tape.chance(30)) return `${otherWord(how, 'during', 'outside')} ${window}`;
        return tape.chance(20) ? `when started ${found}` : `${how} ${any(tape, names.windows)}`;
      });
      return head === undefined ? undefined : [{ ...row, head }];
    },
    ({ head }) => / during | outside /.test(head),
  ),
  'a date': onRow(({ tape }, row) => [
    {
      ...row,
      head: `${row.head} ${tape.pick('from', 'until', 'before')} ${tape.pick('2026-05-17', '2027-01-01', '2027-10-31')}`,
    },
  ]),
  'a change on a date': onRow(({ tape }, row) => {
    const changed = otherCell(tape, row);
    const [ends, begins] = tape.pick(
      ['2026-12-31', '2027-01-01'],
      ['2027-01-01', '2027-01-01'],
      ['2026-12-30', '2027-01-01'],
    );
    return (
      changed && [
        { ...row, head: `${row.head} until ${ends}` },
        { ...changed, before: below(row), head: `${row.head} from ${begins}` },
      ]
    );
  }),
  'a column less': onRow(
    ({ tape, names }, row) => {
      const left = tape.int(0, row.cells.length - 1);
      const tiers = names.tiers.filter((_, at) => at !== left);
      const cells = row.cells.filter((_, at) => at !== left);
      return [{ ...row, head: `${row.head} for ${tiers.join(', ')}`, cells }];
    },
    ({ cells, head }, editing) => hasTiers(editing) && cells.length > 1 && !/ by | for /.test(head),
  ),
  'a row for one tier': onRow(
    ({ tape, names }, row) => [{ ...row, head: `${row.head} for ${any(tape, names.tiers)}` }],
    ({ cells }, editing) => hasTiers(editing) && cells.length === 1,
  ),
  'a boundary': onLine(/\b(?:below|up to|over|at least) \d/, ({ tape }, line) =>
    rewritten(tape, line, /\b(?:below|up to|over|at least) \d+/g, (found) => {
      const [, how = '', number = ''] = /^(.*) (\d+)$/.exec(found) ?? [];
      return tape.chance(50)
        ? `${how} ${otherNumber(tape, number)}`
        : `${otherWord(how, 'below', 'up to', 'over', 'at least')} ${number}`;
    }),
  ),
  'another value of a choice': onLine(ofKind('choice'), ({ tape }, line) => {
    const end = bare(line).search(/;|,?$/);
    return tape.chance(50) && !line.includes(' by order')
      ? line.replace(/; default \S+/, '')
      : `${line.slice(0, end)}, another${line.slice(end)}`;
  }),
  'a group': onLine(/\bwhen .*\{/, ({ tape }, line) =>
    tape.chance(60) ? line.replace(/override /, '') : line.replace(/ is (\S+) \{/, ' is not $1 {'),
  ),
};

/** Those that mostly alter an answer. */
const heavy = [
  'the hours of a window',
  'a row less',
  'a row twice, with another value',
  'another row beside it under a condition',
  'an exception above it',
  'a rank less',
  'a condition more',
  'a condition less',
  'the value of a condition',
  'the window of a row',
  'a column less',
];

/** Some edits, one after the other; undefined where none of those drawn could be made. */
export function edited(tape: Tape, text: Text, names: Names): Edited | undefined {
  let lines: readonly string[] = text.agreement.split('\n');
  let { order } = text;
  const made: string[] = [];
  for (let left = tape.pick(1, 1, 1, 2, 3); left > 0; left -= 1) {
    const rows = rowsOf(lines);
    const editing = { tape, names, rows };
    if (tape.chance(8)) {
      const special = otherCell(tape, any(tape, rows) as Row);
      if (special === undefined) continue;
      const head = tape.chance(50) ? special.head : narrowed(special.head, condition(editing));
      const row = written({
        ...special,
        before: '  ',
        head: head.replace(/^over § \S+\s+/, ''),
        cells: special.cells.slice(0, 1),
      });
      order = order.replace(/\n\}/, `\n${row}\n}`);
      made.push(`special terms\n  + ${row.trim()}`);
      continue;
    }
    const name = any(tape, tape.chance(50) ? heavy : Object.keys(edits)) as string;
    const changed = edits[name]?.(editing, lines);
    if (changed === undefined) continue;
    made.push([name, ...difference(lines, changed)].join('\n'));
    lines = changed;
  }
  const agreement = lines.join('\n');
  // What the order states for a value that is not open any more goes with it.
  order = order.replace(/^ +agree (\S+):.*\n/gm, (row, name) => (agreement.includes(`agreed ${name}`) ? row : ''));
  return made.length === 0 ? undefined : { agreement, order, edits: made };
}

function difference(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `  - ${line.trim()}`),
    ...after
      .filter(
        (line, at) =>
          !before.includes(line) ||
          (after.indexOf(line) !== at &&
            line.trim().length > 8 &&
            before.filter((one) => one === line).length < after.filter((one) => one === line).length),
      )
      .map((line) => `  + ${line.trim()}`),
  ];
}
