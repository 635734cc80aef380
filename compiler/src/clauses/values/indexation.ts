// Values of `index`: by how much prices change on a day of each year.
import type * as ast from '@avtal/grammar';
import { type IndexClause, Rational } from '@avtal/runtime';
import { given } from '../../optional.ts';
import { say, textOf } from '../desk.ts';
import { becauseOf, headFixes, partOf } from '../heads.ts';
import { question } from '../ids.ts';
import type { Answer, Slot } from '../slot.ts';
import { tailOf, take } from '../taken.ts';
import { basesOf, everything, refuse } from './bases.ts';
import { noLadder } from './ladders.ts';
import { inUnit, misfit, missing, moneyOf, openValue, type Phrase, percentOf, surplus } from './phrases.ts';
import { pointsOf, seriesOf } from './series.ts';
import { lengthOf } from './terms.ts';

type Value = Extract<IndexClause['value'], { readonly kind: 'index' }>;

export function index(slot: Slot, cell: ast.Cell): readonly Answer[] {
  if (!noLadder(slot, cell)) return [];
  const each = dayOf(slot);
  const named = slot.head.bases === undefined ? { ...everything(slot), surcharges: [] } : basesOf(slot, undefined);
  const value = changeValue(slot, cell);
  if (each === undefined || named === undefined || value === undefined) return [];
  const { surcharges, ...bases } = named;
  const isAll = slot.head.bases?.some(({ what }) => what === 'all') === true;
  if (surcharges.length > 0 && !isAll) {
    refuse(
      slot,
      cell.phrases[0] ?? { kind: 'broken', span: cell.span },
      ['surcharge'],
      'a surcharge grows with what it is on',
    );
    return [];
  }
  const { name } = slot.head;
  return [
    {
      kind: 'index',
      question: question('index', name),
      ...given('name', name),
      ...bases,
      each,
      value,
    },
  ];
}

/** On which day of each year prices change; reported where it is not said. */
function dayOf(slot: Slot): IndexClause['each'] | undefined {
  const { node, written } = slot.head;
  const day = partOf(node, 'each-day')?.day;
  if (day !== undefined) return { month: day.month, day: day.day };
  const each = partOf(node, 'each');
  const period = each?.scope.kind === 'period' ? each.scope : undefined;
  if (period?.unit === 'year' && period.count === undefined && period.basis !== undefined)
    return period.basis === 'contract' ? 'contract-year' : { month: 1, day: 1 };
  const because = 'prices change on a day of each year';
  const readings = ['each 1 Jan', 'each contract year'];
  if (each === undefined)
    say(slot, 'scope-missing', { clause: written, because }, node, { fixes: headFixes(slot, node, readings) });
  else if (!isAskedOf(slot, each.scope))
    say(
      slot,
      'part-out-of-place',
      { clause: written, part: textOf(slot, each), because: `${because} (\`each 1 Jan\`, \`each contract year\`)` },
      each,
    );
  return undefined;
}

/** Whether it was reported when the head was read: a year of which kind, or what bears no name. */
function isAskedOf({ model }: Slot, scope: ast.PeriodPhrase | ast.Name): boolean {
  if (scope.kind !== 'period') return model.findScope(scope.text) === undefined;
  return scope.unit === 'year' && scope.basis === undefined && scope.count === undefined;
}

function changeValue(slot: Slot, cell: ast.Cell): IndexClause['value'] | undefined {
  const [first, ...rest] = cell.phrases;
  if (first === undefined) return missing(slot, cell);
  if (first.kind === 'open') {
    surplus(slot, rest);
    return openValue(slot, first);
  }
  const change = changeOf(slot, take(slot, first));
  const more = rest.map((phrase) => modified(slot, take(slot, phrase), change?.of !== undefined));
  if (change === undefined || more.includes(undefined)) return undefined;
  const { base, ...others } = Object.assign({}, ...more) as Omit<Value, 'kind' | 'of'> & { readonly base?: string };
  const { atLeast, atMost } = others;
  if (atLeast !== undefined && atMost !== undefined && Rational.of(atLeast).compare(Rational.of(atMost)) > 0) {
    say(slot, 'limits-crossed', { least: `${atLeast}%`, most: `${atMost}%` }, cell);
    return undefined;
  }
  const of = change.of === undefined ? {} : { of: { ...change.of, ...given('base', base) } };
  return { kind: 'index', ...change, ...of, ...others };
}

/** `3%`, `KPI`, `KPI of Oct`, `80% of KPI`, `80% of KPI of Oct +2%`. */
function changeOf(slot: Slot, phrase: Phrase): Pick<Value, 'percent' | 'of' | 'plus'> | undefined {
  if (phrase.kind === 'index-of') {
    const percent = phrase.share === undefined ? '100' : percentOf(slot, phrase.share);
    const plus = phrase.plus && pointsOf(slot, phrase.plus);
    if (percent === undefined || (phrase.plus !== undefined && plus === undefined)) return undefined;
    return { percent, of: seriesOf(slot, phrase.series, phrase.month), ...given('plus', plus) };
  }
  if (phrase.kind === 'named-value') return { percent: '100', of: seriesOf(slot, phrase.name) };
  if (phrase.kind !== 'amount-phrase') return misfit(slot, phrase);
  const [clause] = tailOf(slot, phrase, 'of-clause')?.clauses ?? [];
  if (clause?.clause !== undefined) return misfit(slot, phrase);
  // What prices rise by may be written so: `+3%`.
  const percent = percentOf(slot, phrase.amount, clause === undefined ? ['+'] : []);
  if (percent === undefined) return undefined;
  return clause?.subject === undefined ? { percent } : { percent, of: seriesOf(slot, clause.subject) };
}

/** `at most 3%`, `after 12 months`, `rounded to 1`, `from 2025-10`. */
function modified(
  slot: Slot,
  phrase: Phrase,
  follows: boolean,
): Partial<Value> | { readonly base: string } | undefined {
  switch (phrase.kind) {
    case 'at-least':
    case 'at-most': {
      if (!follows) return misfit(slot, phrase);
      const bound = pointsOf(slot, phrase.amount, 'it bounds the change of the index', ['-']);
      return bound === undefined ? undefined : { [phrase.kind === 'at-least' ? 'atLeast' : 'atMost']: bound };
    }
    case 'only-over': {
      if (!follows) return misfit(slot, phrase);
      const bound = inUnit(slot, phrase.amount, { kind: 'percent' }, 'it bounds the change of the index');
      return bound === undefined ? undefined : { onlyOver: bound };
    }
    case 'after': {
      const length = lengthOf(slot, phrase.amount);
      if (length?.unit === 'month') return { afterMonths: length.count };
      return length === undefined ? undefined : misfit(slot, phrase);
    }
    case 'rounded-to': {
      const roundedTo = moneyOf(slot, phrase.amount);
      return roundedTo === undefined || Rational.of(roundedTo).isZero() ? misfit(slot, phrase) : { roundedTo };
    }
    case 'from-month': {
      const { from, until } = phrase.month;
      const whole = from.endsWith('-01-01') && until.endsWith('-12-31') ? from.slice(0, 4) : from.slice(0, 7);
      return follows ? { base: whole } : misfit(slot, phrase);
    }
    case 'broken':
      return undefined;
    default: {
      const { wanted } = slot.head.kind;
      const because = becauseOf(slot.head);
      say(slot, 'not-a-value', { written: textOf(slot, phrase), clause: slot.head.written, wanted, because }, phrase);
      return undefined;
    }
  }
}
