// How clauses of one question share out the situations: default and exceptions, columns, in and outside a window, papers.
import type { Box, Clause, ClauseBase, Condition, Ir, WindowTest } from '../../runtime/src/ir.ts';
import { addDays } from '../reference/days.ts';
import { bounds, span, values } from './frame.ts';
import type { Tape } from './tape.ts';

export interface Making {
  readonly tape: Tape;
  readonly ir: Ir;
  /** First day of the order. */
  readonly first: string;
  readonly clauses: Clause[];
}

/** What conditions of a question may speak of. */
export interface Domain {
  /** The question has a fact with choices and numbers. */
  readonly fact: boolean;
  /** Other moments than the question's own. */
  readonly moments: readonly string[];
  readonly windows: boolean;
  /** The question has no numbers, and no decided choice that could be unknown, although it has a fact. */
  readonly numberless?: boolean;
}

/** What a clause says, without where it stands and when it holds. */
type Said<C> = C extends Clause ? Omit<C, keyof ClauseBase> : never;
export type Saying = Said<Clause>;

function windowTest({ tape, ir }: Making, { moments }: Domain, inside = tape.chance(60)): WindowTest {
  const moment = moments.length > 0 && tape.chance(15) ? tape.pick(moments[0]!, ...moments) : 'self';
  return { moment, window: tape.int(0, ir.windows.length - 1), inside };
}

type Asked = 'tier' | 'channel' | 'severity' | 'module' | 'order';
const choiceBox = (tape: Tape, id: Asked): Box => ({
  choices: { [id]: [tape.pick<string>(...(values[id] as readonly [string, ...string[]]))] },
});

const outcomeBox = (tape: Tape): Box => ({
  choices: {
    [tape.pick('outcome:respond', 'outcome:resolve')]: tape.pick(
      ['missed'],
      ['met'],
      ['met', 'none'],
      ['missed', 'none'],
    ),
  },
});

/** In the first months or days of the order, or after them (Q14); one agreement says months in one of the two ways. */
const sinceStart = ({ tape, first }: Making): NonNullable<Box['numbers']> => {
  const months = Number(first.slice(-2)) % 2 === 0 ? 'order:months' : 'order:calendar-months';
  const [id, bound] = tape.pick([months, '1'], [months, '2'], ['order:days', '20']);
  return { [id!]: [tape.chance(50) ? { max: bound!, maxIncluded: false } : { min: bound!, minIncluded: true }] };
};

export function box(making: Making, domain: Domain): Box {
  const { tape, first } = making;
  return tape.weigh<Box>(
    [5, () => (domain.windows ? { windows: [windowTest(making, domain)] } : choiceBox(tape, 'tier'))],
    [3, () => choiceBox(tape, 'tier')],
    [4, () => choiceBox(tape, domain.fact ? 'channel' : 'tier')],
    [2, () => choiceBox(tape, domain.fact && domain.numberless !== true ? 'severity' : 'order')],
    [1, () => (domain.fact ? outcomeBox(tape) : choiceBox(tape, 'tier'))],
    [1, () => choiceBox(tape, 'module')],
    [1, () => choiceBox(tape, 'order')],
    [1, () => ({ numbers: sinceStart(making) })],
    [
      1,
      () => ({
        dates: tape.pick<NonNullable<Box['dates']>>(
          { from: addDays(first, 9) },
          { until: addDays(first, 20) },
          { from: addDays(first, 5), until: addDays(first, 30) },
        ),
      }),
    ],
    [
      domain.fact && domain.numberless !== true ? 1 : 0,
      () => {
        const included = tape.chance(50);
        const id = tape.pick('estimate', 'estimate', 'lead', 'length', 'often');
        const bound = tape.pick<string>(bounds[id][0], ...bounds[id]);
        return {
          numbers: {
            [id]: [tape.pick({ min: bound, minIncluded: included }, { max: bound, maxIncluded: included })],
          },
        };
      },
    ],
    [
      domain.windows ? 2 : 0,
      () => ({ ...choiceBox(tape, 'tier'), windows: [windowTest(making, domain), windowTest(making, domain)] }),
    ],
  );
}

function condition(making: Making, domain: Domain): Condition {
  return making.tape.chance(10) ? [box(making, domain), box(making, domain)] : [box(making, domain)];
}

/** Adds the clauses of one question: mostly each situation has one answer, sometimes none or two. */
export function answer(making: Making, question: string, domain: Domain, say: () => Saying, mustAnswer = true): void {
  const { tape, clauses } = making;
  const add = (when: Condition, place: Partial<Omit<ClauseBase, 'when' | 'question'>> = {}): string => {
    const id = `${question}.${clauses.filter((clause) => clause.question === question).length}`;
    const base: ClauseBase = { id, document: 0, rank: 'plain', over: [], when, question, span, ...place };
    clauses.push({ ...base, ...say() } as Clause);
    return id;
  };
  const first = tape.weigh<string[]>(
    [4, () => [add([{}])]],
    [
      4,
      () => {
        const test = windowTest(making, { ...domain, moments: [] }, true);
        if (!domain.windows) return values.tier.map((tier) => add([{ choices: { tier: [tier] } }]));
        return [add([{ windows: [test] }]), add([{ windows: [{ ...test, inside: false }] }])];
      },
    ],
    [2, () => values.tier.map((tier) => add([{ choices: { tier: [tier] } }]))],
    [
      2,
      () => (domain.fact ? values.channel.map((channel) => add([{ choices: { channel: [channel] } }])) : [add([{}])]),
    ],
    [
      mustAnswer ? 1 : 8,
      () => (mustAnswer && !tape.chance(30) ? [add([{}], { rank: 'default' })] : [add(condition(making, domain))]),
    ],
  );
  if (tape.chance(40)) add(condition(making, domain), { rank: 'override' });
  if (tape.chance(20)) add(condition(making, domain), { over: first });
  if (tape.chance(10)) add(condition(making, domain), { document: 1, rank: tape.pick('plain', 'default', 'override') });
  if (tape.chance(15))
    add(
      [
        {
          choices: { order: ['acme'] },
          ...(tape.chance(50) ? { windows: [windowTest(making, { ...domain, moments: [] })] } : {}),
        },
      ],
      { document: 2 },
    );
  if (tape.chance(10)) add([{ choices: { module: ['sql'] } }], { section: 'sql' });
  if (tape.chance(4)) add(condition(making, domain));
  // Order in the file is never asked.
  if (tape.chance(30)) clauses.splice(0, clauses.length, ...tape.shuffled(clauses));
}
