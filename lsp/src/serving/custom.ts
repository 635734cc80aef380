// Requests that only avtal's server knows, for the extension and for client authors (docs/editor.md).
import { explain } from '@avtal/compiler';
import { type Range, type RequestHandler, RequestType, RequestType0, type WorkspaceEdit } from 'vscode-languageserver';
import { acceptExample, examplesOf, explainExample, runExamples } from '../features/examples.ts';
import { type Preview, type PreviewAsk, preview } from '../features/preview.ts';
import { about, type Context, guarded, type InDocument } from './context.ts';

interface OfExample extends InDocument {
  readonly name: string;
}

export interface ExampleInFile {
  readonly name: string;
  readonly title?: string;
  readonly range: Range;
  readonly nameRange: Range;
}

export interface PreviewOfFiles extends Preview {
  /** The URIs of the files that sources name. */
  readonly uris: Readonly<Record<string, string>>;
}

export interface OutcomeInFile {
  readonly name: string;
  readonly problem?: string;
  readonly expectations: readonly {
    readonly range: Range;
    readonly ok: boolean;
    readonly expected: string;
    readonly actual: string;
  }[];
}

/** How the checking stands: also told as a notification `avtal/status` to clients that want it. */
export interface Status {
  /** Whether something is still being compiled or analysed. */
  readonly busy: boolean;
  readonly agreements: number;
  readonly errors: number;
  readonly warnings: number;
}

export function serveCustom(context: () => Context): void {
  const { connection } = context();
  const serve = <P, R>(name: string, handler: RequestHandler<P, R, never>) =>
    connection.onRequest(new RequestType<P, R, never>(name), handler);

  serve(
    'avtal/preview',
    about<InDocument & { readonly ask?: PreviewAsk }, PreviewOfFiles | null>(
      context,
      'preview',
      null,
      ({ view, places }, { ask = {} }) => {
        const shown = preview(view.snapshot, ask, context().host.now());
        const files = view.snapshot.agreements.flatMap(({ compilation }) => compilation.files);
        const uris = Object.fromEntries(files.map(({ path }) => [path, places.uri(path) ?? '']));
        return shown === undefined ? null : { ...shown, uris };
      },
    ),
  );
  serve(
    'avtal/examples',
    about<InDocument, readonly ExampleInFile[]>(context, 'examples', [], ({ view, places }) =>
      examplesOf(view.snapshot).map(({ span, nameSpan, ...one }) => ({
        ...one,
        range: places.range(span),
        nameRange: places.range(nameSpan),
      })),
    ),
  );
  serve(
    'avtal/runExamples',
    about<InDocument & { readonly name?: string }, readonly OutcomeInFile[]>(
      context,
      'running examples',
      [],
      ({ view, places }, { name }) =>
        runExamples(view.snapshot, name).map(({ expectations, ...one }) => ({
          ...one,
          expectations: expectations.map(({ span, ...rest }) => ({ ...rest, range: places.range(span) })),
        })),
    ),
  );
  serve(
    'avtal/explainExample',
    about<OfExample, string | null>(
      context,
      'explaining an example',
      null,
      ({ view }, { name }) => explainExample(view.snapshot, name) ?? null,
    ),
  );
  serve<OfExample, WorkspaceEdit | null>(
    'avtal/acceptExample',
    about<OfExample, WorkspaceEdit | null>(context, 'accepting an example', null, ({ view, places }, { name }) => {
      const edits = acceptExample(view.snapshot, name);
      return edits.length === 0 ? null : places.edit(edits);
    }),
  );
  serve(
    'avtal/explainCode',
    guarded(context, 'explaining a code', null, ({ code }: { readonly code: string }) => explain(code) ?? null),
  );
  // With parameters or without: there is nothing to say.
  connection.onRequest(new RequestType0<Status, never>('avtal/status'), () => statusOf(context()));
  connection.onRequest(new RequestType0<Status, never>('avtal/settled'), async () => {
    await context().schedule.idle();
    return statusOf(context());
  });
}

export function statusOf({ workspace }: Context): Status {
  const agreements = workspace.roots.flatMap((root) => [...root.agreements]);
  const findings = workspace.roots.flatMap((root) => root.files.all().flatMap(({ path }) => root.findingsIn(path)));
  return {
    busy: workspace.isReading || !agreements.every(({ isAnalysed }) => isAnalysed),
    agreements: agreements.length,
    errors: findings.filter(({ severity }) => severity === 'error').length,
    warnings: findings.filter(({ severity }) => severity === 'warning').length,
  };
}
