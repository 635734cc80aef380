// `avtal ask`: one question in one situation, with the clause that answers it.
import { closest } from '@avtal/grammar';
import {
  answerText,
  approval,
  type Clause,
  createZone,
  deadlines,
  type Facts,
  type Ir,
  isCivilDate,
  type Order,
  type Plan,
  type Problem,
  permitted,
  readQuantity,
  type Situation,
  withinHorizon,
} from '@avtal/runtime';
import { Command } from 'commander';
import { loadOrder } from '../agreement.ts';
import { type Reply, termReply } from '../asking/terms.ts';
import { Failure, type Finish, type Host } from '../host.ts';
import { addFactOptions, type FactOptions, factsOf, formatOption, instantOf, orderOption } from '../options.ts';
import { clausePlace, clauseText, isoLocal, timeText } from '../output/figures.ts';
import { jsonText } from '../output/json.ts';
import { printMissing } from '../output/problems.ts';
import { listText } from '../output/words.ts';

const formats = ['text', 'json'] as const;

interface Options extends FactOptions {
  readonly order?: string;
  readonly at: string;
  readonly format: (typeof formats)[number];
}

export function askCommand(host: Host, finish: Finish): Command {
  const command = new Command('ask')
    .description('Ask one question of the agreement: a rate, a deadline, a permission, a term, when an invoice is due.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('<question...>', 'a kind of clause with its name, then choices and numbers: `rate work channel=phone`')
    .requiredOption(
      '--at <instant>',
      'the moment, local in the zone of the agreement: `2027-03-04 10:15`; of terms and payments, a day',
    )
    .addOption(orderOption())
    .addOption(formatOption(formats));
  return addFactOptions(command)
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  avtal ask examples/itpays/order.avtal rate work --at "2027-03-07 10:00"',
        '  avtal ask examples/itpays/order.avtal respond channel=phone --at "2027-03-04 10:00"',
        '  avtal ask examples/managed-operations/order.avtal approve work estimate=12h category=normal --at "2027-03-04 10:00"',
        '  avtal ask examples/managed-operations/order.avtal permit downtime category=normal --at "2027-03-04 10:00"',
        '  avtal ask examples/tallmyra-timbank/order.avtal notice customer --at 2027-03-04',
        '  avtal ask examples/tallmyra-timbank/order.avtal interest sum=10000 due=2027-04-30 --at 2027-06-14',
      ].join('\n'),
    )
    .action((path: string, words: string[], options: Options) => {
      const { order: choice, at: when, format } = options;
      const { ir, plan, order: bound } = loadOrder(host, path, choice);
      const pairs = words.filter((word) => word.includes('='));
      const isLate = words[0] === 'interest';
      // Terms are asked on a day.
      const at = instantOf('at', isCivilDate(when) ? `${when} 00:00` : when, ir);
      const { situation, order } = situationOf(ir, bound, isLate ? [] : pairs, at);
      const question = questionOf(
        plan,
        words.filter((word) => !word.includes('=')),
      );
      const { facts, problems, rejected } = factsOf(host, ir, [], options);
      const reply =
        termReply(plan, order, question, { at, pairs, facts }) ?? replyTo(plan, order, question, situation, facts);
      host.out.write(
        format === 'json'
          ? jsonOf(reply, question, situation, ir)
          : textOf(reply, question, pairs, situation.at, ir, host),
      );
      const lacking = printMissing(host, problems, rejected, options.rejects);
      finish(reply.problem === undefined ? lacking : 1);
    });
}

/** `start price incident` is the question `start:incident`, `respond` is `target:respond`, `approve` is `approve:work`. */
function questionOf(plan: Plan, words: readonly string[]): string {
  const [kind = '', ...names] = words[0] === 'start' && words[1] === 'price' ? ['start', ...words.slice(2)] : words;
  const direct = [kind, ...names].join(':');
  const candidates = [direct, `target:${direct}`, `${direct}:work`, words.join(':')];
  const known = [
    ...plan.questions,
    ...plan.ir.subjects
      .filter(({ id, kind }) => kind === 'matter' || plan.clausesOf(`permit:${id}`).length > 0)
      .map(({ id }) => `permit:${id}`),
    'approve:work',
  ];
  const question = candidates.find((candidate) => known.includes(candidate));
  if (question !== undefined) return question;
  const spoken = known.map((id) => id.replace(/^target:/, '').replaceAll(':', ' '));
  const guess = closest(words.join(' '), spoken);
  throw new Failure(
    `No clause of the agreement answers \`${words.join(' ')}\`.`,
    guess === undefined ? `It answers ${listText([...new Set(spoken)].sort())}.` : `Did you mean \`${guess}\`?`,
  );
}

