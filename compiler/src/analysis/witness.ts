// Witnesses: an area of situations → one dated situation that a person can check, replayed through the runtime.
import {
  type Answer,
  answerText,
  type Clause,
  dateOf,
  type Instant,
  isoTime,
  type Situation,
  withinHorizon,
} from '@avtal/runtime';
import type { Witness as Shown } from '../reporting/diagnostics.ts';
import { clockWords, weekdayDateWords } from '../wording/speaker.ts';
import { type ChoiceAxis, type MomentAxis, missingValue, sampleOf, usualValue } from './axes.ts';
import { type Area, has, valuesOn } from './regions.ts';
import { isAtMidnight, type Space, type Spaces } from './space.ts';
import { numberText } from './words.ts';

/** What a clause says in a situation. */
export interface Said {
  readonly clause: Clause;
  readonly text: string;
}

/** A witness as it is shown, with its clauses themselves and all that the runtime is asked. */
export interface Witness extends Omit<Shown, 'says'> {
  readonly says: readonly Said[];
  /** With every value stated, as the runtime is asked. */
  readonly situation: Situation;
}

export interface Witnesses {
  /**
   * A situation in the area, with the axes that matter and what is not as usual; undefined where the order of events
   * leaves none. `at`: its own moment, where that is to be another than the natural one.
   */
  of(
    space: Space,
    area: Area,
    matters: (axis: number) => boolean,
    says: readonly Clause[],
    at?: Instant,
  ): Witness | undefined;
  /** `Sunday 17 May 2026 09:00` */
  momentText(at: Instant): string;
  /** The same situation, with what these clauses say. */
  saying(witness: Witness, says: readonly Clause[]): Witness;
  /** What the runtime answers there. */
  replay(space: Space, witness: Witness): Answer;
}

export function createWitnesses(spaces: Spaces): Witnesses {
  const { ir, calendar } = spaces;
  const replayed = new WeakMap<Situation, Answer>();

  return {
    of: (space, area, matters, says, asked) => {
      const moments = momentsIn(space, area, asked);
      if (moments === undefined) return undefined;
      const { at, others } = moments;
      const choices: Record<string, string> = {};
      const numbers: Record<string, string> = {};
      const shown = { choices: {} as Record<string, string>, numbers: {} as Record<string, string> };
      const words = [isDaily(space) ? dayText(at) : momentText(at)];
      if (space.context.special) words.push(orderText(space.context.order.id));
      for (const [index, axis] of space.axes.entries()) {
        const allowed = valuesOn(space.layout, area, index);
        const [first = 0] = allowed;
        const isAny = allowed.length === valuesOn(space.layout, space.whole, index).length;
        if (axis.kind === 'choice') {
          const usual = usualValue(axis);
          const at = usual === undefined ? -1 : axis.values.indexOf(usual);
          const value = axis.values[at >= 0 && has(space.layout, area, index, at) ? at : first] ?? '';
          choices[axis.id] = value;
          if (!matters(index) && (isAny || value === usual)) continue;
          shown.choices[axis.id] = value;
          words.push(choiceText(axis, value));
        } else if (axis.kind === 'number') {
          const band = axis.bands[first];
          if (band === undefined) continue;
          const value = sampleOf(band, axis.info);
          numbers[axis.id] = value;
          if (!matters(index) && isAny) continue;
          shown.numbers[axis.id] = value;
          const { derived } = axis.info ?? {};
          words.push(
            derived?.kind === 'since-start'
              ? `${value} ${derived.unit.replace('-', ' ')}s after the order's first day`
              : `${axis.id} ${numberText(value, axis.info)}`,
          );
        }
      }
      for (const [name, instant] of Object.entries(others))
        words.push(`${name === 'start' ? 'started' : name} ${momentText(instant)}`);
      const own = Object.fromEntries(
        selfOf(space)
          .names.filter((name) => name !== 'self')
          .map((name) => [name, at]),
      );
      return {
        question: space.question,
        at: isoText(at),
        ...(space.context.special ? { order: space.context.order.id } : {}),
        ...shown,
        moments: Object.fromEntries(Object.entries(others).map(([name, instant]) => [name, isoText(instant)])),
        text: words.join(', '),
        says: says.map(saidBy),
        situation: { at, choices, numbers, moments: { ...own, ...others } },
      };
    },
    momentText,
    saying: (witness, says) => ({ ...witness, says: says.map(saidBy) }),
    replay: (space, { question, situation }) => {
      const known = replayed.get(situation);
      if (known !== undefined) return known;
      const { ask } = spaces.plan;
      const found = withinHorizon(() => ask(question, space.context.order, situation));
      const answer: Answer = 'value' in found ? found.value : { kind: 'none' };
      replayed.set(situation, answer);
      return answer;
    },
  };

  function saidBy(clause: Clause): Said {
    return { clause, text: answerText(clause, ir) };
  }

  function momentText(at: Instant): string {
    const { zone } = calendar;
    const seconds = zone.secondsOfDayAt(at);
    const time = `${dayText(at)} ${clockWords(seconds)}`;
    const twice = zone.instantsOf(zone.dayAt(at), seconds).length > 1;
    return twice ? `${time} (UTC${isoText(at).slice(-6)})` : time;
  }

  function dayText(at: Instant): string {
    return weekdayDateWords(dateOf(calendar.zone.dayAt(at)));
  }

  function isoText(at: Instant): string {
    return isoTime(at, calendar.zone.offsetAt(at));
  }
}

