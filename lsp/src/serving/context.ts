// What all parts of the server share, and how every request is answered: after all that was told before it, and safely.
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { Places } from '../convert/places.ts';
import type { Positions } from '../convert/positions.ts';
import type { Host } from '../host.ts';
import type { Schedule } from '../workspace/schedule.ts';
import type { View, Workspace } from '../workspace/workspace.ts';
import type { Client } from './client.ts';
import type { Settings } from './settings.ts';

export interface Context {
  readonly connection: Connection;
  readonly host: Host;
  readonly client: Client;
  readonly positions: Positions;
  readonly workspace: Workspace;
  readonly schedule: Schedule;
  readonly settings: Settings;
  /** Notes a fault in the log. */
  readonly report: (where: string, error: unknown) => void;
}

/** Of a file that is asked about. */
export interface Asked {
  readonly view: View;
  readonly places: Places;
  readonly context: Context;
}

export interface InDocument {
  readonly textDocument: { readonly uri: string };
}

/**
 * A handler that answers about a file. `otherwise` is answered where nothing is known of the file, and after a fault,
 * which is noted and never ends the server.
 */
export function about<P extends InDocument, R>(
  context: () => Context,
  where: string,
  otherwise: R,
  answer: (asked: Asked, params: P) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return guarded(context, where, otherwise, (params) => {
    const given = context();
    const view = given.workspace.view(params.textDocument.uri);
    if (view === undefined) return otherwise;
    return answer({ view, places: new Places(view, given.positions), context: given }, params);
  });
}

/** A handler of any other request, with the same care. It waits only until all is read that open files are made of. */
export function guarded<P, R>(
  context: () => Context,
  where: string,
  otherwise: R,
  answer: (params: P, token: CancellationToken) => R | Promise<R>,
): (params: P, token: CancellationToken) => Promise<R | ResponseError<never>> {
  return async (params, token) => {
    const { workspace, report } = context();
    try {
      await workspace.settled();
      if (token.isCancellationRequested) return new ResponseError<never>(LSPErrorCodes.RequestCancelled, 'cancelled');
      return await answer(params, token);
    } catch (error) {
      report(where, error);
      return otherwise;
    }
  };
}

/** A handler whose answer may be about any file of the folders: it waits until all of them are read. */
export function afterAll<P, R>(
  context: () => Context,
  handler: (params: P, token: CancellationToken) => Promise<R>,
): (params: P, token: CancellationToken) => Promise<R> {
  return async (params, token) => {
    await context().schedule.read();
    return handler(params, token);
  };
}
