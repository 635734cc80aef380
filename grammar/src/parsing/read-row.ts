// One row to one node, or to one error.
import type { Item, Span } from '../ast.ts';
import { type Errors, type Mistake, syntaxError } from '../mistakes/errors.ts';
import { explain } from '../mistakes/explain.ts';
import type { Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';
import { Parser } from './parser.ts';
import type { RowRule } from './places.ts';

export type Result<R extends RowRule> = ReturnType<Parser[R]>;

/** Parentheses, `not` and `outside` inside one another in one row. */
const deepest = 32;

let parser: Parser | undefined;

export function spanOf(row: Row): Span {
  const [first, last] = [row.tokens[0], row.tokens.at(-1)];
  const start = first?.startOffset ?? row.block?.span.start ?? 0;
  return { start, end: last === undefined ? start : t.endOf(last) };
}

/** Parses a row by a rule; says what is wrong with it, once. `draft`: what was understood before it broke. */
export function readRow<R extends RowRule>(rule: R, row: Row, errors: Errors): { node?: Result<R>; draft?: Item } {
  if (errors.hopeless) return {};
  const span = spanOf(row);
  // What breaks a row may have been reported when its characters were read.
  const report = (error: () => Mistake) => {
    errors.countBroken();
    if (!errors.touches(span)) errors.add(error());
  };
  const unreadable = () => syntaxError('unexpected', span, 'This row cannot be read.');
  if (tooDeep(row.tokens)) {
    const message = `More than ${deepest} parentheses stand inside one another in this row.`;
    report(() => syntaxError('tooDeep', span, message, { help: 'Name the parts with `window` or `case`.' }));
    return {};
  }
  parser ??= new Parser();
  try {
    parser.restart(row.tokens);
    // TypeScript cannot follow a method through the union of their names.
    const node = (parser[rule] as () => Result<R> | undefined)();
    for (const remark of parser.remarks) errors.add(remark);
    const [failure] = parser.errors;
    if (failure !== undefined) report(() => (errors.full ? unreadable() : explain(rule, row, failure.token)));
    const complete = failure === undefined || failure.name === 'NotAllInputParsedException';
    if (complete && node !== undefined) return { node };
    return parser.draft === undefined ? {} : { draft: parser.draft };
  } catch {
    // A parser that failed inside may be in any state: the next row gets a new one.
    parser = undefined;
    report(unreadable);
    return {};
  }
}

function tooDeep(tokens: readonly t.Token[]): boolean {
  let open = 0;
  let prefixes = 0;
  for (const { tokenType: kind } of tokens) {
    if (kind === t.LParen) open++;
    else if (kind === t.RParen) open--;
    prefixes = kind === t.K.not || kind === t.K.outside ? prefixes + 1 : 0;
    if (open + prefixes > deepest) return true;
  }
  return false;
}
