// Rights: from when a matter is permitted, and what the provider must do before work starts (meanings R1, R2).

import { numberOf } from '../asking/axes.ts';
import type { Plan } from '../asking/plan.ts';
import { approvalTrouble, orderTrouble, permissionTrouble, soundFacts } from '../asking/sound.ts';
import {
  ask,
  clauseName,
  isTrouble,
  missingTrouble,
  problemOf,
  questionName,
  type Trouble,
  trouble,
  withinTables,
  wordTrouble,
} from '../asking/trouble.ts';
import { vocabularyOf } from '../asking/vocabulary.ts';
import { isDecimal, Rational } from '../exact.ts';
import { localTime } from '../explaining/explain.ts';
import { answerText } from '../explaining/value-text.ts';
import type { Facts, Situation } from '../facts.ts';
import type { Approval, ApproveClause, Decimal, Instant, LadderValue, Order, PermitClause, Subject } from '../ir.ts';
import { type MeasuredMoments, measuredMoments } from '../measures/moments.ts';
import { stepOf } from '../pricing/ladder.ts';
import type { Problem, Trace } from '../results.ts';
import type { Calendar } from '../time/calendar.ts';
import { withinHorizon } from '../time/horizon.ts';

export interface PermittedAsk {
  /** Id of the matter. */
  readonly subject: string;
  readonly after: Instant;
  readonly choices: Readonly<Record<string, string>>;
  /** When notice was given; `after` where nothing is said. */
  readonly noticeAt?: Instant;
  /** What happened, where the permission depends on a measure (meaning U9). */
  readonly facts?: Facts;
  /** Numbers, and of measures what they came to, where the facts do not say so. */
  readonly numbers?: Readonly<Record<string, Decimal>>;
}

export interface Permitted {
  /** The first instant at or after `after`; `never` when there is none within a year. */
  readonly at: Instant | 'never';
  readonly trace: Trace;
  /** Why nothing can be said; then `at` is `never`. */
  readonly problems: readonly Problem[];
}

export interface ApprovalAsk {
  /** Id of the activity, `work` as a rule. */
  readonly subject: string;
  readonly at: Instant;
  readonly choices: Readonly<Record<string, string>>;
  readonly numbers: Readonly<Record<string, Decimal>>;
}

export interface ApprovalResult {
  /** Absent where it cannot be said; then there is a problem. An agreement that asks for no approval at all: `free`. */
  readonly what?: Extract<Approval, { kind: 'approval' }>['what'];
  readonly clause?: string;
  readonly trace: Trace;
  readonly problems: readonly Problem[];
}

const YEAR = 366 * 86400;

/** R1: every clause that matches and that no other beats must allow it, for the matter and all that it counts as. */
export function permitted(plan: Plan, order: Order, asked: PermittedAsk): Permitted {
  const wrong = orderTrouble(plan.ir, order) ?? permissionTrouble(asked);
  if (wrong !== undefined) return { at: 'never', ...refusal(wrong) };
  const { zone } = plan.calendar;
  const matters = mattersOf(plan, asked.subject);
  const refuse = (why: Trouble): Permitted => ({
    at: 'never',
    trace: { what: 'asked', from: asked.after, text: why.message },
    problems: [{ ...problemOf(why, asked.subject), at: asked.after }],
  });
  if (matters.length === 0)
    return refuse(trouble('unknown-subject', `The agreement has no matter \`${asked.subject}\`.`));
  // Numbers may be those of measures too.
  const word = vocabularyOf(plan.ir, order).words({ choices: asked.choices });
  if (word !== undefined) return refuse(word);
  const searched = withinTables(() =>
    search(
      plan,
      order,
      asked,
      matters.map((matter) => `permit:${matter}`),
    ),
  );
  if (isTrouble(searched)) return refuse(searched);
  const { at, clauses } = searched;
  return {
    at,
    trace: {
      what: 'answer',
      from: asked.after,
      ...(at !== 'never' && { until: at }),
      text:
        at === 'never'
          ? `\`${asked.subject}\`: not within a year`
          : `\`${asked.subject}\`: from ${localTime(at, zone)}`,
      children: clauses.map((clause) => ({
        what: 'answer',
        clause: clause.id,
        text: `${clauseName(clause)}: ${answerText(clause, plan.ir)}`,
      })),
    },
    problems: [],
  };
}

