// Agreements and orders from files: compiled text or compiled JSON, and which order of it is meant.
import { readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { type Compilation, compile, type Diagnostic } from '@avtal/compiler';
import { closest } from '@avtal/grammar';
import { createPlan, type Ir, loadIr, type Order, type Plan, readOrder } from '@avtal/runtime';
import { exists, parseJson, pathBelow, readText } from './files.ts';
import { Failure, Findings, type Host } from './host.ts';
import { diagnosticsText, hasErrors, summaryText } from './output/diagnostics.ts';
import { listText } from './output/words.ts';
import { Projects } from './project/project.ts';

export interface Compiled extends Compilation {
  /** With the paths that a person at this place would use, and the severities that the project gives them. */
  readonly diagnostics: readonly Diagnostic[];
  /** Text of a file, by such a path. */
  readonly textOf: (path: string) => string | undefined;
  /** Such paths of all files, the entry first. */
  readonly paths: readonly string[];
}

/** How findings name what came through a pipe. */
export const standardInput = 'stdin';

/**
 * Compiles the file, `-` for standard input. What it uses is read from below the root only: the current folder, or the file's own folder where
 * it stands elsewhere. Links that lead out of the root are not followed.
 */
export function compileFile(host: Host, path: string, projects = new Projects(host)): Compiled {
  const entry = readText(host, path); // is it there, and is it text? Otherwise this says why.
  const given = path === '-' ? standardInput : undefined;
  const file = resolve(host.cwd, given ?? path);
  const isBelow = pathBelow(host.cwd, file) !== undefined;
  const root = isBelow ? host.cwd : dirname(file);
  const shown = (name: string): string => (isBelow ? name : `${dirname(path)}/${name}`);
  const texts = new Map<string, string>();
  const read = (name: string): string | undefined => {
    const text = name === given ? entry : readBelow(root, name);
    if (text !== undefined) texts.set(shown(name), text);
    return text;
  };
  const name = pathBelow(root, file) ?? path;
  const { ir, ...compilation } = compile(name, read);
  const diagnostics = compilation.diagnostics.flatMap((one) => projects.judged(atPaths(one, shown)) ?? []);
  // What the project lets stand keeps nobody from computing with the agreement.
  const usable = ir ?? (hasErrors(diagnostics) ? undefined : compile(name, read, { analysis: false }).ir);
  return {
    ...compilation,
    ...(usable === undefined ? {} : { ir: usable }),
    diagnostics,
    textOf: (name) => texts.get(name),
    paths: compilation.files.map((one) => shown(one.path)),
  };
}

function readBelow(root: string, name: string): string | undefined {
  try {
    const file = realpathSync(resolve(root, name));
    // A pipe has no end.
    if (!file.startsWith(realpathSync(root) + sep) || !statSync(file).isFile()) return undefined;
    return readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  } catch {
    return undefined;
  }
}

function atPaths(diagnostic: Diagnostic, shown: (file: string) => string): Diagnostic {
  return {
    ...diagnostic,
    file: shown(diagnostic.file),
    related: diagnostic.related.map((one) => ({ ...one, file: shown(one.file) })),
    ...(diagnostic.witness && {
      witness: {
        ...diagnostic.witness,
        says: diagnostic.witness.says.map((one) => ({ ...one, file: shown(one.file) })),
      },
    }),
    ...(diagnostic.accepted && { accepted: { ...diagnostic.accepted, file: shown(diagnostic.accepted.file) } }),
    fixes: diagnostic.fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((edit) => ({ ...edit, file: shown(edit.file) })),
    })),
  };
}

/** The IR of an agreement file (`.avtal`, or `.json` that `avtal build` wrote). Findings are printed and end the command. */
export function loadAgreement(host: Host, path: string): Ir {
  if (path.endsWith('.json')) return loadJson(host, path);
  const compiled = compileFile(host, path);
  if (compiled.ir !== undefined) return compiled.ir;
  if (!hasErrors(compiled.diagnostics))
    throw new Failure(`Nothing is written in \`${path}\` yet.`, 'Begin with `agreement NAME { … }`.');
  host.err.write(diagnosticsText(compiled.diagnostics, compiled.textOf, host.err.paint));
  host.err.write(summaryText(compiled.diagnostics, compiled.paths.length, host.err.paint));
  throw new Findings();
}

function loadJson(host: Host, path: string): Ir {
  const loaded = loadIr(parseJson(readText(host, path), path));
  if ('ir' in loaded) return loaded.ir;
  throw new Failure(`\`${path}\` is not a compiled agreement: ${loaded.problems.slice(0, 5).join(' ')}`);
}

export interface Bound {
  readonly ir: Ir;
  readonly plan: Plan;
  readonly order: Order;
}

/** The order in the file; `choice` names it where there are several, or is a JSON file that holds one. */
export function loadOrder(host: Host, path: string, choice: string | undefined): Bound {
  const ir = loadAgreement(host, path);
  return {
    ir,
    plan: createPlan(ir),
    order: choice?.endsWith('.json') ? orderFile(host, ir, choice) : orderNamed(ir, path, choice),
  };
}

function orderNamed(ir: Ir, path: string, name: string | undefined): Order {
  const ids = ir.orders.map(({ id }) => id);
  const [order] = name === undefined ? ir.orders : ir.orders.filter(({ id }) => id === name);
  if (name !== undefined && order === undefined) {
    const guess = closest(name, ids);
    const there = ids.length === 0 ? 'It has none.' : `It has ${listText(ids.map((id) => `\`${id}\``))}.`;
    throw new Failure(
      `\`${path}\` has no order \`${name}\`.`,
      guess === undefined ? there : `Did you mean \`${guess}\`?`,
    );
  }
  if (order === undefined) {
    throw new Failure(
      `\`${path}\` has no order, so there is no customer to compute for.`,
      `Name a file with an \`order … for ${ir.agreement.id} { … }\`, or one as JSON with \`--order order.json\`.`,
    );
  }
  if (name === undefined && ids.length > 1) {
    throw new Failure(`\`${path}\` has ${ids.length} orders.`, `Say which with \`--order\`: ${listText(ids)}.`);
  }
  return order;
}

function orderFile(host: Host, ir: Ir, path: string): Order {
  if (!exists(host, path)) throw new Failure(`There is no file \`${path}\`.`);
  const read = readOrder(ir, parseJson(readText(host, path), path));
  if ('order' in read) return read.order;
  const messages = read.problems.map(({ message, value, known = [] }) => {
    const guess = value === undefined ? undefined : closest(value, known);
    return guess === undefined ? message : `${message} Did you mean \`${guess}\`?`;
  });
  throw new Failure(`\`${path}\` is not an order of \`${ir.agreement.id}\`:\n  ${messages.join('\n  ')}`);
}
