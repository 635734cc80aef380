// `avtal worker`: prices rows that another program sends through a pipe.
import { Command } from 'commander';
import { loadAgreement } from '../agreement.ts';
import { type ExitCode, Failure, type Finish, type Host } from '../host.ts';
import {
  addPeriodOptions,
  basisOption,
  type FactOptions,
  ignoreOption,
  type PeriodOptions,
  periodOf,
  readOptions,
  twiceOption,
} from '../options.ts';

interface Options extends PeriodOptions, Pick<FactOptions, 'twice' | 'ignoreColumns'> {
  readonly orders?: string;
  readonly basis: 'cost' | 'invoice';
}

export function workerCommand(host: Host, finish: Finish): Command {
  const command = new Command('worker')
    .description('Price rows that come through a pipe: Arrow IPC in, sorted by order; lines as Arrow IPC out.')
    .argument('<agreement>', 'agreement, order file, or a compiled agreement (JSON)')
    .option('--orders <table>', 'a table of customers instead of the orders of the file');
  return addPeriodOptions(command)
    .addOption(basisOption())
    .addOption(twiceOption())
    .addOption(ignoreOption())
    .addHelpText(
      'after',
      '\nExample:\n  engine | avtal worker itpays.avtal --orders customers.csv --period 2027-03 | engine',
    )
    .action((path: string, options: Options) => finish(serve(host, path, options)));
}

async function serve(host: Host, path: string, options: Options): Promise<ExitCode> {
  const ask = { ...periodOf(options), basis: options.basis };
  const ir = loadAgreement(host, path);
  const { ordersOfFile, ordersOfSmallTable } = await import('../bulk/orders.ts');
  const { orders } =
    options.orders === undefined ? ordersOfFile(ir, path) : ordersOfSmallTable(host, ir, options.orders);
  const pipe = host.pipe?.();
  if (pipe === undefined)
    throw new Failure(
      'Lines are written as Arrow, which no terminal shows.',
      'Send them through a pipe, or into a file.',
    );
  const { work } = await import('../worker/worker.ts');
  return work(pipe, { ir, orders, ask, options: readOptions(options) });
}
