// `avtal explain`: what a diagnostic code means, or how a line of an invoice or a deadline came about.
import { closest } from '@avtal/grammar';
import { deadlines } from '@avtal/runtime';
import { Command } from 'commander';
import { loadOrder } from '../agreement.ts';
import { Failure, type Finish, type Host } from '../host.ts';
import { type FactOptions, factsOf, formatOption, instantOf } from '../options.ts';
import { codesText, codeText } from '../output/codes.ts';
import { explainLine, linesAsked } from '../output/lines.ts';
import { printMissing } from '../output/problems.ts';
import { plural } from '../output/words.ts';
import { addBillOptions, type BillOptions, bill } from './bill.ts';
import { explainTarget } from './sla.ts';

const formats = ['text', 'json'] as const;

interface Options extends BillOptions, FactOptions {
  readonly format: (typeof formats)[number];
  readonly line?: string;
  readonly ticket?: string;
  readonly at?: string;
}

export function explainCommand(host: Host, finish: Finish): Command {
  const command = new Command('explain')
    .description('Explain a diagnostic code, a line of an invoice, or the deadlines of a ticket.')
    .argument('[what]', 'a code such as AV1001, or an order file; all codes where nothing is named')
    .argument('[facts...]', 'facts, for a line or a ticket');
  return addBillOptions(command)
    .option('--line <line>', 'number or id of a line of `avtal bill`')
    .option('--ticket <ticket>', 'a ticket of `avtal sla`')
    .option('--at <instant>', 'the ticket as things stood then')
    .addOption(formatOption(formats))
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  avtal explain',
        '  avtal explain AV1001',
        '  avtal explain examples/itpays/order.avtal examples/itpays/facts/*.csv --period 2027-03 --line 3',
        '  avtal explain examples/itpays/order.avtal examples/itpays/facts/tickets.csv --ticket S-101',
      ].join('\n'),
    )
    .action((what: string | undefined, files: string[], options: Options) => {
      const asJson = options.format === 'json';
      if (what === undefined) host.out.write(codesText(asJson, host.out.paint));
      else if (/^[a-z]+\d+$/i.test(what)) host.out.write(codeText(what, asJson, host.out.paint));
      else if (asJson) {
        throw new Failure('Only codes are explained as JSON.', '`avtal bill` and `avtal sla` have `--format json`.');
      } else if (options.ticket !== undefined) return finish(explainTicket(host, what, files, options.ticket, options));
      else return finish(explainLines(host, what, files, options));
      finish(0);
    });
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
  // What could not be read may be of this ticket too.
  return printMissing(host, [...read.problems, ...problems], read.rejected, options.rejects);
}
