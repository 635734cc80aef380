// What a bill in bulk says of itself: written last, so that a folder that has it is whole, and checked before anybody trusts it.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
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
  try {
    const manifest: Manifest = JSON.parse(text);
    if (manifest.format !== 'avtal-bill' || manifest.version !== 1 || !Array.isArray(manifest.files))
      return `\`${manifestName}\` is not one of this version of avtal.`;
    return manifest;
  } catch {
    return `\`${manifestName}\` is cut off or is not JSON.`;
  }
}

/** What of the folder is not as its manifest says; empty: it is whole. */
export async function wrongIn(folder: string, { files }: Manifest): Promise<string[]> {
  const wrong: string[] = [];
  const known = new Set([manifestName, ...files.map((file) => file.name)]);
  for (const { name, bytes, sha256 } of files) {
    const size = statSync(join(folder, name), { throwIfNoEntry: false })?.size;
    if (size === undefined) wrong.push(`\`${name}\` is missing.`);
    else if (size !== bytes) wrong.push(`\`${name}\` has ${size} bytes instead of ${bytes}.`);
    else if ((await hashOf(join(folder, name))) !== sha256) wrong.push(`\`${name}\` is not what was written.`);
  }
  for (const name of readdirSync(folder)) {
    if (!known.has(name)) wrong.push(`\`${name}\` does not belong to the bill.`);
  }
  return wrong;
}
