// Examples in the editor: the list of them, their outcome, and the edit that takes the outcome as expected.
import { compile } from '@avtal/compiler';
import type * as ast from '@avtal/grammar';
import type { Span } from '@avtal/grammar';
import { createPlan, type Example, type ExampleResult, explainText, runExample, type Trace } from '@avtal/runtime';
import type { Agreement, Edit, Snapshot } from '../workspace/snapshot.ts';
import { invoicesOf, ranOf, ticketsOf } from './example-runs.ts';
import { type Known, knownOf, placingOf } from './known.ts';
import { visit } from './tree.ts';

export interface ExampleItem {
  readonly name: string;
  readonly title?: string;
  readonly span: Span;
  /** The name in its head. */
  readonly nameSpan: Span;
}
export interface ExampleOutcome {
  readonly name: string;
  /** Why it could not be run: the agreement has errors. */
  readonly problem?: string;
  readonly expectations: readonly {
    readonly span: Span;
    readonly ok: boolean;
    readonly expected: string;
    readonly actual: string;
  }[];
}

export function examplesOf({ file }: Snapshot): readonly ExampleItem[] {
  return exampleNodes(file.tree).map(({ name, label, span }) => ({
    name: name.text,
    ...(label && { title: label.text }),
    span,
    nameSpan: name.span,
  }));
}

function exampleNodes(tree: ast.File): readonly ast.Example[] {
  const found: ast.Example[] = [];
  visit(tree, (node) => {
    if (isExample(node)) found.push(node);
  });
  return found;
}

const isExample = (node: object): node is ast.Example => 'kind' in node && node.kind === 'example';

/** Runs the example of that name, or all of the file. */
export function runExamples(snapshot: Snapshot, name?: string): readonly ExampleOutcome[] {
  return examplesOf(snapshot)
    .filter((one) => name === undefined || one.name === name)
    .map((one) => outcomeOf(snapshot, one.name));
}

function outcomeOf(snapshot: Snapshot, name: string): ExampleOutcome {
  const found = runnable(snapshot, name);
  if (found === undefined) {
    return {
      name,
      problem: 'The agreement has errors: repair them first, then the example can be run.',
      expectations: [],
    };
  }
  const { known, agreement, example } = found;
  const placing = placingOf(agreement);
  return {
    name,
    expectations: ranOf(known, example).results.flatMap(({ expectation, ok, expected, actual }) => {
      const place = placing(expectation.span);
      return place === undefined ? [] : [{ span: place.span, ok, expected, actual }];
    }),
  };
}

interface Runnable {
  readonly known: Known;
  readonly agreement: Agreement;
  readonly example: Example;
}

/** The example in the first agreement of the file that has no errors now. */
export function runnable({ agreements, file }: Snapshot, name: string): Runnable | undefined {
  for (const agreement of agreements) {
    const known = agreement.isCurrent ? knownOf(agreement) : undefined;
    const example = known?.ir.examples.find(({ id, span }) => id === name && span.file === file.path);
    if (known !== undefined && example !== undefined) return { known, agreement, example };
  }
  return undefined;
}

// ------------------------------------------------------------------------------------------------------ explanation

/** What the example computes, line by line, with the clauses behind it: plain text. */
export function explainExample(snapshot: Snapshot, name: string): string | undefined {
  const found = runnable(snapshot, name);
  if (found === undefined) return undefined;
  const { known, agreement, example } = found;
  const { ir } = known;
  const { currency } = ir.agreement;
  const placing = placingOf(agreement);
  const results = ranOf(known, example).results.map((result) => {
    const { start = 0, end = 0 } = placing(result.expectation.span)?.span ?? {};
    const row = snapshot.file.text.slice(start, end).replace(/\s+/g, ' ');
    return result.ok ? `  ✓ ${row}` : `  ✗ ${row}, is ${result.actual}`;
  });
  const invoices = invoicesOf(known, example).flatMap((invoice) => [
    `${invoice.basis === 'cost' ? 'Delivered' : 'Invoiced'} ${invoice.period.from} to ${invoice.period.until}`,
    ...invoice.lines.flatMap((line) => [
      `  ${line.amount} ${currency}  ${line.subject || 'fee'}`,
      ...traced(line.trace),
    ]),
    ...invoice.problems.map(({ message }) => `  not priced: ${message}`),
    `  ${invoice.totals.net} ${currency} in all`,
    '',
  ]);
  const tickets = ticketsOf(known, example);
  const deadlines = [
    ...tickets.targets.filter(({ clause }) => clause !== undefined).flatMap(({ trace }) => traced(trace)),
    ...tickets.problems.map(({ message }) => `  ${message}`),
  ];
  return [
    [example.id, example.title].filter((part) => part !== undefined).join(': '),
    '',
    ...(results.length === 0 ? [] : ['Expected', ...results, '']),
    ...invoices,
    ...(deadlines.length === 0 ? [] : ['Deadlines', ...deadlines, '']),
  ]
    .join('\n')
    .trimEnd();

  function traced(trace: Trace): readonly string[] {
    return explainText(trace, ir)
      .split('\n')
      .map((line) => `    ${line}`);
  }
}

