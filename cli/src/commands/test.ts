// `avtal test`: runs the examples that stand in the agreements.
import { createPlan, type Example, type ExampleResult, runExample } from '@avtal/runtime';
import { Command } from 'commander';
import { compileAll } from '../checked.ts';
import { findAgreements } from '../files.ts';
import type { Finish, Host, Paint } from '../host.ts';
import { formatOption } from '../options.ts';
import { diagnosticsText, hasErrors } from '../output/diagnostics.ts';
import { jsonText } from '../output/json.ts';
import { plural } from '../output/words.ts';
import { Projects } from '../project/project.ts';

const formats = ['text', 'json'] as const;

interface Ran {
  readonly example: Example;
  readonly results: readonly ExampleResult[];
}

export function testCommand(host: Host, finish: Finish): Command {
  return new Command('test')
    .description('Run the examples that stand in agreements.')
    .argument('[files...]', 'agreement files, folders or patterns', ['.'])
    .addOption(formatOption(formats))
    .addHelpText('after', '\nExample:\n  avtal test examples/itpays/itpays.avtal')
    .action((files: string[], { format }: { format: (typeof formats)[number] }) => {
      const projects = new Projects(host);
      const compiled = compileAll(
        host,
        findAgreements(host, files, (file) => projects.includes(file)),
      );
      const broken = compiled.filter(({ diagnostics }) => hasErrors(diagnostics));
      for (const one of broken) host.err.write(diagnosticsText(one.diagnostics, one.textOf, host.err.paint));
      const ran = distinct(
        compiled.flatMap(({ ir }) => {
          if (ir === undefined) return [];
          const plan = createPlan(ir);
          return ir.examples.map((example) => ({ example, results: runExample(plan, example) }));
        }),
      );
      const paint = host.out.paint;
      host.out.write(
        format === 'json'
          ? jsonText(jsonOf(ran))
          : `${ran.map((one) => textOf(one, paint)).join('')}${summary(ran, broken.length, paint)}`,
      );
      finish(broken.length === 0 && ran.every(isOk) ? 0 : 1);
    });
}

/** Two orders of one agreement have the same examples. */
function distinct(ran: readonly Ran[]): readonly Ran[] {
  return [...new Map(ran.map((one) => [`${one.example.span.file}:${one.example.span.line}`, one])).values()];
}

function isOk({ results }: Ran): boolean {
  return results.every(({ ok }) => ok);
}

function textOf(ran: Ran, paint: Paint): string {
  const { id, title, span } = ran.example;
  const name = title === undefined ? id : `${id} ${paint.dim(title)}`;
  if (isOk(ran)) return `${paint.green('✓')} ${name}\n`;
  const wrong = ran.results
    .filter(({ ok }) => !ok)
    .map(({ expectation, expected, actual }) => {
      const place = `${expectation.span.file}:${expectation.span.line}`;
      return `    ${place}: expected ${paint.green(expected)}, is ${paint.red(actual)}\n`;
    });
  return `${paint.red('✗')} ${name} ${paint.dim(`${span.file}:${span.line}`)}\n${wrong.join('')}`;
}

function summary(ran: readonly Ran[], broken: number, paint: Paint): string {
  const failed = ran.filter((one) => !isOk(one)).length;
  const parts = [
    `${ran.length - failed} passed`,
    ...(failed === 0 ? [] : [paint.red(`${failed} failed`)]),
    ...(broken === 0 ? [] : [paint.red(`${plural(broken, 'agreement')} with errors not run`)]),
  ];
  return `${plural(ran.length, 'example')}: ${parts.join(', ')}\n`;
}

function jsonOf(ran: readonly Ran[]): object {
  return {
    passed: ran.filter(isOk).length,
    failed: ran.filter((one) => !isOk(one)).length,
    examples: ran.map(({ example: { id, title, span }, results }) => ({
      id,
      title,
      file: span.file,
      line: span.line,
      ok: results.every(({ ok }) => ok),
      expectations: results.map(({ expectation, ok, expected, actual }) => ({
        kind: expectation.kind,
        file: expectation.span.file,
        line: expectation.span.line,
        ok,
        expected,
        actual,
      })),
    })),
  };
}