/** What is asked about. A choice that the order makes is asked as if it had made that one (meaning Q7). */
function situationOf(
  ir: Ir,
  order: Order,
  pairs: readonly string[],
  at: number,
): { readonly situation: Situation; readonly order: Order } {
  const choices: Record<string, string> = {};
  const ordered: Record<string, string> = {};
  const numbers: Record<string, string> = {};
  for (const pair of pairs) {
    const name = pair.slice(0, pair.indexOf('='));
    const text = pair.slice(name.length + 1);
    const dimension = ir.dimensions.find(({ id }) => id === name && id !== 'order');
    const number = ir.numbers.find(({ id }) => id === name);
    if (dimension !== undefined) {
      const values = dimension.values.map(({ id }) => id);
      if (!values.includes(text)) throw new Failure(`\`${name}\` has no value \`${text}\`.`, help(text, values));
      (dimension.given === 'order' ? ordered : choices)[name] = text;
    } else if (number !== undefined) {
      const reading = readQuantity(text, number.unit);
      if ('expected' in reading) throw new Failure(`\`${pair}\`: expected ${reading.expected}.`);
      numbers[name] = reading.value;
    } else {
      const known = [...ir.dimensions, ...ir.numbers].map(({ id }) => id).filter((id) => id !== 'order');
      throw new Failure(`The agreement has no choice or number \`${name}\`.`, help(name, known));
    }
  }
  return { situation: { at, choices, numbers }, order: { ...order, choices: { ...order.choices, ...ordered } } };
}

function help(word: string, known: readonly string[]): string {
  const guess = closest(word, known);
  return guess === undefined ? `There are ${listText(known)}.` : `Did you mean \`${guess}\`?`;
}

/** `facts`: what measures are made of that a permission depends on. */
function replyTo(plan: Plan, order: Order, question: string, situation: Situation, facts: Facts): Reply {
  const [kind = '', ...names] = question.split(':');
  const { at, choices, numbers = {} } = situation;
  const subject = names.join(':');
  const { zone } = plan.calendar;
  const because = (problems: readonly Problem[]): Reply | undefined =>
    problems[0] === undefined ? undefined : { problem: problems[0].message, clauses: problems[0].clauses };
  switch (kind) {
    case 'permit': {
      const found = permitted(plan, order, { subject, after: at, choices, numbers, facts });
      return (
        because(found.problems) ?? {
          answer: found.at === 'never' ? 'never' : found.at === at ? 'permitted' : `from ${timeText(found.at, zone)}`,
          clauses: found.trace.children?.flatMap(({ clause }) => clause ?? []) ?? [],
        }
      );
    }
    case 'approve': {
      const found = approval(plan, order, { subject, at, choices, numbers });
      return (
        because(found.problems) ?? {
          answer: approvals[found.what ?? 'free'],
          clauses: found.clause === undefined ? [] : [found.clause],
        }
      );
    }
    case 'target': {
      const event = plan.ir.targets.find(({ id }) => id === subject)?.from ?? 'reported';
      const { targets, problems } = deadlines(plan, order, [{ ticket: 'asked', at, event, choices, numbers }], { at });
      const found = targets.find(({ target }) => target === subject);
      const clause = plan.ir.clauses.find(({ id }) => id === found?.clause);
      if (clause === undefined)
        return because(problems) ?? { problem: found?.trace.text ?? 'No clause answers this here.', clauses: [] };
      const due = found?.due === undefined ? '' : `due ${timeText(found.due, zone)}: `;
      return { answer: `${due}${answerText(clause, plan.ir)}`, clauses: [clause.id] };
    }
    default:
      return clauseReply(plan, order, question, situation);
  }
}

const approvals = {
  free: 'free: work may start',
  notify: 'notify: work may start, and the customer is told',
  'notify-before': 'notify before start',
  'approve-before': 'approve before start',
} as const;

function clauseReply(plan: Plan, order: Order, question: string, situation: Situation): Reply {
  const asked = withinHorizon(() => plan.ask(question, order, situation));
  if ('outside' in asked) return { problem: asked.outside, clauses: [] };
  const answer = asked.value;
  switch (answer.kind) {
    case 'clause':
      return { answer: answerText(answer.clause, plan.ir), clauses: [answer.clause.id] };
    case 'none':
      return { problem: 'No clause answers this here.', clauses: [] };
    case 'contradiction':
      return { problem: 'Clauses answer this differently here.', clauses: answer.clauses.map(({ id }: Clause) => id) };
    case 'missing': {
      const names = [...answer.choices, ...answer.numbers].map((name) => `\`${name}\``);
      return {
        problem: `The answer depends on ${listText(names)}: say ${names.length === 1 ? 'it' : 'them'}, as in \`${[...answer.choices, ...answer.numbers][0] ?? 'choice'}=…\`.`,
        clauses: [],
      };
    }
  }
}

function textOf(reply: Reply, question: string, pairs: readonly string[], at: number, ir: Ir, host: Host): string {
  const { paint } = host.out;
  const situation = [timeText(at, createZone(ir.zone)), ...pairs.map((pair) => pair.replace('=', ' '))];
  const asked = question.replace(/^target:/, '').replaceAll(':', ' ');
  const clauses = reply.clauses.map((id) => `  ${paint.cyan(clauseText(ir, id))} ${paint.dim(clausePlace(ir, id))}\n`);
  const answer = reply.answer === undefined ? paint.red(reply.problem ?? '') : paint.bold(reply.answer);
  return `${asked}, ${situation.join(', ')}\n${answer}\n${clauses.join('')}`;
}

function jsonOf(reply: Reply, question: string, { at, choices, numbers }: Situation, ir: Ir): string {
  const situation = { at, atLocal: isoLocal(at, createZone(ir.zone)), choices, numbers };
  const clauses = reply.clauses.map((id) => ir.clauses.find((clause) => clause.id === id));
  return jsonText({ question, situation, ...reply, clauses });
}