// ------------------------------------------------------------------------------------------------------- acceptance

/** Edits that write the outcome where something else is expected. What the language cannot say stays as it is. */
export function acceptExample(snapshot: Snapshot, name: string): readonly Edit[] {
  const found = runnable(snapshot, name);
  const node = exampleNodes(snapshot.file.tree).find((one) => one.name.text === name);
  if (found === undefined || node === undefined) return [];
  const { known, agreement, example } = found;
  const placing = placingOf(agreement);
  const rows = node.items.filter((item) => item.kind === 'expect');
  const edits = ranOf(known, example).results.flatMap((result, index) => {
    if (result.ok) return [];
    const at = placing(result.expectation.span)?.span.start;
    const row = rows.find(({ span }) => at !== undefined && span.start <= at && at < span.end);
    const text = asWritten(result);
    if (row === undefined || text === undefined) return [];
    return [{ index, edit: { file: snapshot.file.path, span: writtenValue(row, text), text } }];
  });
  // What is written must be read as the same value: each edit is tried before it is offered.
  return edits.filter(({ index, edit }) => passes(snapshot, agreement, name, index, edit)).map(({ edit }) => edit);
}

/** The value of the row without what says how it is meant (`, with vat`). */
function writtenValue({ cell }: ast.Expectation, text: string): Span {
  const values = cell.phrases.filter(({ kind }) => kind !== 'with-vat');
  const [first, last] = [values[0], values.at(-1)];
  if (first === undefined || last === undefined || text === unpriced) return cell.span;
  return { start: first.span.start, end: last.span.end };
}

const unpriced = 'cannot be priced';

/** The outcome in the words of the language; undefined where it has none. */
function asWritten({ expectation, actual }: ExampleResult): string | undefined {
  switch (expectation.kind) {
    case 'amount':
    case 'unpriced':
    case 'borne':
      return actual.startsWith(unpriced) ? unpriced : actual.replace(/\.0+$/, '');
    case 'due':
    case 'permitted':
    case 'notified':
    case 'measured':
    case 'state':
      return actual.replace(/^[A-Z][a-z]{2} (?=\d)/, '').replaceAll(/-(?=[a-z])/g, ' ');
    case 'answer':
      return actual.replaceAll('`', '');
    case 'counted':
    case 'balance':
    case 'carried':
    case 'openings':
    case 'open-time':
    case 'duty':
    case 'units':
    case 'term':
    case 'notice':
    case 'payment':
    case 'required':
      return actual;
  }
}

function passes(
  { file }: Snapshot,
  { entry, compilation }: Agreement,
  name: string,
  index: number,
  { span, text }: Edit,
): boolean {
  const read = (path: string): string | undefined => {
    const known = compilation.files.find((one) => one.path === path);
    if (path !== file.path) return known?.text;
    return `${file.text.slice(0, span.start)}${text}${file.text.slice(span.end)}`;
  };
  const { ir } = compile(entry, read, { analysis: false });
  const example = ir?.examples.find(({ id, span: at }) => id === name && at.file === file.path);
  return ir !== undefined && example !== undefined && runExample(createPlan(ir), example)[index]?.ok === true;
}
