// Repairs that findings offer, put into the files.
import { edited, type Repairs } from '@avtal/compiler';
import { readExact, rewrite } from './files.ts';
import type { Host } from './host.ts';
import type { Report } from './output/reports/report.ts';

/** Writes the repaired files, each whole or not at all; a file that changed since it was checked is left as it is. */
export function writeRepairs(host: Host, { edits }: Repairs, textOf: Report['textOf']): void {
  for (const [file, changes] of edits) {
    const text = textOf(file);
    const now = readExact(host, file);
    const mark = now.startsWith('\ufeff') ? '\ufeff' : '';
    if (text !== undefined && now === mark + text) rewrite(host, file, mark + edited(text, changes));
  }
}
