// Arguments and options that several commands share: facts, periods, instants, formats.
import {
  type CivilDate,
  createZone,
  dateOf,
  dayOf,
  type FactKind,
  factKinds,
  type Instant,
  type Ir,
  isCivilDate,
  type ReadFacts,
  type ReadOptions,
  readInstant,
} from '@avtal/runtime';
import { type Command, Option } from 'commander';
import { type FactFile, loadFacts, refuseOver } from './facts/load.ts';
import { writeRejects } from './facts/rejects.ts';
import { Failure, type Host } from './host.ts';

export type FactOptions = {
  readonly twice?: 'first' | 'last';
  readonly ignoreColumns?: string;
  readonly rejects?: string;
} & { readonly [K in FactKind]?: readonly string[] };

export function addFactOptions(command: Command): Command {
  for (const kind of factKinds) {
    command.option(
      `--${kind} <file>`,
      `read the file as ${kind}, whatever its columns say; \`-\` is standard input`,
      collect,
    );
  }
  return command
    .addOption(twiceOption())
    .addOption(ignoreOption())
    .option('--rejects <file>', 'write the rows that could not be read, with the reason');
}

export function twiceOption(): Option {
  return new Option('--twice <which>', 'which is meant by a local time that occurs twice').choices(['first', 'last']);
}

export function ignoreOption(): Option {
  return new Option('--ignore-columns <names>', 'columns to pass over, with commas between them');
}

function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** Reads all facts that the call names, and writes the rejected rows where it says so. */
export function factsOf(host: Host, ir: Ir, files: readonly string[], options: FactOptions): ReadFacts {
  const named = namedFacts(files, options);
  refuseOver(
    host,
    [options.rejects],
    named.map(({ path }) => path),
  );
  const read = loadFacts(host, ir, named, readOptions(options));
  writeRejects(host, options.rejects, read.rejected);
  return read;
}

/** The files that the call names, with what it says they hold. */
export function namedFacts(files: readonly string[], options: FactOptions): FactFile[] {
  return [
    ...files.map((path) => ({ path })),
    ...factKinds.flatMap((kind) => (options[kind] ?? []).map((path) => ({ path, kind }))),
  ];
}

export function readOptions({ twice, ignoreColumns }: FactOptions): ReadOptions {
  return {
    ...(twice === undefined ? {} : { twice }),
    ignore: ignoreColumns?.split(',').map((name) => name.trim()) ?? [],
  };
}

export interface PeriodOptions {
  readonly period?: string;
  readonly from?: string;
  readonly until?: string;
}

export function addPeriodOptions(command: Command): Command {
  return command
    .option('--period <period>', 'a year, month or day: `2026`, `2026-03`, `2026-03-04`')
    .option('--from <date>', 'first day, where it is no such period')
    .option('--until <date>', 'last day, included');
}

/** First and last day, both included. */
export function periodOf({ period, from, until }: PeriodOptions): { from: CivilDate; until: CivilDate } {
  if (period !== undefined && (from !== undefined || until !== undefined)) {
    throw new Failure('The days are said twice.', 'Say either `--period` or `--from` and `--until`.');
  }
  if (period !== undefined) return namedPeriod(period);
  if (from === undefined || until === undefined) {
    throw new Failure('The days are not said.', 'Say `--period 2026-03`, or `--from 2026-03-04 --until 2026-03-17`.');
  }
  for (const [name, date] of [
    ['from', from],
    ['until', until],
  ] as const) {
    if (!isCivilDate(date)) throw new Failure(`\`--${name} ${date}\` is no date.`, 'Write it as `2026-03-04`.');
  }
  if (until < from) throw new Failure(`The last day, ${until}, is before the first, ${from}.`);
  return { from, until };
}

function namedPeriod(period: string): { from: CivilDate; until: CivilDate } {
  const [, year = '', month, day] = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(period) ?? [];
  const from = `${year}-${month ?? '01'}-${day ?? '01'}`;
  if (!isCivilDate(from)) {
    throw new Failure(
      `\`--period ${period}\` is no period.`,
      'Write a year, a month or a day: `2026`, `2026-03`, `2026-03-04`.',
    );
  }
  if (day !== undefined) return { from, until: from };
  const next =
    month === undefined || month === '12' ? `${nextYear(year)}-01-01` : `${year}-${twoDigits(Number(month) + 1)}-01`;
  return { from, until: dateOf(dayOf(next) - 1) };
}

function nextYear(year: string): string {
  return String(Number(year) + 1).padStart(4, '0');
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}

/** An instant as facts write it: with an offset, or local in the agreement's zone. */
export function instantOf(option: string, text: string, ir: Ir): Instant {
  const reading = readInstant(text, createZone(ir.zone));
  if ('value' in reading) return reading.value;
  throw new Failure(`\`--${option} ${text}\`: expected ${reading.expected}.`);
}

/** The first is what is written unless said, or what `otherwise` tells. */
export function formatOption<F extends string>(formats: readonly F[], otherwise?: string): Option {
  const [first] = formats;
  const option = new Option('--format <format>', 'how the result is written').choices(formats);
  return otherwise === undefined ? option.default(first) : option.default(undefined, otherwise);
}

export function basisOption(): Option {
  return new Option('--basis <basis>', 'what was delivered in the period, or what is invoiced in it')
    .choices(['cost', 'invoice'])
    .default('cost');
}

export function orderOption(): Option {
  return new Option('--order <name>', 'which order of the file, or a JSON file that holds one');
}
