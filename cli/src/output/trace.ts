// An explanation as a tree: local times, the step in words, and the clause with its place in the file.
import { createZone, type Ir, type Trace, type ZoneClock } from '@avtal/runtime';
import type { Paint } from '../host.ts';
import { clausePlace, clauseText, timeText } from './figures.ts';

export function traceText(trace: Trace, ir: Ir, paint: Paint): string {
  const zone = createZone(ir.zone);
  const lines: string[] = [];
  // A step of the same clause as the one above it need not say so again.
  const write = (step: Trace, before: string, after: string, above: string | undefined): void => {
    const clause = step.clause === undefined || step.clause === above ? '' : clauseOf(step.clause, ir, paint);
    const parts = [timesOf(step, zone), step.text].filter((part) => part !== '');
    lines.push(`${paint.dim(before)}${parts.join('  ')}${clause}`);
    const children = step.children ?? [];
    children.forEach((child, index) => {
      const isLast = index === children.length - 1;
      write(child, `${after}${isLast ? '└ ' : '├ '}`, `${after}${isLast ? '  ' : '│ '}`, step.clause ?? above);
    });
  };
  write(trace, '', '', undefined);
  return `${lines.join('\n')}\n`;
}

function clauseOf(id: string, ir: Ir, paint: Paint): string {
  return `  ${paint.cyan(clauseText(ir, id))} ${paint.dim(clausePlace(ir, id))}`;
}

function timesOf({ from, until }: Trace, zone: ZoneClock): string {
  const start = timeText(from, zone);
  const end = timeText(until, zone);
  if (start === '' || end === '' || start === end) return start || end;
  const date = start.slice(0, 'Mon 2026-03-03 '.length);
  return end.startsWith(date) ? `${start}–${end.slice(date.length)}` : `${start} – ${end}`;
}
