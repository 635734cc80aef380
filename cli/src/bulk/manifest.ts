// What a bill in bulk says of itself: written last, so that a folder that has it is whole, and checked before anybody trusts it.
import { lstatSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDecimal, Rational } from '@avtal/runtime';
import type { Note } from '../output/notes.ts';
import { hashOf, type LinesFormat } from './part.ts';
import type { Input } from './whole.ts';

export const manifestName = 'manifest.json';

export interface Manifest {
  readonly format: 'avtal-bill';
  readonly version: 1;
  /** Of avtal. */
  readonly program: string;
  readonly agreement: { readonly id: string; readonly sha256: string };
  readonly orders: { readonly count: number; readonly sha256: string };
  readonly period: { readonly from: string; readonly until: string };
  readonly basis: 'cost' | 'invoice';
  readonly inputs: readonly Input[];
  /** Which of two instants a local time meant, and which columns were passed over. */
  readonly reading: { readonly twice: 'first' | 'last' | null; readonly ignored: readonly string[] };
  /** Whether what was left before came in, or what is left went out. */
  readonly hasBalances: boolean;
  readonly lines: LinesFormat;
  readonly columns: readonly string[];
  /** `unassigned`: those of the rejected ones of which nobody knows the order, so that any may lack them. */
  readonly rows: {
    readonly priced: number;
    readonly rejected: number;
    readonly unassigned: number;
    readonly elsewhere: number;
  };
  readonly sums: readonly { readonly currency: string; readonly lines: number; readonly net: string }[];
  readonly complete: boolean;
  /** Orders of which something is missing. */
  readonly incomplete: readonly string[];
  readonly problems: number;
  /** What is to be told besides lines. */
  readonly notes: readonly Note[];
  readonly files: readonly ManifestFile[];
}

export interface ManifestFile {
  readonly name: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly rows: number;
  readonly lines: number;
  readonly net: string;
}

/** The manifest, or the sentence that says why the folder is no bill. */
export function readManifest(folder: string): Manifest | string {
  let text: string;
  try {
    text = readFileSync(join(folder, manifestName), 'utf8');
  } catch {
    return `It has no \`${manifestName}\`: it is no bill, or not a whole one.`;
  }
  let manifest: Manifest;
  try {
    manifest = JSON.parse(text);
  } catch {
    return `\`${manifestName}\` is cut off or is not JSON.`;
  }
  const others = `\`${manifestName}\` is not one of this version of avtal`;
  if (!having({ format: isText, version: isCount })(manifest)) return `${others}.`;
  if (manifest.format !== 'avtal-bill' || manifest.version !== 1) return `${others}.`;
  for (const [field, isSound] of Object.entries(shapes)) {
    const value = manifest[field as keyof Manifest];
    if (value === undefined) return `\`${manifestName}\` has no \`${field}\`.`;
    if (!isSound(value)) return `${others}: \`${field}\` is not as it writes it.`;
  }
  return manifest;
}

type Test = (value: unknown) => boolean;
const isText: Test = (value) => typeof value === 'string';
const isCount: Test = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
const isFlag: Test = (value) => typeof value === 'boolean';
const each =
  (isSound: Test): Test =>
  (value) =>
    Array.isArray(value) && value.every(isSound);
const having =
  (fields: Readonly<Record<string, Test>>): Test =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([field, isSound]) => isSound((value as Readonly<Record<string, unknown>>)[field]));

/** What whoever reads a manifest relies on. */
const shapes: Readonly<Record<keyof Manifest, Test>> = {
  format: isText,
  version: isCount,
  program: isText,
  agreement: having({ id: isText, sha256: isText }),
  orders: having({ count: isCount, sha256: isText }),
  period: having({ from: isText, until: isText }),
  basis: isText,
  inputs: each(having({ name: isText })),
  reading: having({ ignored: each(isText) }),
  hasBalances: isFlag,
  lines: isText,
  columns: each(isText),
  rows: having({ priced: isCount, rejected: isCount, unassigned: isCount, elsewhere: isCount }),
  sums: each(having({ currency: isText, lines: isCount, net: isDecimal })),
  complete: isFlag,
  incomplete: each(isText),
  problems: isCount,
  notes: each(having({})),
  files: each(having({ name: isText, bytes: isCount, sha256: isText, rows: isCount, lines: isCount, net: isDecimal })),
};

/** What of the folder is not as its manifest says, and what in the manifest does not go together; empty: it is whole. */
export async function wrongIn(folder: string, manifest: Manifest): Promise<string[]> {
  const { files } = manifest;
  const wrong = wrongWithin(manifest);
  const known = new Set([manifestName, ...files.map(({ name }) => name)]);
  for (const { name, bytes, sha256 } of files) {
    if (!isPlain(name)) continue;
    const found = lstatSync(join(folder, name), { throwIfNoEntry: false });
    if (found === undefined) wrong.push(`\`${name}\` is missing.`);
    else if (!found.isFile()) wrong.push(`\`${name}\` is not a file of its own.`);
    else if (found.size !== bytes) wrong.push(`\`${name}\` has ${found.size} bytes instead of ${bytes}.`);
    else if ((await hashOf(join(folder, name))) !== sha256) wrong.push(`\`${name}\` is not what was written.`);
  }
  if (!lstatSync(join(folder, manifestName)).isFile()) wrong.push(`\`${manifestName}\` is not a file of its own.`);
  for (const name of readdirSync(folder)) {
    if (!known.has(name)) wrong.push(`\`${name}\` does not belong to the bill.`);
  }
  return wrong;
}

/** What the manifest says of the whole is the sum of what it says of its files. */
function wrongWithin({ files, sums, rows, orders, complete, incomplete }: Manifest): string[] {
  const wrong: string[] = [];
  const compare = (what: string, said: string, found: string): void => {
    if (said !== found) wrong.push(`\`${manifestName}\` says ${what} ${said}, and its files have ${found}.`);
  };
  const names = new Set<string>();
  for (const { name } of files) {
    if (!isPlain(name))
      wrong.push(`\`${manifestName}\` names \`${name}\`, which is not the name of a file of the folder.`);
    else if (names.has(name)) wrong.push(`\`${manifestName}\` names \`${name}\` twice.`);
    names.add(name);
  }
  const total = (of: (one: ManifestFile) => number): string => String(files.reduce((all, one) => all + of(one), 0));
  compare(
    'rows',
    String(rows.priced),
    total((one) => one.rows),
  );
  compare(
    'lines',
    String(sums.reduce((all, { lines }) => all + lines, 0)),
    total((one) => one.lines),
  );
  const digits = Math.max(0, ...[...sums, ...files].map(({ net }) => net.split('.')[1]?.length ?? 0));
  const net = (all: readonly { readonly net: string }[]): string =>
    Rational.sum(all.map((one) => Rational.of(one.net))).toDecimal(digits);
  compare('net', net(sums), net(files));
  if (incomplete.length > orders.count) compare('orders', String(orders.count), `${incomplete.length} incomplete ones`);
  if (complete !== (rows.rejected === 0 && incomplete.length === 0))
    wrong.push(`\`${manifestName}\` says ${complete ? '' : 'not '}complete, and what is incomplete says otherwise.`);
  return wrong;
}

/** A file of the folder itself. */
function isPlain(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name) && name !== manifestName;
}
