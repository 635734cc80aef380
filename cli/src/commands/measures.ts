// `avtal measures`: what availability, outages and attained targets came to, and which promises were kept.
import { type Ir, type MeasureResult, measures, quantityText, Rational, spanText } from '@avtal/runtime';
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
import { traceText } from '../output/trace.ts';

const formats = ['table', 'json', 'csv'] as const;

interface Options extends PeriodOptions, FactOptions {
  readonly order?: string;
  readonly explain?: boolean;
  readonly format: (typeof formats)[number];
}

export function measuresCommand(host: Host, finish: Finish): Command {
  const command = new Command('measures')
    .description('Compare availability, outages and attained targets with what was promised.')
    .argument('<order>', 'order file, or a compiled agreement (JSON) with --order')
    .argument('[facts...]', 'outages, tickets and units: CSV, JSON or NDJSON files; `-` is standard input')
    .addOption(orderOption());
  return addFactOptions(addPeriodOptions(command))
    .option('--explain', 'show how each figure came about')
    .addOption(formatOption(formats))
    .addHelpText(
      'after',
      '\nExample:\n  avtal measures examples/itpays/order.avtal examples/itpays/facts/tickets.csv --period 2027-03',
    )
    .action((path: string, files: string[], options: Options) => {
      const days = periodOf(options);
      const { ir, plan, order } = loadOrder(host, path, options.order);
      const read = factsOf(host, ir, files, options);
      const found = measures(plan, order, read.facts, days);
      const problems = [...read.problems, ...found.problems];
      const all = { measures: found.measures, problems };
      const text = write(found.measures, all, ir, options.format, host.out.paint);
      const traces = found.measures.map(({ trace }) => `\n${traceText(trace, ir, host.out.paint)}`);
      host.out.write(options.explain === true && options.format === 'table' ? [text, ...traces].join('') : text);
      finish(printMissing(host, problems, read.rejected, options.rejects));
    });
}

const columns = ['measure', 'unit', 'from', 'until', 'value', 'promised', 'state', 'clause'] as const;

function write(found: readonly MeasureResult[], all: object, ir: Ir, format: Options['format'], paint: Paint): string {
  switch (format) {
    case 'json':
      return jsonText(all);
    case 'csv':
      return csvText(
        columns,
        found.map(({ measure, unit = '', period, value = '', promised, state, clause = '' }) => {
          const bound = promisedText(promised, (amount) => amount);
          return [measure, unit, period.from, period.until, value, bound, state, clause];
        }),
      );
    case 'table': {
      if (found.length === 0) return 'No measures in these days.\n';
      return tableText(
        [
          { title: 'Measure' },
          { title: 'Unit' },
          { title: 'Period' },
          { title: 'Is', align: 'right' },
          { title: 'Promised' },
          { title: 'State' },
          { title: 'Clause', wraps: true },
        ],
        found.map((one) => [
          labelOf(ir, one.measure),
          one.unit ?? '',
          spanText(one.period.from, one.period.until),
          one.value === undefined ? '' : figureText(ir, one.measure, one.value),
          promisedText(one.promised, (amount) => figureText(ir, one.measure, amount)),
          stateText(one, paint),
          one.clause === undefined ? '' : clauseText(ir, one.clause),
        ]),
        (text) => paint.dim(text),
      );
    }
  }
}

const measureOf = (ir: Ir, id: string) => ir.measures.find((measure) => measure.id === id);
const labelOf = (ir: Ir, id: string): string => measureOf(ir, id)?.label ?? id;

/** Enough digits to tell it from what is promised; the other formats have it exactly. */
function figureText(ir: Ir, id: string, value: string): string {
  return quantityText(Rational.parse(value).round(3), measureOf(ir, id)?.unit ?? { kind: 'count' });
}

/** `at least 99.9%`. */
function promisedText(promised: MeasureResult['promised'], amountText: (amount: string) => string): string {
  return promised === undefined ? '' : `${promised.kind.replace('-', ' ')} ${amountText(promised.amount)}`;
}

function stateText({ state, aim }: MeasureResult, paint: Paint): string {
  const words = `${state.replaceAll('-', ' ')}${aim ? ' (aim)' : ''}`;
  return state === 'kept' ? paint.green(words) : state === 'missed' ? paint.red(words) : words;
}
