// An agreement, twelve customers and their rows, for the tests of bills in bulk; and the lines of a folder.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { root } from './harness.ts';

export type Row = Readonly<Record<string, string>>;

export function rowsOf(text: string): Row[] {
  return parse(text, { columns: true });
}

/** All lines of a folder, in an order that does not depend on how they were computed. */
export function linesIn(folder: string): Row[] {
  const files = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  return sorted(files.flatMap((name) => rowsOf(readFileSync(join(folder, name), 'utf8'))));
}

export function sorted(rows: readonly Row[]): Row[] {
  return [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

export const agreement = readFileSync(join(root, 'examples/itpays/itpays.avtal'), 'utf8');
export const tiers = ['Standard', 'Utvidet', 'Pro'];
export const customers = Array.from({ length: 12 }, (_, at) => `C${at}`);
const two = (value: number) => String(value).padStart(2, '0');

/** Some entries of each customer, in order of time, every form of time among them. */
export const entries = Array.from({ length: 600 }, (_, at) => {
  const day = 1 + ((at * 7) % 28);
  const start = `2027-03-${two(day)}T${two((at * 5) % 22)}:${two((at * 13) % 60)}`;
  const minutes = 5 + ((at * 37) % 400);
  const ends: Record<string, string>[] = [
    { end: '', hours: '', duration: `${Math.floor(minutes / 60)}:${two(minutes % 60)}` },
    { end: '', hours: String(Math.ceil(minutes / 6) / 10), duration: '' },
    { end: `2027-03-${two(day)}T23:59:0${at % 10}`, hours: '', duration: '' },
  ];
  const [end, hours, duration] = Object.values(ends[at % 3] ?? {});
  const cells = [
    `E${at}`,
    customers[at % 12],
    at % 5 === 0 ? `${start}:00+01:00` : at % 2 === 0 ? start.replace('T', ' ') : `${start}:30`,
  ];
  return [...cells, end, hours, duration, `J${at % 40}`, at % 3 === 0 ? 'emergency' : 'phone'].join(',');
}).filter((row) => !row.includes('2027-03-28T0'));
export const header = 'id,customer,start,end,hours,duration,job,channel';
export const files = {
  'itpays.avtal': agreement,
  'customers.csv': `customer,tier,from\n${customers.map((one, at) => `${one},${tiers[at % 3]},2027-01-01\n`).join('')}`,
  'logs/a.csv': `${header}\n${entries.slice(0, 300).join('\n')}\n`,
  'logs/b.csv': `${header}\n${entries.slice(300).join('\n')}\n`,
};
export const call = [
  'bill',
  'itpays.avtal',
  'logs/*.csv',
  '--orders',
  'customers.csv',
  '--period',
  '2027-03',
  '--into',
  'march',
];
export const inParts = [...call, '--part-rows', '100'];

export function manifestOf(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
}
