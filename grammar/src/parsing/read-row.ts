// One row to one node, or to one error.
import type { Item, Span } from '../ast.ts';
import { type Errors, type Mistake, syntaxError } from '../mistakes/errors.ts';
import { explain } from '../mistakes/explain.ts';
import { edited } from '../words/lexer.ts';
import type { Row } from '../words/lines.ts';
import * as t from '../words/tokens.ts';
import { newParser, type Parser, theParser } from './parser.ts';
import type { Rule } from './parser-base.ts';
import type { RowRule } from './places.ts';

export type Result<R extends RowRule> = ReturnType<Parser[R]>;

/** Parentheses, `not` and `outside` inside one another in one row. */
const deepest = 32;

export function spanOf(row: Row): Span {
  const [first, last] = [row.tokens[0], row.tokens.at(-1)];
  const start = first?.startOffset ?? row.block?.span.start ?? 0;
  return { start, end: last === undefined ? start : t.endOf(last) };
}

/**
 * Parses a row by a rule; says what is wrong with it, once. `draft`: what was understood before it broke.
 */
export function readRow<R extends RowRule>(
  rule: R,
  row: Row,
  errors: Errors,
): { readonly node?: Result<R>; readonly draft?: Item } {
  if (errors.hopeless) return {};
  if (tooDeep(row.tokens)) {
    const message = `More than ${deepest} parentheses stand inside one another in this row.`;
    const help = 'Name the parts with `window` or `case`.';
    report(row, errors, () => syntaxError('tooDeep', spanOf(row), message, { help }));
    return {};
  }
  const parser = theParser();
  try {
    // TypeScript cannot follow a rule through the union of their names.
    const node = parser.read(parser[rule] as Rule<Result<R>>, row.tokens);
    const { draft, failure } = parser;
    for (const remark of parser.remarks) errors.add(remark);
    const meant = failure === undefined ? undefined : explained(rule, row, failure, errors);
    if (meant !== undefined) return { node: meant };
    if (node !== undefined) return { node };
    return draft === undefined ? {} : { draft };
  } catch {
    // A parser that failed inside may be in any state: the next row gets a new one.
    newParser();
    report(row, errors, () => unreadable(row));
    return {};
  }
}

/** Says what is wrong with the row, and gives it as the repair leaves it: what else it says is then missed nowhere. */
function explained<R extends RowRule>(rule: R, row: Row, failure: t.Token, errors: Errors): Result<R> | undefined {
  let meant: Result<R> | undefined;
  report(row, errors, () => {
    if (errors.full) return unreadable(row);
    const mistake = explain(rule, row, failure);
    meant = asRepaired(rule, row, mistake);
    return meant === undefined ? mistake : { ...mistake, row: spanOf(row) };
  });
  return meant;
}

function asRepaired<R extends RowRule>(rule: R, { tokens }: Row, { fix }: Mistake): Result<R> | undefined {
  const { edits = [], adds } = fix ?? {};
  if (edits.length === 0 || adds !== undefined || edits.some(({ text }) => text.includes('\n'))) return undefined;
  const last = [...edits].sort((a, b) => b.span.start - a.span.start);
  const parser = theParser();
  const node = parser.read(parser[rule] as Rule<Result<R>>, last.reduce<readonly t.Token[]>(edited, tokens));
  return parser.failure === undefined ? node : undefined;
}

/** What breaks a row may have been reported when its characters were read. */
function report(row: Row, errors: Errors, error: () => Mistake): void {
  errors.countBroken();
  if (!errors.touches(spanOf(row))) errors.add(error());
}

function unreadable(row: Row): Mistake {
  return syntaxError('unexpected', spanOf(row), 'This row cannot be read.');
}

function tooDeep(tokens: readonly t.Token[]): boolean {
  if (tokens.length <= deepest) return false;
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
