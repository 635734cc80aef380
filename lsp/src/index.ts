// What other packages may use of the language server.
export type { Snapshot } from './workspace/snapshot.ts';
