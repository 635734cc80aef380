// Repairs that findings offer, put into the files.
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { edited, type Repairs } from '@avtal/compiler';
import { readText, writeWhole } from './files.ts';
import type { Host } from './host.ts';
import type { Report } from './output/reports/report.ts';

/** Writes the repaired files, each whole or not at all; a file that changed since it was checked is left as it is. */
export function writeRepairs(host: Host, { edits }: Repairs, textOf: Report['textOf']): void {
  for (const [file, changes] of edits) {
    const text = textOf(file);
    if (text === undefined || readText(host, file) !== text) continue;
    const path = realpathSync(resolve(host.cwd, file)); // what a link names is changed, not the link
    const mark = readFileSync(path, 'utf8').startsWith('\ufeff') ? '\ufeff' : '';
    writeWhole(host, path, mark + edited(text, changes));
  }
}
