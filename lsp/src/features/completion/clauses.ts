// Rows of clauses as templates, with names that the agreement has and one placeholder for each tier.
import { kinds } from '@avtal/compiler';
import type { ClauseWord, WordId } from '@avtal/grammar';
import { valuesOf } from './conditions.ts';
import type { Offer } from './offer.ts';
import { aboutOf } from './subjects.ts';
import { figureOf, windowOf } from './values.ts';
import type { Where } from './where.ts';

/** In the order of a price sheet. */
export const clauseWords: readonly (readonly [WordId, ClauseWord])[] = [
  ['fee', 'fee'],
  ['rate', 'rate'],
  ['price', 'price'],
  ['startPrice', 'start price'],
  ['include', 'include'],
  ['draw', 'draw'],
  ['count', 'count'],
  ['surcharge', 'surcharge'],
  ['discount', 'discount'],
  ['index', 'index'],
  ['limit', 'limit'],
  ['credit', 'credit'],
  ['permit', 'permit'],
  ['approve', 'approve'],
  ['perform', 'perform'],
  ['term', 'term'],
  ['notice', 'notice'],
  ['payment', 'payment'],
  ['interest', 'interest'],
  ['refund', 'refund'],
  ['require', 'require'],
];

/** Kinds whose figures usually differ by tier. */
const byTier: readonly ClauseWord[] = ['fee', 'rate', 'price', 'start price', 'include', 'draw', 'target'];

/** What stands for a name that the agreement does not have yet. */
const otherwise: Readonly<Partial<Record<ClauseWord, string>>> = {
  ...{ rate: 'work', include: 'work', draw: 'work', count: 'work', limit: 'work', price: 'callout' },
  ...{ surcharge: 'weekend', discount: 'loyal', permit: 'downtime', perform: 'backup', promise: 'uptime' },
  credit: 'respond',
  require: 'user',
};

export function clauseRow(clause: ClauseWord, where: Where): string {
  const isNaming = clause === 'surcharge' || clause === 'discount' || clause === 'perform';
  const name = (isNaming ? undefined : aboutOf(clause, where)[0]?.name) ?? otherwise[clause];
  const head = headOf(clause, name, windowOf(where));
  return `${head}: ${cellsOf(clause, name, where)}`;
}

function headOf(clause: ClauseWord, name: string | undefined, window: string | undefined): string {
  const during = window === undefined ? '' : ` during <${window}>`;
  switch (clause) {
    case 'rate':
    case 'draw':
    case 'surcharge':
      return `${clause} <${name}>${during}`;
    case 'fee':
      return 'fee per <month>';
    case 'include':
      return `include <${name}> per <month>`;
    case 'start price':
      return `start price each <job>${during}`;
    case 'index':
      return 'index each <1 Jan>';
    case 'count':
    case 'limit':
      return `${clause} <${name}> each <job>`;
    case 'perform':
      return `perform <${name}> "<${name}>"`;
    case 'price':
    case 'discount':
    case 'promise':
    case 'credit':
    case 'permit':
      return `${clause} <${name}>`;
    case 'approve':
    case 'term':
    case 'payment':
    case 'interest':
    case 'refund':
      return clause;
    case 'notice':
      return 'notice <customer>';
    case 'require':
      return `require <${name}>`;
    case 'decide':
    case 'target':
      return `<${name}>`;
  }
}

function cellsOf(clause: ClauseWord, name: string | undefined, where: Where): string {
  const count = byTier.includes(clause) ? Math.max(where.tiers.length, 1) : 1;
  return columns(figureOf(clause, name, where), count);
}

/** Behind a head: the colon with one value for each column. */
export function cellOffers(where: Where): readonly Offer[] {
  const { asked, following, pieces } = where;
  if (asked === undefined || !following.signs.includes(':') || pieces[0]?.word === 'expect') return [];
  const cells = pieces[0]?.word === 'agree' ? figureOf : cellsOf;
  const template = `: ${cells(asked.clause, asked.name, where)}`;
  const label = template.replace(/[<>]/g, '');
  const start = pieces.at(-1)?.span.end ?? where.offset;
  return [
    { label, kind: 'clause', detail: kinds[asked.clause].wanted.replaceAll('`', ''), template, start, first: true },
  ];
}

/**
 * The value in the first column, and the same with nothing filled in in the others. Figures are filled in nowhere: an
 * example that is forgotten would be a price, and what is missing is an error.
 */
export function columns(value: string, count: number): string {
  const first = value.replace(/<\d[^<>]*>/g, '<>');
  const blank = value.replace(/<[^<>]*>/g, '<>');
  return [first, ...Array<string>(Math.max(count - 1, 0)).fill(blank)].join(' | ');
}

export function targetRow(where: Where, target: string): string {
  const window = windowOf(where);
  const from = where.compilation.model.findTarget(target)?.info.from ?? 'reported';
  return `${target}${window === undefined ? '' : ` when ${from} during <${window}>`}: ${cellsOf('target', target, where)}`;
}

/** Deadlines by a choice: one row for each of its values. */
export function tableRow(where: Where): string {
  const choice = where
    .names('choice')
    .find(
      ({ name }) =>
        (where.compilation.model.findDimension(name)?.values.length ?? 0) > 0 && name !== 'order' && name !== 'tier',
    );
  const heads = where.names('target').slice(0, 2);
  const head = heads.length === 0 ? 'rate <work>' : heads.map(({ name }) => `<${name}>`).join(' | ');
  const cells = columns(
    heads.length === 0 ? '<650>/h' : '<2> h',
    heads.length === 1 || heads.length === 0 ? Math.max(where.tiers.length, 1) : heads.length,
  );
  const values =
    choice === undefined ? [] : (where.compilation.model.findDimension(choice.name)?.values ?? []).slice(0, 6);
  const cases = values.map(({ id }) => `when ${choice?.name} is ${id}: ${cells}`);
  return [
    `table ${head}`,
    ...(cases.length === 0 ? [`during <${windowOf(where) ?? 'always'}>: ${cells}`] : cases),
  ].join('\n  ');
}

/** The row of columns, or a row for each value that has none yet. */
export function matrixRow(where: Where): readonly Offer[] {
  const [over, across] = (where.following.around.at(-1)?.pieces ?? [])
    .filter(({ roles }) => roles.includes('choice'))
    .map(({ text }) => text);
  const columnValues = valuesOf(across, where).map(({ label }) => label);
  const decided = valuesOf(where.asked?.name, where)[0]?.label ?? '';
  if (where.following.above === undefined) {
    const row = columnValues.map((value) => `| ${value}`).join(' ');
    return row === ''
      ? []
      : [{ label: row, kind: 'clause', detail: `The values of \`${across}\`, one for each column.`, word: '' }];
  }
  const cells = columns(`<${decided}>`, columnValues.length);
  return valuesOf(over, where).map((offer) => ({ ...offer, kind: 'clause', template: `${offer.label}: ${cells}` }));
}
