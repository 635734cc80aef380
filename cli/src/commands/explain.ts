// `avtal explain`: what a diagnostic code means, or how a line of an invoice or a deadline came about.
import { explain, explanations } from '@avtal/compiler';
import { closest } from '@avtal/grammar';
import { deadlines } from '@avtal/runtime';
import { Command } from 'commander';
import { loadOrder } from '../agreement.ts';
import { Failure, type Finish, type Host } from '../host.ts';
import { type FactOptions, factsOf, instantOf } from '../options.ts';
import { explainLine, linesAsked } from '../output/lines.ts';
import { printProblems } from '../output/problems.ts';
import { plural } from '../output/words.ts';
import { addBillOptions, type BillOptions, bill } from './bill.ts';
import { explainTarget } from './sla.ts';

interface Options extends BillOptions, FactOptions {
  readonly line?: string;
  readonly ticket?: string;
  readonly at?: string;
}

export function explainCommand(host: Host, finish: Finish): Command {
  const command = new Command('explain')
    .description('Explain a diagnostic code, a line of an invoice, or the deadlines of a ticket.')
    .argument('<what>', 'a code such as AV1001, or an order file')
    .argument('[facts...]', 'facts, for a line or a ticket');
  return addBillOptions(command)
    .option('--line <line>', 'number or id of a line of `avtal bill`')
    .option('--ticket <ticket>', 'a ticket of `avtal sla`')
    .option('--at <instant>', 'the ticket as things stood then')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  avtal explain AV1001',
        '  avtal explain examples/itpays/order.avtal examples/itpays/facts/*.csv --period 2027-03 --line 3',
        '  avtal explain examples/itpays/order.avtal examples/itpays/facts/tickets.csv --ticket S-101',
      ].join('\n'),
    )
    .action((what: string, files: string[], options: Options) => {
      if (/^[a-z]+\d+$/i.test(what)) finish(explainCode(host, what));
      else if (options.ticket !== undefined) finish(explainTicket(host, what, files, options.ticket, options));
      else finish(explainLines(host, what, files, options));
    });
}

function explainCode(host: Host, code: string): 0 {
  const found = explain(code);
  if (found === undefined) {
    const guess = closest(
      code.toUpperCase(),
      explanations.map((one) => one.code),
    );
    throw new Failure(
      `There is no diagnostic \`${code}\`.`,
      guess === undefined ? undefined : `Did you mean \`${guess}\`?`,
    );
  }
  const { paint } = host.out;
  const indented = (text: string): string => text.replace(/^(?=.)/gm, '    ').trimEnd();
  const parts = [
    paint.bold(`${found.code} (${found.severity}): ${found.title}`),
    found.explanation,
    found.bad === '' ? '' : `${paint.red('Not so:')}\n${indented(found.bad)}`,
    found.repair === '' ? '' : `${paint.green('But so:')}\n${indented(found.repair)}`,
  ];
  host.out.write(`${parts.filter((part) => part !== '').join('\n\n')}\n`);
  return 0;
}

function explainLines(host: Host, path: string, files: readonly string[], options: Options): 0 | 1 {
  const { bound, invoice } = bill(host, path, files, options);
  const lines = linesAsked(invoice, options.line ?? true);
  host.out.write(lines.map((line) => explainLine(line, bound.ir, host.out.paint)).join('\n'));
  // Problems of other facts do not concern the line that was asked for.
  if (!invoice.complete)
    host.err.write(`${plural(invoice.problems.length, 'problem')} elsewhere: \`avtal bill\` shows what.\n`);
  return invoice.complete ? 0 : 1;
}

function explainTicket(host: Host, path: string, files: readonly string[], ticket: string, options: Options): 0 | 1 {
  const { ir, plan, order } = loadOrder(host, path, options.order);
  const read = factsOf(host, ir, files, options);
  const events = read.facts.tickets.filter((event) => event.ticket === ticket);
  if (events.length === 0) {
    const guess = closest(ticket, new Set(read.facts.tickets.map((event) => event.ticket)));
    throw new Failure(
      `The facts have no ticket \`${ticket}\`.`,
      guess === undefined ? undefined : `Did you mean \`${guess}\`?`,
    );
  }
  const asked = options.at === undefined ? {} : { at: instantOf('at', options.at, ir) };
  const { targets, problems } = deadlines(plan, order, events, asked);
  host.out.write(targets.map((target) => explainTarget(target, ir, host)).join('\n'));
  printProblems(host, problems);
  return problems.length === 0 ? 0 : 1;
}
