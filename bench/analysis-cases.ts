// Agreements that are made to be much: many clauses, many conditions, long chains. For the bench, and for the tests of its limits.
import { asFile, compile, type Read } from '@avtal/compiler';
import type { Box, Clause, Ir } from '@avtal/runtime';

/** A small generator of its own, so that every run makes the same. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
}

function range<T>(count: number, make: (at: number) => T): T[] {
  return Array.from({ length: count }, (_, at) => make(at));
}

/** One question with a default and `count` clauses. `tested`: how many of the dimensions each draws; the fewer, the more they overlap. */
export function manyClauses(count: number, dimensions: number, tested: number): Ir {
  const frame = [
    'holidays Norway',
    'window w0 = Mon-Fri 08:00-16:00 except holidays',
    'window w1 = daily 22:00-06:00',
    'window w2 = Sat-Sun, holidays',
    'number n in h',
    ...range(dimensions - 2, (at) => `choice c${at}: a, b, c, d, e`),
    'default rate work: 1/h',
  ];
  const { ir } = compile('bench.avtal', () => asFile(frame.join('\n')), { analysis: false });
  const base = ir?.clauses[0];
  if (ir === undefined || base?.kind !== 'rate') throw new Error('the frame does not compile');
  const next = numbers(count * 31 + dimensions * 7 + tested);
  const ranks = ['plain', 'override', 'plain', 'plain'] as const;
  const clauses = range(count, (at): Clause => {
    const choices: Record<string, string[]> = {};
    let box: Box = {};
    for (let turn = 0; turn < tested; turn += 1) {
      const which = next(dimensions);
      if (which === 0) box = { ...box, windows: [{ moment: 'self', window: next(3), inside: next(3) > 0 }] };
      else if (which === 1)
        box = { ...box, numbers: { n: [{ min: String(3600 * next(9)), max: String(3600 * (9 + next(9))) }] } };
      else choices[`c${which - 2}`] = ['abcde'.charAt(next(5))];
    }
    if (Object.keys(choices).length > 0) box = { ...box, choices };
    const span = { file: 'bench.avtal', line: at + 20, column: 3, endLine: at + 20, endColumn: 20 };
    const value = { kind: 'rate', amount: String(100 + next(3)), per: '3600' } as const;
    return { ...base, id: `rate.work.${at + 2}`, rank: ranks[next(4)] ?? 'plain', when: [box], span, value };
  });
  return { ...ir, clauses: [...ir.clauses, ...clauses] };
}

const one = (...rows: readonly string[]): Read => {
  const text = asFile(rows.join('\n'));
  return (path) => (path === 'a.avtal' ? text : undefined);
};

export interface Hard {
  readonly name: string;
  readonly read: Read;
  /** Codes of what is found, remarks left out; none: it is clean. */
  readonly found: readonly string[];
}

const choices = (count: number): string[] => range(count, (at) => `choice c${at}: yes, no`);
const all = (count: number, what: (at: number) => string, word: string): string => range(count, what).join(` ${word} `);

/** Whether nine guests have a room each of eight, for each of many subjects: nobody sees that in reasonable time. */
function guests(subjects: number): string[] {
  const names = range(9, (at) => `g${at}`);
  const pairs = names.flatMap((a, at) => names.slice(at + 1).map((b) => [a, b] as const));
  const room = (at: number): string => pairs.map(([a, b]) => `(${a} is r${at} and ${b} is r${at})`).join(' or ');
  return [
    ...names.map((name) => `choice ${name}: ${range(8, (at) => `r${at}`).join(', ')}`),
    ...range(8, (at) => `case shared${at} = ${room(at)}`),
    ...range(subjects, (subject) => `activity a${subject}`),
    ...range(subjects, (subject) => range(8, (at) => `rate a${subject} when shared${at}: 650/h`)).flat(),
  ];
}

/** What would take a million steps or a thousand levels, if it were done one by one. */
export const hard: readonly Hard[] = [
  {
    name: '30 independent conditions, one row each and one for none of them',
    read: one(
      ...choices(30),
      ...range(30, (at) => `rate work when c${at} is yes: 650/h`),
      `rate work when ${all(30, (at) => `c${at} is no`, 'and')}: 550/h`,
    ),
    found: [],
  },
  {
    name: '30 independent conditions, with a hole where none holds',
    read: one(...choices(30), ...range(30, (at) => `rate work when c${at} is yes: 650/h`)),
    found: ['AV4002'],
  },
  {
    name: '30 independent conditions, each another price',
    read: one(
      ...choices(30),
      'default rate work: 1/h',
      ...range(30, (at) => `rate work when c${at} is yes: ${at + 2}/h`),
    ),
    found: ['AV4001', 'AV4007'],
  },
  {
    name: '30 independent windows, one row each',
    read: one(
      ...range(
        30,
        (at) =>
          `window w${at} = daily ${at % 2 === 0 ? '0' : '1'}${at % 10}:${at < 10 ? '00' : at < 20 ? '15' : '30'}-20:45`,
      ),
      'default rate work: 1/h',
      ...range(30, (at) => `rate work during w${at}: 650/h`),
    ),
    found: [],
  },
  {
    name: '30 conditions in one row, any of two and any of two and …',
    read: one(
      ...choices(30),
      'default rate work: 1/h',
      `rate work when ${all(15, (at) => `(c${2 * at} is yes or c${2 * at + 1} is yes)`, 'and')}: 650/h`,
    ),
    found: ['AV1112'],
  },
  {
    name: 'a hundred questions, each too hard to see through',
    read: one(...guests(100)),
    found: ['AV4007'],
  },
  {
    name: 'a case that is a case, a thousand times',
    read: one(
      'choice channel: phone, email',
      'case k0 = channel is phone',
      ...range(999, (at) => `case k${at + 1} = k${at}`),
      'rate work when k999: 650/h',
      'rate work when not k999: 550/h',
    ),
    found: [],
  },
  {
    name: 'a window that is a window, a thousand times',
    read: one(
      'window w0 = Mon-Fri 08:00-16:00',
      ...range(999, (at) => `window w${at + 1} = w${at}`),
      'rate work during w999: 650/h',
      'rate work outside w0: 550/h',
    ),
    found: [],
  },
  {
    name: 'a rate as another, a thousand times',
    read: one(
      ...range(999, (at) => `activity a${at}`),
      'rate work: 650/h',
      'rate a0: as work',
      ...range(998, (at) => `rate a${at + 1}: as a${at}`),
    ),
    found: [],
  },
  {
    name: 'a million import paths through forty files',
    read: (path) => {
      const [, level = ''] = /^[ab](\d+)\.avtal$/.exec(path) ?? [];
      if (path === 'a.avtal') return `use "a0.avtal"\nuse "b0.avtal"\n${asFile('rate work: 650/h')}`;
      const next = Number(level) + 1;
      if (level === '') return undefined;
      return next > 20 ? '// the last\n' : `use "a${next}.avtal"\nuse "b${next}.avtal"\n`;
    },
    found: [],
  },
];
