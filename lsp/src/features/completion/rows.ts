// Whole rows, where one begins: what the agreement still needs first, then more of what the row above is.
import { kinds, usualFor } from '@avtal/compiler';
import { type ClauseWord, keywordOf, type ReadRow } from '@avtal/grammar';
import { clauseRow, clauseWords, columns, matrixRow, tableRow, targetRow } from './clauses.ts';
import { choiceTest } from './conditions.ts';
import { firstDay } from './dates.ts';
import { declarationRows, settingRows } from './declarations.ts';
import { symbolOffer } from './known.ts';
import { codes } from './names.ts';
import { type Offer, rowOffer as row } from './offer.ts';
import { factRows, orderRows } from './situations.ts';
import { figureOf, windowOf } from './values.ts';
import { tableHeads, type Where } from './where.ts';

/** Every row that may begin at the position. */
export function rowOffers(where: Where): readonly Offer[] {
  const { following, pieces } = where;
  // Behind `over`, a paper number is due before the row can begin.
  const isBegun = following.before.pieces.length > 0 && following.names.length === 0;
  if (pieces.length > 0 || isBegun) return [];
  switch (following.row) {
    case 'fileRow':
      return fileRows(where);
    case 'agreementRow':
      return following.before.pieces.length > 0 ? clauseRows(where) : agreementRows(where);
    case 'orderRow':
      return [...orderRows(where), ...clauseRows(where)];
    case 'exampleRow':
      return [...factRows(where), ...clauseRows(where)];
    case 'note':
      return notes(where);
    case 'measureNote':
      return [
        row('except', 'except when <planned is yes>, up to <4> h'),
        row('leavingOut', 'leaving out when <cause is customer>'),
      ];
    case 'tableRow':
      return [
        row('when', `when ${choiceTest(where) ?? '<case>'}: ${tableCells(where)}`),
        row('during', `during <${windowOf(where) ?? 'always'}>: ${tableCells(where)}`),
      ];
    case 'weekRow':
      return weekRows;
    case 'matrixRow':
    case 'matrixColumns':
      return matrixRow(where);
    case 'week':
    case 'matrix':
    case 'table':
    case 'group':
      return [];
  }
}

const weekRows: readonly Offer[] = [
  {
    label: 'Mon-Fri',
    kind: 'clause',
    detail: 'The weekdays, each stretch to the next.',
    template: 'Mon-Fri: <08:00> <day>, <16:00> <night>',
  },
  { label: 'Sat-Sun', kind: 'clause', detail: 'The weekend.', template: 'Sat-Sun: <night>' },
  { label: 'holidays', kind: 'clause', detail: 'Beat the weekday that they fall on.', template: 'holidays: <night>' },
];

// ------------------------------------------------------------------------------------------------------------- files

function fileRows(where: Where): readonly Offer[] {
  const { compilation } = where;
  const { language, currency, zone, country } = usualFor([]);
  const settings = [
    'provider  "<Provider>"',
    `language  <${language}>`,
    `currency  <${currency}>`,
    `timezone  <${zone}>`,
    `holidays  <${country}>`,
    'vat       <>% on top',
    'clock     elapsed',
  ].join('\n  ');
  const name = where.names('agreement')[0]?.name;
  const agreement = row(
    'agreement',
    `agreement <Agreement> "<Service agreement>" {\n  ${settings}\n\n  tiers  <Standard> | <Pro>\n\n  <|>\n}`,
    {
      first: compilation.model.agreement === undefined,
    },
  );
  const customer = (of: string) =>
    row('order', `order <Customer> "<Customer>" for <${of}> {\n  ${tierOf(where)}from <${firstDay(where)}>\n}`);
  return [
    ...(name === undefined
      ? [agreement]
      : [customer(name), row('document', `document <Terms> "<General terms>" under <${name}> {\n  <|>\n}`)]),
    row('use', 'use "<common.avtal>"'),
  ];
}

const tierOf = ({ tiers: [tier] }: Where): string => (tier === undefined ? '' : `tier <${tier}>\n  `);

// -------------------------------------------------------------------------------------------------------- agreements

function agreementRows(where: Where): readonly Offer[] {
  const { following } = where;
  const block = following.around.at(-1)?.first?.word ?? '';
  const settings = block === 'agreement' ? settingRows(where) : [];
  const [needed, others] = [settings.filter(({ first }) => first), settings.filter(({ first }) => !first)];
  const declares = ['agreement', 'document', 'module'].includes(block) ? declarationRows(where, block) : [];
  const blocks = blockRows(where, block);
  const rest =
    sortOf(following.above) === 'clause'
      ? [clauseRows(where), blocks, declares, others]
      : sortOf(following.above) === 'declaration'
        ? [declares, clauseRows(where), blocks, others]
        : [others, declares, clauseRows(where), blocks];
  return [...needed, ...rest.flat(), ...acceptRows(where)];
}

/** What the row above is. */
function sortOf(above: ReadRow | undefined): 'setting' | 'declaration' | 'clause' {
  if (above?.first === undefined) return 'setting';
  const roles = above.first.word === '' ? [] : (keywordOf(above.first.word)?.roles ?? []);
  if (roles.includes('setting')) return 'setting';
  return roles.includes('declaration') ? 'declaration' : 'clause';
}

