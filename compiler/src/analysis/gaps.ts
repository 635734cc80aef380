// Gaps: situations in which a question must be answered (meaning Q4) and no clause does.
import { type Box, type IncludeClause, servedBy } from '@avtal/runtime';
import type { Finding } from './finding.ts';
import { type Area, meet, merged, type Steps, uncovered, valuesOn } from './regions.ts';
import type { Space, Spaces } from './space.ts';
import type { Witnesses } from './witness.ts';

/** More kinds of situations than anybody reads are not told apart. */
const mostParts = 200;
const mostGaps = 8;

export function gaps(space: Space, spaces: Spaces, steps: Steps, witnesses: Witnesses): Finding[] {
  const { layout, members } = space;
  const asked = askedAreas(space, spaces);
  if (asked.length === 0) return [];
  const covers = [...members.flatMap(({ areas }) => areas), ...unlimited(space, spaces), ...elsewhere(space)];
  const left: Area[] = [];
  let isDecided = true;
  for (const area of asked) {
    const visit = (part: Area): boolean => left.push(part) < mostParts;
    if (uncovered({ layout, steps, visit }, area, [...covers, ...left]) === 'undecided') isDecided = false;
  }
  const kinds = merged(layout, left);
  const found = kinds.slice(0, mostGaps).flatMap((area): Finding[] => {
    const matters = (axis: number): boolean =>
      valuesOn(layout, area, axis).length < valuesOn(layout, space.happened, axis).length;
    const witness = witnesses.of(space, area, matters, []);
    return witness === undefined ? [] : [{ kind: 'gap', space, area, witness }];
  });
  const isWhole = isDecided && kinds.length <= mostGaps && left.length < mostParts;
  if (isWhole) return found;
  return [...found, { kind: 'undecided', space, what: found.length > 0 ? 'further gaps' : 'gaps' }];
}

/** The situations in which the question must be answered. */
function askedAreas(space: Space, spaces: Spaces): readonly Area[] {
  const { kind, context, members, happened, layout, question } = space;
  // What an order adds leaves no holes; what only orders say must be whole in each of them.
  if (context.special && (spaces.of(question) !== undefined || context.order.id.startsWith('example:'))) return [];
  const all = members.every(({ clause }) => clause.section !== undefined) ? modulesOf(space) : [happened];
  switch (kind) {
    case 'rate':
    case 'price':
    case 'target':
    case 'approve':
      return all;
    case 'draw':
      return all.flatMap((area) =>
        granted(space, spaces)
          .map((one) => meet(layout, area, one))
          .filter((one) => one !== undefined),
      );
    case 'decide': {
      const id = question.slice('decide:'.length);
      return spaces.ir.dimensions.find((one) => one.id === id)?.defaultValue === undefined ? all : [];
    }
    case 'start':
    case 'fee':
    case 'include':
    case 'count':
    case 'surcharge':
    case 'discount':
    case 'index':
    case 'combine':
    case 'limit':
    case 'credit':
    case 'cap':
    case 'pause':
    case 'promise':
    case 'permit':
    case 'perform':
    case 'term':
    case 'notice':
    case 'payment':
    case 'interest':
    case 'refund':
    case 'require':
      return [];
  }
}

/** What only modules speak of is asked in those modules. */
function modulesOf({ members, areaOf }: Space): readonly Area[] {
  const modules = [...new Set(members.map(({ clause }) => clause.section))].filter((id) => id !== undefined);
  const area = areaOf({ choices: { module: modules } });
  return area === undefined ? [] : [area];
}

/** A value of a choice of which only a module speaks belongs to that module, and is not asked elsewhere. */
function elsewhere({ members, areaOf }: Space): readonly Area[] {
  const common = members.filter(({ clause }) => clause.section === undefined).flatMap(({ clause }) => clause.when);
  const isOwn = ({ choices = {} }: Box): boolean =>
    Object.entries(choices).some(
      ([id, values]) =>
        id !== 'module' &&
        common.some((box) => box.choices?.[id] !== undefined) &&
        !values.some((value) => common.some((box) => box.choices?.[id]?.includes(value) === true)),
    );
  return members
    .filter(({ clause }) => clause.section !== undefined)
    .flatMap(({ clause }) => clause.when.filter(isOwn))
    .map((box) => areaOf({ ...box, choices: withoutModule(box.choices) }))
    .filter((area) => area !== undefined);
}

function withoutModule(choices: Box['choices'] = {}): NonNullable<Box['choices']> {
  return Object.fromEntries(Object.entries(choices).filter(([id]) => id !== 'module'));
}

/** Where the subject's allowance grants something: only there anything is drawn. */
function granted(space: Space, spaces: Spaces): readonly Area[] {
  const { subjects, dimensions, clauses } = spaces.ir;
  const subject = subjects.findIndex(({ id }) => space.question === `draw:${id}`);
  const isOfOrder = (id: string) => dimensions.some((one) => one.id === id && one.given === 'order');
  // What was bought, or came with a unit, is drawn by whatever comes later: only what the order chose is the same.
  const brought = clauses.flatMap((clause) =>
    clause.kind === 'include' && servedBy(clause).includes(subject) && isBeside(clause)
      ? [{ value: clause.value, when: clause.when.map(({ choices = {} }) => ({ choices: only(choices, isOfOrder) })) }]
      : [],
  );
  return [...includesOf(space, spaces), ...brought]
    .filter(
      ({ value }) =>
        value.kind === 'open' || value.kind === 'unlimited' || (value.kind === 'quantity' && Number(value.amount) > 0),
    )
    .flatMap(({ when }) => when.map(({ choices }) => space.areaOf(choices === undefined ? {} : { choices })))
    .filter((area) => area !== undefined);
}

/** Beside what the subject's own periods contain. */
const isBeside = ({ lot, unit, also }: IncludeClause) => (lot ?? unit ?? also) !== undefined;

const only = (choices: NonNullable<Box['choices']>, isKept: (id: string) => boolean) =>
  Object.fromEntries(Object.entries(choices).filter(([id]) => isKept(id)));

/** Where an unlimited allowance covers all of it, nothing is left to price (meaning Q4). */
function unlimited(space: Space, spaces: Spaces): readonly Area[] {
  if (space.kind !== 'rate' && space.kind !== 'price') return [];
  const known = new Set(space.axes.map(({ id }) => id));
  const isSayable = ({ choices = {}, numbers, windows, dates }: Box): boolean =>
    numbers === undefined &&
    windows === undefined &&
    dates === undefined &&
    Object.keys(choices).every((id) => known.has(id));
  const subject = space.question.slice(space.question.indexOf(':') + 1);
  if (spaces.of(`draw:${subject}`) !== undefined) return [];
  return includesOf(space, spaces)
    .filter(({ value }) => value.kind === 'unlimited')
    .flatMap(({ when }) => when.filter(isSayable).map(space.areaOf))
    .filter((area) => area !== undefined);
}

function includesOf(space: Space, spaces: Spaces): readonly IncludeClause[] {
  const subject = space.question.slice(space.question.indexOf(':') + 1);
  return spaces.ir.clauses.filter(
    (clause) => clause.kind === 'include' && clause.question === `include:${subject}`,
  ) as IncludeClause[];
}
