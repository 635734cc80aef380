// Random allowances: what periods contain, what events buy, and how it is drawn.
import type {
  AllowanceShare,
  DrawClause,
  IncludeClause,
  Index,
  Period,
  Validity,
  WordValue,
} from '../../runtime/src/ir.ts';
import { answer, type Making } from './conditions.ts';
import { callout, subjectIds, travel, vm, work } from './frame.ts';
import { anyPeriod, moment, month, open, periodic, week } from './values.ts';

export function allowance(making: Making, subject: Index): void {
  const { tape } = making;
  const time = subject === work || subject === travel;
  const period = anyPeriod(tape);
  answer(making, `include:${subjectIds[subject]}`, periodic, () => ({
    kind: 'include',
    subject,
    period: rowPeriod(making, period),
    value: tape.weigh<IncludeClause['value']>(
      [
        10,
        () => ({
          kind: 'quantity' as const,
          amount: time ? tape.pick('3600', '7200', '10000', '36000') : tape.pick('1', '2', '5.5'),
        }),
      ],
      [1, () => ({ kind: 'unlimited' as const })],
      [1, () => tape.pick<WordValue>({ kind: 'included' }, { kind: 'not-offered' }, { kind: 'open' })],
    ),
    ...(tape.chance(50)
      ? {
          carry: {
            percent: tape.pick('100', '20', '33'),
            of: tape.pick('unused', 'granted'),
            ...(tape.chance(70) ? { periods: tape.pick(1, 2) } : {}),
            ...(tape.chance(30) ? { atMost: time ? '9000' : '3' } : {}),
          },
        }
      : {}),
    ...(tape.chance(45) ? { beyond: { kind: tape.pick('leeway', 'borrow'), most: share(making, time) } } : {}),
    ...(tape.chance(40) ? { notify: share(making, time) } : {}),
    ...(tape.chance(25) ? { unused: paid(making, subject) } : {}),
  }));
  if (tape.chance(35)) bought(making, [subject]);
  if (tape.chance(30)) perUnit(making, subject);
  if (subject === work && tape.chance(35)) bought(making, [work, travel]);
  if (subject === work && tape.chance(25)) shared(making, period);
  if (tape.chance(60))
    answer(making, `draw:${subjectIds[subject]}`, moment, () => ({
      kind: 'draw',
      subject,
      value: tape.weigh<DrawClause['value']>(
        [
          8,
          () => ({
            kind: 'factor' as const,
            numerator: tape.pick('1', '2', '3', '0.5'),
            denominator: tape.pick('1', '1', '2', '3'),
          }),
        ],
        [3, () => ({ kind: 'not-usable' as const })],
        [tape.chance(15) ? 3 : 0, () => open(tape)],
      ),
    }));
}

/** Some rows of one allowance say another period than the others. */
const rowPeriod = ({ tape }: Making, period: Period): Period =>
  tape.chance(30) ? (period.unit === 'month' ? week : month) : period;

const share = ({ tape }: Making, time: boolean): AllowanceShare =>
  tape.pick<AllowanceShare>(
    { kind: 'percent', percent: tape.pick('10', '33', '150') },
    { kind: 'quantity', amount: time ? tape.pick('1800', '100000') : tape.pick('1', '7.5') },
  );

/** What is paid back for what was not used (A16). */
function paid({ tape }: Making, subject: Index): NonNullable<IncludeClause['unused']> {
  const question = `${subject === callout ? 'price' : 'rate'}:${subjectIds[subject]}`;
  const said =
    subject === callout
      ? ({ kind: 'money', amount: '75.50' } as const)
      : ({ kind: 'rate', amount: '333', per: subject === work || subject === travel ? '3600' : '1' } as const);
  if (tape.chance(60)) return said;
  const percent = tape.pick('50', '100', '33');
  return { kind: 'reference', question, percent, ...(tape.chance(50) ? { during: 0 } : {}) };
}

const renewedBelow = (making: Making, time: boolean): AllowanceShare =>
  making.tape.chance(40) ? { kind: 'quantity', amount: '0' } : share(making, time);

