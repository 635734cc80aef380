// `avtal sla`: the deadlines of tickets, and how they stand.
import { createZone, deadlines, type Ir, type TargetResult, type TicketResults, type ZoneClock } from '@avtal/runtime';
import { Command } from 'commander';
import { loadOrder } from '../agreement.ts';
import { writeResult } from '../files.ts';
import type { Finish, Host } from '../host.ts';
import { addFactOptions, type FactOptions, factsOf, formatOption, instantOf, orderOption } from '../options.ts';
import { csvText } from '../output/csv.ts';
import { jsonText, recordsText } from '../output/json.ts';
import { printMissing } from '../output/problems.ts';
import { ticketRows, ticketsJson, ticketsText } from '../output/tickets.ts';
import { traceText } from '../output/trace.ts';

const formats = ['table', 'json', 'csv', 'ndjson'] as const;

interface Options extends FactOptions {
  readonly order?: string;
  readonly at?: string;
  readonly explain?: string | true;
  readonly format: (typeof formats)[number];
  readonly output?: string;
}

export function slaCommand(host: Host, finish: Finish): Command {
  const command = new Command('sla')
    .description('Compute the deadlines of tickets and whether they were met.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('[tickets...]', 'ticket events: CSV, JSON or NDJSON; `-` is standard input')
    .addOption(orderOption())
    .option('--at <instant>', 'as things stood then: `2026-03-04 10:15`, local in the zone of the agreement')
    .option('--explain [ticket]', 'show how each deadline, or those of the ticket, came about');
  return addFactOptions(command)
    .addOption(formatOption(formats))
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addHelpText(
      'after',
      '\nExample:\n  avtal sla examples/itpays/order.avtal examples/itpays/facts/tickets.csv --at "2027-03-05 12:00"',
    )
    .action((path: string, files: string[], options: Options) => {
      const { ir, plan, order } = loadOrder(host, path, options.order);
      const at = options.at === undefined ? undefined : instantOf('at', options.at, ir);
      const read = factsOf(host, ir, files, options);
      // A ticket that was not there yet is not on the board (meaning D9).
      const events = read.facts.tickets.filter((event) => at === undefined || event.at <= at);
      const found = deadlines(plan, order, events, at === undefined ? {} : { at });
      const results = { ...found, problems: [...read.problems, ...found.problems] };
      const explained = results.targets.filter((one) => options.explain === true || options.explain === one.ticket);
      const traces = explained.map((one) => `\n${explainTarget(one, ir, host)}`);
      const text = write(results, ir, at, options.format, host);
      writeResult(host, options.output, options.format === 'table' ? [text, ...traces].join('') : text);
      finish(printMissing(host, results.problems, read.rejected, options.rejects));
    });
}

export function explainTarget(target: TargetResult, ir: Ir, host: Host): string {
  const { paint } = host.out;
  return `${paint.bold(`${target.ticket} ${target.target}${target.round === undefined ? '' : ` ${target.round}`}: ${target.state}`)}\n${traceText(target.trace, ir, paint)}`;
}

function write(results: TicketResults, ir: Ir, at: number | undefined, format: Options['format'], host: Host): string {
  const zone: ZoneClock = createZone(ir.zone);
  switch (format) {
    case 'table':
      return ticketsText(results, ir, at, host.out.paint);
    case 'json':
      return jsonText(ticketsJson(results, zone, at));
    case 'csv': {
      const { columns, rows } = ticketRows(results, zone);
      return csvText(columns, rows);
    }
    case 'ndjson': {
      const { targets, problems } = ticketsJson(results, zone, at);
      const records = [
        ...targets.map((target) => ({ record: 'target', ...target })),
        ...problems.map((problem) => ({ record: 'problem', ...problem })),
      ];
      return recordsText(records);
    }
  }
}
