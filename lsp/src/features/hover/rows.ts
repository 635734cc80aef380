// Hover on a clause: its sentence, its answer for each column with the examples that use it, its rank among other rows.
import type { Clause } from '@avtal/runtime';
import { examplesByClause } from '../example-runs.ts';
import { type Known, knownOf, rowsIn } from '../known.ts';
import type { Node } from '../tree.ts';
import { bullets, counted, type Hover, type HoverAsk, paragraphs, table } from './ask.ts';

/** On the keyword of a row or the name that it is about. */
export function rowHover({ snapshot, offset, path }: HoverAsk): Hover | undefined {
  const [agreement] = snapshot.agreements;
  const known = knownOf(agreement);
  const span = headSpan(path, offset);
  if (known === undefined || span === undefined) return undefined;
  const rows = rowsIn(agreement, snapshot.file.path).filter(
    (row) => row.span.start <= offset && offset <= row.span.end,
  );
  // A note that is a row of its own stands inside the row above it.
  const most = Math.max(...rows.map((row) => row.span.start));
  const clauses = rows.filter((row) => row.span.start === most).map((row) => row.clauses);
  return clauses.length === 0
    ? undefined
    : { span, text: clauses.map((row) => rowText(known, row)).join('\n\n---\n\n') };
}

/** The keyword or the subject of a head that the offset lies in. */
function headSpan(path: readonly Node[], offset: number): Node['span'] | undefined {
  const inner = path.at(-1);
  const head = path.find(
    ({ kind }) => kind === 'head' || kind === 'decide-matrix' || kind === 'combine' || kind === 'pause',
  );
  if (head === undefined || inner === undefined) return undefined;
  const isName = inner.kind === 'name' && path.at(-2) === head;
  // The words of `combine`, `pause` and `decide` are no nodes.
  const isWord = inner === head && offset <= head.span.start + (wordLength[head.kind ?? ''] ?? 0);
  return isName ? inner.span : isWord ? { start: head.span.start, end: offset } : undefined;
}

const wordLength: Readonly<Record<string, number>> = { combine: 7, pause: 5, 'decide-matrix': 6 };

export function rowText(known: Known, row: readonly Clause[]): string {
  const { author } = known;
  const [clause] = row;
  const { sentence, columns, notes } = author.row(row);
  const uses = examplesByClause(known);
  const examples = (clauses: readonly Clause[]): number =>
    new Set(clauses.flatMap(({ id }) => uses.get(id) ?? [])).size;
  const paper =
    clause?.paper === undefined ? [] : [`**§ ${clause.paper}**${clause.title === undefined ? '' : ` ${clause.title}`}`];
  const answers =
    columns.length > 1
      ? table(
          ['for', 'answer', 'examples'],
          columns.map(({ of, said, clauses }) => [
            of.replace(/^(for|when) /, ''),
            said.cell,
            String(examples(clauses)),
          ]),
        )
      : '';
  const used =
    columns.length > 1 || known.ir.examples.length === 0 ? [] : [`Used by ${counted(examples(row), 'example')}.`];
  const details = [...notes.map(capital), ...author.precedence(row), ...used];
  return paragraphs(paper.join(''), sentence, answers, bullets(details));
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