/** Blocks of rows, and rows that speak of others. */
function blockRows(where: Where, block: string): readonly Offer[] {
  const test = choiceTest(where);
  const isGroup = !['agreement', 'document', 'module'].includes(block);
  const [open] = where.names('window');
  return [
    row('table', tableRow(where)),
    ...(isGroup ? [] : exampleRows(where)),
    ...(test === undefined
      ? []
      : [row('when', `when ${test} {\n  <|>\n}`, { detail: 'The condition holds for every row inside.' })]),
    ...(open === undefined
      ? []
      : [row('during', `during <${open.name}> {\n  <|>\n}`, { detail: 'The window holds for every row inside.' })]),
    row('override', 'override <respond>: no promise', {
      template: `override ${targetRow(where, 'respond').replace(/:.*/s, '')}: no promise`,
    }),
    row('default', `default ${clauseRow('rate', where)}`),
  ];
}

/** An example with nothing in it yet; one of a month's cost; one of a deadline. */
function exampleRows(where: Where): readonly Offer[] {
  const first = firstDay(where);
  const month = first.slice(0, 7);
  const day = `<${month}-13>`;
  const [target] = where.names('target');
  const example = (rows: string, more: Partial<Offer> = {}): Offer =>
    row('example', `example <E1> "<what it shows>" {\n  ${tierOf(where)}from <${first}>\n  ${rows}\n}`, more);
  return [
    example('<|>'),
    example(`work ${day} <09:00-12:00>, job A\n  expect cost <${month}>: <>`, {
      label: 'example of a cost',
      detail: 'Work of a month, and what it must cost.',
    }),
    ...(target === undefined
      ? []
      : [
          example(`ticket T1 reported ${day} <09:00>\n  expect ${target.name} T1: <>`, {
            label: 'example of a deadline',
            detail: 'A ticket, and when it is due.',
          }),
        ]),
  ];
}

/** A row of each kind of clause, and of each target. */
function clauseRows(where: Where): readonly Offer[] {
  const clauses = clauseWords.map(([id, clause]) =>
    row(id, clauseRow(clause, where), { detail: `${keywordOf(id)?.doc ?? ''} ${capital(kinds[clause].wanted)}.` }),
  );
  const targets = where.names('target').map((target) =>
    symbolOffer(target, where, {
      kind: 'clause',
      template: targetRow(where, target.name),
      detail: target.label === undefined ? 'By when it is done.' : `By when: “${target.label}”`,
    }),
  );
  const meeting = (['surcharge', 'discount'] as const).map((role) => where.names(role).map(({ name }) => name));
  const [decided] = where
    .names('choice')
    .filter(({ name }) => where.compilation.model.findDimension(name)?.given === 'decided');
  const [target] = where.names('target');
  const test = choiceTest(where);
  const others = [
    ...(decided === undefined || test === undefined
      ? []
      : [
          row(
            'decide',
            `decide <${decided.name}> when ${test}: ${columns('<high>', 1)}`.replace(
              '<high>',
              `<${where.compilation.model.findDimension(decided.name)?.values[0]?.id ?? ''}>`,
            ),
          ),
        ]),
    ...meeting.flatMap(([one, other]) =>
      other === undefined ? [] : [row('combine', `combine <${one}>, <${other}>: <highest>`)],
    ),
    ...(target === undefined || test === undefined ? [] : [row('pause', `pause <${target.name}> while ${test}`)]),
    row('promise', 'promise <provider>: "<what is promised>"'),
  ];
  return [...clauses, ...targets, ...others];
}

function capital(text: string): string {
  const bare = text.replaceAll('`', '');
  return bare.slice(0, 1).toUpperCase() + bare.slice(1);
}

// ------------------------------------------------------------------------------------------------------------- notes

const countable: readonly ClauseWord[] = ['rate', 'price', 'start price', 'draw', 'include'];

function notes(where: Where): readonly Offer[] {
  const { asked } = where;
  const accepts = acceptRows(where);
  if (asked === undefined) return accepts;
  const value = figureOf(asked.clause, asked.name, where);
  const test = choiceTest(where);
  const window = windowOf(where);
  return [
    ...(test === undefined ? [] : [row('except', `except when ${test}: ${value}`)]),
    ...(window === undefined ? [] : [row('except', `except during <${window}>: ${value}`, { label: 'except during' })]),
    ...(countable.includes(asked.clause) ? [row('counted', 'counted per started <15> min, each <job>')] : []),
    ...(asked.clause === 'include'
      ? [
          row('carryOver', 'carry over <20>% of unused, to the next period only'),
          row('leeway', 'leeway <10>%'),
          row('borrow', 'borrow at most <20>%'),
          row('notify', 'notify below <20>%'),
          row('renewed', 'renewed below <20>%'),
          row('revalued', 'revalued'),
          row('unusedPaidAt', 'unused paid at <50>% of rate <work>'),
        ]
      : []),
    ...(asked.clause === 'credit' ? [row('claimedWithin', 'claimed within <30> days')] : []),
    row('text', 'text "<remark for the reader>"'),
    ...accepts,
  ];
}

/** A row for each finding that may stand here. */
function acceptRows(where: Where): readonly Offer[] {
  return codes(where).map((offer) => ({
    ...offer,
    kind: 'clause',
    label: `accept ${offer.label}`,
    template: `accept ${offer.template}`,
    word: 'accept',
  }));
}

/** One placeholder for each column of the table above. */
function tableCells(where: Where): string {
  const figures = tableHeads(where).map(({ clause, name }) => figureOf(clause, name, where));
  const [first = '<>', second] = figures;
  return second === undefined ? columns(first, Math.max(where.tiers.length, 1)) : figures.join(' | ');
}
