// `avtal duties`: what was due, done and late of the recurring duties.
import { type DutyResult, duties, type Ir, spanText } from '@avtal/runtime';
import { Command } from 'commander';
import { loadOrder } from '../agreement.ts';
import type { Finish, Host, Paint } from '../host.ts';
import {
  addFactOptions,
  addPeriodOptions,
  type FactOptions,
  factsOf,
  formatOption,
  orderOption,
  type PeriodOptions,
  periodOf,
} from '../options.ts';
import { csvText } from '../output/csv.ts';
import { clauseText } from '../output/figures.ts';
import { jsonText } from '../output/json.ts';
import { printMissing } from '../output/problems.ts';
import { tableText } from '../output/table.ts';

const formats = ['table', 'json', 'csv'] as const;

interface Options extends PeriodOptions, FactOptions {
  readonly order?: string;
  readonly format: (typeof formats)[number];
}

export function dutiesCommand(host: Host, finish: Finish): Command {
  const command = new Command('duties')
    .description('Compare the recurring duties with what was performed.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('[facts...]', 'duties done and units: CSV, JSON or NDJSON files; `-` is standard input')
    .addOption(orderOption());
  return addFactOptions(addPeriodOptions(command))
    .addOption(formatOption(formats))
    .addHelpText(
      'after',
      '\nExample:\n  avtal duties examples/itpays/order.avtal examples/itpays/facts/performed.csv --period 2027',
    )
    .action((path: string, files: string[], options: Options) => {
      const days = periodOf(options);
      const { ir, plan, order } = loadOrder(host, path, options.order);
      const read = factsOf(host, ir, files, options);
      const found = duties(plan, order, read.facts, days);
      const problems = [...read.problems, ...found.problems];
      host.out.write(write(found.duties, { duties: found.duties, problems }, ir, options.format, host.out.paint));
      finish(printMissing(host, problems, read.rejected, options.rejects));
    });
}

const columns = ['name', 'unit', 'from', 'until', 'due', 'done', 'short', 'late', 'state', 'clause'] as const;

function write(found: readonly DutyResult[], all: object, ir: Ir, format: Options['format'], paint: Paint): string {
  const figures = ({ due, done, short, late }: DutyResult): string[] => [due, done, short, late].map(String);
  switch (format) {
    case 'json':
      return jsonText(all);
    case 'csv':
      return csvText(
        columns,
        found.map((one) => [
          one.name,
          one.unit ?? '',
          one.period.from,
          one.period.until,
          ...figures(one),
          one.state,
          one.clause,
        ]),
      );
    case 'table': {
      if (found.length === 0) return 'No duties in these days.\n';
      const right = (title: string) => ({ title, align: 'right' as const });
      return tableText(
        [
          { title: 'Duty' },
          { title: 'Unit' },
          { title: 'Period' },
          right('Due'),
          right('Done'),
          right('Short'),
          right('Late'),
          { title: 'State' },
          { title: 'Clause', wraps: true },
        ],
        found.map((one) => [
          one.name,
          one.unit ?? '',
          spanText(one.period.from, one.period.until),
          ...figures(one),
          one.state === 'done' ? paint.green(one.state) : one.state === 'open' ? one.state : paint.red(one.state),
          clauseText(ir, one.clause),
        ]),
        (text) => paint.dim(text),
      );
    }
  }
}