/** The question's own instant and those of the other events that must have happened, in their order. */
function momentsIn(
  space: Space,
  area: Area,
  asked: Instant | undefined,
): { readonly at: Instant; readonly others: Record<string, Instant> } | undefined {
  const self = selfOf(space);
  const { atoms } = self;
  const ownAtoms = valuesOn(space.layout, area, space.axes.indexOf(self));
  const instants = asked === undefined ? atoms.inOrder(ownAtoms) : [asked];
  for (const at of instants) {
    const others = othersAt(at);
    if (others !== undefined) return { at, others };
  }
  return undefined;

  function othersAt(at: Instant): Record<string, Instant> | undefined {
    const others: Record<string, Instant> = {};
    for (const [index, axis] of space.axes.entries()) {
      if (axis.kind !== 'moment' || axis.side === 0) continue;
      const { side } = axis;
      const allowed = valuesOn(space.layout, area, index);
      if (allowed.length === axis.size) {
        if (!axis.mayBeMissing) others[axis.id] = at;
        continue;
      }
      if (allowed.some((value) => value === missingValue(axis))) continue;
      const found = allowed.map((atom) => axis.atoms.near(atom, at, side)).filter((instant) => instant !== undefined);
      if (found.length === 0) return undefined;
      others[axis.id] = side < 0 ? Math.max(...found) : Math.min(...found);
    }
    return others;
  }
}

/** INVARIANT: every space has the axis of its own moment, the last. */
export function selfOf(space: Space): MomentAxis {
  return space.axes.findLast((axis) => axis.kind === 'moment' && axis.side === 0) as MomentAxis;
}

/** Whether the question is asked at the beginning of a day. */
function isDaily({ members: [first] }: Space): boolean {
  return first !== undefined && isAtMidnight(first.clause);
}

function orderText(id: string): string {
  return id.startsWith('example:') ? `example ${id.slice('example:'.length)}` : `order ${id}`;
}

/** `channel phone`, `no module`, `respond missed`. */
function choiceText({ id, dimension }: ChoiceAxis, value: string): string {
  if (dimension?.given !== 'outcome') return value === '' ? `no ${id}` : `${id} ${value}`;
  return `${id.replace('outcome:', '')} ${value === 'none' ? 'neither met nor missed' : value}`;
}
