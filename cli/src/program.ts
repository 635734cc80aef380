// The program: its commands, and how every way to end becomes an exit code and a sentence.
import { Command, CommanderError } from 'commander';
import manifest from '../package.json' with { type: 'json' };
import { askCommand } from './commands/ask.ts';
import { billCommand } from './commands/bill.ts';
import { buildCommand } from './commands/build.ts';
import { checkCommand } from './commands/check.ts';
import { dutiesCommand } from './commands/duties.ts';
import { explainCommand } from './commands/explain.ts';
import { fmtCommand } from './commands/fmt.ts';
import { initCommand } from './commands/init.ts';
import { lspCommand } from './commands/lsp.ts';
import { measuresCommand } from './commands/measures.ts';
import { slaCommand } from './commands/sla.ts';
import { testCommand } from './commands/test.ts';
import { verifyCommand } from './commands/verify.ts';
import { workerCommand } from './commands/worker.ts';
import { type ExitCode, Failure, Findings, type Finish, type Host } from './host.ts';

/** Runs the tool with these arguments. Prints to the host's streams only; never throws, and gives no promise that does. */
export function run(host: Host, args: readonly string[]): ExitCode | Promise<ExitCode> {
  let code: ExitCode | Promise<ExitCode> = 0;
  const finish: Finish = (ended) => {
    code = ended instanceof Promise ? ended.catch((error: unknown) => report(host, error)) : ended;
  };
  try {
    program(host, finish, args[0]).parse(args, { from: 'user' });
    return code;
  } catch (error) {
    return report(host, error);
  }
}

const commands: Readonly<Record<string, (host: Host, finish: Finish) => Command>> = {
  check: checkCommand,
  fmt: fmtCommand,
  build: buildCommand,
  bill: billCommand,
  verify: verifyCommand,
  sla: slaCommand,
  duties: dutiesCommand,
  measures: measuresCommand,
  ask: askCommand,
  test: testCommand,
  explain: explainCommand,
  init: initCommand,
  lsp: lspCommand,
  worker: workerCommand,
};

/** With the command that is asked for; with all of them where none is. */
function program(host: Host, finish: Finish, asked = ''): Command {
  const only = Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  const made = (only === undefined ? Object.values(commands) : [only]).map((make) => make(host, finish));
  const top = new Command('avtal')
    .description('Check, price and explain IT-service agreements.')
    .version(manifest.version, '-V, --version', 'print the version')
    .helpCommand('help [command]', 'show how a command is used')
    .configureHelp({ minWidthToWrap: 30 })
    .addHelpText(
      'after',
      '\nExit codes: 0 clean, 1 findings or problems, 2 the call or a file is wrong, 3 a fault in avtal.',
    );
  for (const command of made) top.addCommand(command);
  for (const command of [top, ...made]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => host.out.write(text),
      writeErr: (text) => host.err.write(text),
    });
  }
  return top;
}

function report(host: Host, error: unknown): ExitCode {
  const { write, paint } = host.err;
  if (error instanceof Findings) return 1;
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2; // commander has printed why
  if (error instanceof Failure) {
    write(`${paint.red('error:')} ${error.message}\n`);
    if (error.help !== undefined) write(`${paint.dim('help:')} ${error.help}\n`);
    return 2;
  }
  const where = `Please report it, with the call and the file that caused it, where you got avtal: ${manifest.homepage}`;
  write(`${paint.red('This is a fault in avtal, not in your files.')} ${where}\n`);
  if (host.debug) write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  else write('AVTAL_DEBUG=1 shows where it arose.\n');
  return 3;
}
