// Names that may stand at a position, by what the grammar says that a name stands for there.
import { isAcceptable } from '@avtal/compiler';
import type { NameRole } from '@avtal/grammar';
import { columnChoices, fields, matrixChoice, values, valuesOf, windows } from './conditions.ts';
import { expectations, expectedOf } from './expectations.ts';
import { attributes, bindings } from './facts.ts';
import { countries, currencies, holidayNames, languageOffers } from './home.ts';
import { all, plain, symbolOffer, unnamed } from './known.ts';
import type { Offer } from './offer.ts';
import { about, aboutOf } from './subjects.ts';
import { unitOffers } from './units.ts';
import type { Where } from './where.ts';

export function namesFor(role: NameRole, where: Where): readonly Offer[] {
  return byRole[role](where);
}

/** Findings that can be accepted where the row stands. */
export function codes(where: Where): readonly Offer[] {
  const { following, snapshot, compilation } = where;
  const outer = following.row === 'note' ? following.around.at(-1)?.pieces : undefined;
  const row = outer?.[0]?.span.start;
  const found = compilation.diagnostics.filter(({ file, span, accepted, ...diagnostic }) => {
    if (accepted !== undefined || !isAcceptable(diagnostic)) return false;
    return row === undefined || (file === snapshot.file.path && row <= span.start && span.start <= where.offset);
  });
  return found.map(({ code, title, message }) => ({
    label: code,
    kind: 'value',
    detail: title,
    documentation: message,
    template: `${code} "<why it may stand>"`,
  }));
}

const nobody = () => [];

const owners = [
  plain('provider', 'Who delivers.'),
  plain('customer', 'Who buys.'),
  plain('both', 'Both of them.'),
  plain('third-party', 'Somebody else.'),
];

const byRole: Readonly<Record<NameRole, (where: Where) => readonly Offer[]>> = {
  new: nobody,
  window: windows,
  stretch: all('window'),
  field: fields,
  value: values,
  ownValue: ({ pieces }) => {
    const colon = pieces.findIndex(({ text }) => text === ':');
    return pieces
      .slice(colon)
      .filter(({ roles }) => roles.includes('new'))
      .map(({ text }) => plain(text, 'a value of this choice', 'value'));
  },
  choice: columnChoices,
  decided: (where) => aboutOf('decide', where).map((symbol) => symbolOffer(symbol, where)),
  decision: (where) => valuesOf(where.asked?.name, where),
  line: matrixChoice(0),
  column: matrixChoice(1),
  tier: (where) => unnamed(all('tier')(where), where),
  number: all('number'),
  about,
  target: (where) => unnamed(all('target')(where), where),
  priced: (where) => unnamed(all('activity', 'event', 'usage')(where), where),
  activity: all('activity'),
  happening: all('activity', 'event'),
  matter: all('matter'),
  unit: all('unit'),
  // What buys an allowance is an event: `include work each card`.
  scope: (where) => {
    if (where.asked?.clause === 'credit')
      return [plain('outage', 'Each outage of the measure.'), plain('ticket', 'Each ticket.')];
    return all(where.pieces.some(({ word }) => word === 'include') ? 'event' : 'scope')(where);
  },
  surcharge: (where) => unnamed(all('surcharge')(where), where),
  meeting: (where) => unnamed(all('surcharge', 'discount')(where), where),
  owner: () => owners,
  milestone: all('milestone'),
  measure: unitOffers,
  advance: () => [plain('months', 'So many months at a time.', 'unit')],
  word: nobody,
  code: codes,
  language: languageOffers,
  currency: currencies,
  country: countries,
  holiday: holidayNames,
  paper: all('agreement', 'document'),
  agreement: all('agreement'),
  bound: bindings,
  open: all('open'),
  attribute: attributes,
  happened: all('activity', 'event', 'usage'),
  ticket: all('ticket'),
  measured: all('target', 'number'),
  outage: nobody,
  duty: all('duty'),
  index: all('index'),
  expected: (where) => expectations(where, false),
  expectedOf,
};
