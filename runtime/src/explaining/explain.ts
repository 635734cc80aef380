// Explanations: how quantities and prices are written in traces, and a whole trace as indented English text.

import { Rational } from '../exact.ts';
import type { Clause, Instant, Ir, Unit, WindowInfo } from '../ir.ts';
import type { Trace } from '../results.ts';
import { dateOf, dayOf, weekday } from '../time/civil.ts';
import { createZone, type ZoneClock } from '../time/zone.ts';

/** `1 h 30 min`, `34 km`, `2`. */
export function quantityText(quantity: Rational, unit: Unit): string {
  switch (unit.kind) {
    case 'time':
      return durationText(quantity);
    case 'other':
      return `${numberText(quantity)} ${unit.name}`;
    case 'percent':
      return `${numberText(quantity)}%`;
    case 'count':
    case 'money':
      return numberText(quantity);
  }
}

/** `2026-03-04`, `2026-03` of a whole month, `2026` of a whole year, else both ends: `2026-03-04 – 06`. */
export function spanText(from: string, until: string): string {
  if (from === until) return from;
  if (from.endsWith('-01') && dateOf(dayOf(until) + 1).endsWith('-01')) {
    if (from.slice(0, 7) === until.slice(0, 7)) return from.slice(0, 7);
    if (from.endsWith('-01-01') && until === `${from.slice(0, 4)}-12-31`) return from.slice(0, 4);
  }
  const shared = from.slice(0, 7) === until.slice(0, 7) ? 8 : from.slice(0, 4) === until.slice(0, 4) ? 5 : 0;
  return `${from} – ${until.slice(shared)}`;
}

/** `450/h`, `3/km`, `5 per 10 GB`, `595 each`. */
export function priceText(amount: Rational, per: Rational, unit: Unit): string {
  const money = numberText(amount);
  if (unit.kind === 'count') return per.equals(Rational.one) ? `${money} each` : `${money} per ${numberText(per)}`;
  if (unit.kind === 'time' && per.equals(Rational.of(3600))) return `${money}/h`;
  if (unit.kind === 'other' && per.equals(Rational.one)) return `${money}/${unit.name}`;
  return `${money} per ${quantityText(per, unit)}`;
}

/** The exact decimal where there is one, else the fraction. */
export function numberText(value: Rational): string {
  return value.exactDecimal() ?? value.toString();
}

export function unitName(unit: Unit): string {
  return unit.kind === 'time' ? 'seconds' : unit.kind === 'other' ? unit.name : unit.kind;
}

function durationText(seconds: Rational): string {
  if (seconds.sign() < 0) return `-${durationText(seconds.negate())}`;
  const full = seconds.floor();
  const whole = full.toInteger() ?? Number(full.numerator);
  const rest = seconds.minus(full);
  const [hours, minutes, last] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const parts = hours === 0 ? [] : [`${hours} h`];
  if (minutes !== 0) parts.push(`${minutes} min`);
  if (last !== 0 || !rest.isZero()) parts.push(`${numberText(rest.plus(Rational.of(last)))} s`);
  return parts.length === 0 ? '0 h' : parts.join(' ');
}

/** A window that differs by tier has one name in the text. */
export function windowName(window: WindowInfo | undefined): string {
  return window?.named === true ? window.id.replace(/:.*/, '') : (window?.id ?? '');
}

/** The trace as text: one step a line, indented under what it explains, with the clause and local times. */
export function explainText(trace: Trace, ir: Ir): string {
  const zone = createZone(ir.zone);
  const clauses = new Map(ir.clauses.map((clause) => [clause.id, clause]));
  const lines: string[] = [];
  const write = (step: Trace, depth: number): void => {
    const clause = step.clause === undefined ? '' : `  [${clauseText(clauses.get(step.clause), step.clause)}]`;
    lines.push(
      `${'  '.repeat(depth)}${[timesText(step, zone), step.text].filter((text) => text !== '').join('  ')}${clause}`,
    );
    for (const child of step.children ?? []) write(child, depth + 1);
  };
  write(trace, 0);
  return lines.join('\n');
}

function clauseText(clause: Clause | undefined, id: string): string {
  if (clause === undefined) return id;
  const paper = clause.paper === undefined ? id : `§ ${clause.paper}`;
  return clause.title === undefined ? paper : `${paper} ${clause.title}`;
}

function timesText({ from, until }: Trace, zone: ZoneClock): string {
  if (from === undefined) return until === undefined ? '' : localTime(until, zone);
  const start = localTime(from, zone);
  if (until === undefined || until === from) return start;
  const sameDay = known(from, zone) && known(until, zone) && zone.dayAt(from) === zone.dayAt(until);
  return `${start}${sameDay ? `-${clockText(until, zone)}` : ` to ${localTime(until, zone)}`}`;
}

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `Tue 2026-03-03 08:00`, in the agreement's zone; with the offset where a clock change is near. */
export function localTime(instant: Instant, zone: ZoneClock): string {
  if (!known(instant, zone)) return `${instant} s`;
  const day = zone.dayAt(instant);
  return `${DAYS[weekday(day) - 1]} ${dateOf(day)} ${clockText(instant, zone)}`;
}

function known(instant: Instant, zone: ZoneClock): boolean {
  return instant >= zone.horizon.from && instant < zone.horizon.until;
}

function clockText(instant: Instant, zone: ZoneClock): string {
  const seconds = zone.secondsOfDayAt(instant);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const time = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}${seconds % 60 === 0 ? '' : `:${two(seconds % 60)}`}`;
  const isDoubtful = zone.instantsOf(zone.dayAt(instant), seconds).length > 1;
  return isDoubtful ? `${time}${offsetText(zone.offsetAt(instant))}` : time;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset) / 60;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(minutes / 60)}:${two(minutes % 60)}`;
}