/** What is contained in any so many days (A17). */
export function comingBack(making: Making, subject: Index, rolling: number): void {
  const { tape } = making;
  const time = subject === work || subject === travel;
  answer(making, `include:${subjectIds[subject]}:any ${rolling} days`, periodic, () => ({
    kind: 'include',
    subject,
    rolling,
    value: tape.weigh<IncludeClause['value']>(
      [12, () => ({ kind: 'quantity' as const, amount: time ? tape.pick('3600', '10000') : tape.pick('1', '2.5') })],
      [1, () => tape.pick<IncludeClause['value']>({ kind: 'unlimited' }, { kind: 'not-offered' }, { kind: 'open' })],
    ),
    ...(tape.chance(40) ? { notify: share(making, time) } : {}),
  }));
}

/** What each vm brings (A10). */
function perUnit(making: Making, subject: Index): void {
  const { tape } = making;
  const time = subject === work || subject === travel;
  const period = anyPeriod(tape);
  answer(making, `include:${subjectIds[subject]}:vm`, periodic, () => ({
    kind: 'include',
    subject,
    period,
    unit: vm,
    value: tape.weigh<IncludeClause['value']>(
      [12, () => ({ kind: 'quantity' as const, amount: time ? tape.pick('600', '3600') : tape.pick('1', '0.5') })],
      [1, () => tape.pick<IncludeClause['value']>({ kind: 'unlimited' }, { kind: 'not-offered' }, { kind: 'open' })],
    ),
    ...(tape.chance(30) ? { carry: { percent: '50', of: 'unused', periods: 2, atMost: time ? '1200' : '2' } } : {}),
    ...(tape.chance(30) ? { beyond: { kind: 'leeway', most: { kind: 'percent', percent: '25' } } } : {}),
  }));
}

/** A month's hours for two activities (A14). */
function shared(making: Making, period: Period): void {
  answer(making, 'include:travel+work', periodic, () => ({
    kind: 'include',
    subject: travel,
    also: [work],
    period: rowPeriod(making, period),
    value: { kind: 'quantity', amount: making.tape.pick('3600', '9000') },
    ...(making.tape.chance(50) ? { notify: share(making, true) } : {}),
  }));
}

/** What each callout buys of the subjects (A9, A13, A14). */
function bought(making: Making, [subject = work, ...also]: readonly Index[]): void {
  const { tape } = making;
  const time = subject === work || subject === travel;
  const name = also.length === 0 ? subjectIds[subject] : 'travel+work';
  const own = also.length === 0 ? {} : { also };
  const renews = tape.chance(60);
  answer(making, `include:${name}:callout`, moment, () => ({
    kind: 'include',
    subject,
    ...own,
    ...(tape.chance(40) ? { notify: share(making, time) } : {}),
    ...(tape.chance(30) ? { revalued: true } : {}),
    ...(making.clauses.length % 2 === 0 ? { toNext: true } : {}),
    ...(tape.chance(30) ? { unused: paid(making, subject) } : {}),
    ...(renews && tape.chance(80) ? { renewed: renewedBelow(making, time) } : {}),
    lot: {
      event: callout,
      ...(tape.chance(75)
        ? {
            valid: {
              ...tape.pick<Omit<Validity, 'from'>>(
                { length: { count: 1, unit: 'month' } },
                { length: { count: 2, unit: 'month' } },
                { length: { count: 10, unit: 'day' } },
                { length: { count: 1, unit: 'day' } },
                { length: { count: 10, unit: 'day' }, toEndOf: { basis: 'calendar', unit: 'month', count: 1 } },
                { until: { month: 4, day: 30 } },
              ),
              from: tape.pick('purchase', 'first-use'),
            },
          }
        : {}),
    },
    value: tape.weigh<IncludeClause['value']>(
      [
        12,
        () => ({
          kind: 'quantity' as const,
          amount: time ? tape.pick('3600', '5000', '36000') : tape.pick('1', '2.5'),
        }),
      ],
      [1, () => ({ kind: 'unlimited' as const })],
      [1, () => tape.pick<WordValue>({ kind: 'included' }, { kind: 'not-offered' }, { kind: 'open' })],
    ),
  }));
}
