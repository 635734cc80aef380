// `avtal lsp`: the language server, for editors to start.
import { Command } from 'commander';
import type { Finish, Host } from '../host.ts';

export function lspCommand(host: Host, finish: Finish): Command {
  return (
    new Command('lsp')
      .description('Start the language server that editors talk to.')
      .option('--stdio', 'talk over standard input and output; so it is unless said otherwise')
      .option('--node-ipc', 'talk over the channel to the parent process')
      .option('--pipe <name>', 'talk over a pipe or socket')
      // Clients add arguments of their own, such as the process whose end is the server's end.
      .allowUnknownOption()
      .allowExcessArguments()
      .addHelpText('after', '\nExample:\n  avtal lsp --stdio')
      .action(() => {
        host.serve();
        finish(0);
      })
  );
}