type Search = { readonly at: Instant | 'never'; readonly clauses: readonly PermitClause[] };

/** Between two borders the same clauses hold; in each such stretch the clauses leave a first instant, or none. */
function search(plan: Plan, order: Order, asked: PermittedAsk, questions: readonly string[]): Search | Trouble {
  const { after, choices, noticeAt = after } = asked;
  const end = Math.min(after + YEAR, plan.calendar.zone.horizon.until);
  const seen = new Set<PermitClause>();
  const moments = measuredMoments(plan, order, soundFacts(plan.ir, order, asked.facts ?? {}, []), questions);
  // Most answers are near: the far borders are only made when nothing is found before.
  for (let from = after, reach = 32 * 86400; from < end; reach *= 4) {
    const until = Math.min(end, after + reach);
    const changes = [...plan.borders(questions, from, until, order), ...(moments?.borders(from, until) ?? [])];
    const borders = [from, ...[...new Set(changes)].sort((a, b) => a - b), until];
    for (const [index, start] of borders.slice(0, -1).entries()) {
      const situation = { at: start, choices, ...(asked.numbers === undefined ? {} : { numbers: asked.numbers }) };
      const clauses = clausesAt(plan, order, situation, questions, moments);
      if (isTrouble(clauses)) return clauses;
      for (const clause of clauses) seen.add(clause);
      const open = clauses.find(({ value }) => value.kind === 'open');
      if (open !== undefined) return wordTrouble(open, open.value);
      const at = firstAllowed(plan.calendar, clauses, start, borders[index + 1] ?? until, noticeAt);
      if (at !== undefined) return { at, clauses };
    }
    from = until;
  }
  return { at: 'never', clauses: [...seen] };
}

/** What says in the situation whether it is permitted. */
function clausesAt(
  plan: Plan,
  order: Order,
  asked: Situation,
  questions: readonly string[],
  moments: MeasuredMoments | undefined,
): readonly PermitClause[] | Trouble {
  const clauses: PermitClause[] = [];
  const measured = moments?.at(asked.at) ?? {};
  if (isTrouble(measured)) return measured;
  const situation = { ...asked, numbers: { ...measured, ...asked.numbers } };
  for (const question of questions) {
    const found = plan.all(question, order, situation);
    const isUnmeasured =
      found.kind === 'missing' && found.choices.length === 0 && found.numbers.every((id) => moments?.ids.has(id));
    // What has no figure fulfils no condition on it.
    const answer = isUnmeasured
      ? { kind: 'clauses' as const, clauses: plan.stated(question, order, situation) }
      : found;
    if (answer.kind === 'missing') return missingTrouble(questionName(question), answer);
    for (const clause of answer.clauses) if (clause.kind === 'permit') clauses.push(clause);
  }
  return clauses;
}

/** The clause that forbids it at that moment; undefined: none does, or nobody can say (R4). */
export function forbidding(
  plan: Plan,
  order: Order,
  situation: Situation,
  question: string,
  { noticeAt, measured }: { readonly noticeAt: Instant; readonly measured: MeasuredMoments | undefined },
): PermitClause | undefined {
  const asked = withinHorizon(() => {
    const clauses = clausesAt(plan, order, situation, [question], measured);
    if (isTrouble(clauses) || clauses.some(({ value }) => value.kind === 'open')) return undefined;
    const { at } = situation;
    return clauses.find(({ value }) => firstAllowedBy(plan.calendar, value, at, noticeAt) !== at);
  });
  return 'value' in asked ? asked.value : undefined;
}

/** The first instant in `[from, until)` that all clauses allow. Each moves it on until none does. */
function firstAllowed(
  calendar: Calendar,
  clauses: readonly PermitClause[],
  from: Instant,
  until: Instant,
  noticeAt: Instant,
): Instant | undefined {
  let at: Instant | undefined = from;
  for (let moved = true; moved; ) {
    moved = false;
    for (const { value } of clauses) {
      const next: Instant | undefined = firstAllowedBy(calendar, value, at, noticeAt);
      if (next === undefined || next >= until) return undefined;
      moved ||= next > at;
      at = next;
    }
  }
  return at;
}

