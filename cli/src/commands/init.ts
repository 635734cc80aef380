// `avtal init`: a first agreement with an order and a month of facts, ready to be changed.
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { exists, makeFolder, writeWhole } from '../files.ts';
import { Failure, type Finish, type Host } from '../host.ts';
import { agreementTemplate, entriesTemplate, orderTemplate } from '../template.ts';

export function initCommand(host: Host, finish: Finish): Command {
  return new Command('init')
    .description('Write a first agreement, an order and a month of facts.')
    .argument('[folder]', 'where to write them', '.')
    .addHelpText('after', '\nExample:\n  avtal init my-agreement')
    .action((folder: string) => {
      const files = { 'support.avtal': agreementTemplate, 'acme.avtal': orderTemplate, 'entries.csv': entriesTemplate };
      const paths = Object.keys(files).map((name) => join(folder, name));
      const taken = paths.find((path) => exists(host, path));
      if (taken !== undefined)
        throw new Failure(`\`${taken}\` is there already.`, 'Name another folder: nothing is overwritten.');
      try {
        makeFolder(resolve(host.cwd, folder));
      } catch (error) {
        throw new Failure(`\`${folder}\` cannot be made: ${error instanceof Error ? error.message : error}.`);
      }
      for (const [name, text] of Object.entries(files)) writeWhole(host, join(folder, name), text);
      const [agreement, order, entries] = paths;
      host.out.write(
        [
          `Written: ${paths.join(', ')}. Now try:`,
          `  avtal check ${agreement}`,
          `  avtal test ${agreement}`,
          `  avtal bill ${order} ${entries} --period 2026-03`,
          '',
        ].join('\n'),
      );
      finish(0);
    });
}
