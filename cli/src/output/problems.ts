// What is wrong with facts, on standard error: one line each, with file, line and what to write instead.
import { closest } from '@avtal/grammar';
import type { Problem, RejectedRow, RowProblem } from '@avtal/runtime';
import type { Host, Paint } from '../host.ts';
import { listText, plural } from './words.ts';

/** More than anybody reads at once; the reject file and JSON have all of them. */
const most = 50;

export function printProblems(host: Host, problems: readonly (Problem | RowProblem)[]): void {
  const { write, paint } = host.err;
  for (const problem of problems.slice(0, most)) write(`${problemText(problem, paint)}\n`);
  if (problems.length > most) write(`… and ${plural(problems.length - most, 'more problem')}.\n`);
  const help = (text: string): void => write(`${paint.dim('help:')} ${text}\n`);
  if (problems.some((problem) => 'twice' in problem)) {
    help('`--twice first` or `--twice last` says which is meant in all files.');
  }
  if (problems.some((problem) => 'header' in problem)) {
    help('`--ignore-columns NAME,NAME` passes over columns that mean nothing here.');
  }
}

/** What a result lacks: its problems, and the rows that could not be read; the command then ends with this code. */
export function printMissing(
  host: Host,
  problems: readonly (Problem | RowProblem)[],
  rejected: readonly RejectedRow[],
  rejects: string | undefined,
): 0 | 1 {
  printProblems(host, problems);
  printRejected(host, rejected, rejects);
  return problems.length === 0 ? 0 : 1;
}

/** How many rows are not among the facts, and where they went. */
function printRejected(host: Host, rejected: readonly RejectedRow[], path: string | undefined): void {
  if (rejected.length === 0) return;
  const where = path === undefined ? '`--rejects FILE` writes them to a file' : `see \`${path}\``;
  host.err.write(`${plural(rejected.length, 'row')} not read: ${where}.\n`);
}

function problemText(problem: Problem | RowProblem, paint: Paint): string {
  const subject = problem.origin === undefined && problem.subject !== undefined ? `${problem.subject}: ` : '';
  const guess = guessOf(problem);
  const known = 'header' in problem ? (problem.known ?? []) : [];
  const there = known.length === 0 ? '' : ` There are ${listText(known.map((name) => `\`${name}\``))}.`;
  const help = guess === undefined ? there : ` Did you mean \`${guess}\`?`;
  return `${paint.red('problem')} ${paint.bold(placeOf(problem) || subject)}${problem.message}${help}`;
}

/** `facts/entries.csv:12: `, as far as it is known. */
export function placeOf({ origin }: Problem): string {
  const parts = [origin?.file, origin?.line].filter((part) => part !== undefined);
  return parts.length === 0 ? '' : `${parts.join(':')}: `;
}

function guessOf(problem: Problem | RowProblem): string | undefined {
  if (!('known' in problem) || problem.known === undefined) return undefined;
  // Of a whole header that says nothing, each column may be the misspelt one.
  const words = problem.column === undefined ? (problem.value ?? '').split(', ') : [problem.value ?? problem.column];
  for (const word of words) {
    const guess = closest(word, problem.known);
    if (guess !== undefined && guess !== word) return guess;
  }
  return undefined;
}