function firstAllowedBy(
  calendar: Calendar,
  value: PermitClause['value'],
  at: Instant,
  noticeAt: Instant,
): Instant | undefined {
  switch (value.kind) {
    case 'freely':
      return at;
    case 'not-at-all':
    case 'open':
      return undefined;
    case 'only-during':
      return calendar.nextOpening(value.window, at);
    case 'not-during':
      return calendar.isOpen(value.window, at) ? calendar.nextClosing(value.window, at) : at;
    case 'with-notice': {
      const { clock, seconds } = value;
      const end = clock.kind === 'elapsed' ? noticeAt + seconds : calendar.add(clock.window, noticeAt, seconds);
      return end === undefined ? undefined : Math.max(at, end);
    }
  }
}

/** What a permission may be about. */
const permissible: readonly Subject['kind'][] = ['matter', 'activity', 'event'];

/** The matter and all that it counts as, directly or through others; none for a name that is not a matter. */
function mattersOf({ ir }: Plan, subject: string): string[] {
  const start = ir.subjects.findIndex(({ id, kind }) => id === subject && permissible.includes(kind));
  const reached = new Set(start < 0 ? [] : [start]);
  // A set that grows is iterated to its end.
  for (const index of reached) for (const next of ir.subjects[index]?.countsAs ?? []) reached.add(next);
  return [...reached].flatMap((index) => ir.subjects[index]?.id ?? []);
}

/** R2. */
export function approval(plan: Plan, order: Order, asked: ApprovalAsk): ApprovalResult {
  const wrong = orderTrouble(plan.ir, order) ?? approvalTrouble(asked);
  if (wrong !== undefined) return refusal(wrong);
  const { subject, at, choices, numbers } = asked;
  const refuse = (why: Trouble): ApprovalResult => ({
    trace: { what: 'asked', from: at, text: why.message },
    problems: [{ ...problemOf(why, subject), at }],
  });
  const word = vocabularyOf(plan.ir, order).words({ choices });
  if (word !== undefined) return refuse(word);
  const question = `approve:${subject}`;
  if (plan.clausesOf(question).length === 0) {
    return {
      what: 'free',
      trace: { what: 'asked', from: at, text: 'the agreement asks for no approval' },
      problems: [],
    };
  }
  const clause = ask({ plan, order }, 'approve', question, { at, choices, numbers });
  if (clause === undefined) return refuse(trouble('gap', `No clause answers ${questionName(question)} here.`));
  if (isTrouble(clause)) return refuse(clause);
  const value = clause.value.kind === 'ladder' ? climbed(plan, clause, clause.value, numbers) : clause.value;
  if (isTrouble(value)) return refuse(value);
  if (value.kind === 'open') return refuse(wordTrouble(clause, value));
  const text = `${clauseName(clause)}: ${value.what}`;
  return {
    what: value.what,
    clause: clause.id,
    trace: { what: 'answer', clause: clause.id, from: at, text },
    problems: [],
  };
}

/** Where not even the question can be read. */
function refusal(wrong: Trouble): Pick<Permitted, 'trace' | 'problems'> {
  return { trace: { what: 'asked', text: wrong.message }, problems: [problemOf(wrong)] };
}

/** The step in which the climbed number lies (P4). */
function climbed(
  { ir }: Plan,
  clause: ApproveClause,
  ladder: LadderValue<Approval>,
  numbers: ApprovalAsk['numbers'],
): Approval | Trouble {
  const { by = 'estimate' } = ladder;
  const number = numberOf(ir.numbers, numbers, by);
  if (!isDecimal(number)) {
    return trouble('number-missing', `${questionName(clause.question)} depends on \`${by}\`, which is not stated.`, [
      clause,
    ]);
  }
  const step = stepOf(ladder, Rational.of(number));
  return step ?? trouble('gap', `${clauseName(clause)} has no step for \`${by}\` ${number}.`, [clause]);
}
