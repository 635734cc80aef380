// Hints, lenses and tokens are asked for again where something else than the file itself changed what they say.
import type { Context } from './context.ts';

export class Refresher {
  /** Version and state of the agreements of each open file, when all was last compiled. */
  readonly #known = new Map<string, readonly [version: number, stamp: string]>();

  /** After everything has been compiled and analysed. */
  update({ connection, client, workspace, report }: Context): void {
    let isNeeded = false;
    const open = new Set<string>();
    for (const { uri, path, root, document } of workspace.openFiles) {
      open.add(uri);
      const stamp = workspace.stampOf(root, path);
      const [version, before] = this.#known.get(uri) ?? [document.version, stamp];
      isNeeded ||= version === document.version && before !== stamp;
      this.#known.set(uri, [document.version, stamp]);
    }
    for (const uri of this.#known.keys()) if (!open.has(uri)) this.#known.delete(uri);
    if (!isNeeded) return;
    const { lenses, hints, tokens } = client.refreshes;
    const asks = [
      ...(lenses ? ['workspace/codeLens/refresh'] : []),
      ...(hints ? ['workspace/inlayHint/refresh'] : []),
      ...(tokens ? ['workspace/semanticTokens/refresh'] : []),
    ];
    for (const ask of asks) connection.sendRequest(ask).catch((error) => report(ask, error));
  }
}
