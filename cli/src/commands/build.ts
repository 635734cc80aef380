// `avtal build`: the compiled agreement as JSON, for the runtime in other programs.
import type { Ir } from '@avtal/runtime';
import { Command } from 'commander';
import { loadAgreement } from '../agreement.ts';
import { writeResult } from '../files.ts';
import type { Finish, Host } from '../host.ts';
import { clauseText } from '../output/figures.ts';
import { plural } from '../output/words.ts';

export function buildCommand(host: Host, finish: Finish): Command {
  return new Command('build')
    .description('Compile an agreement (with its orders and examples) to JSON for the runtime.')
    .argument('<agreement>', 'agreement or order file')
    .option('-o, --output <file>', 'write to this file instead of standard output')
    .addHelpText('after', '\nExample:\n  avtal build examples/itpays/order.avtal -o itpays.json')
    .action((path: string, { output }: { output?: string }) => {
      const ir = loadAgreement(host, path);
      writeResult(host, output, `${JSON.stringify(ir, undefined, 1)}\n`);
      const open = openValues(ir);
      if (open.length > 0)
        host.err.write(`${plural(open.length, 'value')} to be agreed:\n${open.map((line) => `  ${line}\n`).join('')}`);
      finish(0);
    });
}

/** One line for each value that the agreement leaves to its orders: where it stands, its name, who decides. */
function openValues(ir: Ir): string[] {
  const lines = ir.clauses.flatMap((clause) => {
    const values = clause.value.kind === 'ladder' ? clause.value.steps.map(({ value }) => value) : [clause.value];
    return values.flatMap((value) => {
      if (value.kind !== 'open') return [];
      const name = value.name === undefined ? '(no name: an order cannot state it)' : `\`${value.name}\``;
      const decider = value.decider === undefined ? '' : ` "${value.decider}"`;
      return `${clause.span.file}:${clause.span.line}: ${clauseText(ir, clause.id)}: ${name}${decider}`;
    });
  });
  return [...new Set(lines)];
}
