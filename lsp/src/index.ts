// What other packages may use of the language server: the core, and the types of what it answers.
export type { ExampleItem, ExampleOutcome } from './features/examples.ts';
export type * from './features/preview.ts';
export { createServer, type Host } from './server.ts';
export type { ExampleInFile, OutcomeInFile, PreviewOfFiles, Status } from './serving/custom.ts';
export type { Agreement, Edit, Place, Snapshot } from './workspace/snapshot.ts';
