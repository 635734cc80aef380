// Deadlines of tickets: as a table that a person reads, as rows, and as JSON with local times beside the instants.
import {
  createZone,
  type Instant,
  type Ir,
  type Problem,
  type TargetResult,
  type TargetState,
  type TicketResults,
  type ZoneClock,
} from '@avtal/runtime';
import type { Paint } from '../host.ts';
import { clauseText, hoursText, isoLocal, timeText } from './figures.ts';
import { tableText } from './table.ts';

const columns = [
  { title: 'Ticket' },
  { title: 'Target' },
  { title: 'State' },
  { title: 'Due' },
  { title: 'Stopped' },
  { title: 'Used', align: 'right' },
  { title: 'Left', align: 'right' },
  { title: 'Clause', wraps: true },
] as const;

export function ticketsText(results: TicketResults, ir: Ir, at: Instant | undefined, paint: Paint): string {
  const zone = createZone(ir.zone);
  const rows = worthShowing(results.targets).map((one) => [
    one.ticket,
    `${ir.targets.find(({ id }) => id === one.target)?.label ?? one.target}${one.round === undefined ? '' : ` ${one.round}`}`,
    stateText(one, paint),
    timeText(one.due, zone),
    timeText(one.stoppedAt, zone),
    one.used === undefined ? '' : hoursText(String(one.used)),
    one.left === undefined ? '' : hoursText(String(one.left)),
    one.clause === undefined ? '' : clauseText(ir, one.clause),
  ]);
  const asOf = at === undefined ? '' : ` · as of ${timeText(at, zone)}`;
  const heading = `${paint.bold(ir.agreement.label ?? ir.agreement.id)} · times in ${zone.name}${asOf}\n\n`;
  return heading + (rows.length === 0 ? 'No tickets.\n' : tableText(columns, rows, (text) => paint.dim(text)));
}

/** A target that promises nothing to any of the tickets would be a row of silence for each. */
function worthShowing(targets: readonly TargetResult[]): readonly TargetResult[] {
  const promised = new Set(targets.filter(({ state }) => state !== 'no-promise').map(({ target }) => target));
  return promised.size === 0 ? targets : targets.filter(({ target }) => promised.has(target));
}

function stateText({ state, aim }: TargetResult, paint: Paint): string {
  const words = aim ? `${state} (aim)` : state;
  return colours[state] === undefined ? words : paint[colours[state]](words);
}

const colours: Readonly<Partial<Record<TargetState, 'green' | 'red' | 'yellow'>>> = {
  met: 'green',
  missed: 'red',
  overdue: 'red',
  paused: 'yellow',
  pending: 'yellow',
  undecided: 'yellow',
};

interface TargetJson extends TargetResult {
  readonly startedLocal?: string;
  readonly stoppedLocal?: string;
  readonly dueLocal?: string;
}

export function ticketsJson(
  { targets, problems }: TicketResults,
  zone: ZoneClock,
  at: Instant | undefined,
): { zone: string; at?: Instant; targets: TargetJson[]; problems: readonly Problem[] } {
  return {
    zone: zone.name,
    ...(at === undefined ? {} : { at, atLocal: isoLocal(at, zone) }),
    targets: targets.map((one) => ({
      ...one,
      trace: one.trace,
      ...local('startedLocal', one.startedAt, zone),
      ...local('stoppedLocal', one.stoppedAt, zone),
      ...local('dueLocal', one.due, zone),
    })),
    problems,
  };
}

function local<K extends string>(name: K, instant: Instant | undefined, zone: ZoneClock): { [key in K]?: string } {
  const text = isoLocal(instant, zone);
  return text === undefined ? {} : ({ [name]: text } as { [key in K]?: string });
}

/** Columns of `--format csv`, in this order (docs/output.md). */
const csvColumns = [
  'ticket',
  'target',
  'state',
  'aim',
  'started',
  'stopped',
  'due',
  'used',
  'left',
  'paper',
  'clause',
  'round',
] as const;

export function ticketRows(
  { targets }: TicketResults,
  zone: ZoneClock,
): { columns: readonly string[]; rows: string[][] } {
  const rows = targets.map((one) => [
    one.ticket,
    one.target,
    one.state,
    String(one.aim),
    isoLocal(one.startedAt, zone) ?? '',
    isoLocal(one.stoppedAt, zone) ?? '',
    isoLocal(one.due, zone) ?? '',
    one.used === undefined ? '' : String(one.used),
    one.left === undefined ? '' : String(one.left),
    one.paper ?? '',
    one.clause ?? '',
    one.round === undefined ? '' : String(one.round),
  ]);
  return { columns: csvColumns, rows };
}
