// Names that may stand at a position, by what the grammar says that a name stands for there.
import {
  countryNames,
  currencyDigits,
  holidayTable,
  isAcceptable,
  kinds,
  languages,
  type NameSymbol,
  type SymbolKind,
  usualFor,
  zoneNames,
} from '@avtal/compiler';
import type { ClauseWord, NameRole, Piece } from '@avtal/grammar';
import { inFence, type Offer, wordOffer } from './offer.ts';
import { unitAfterNumber, unitOffers, unitsOf } from './units.ts';
import { settingsIn, signsIn, type Where } from './where.ts';

export function namesFor(role: NameRole, where: Where): readonly Offer[] {
  return byRole[role](where);
}

const kindWords: Readonly<Partial<Record<SymbolKind, string>>> = {
  days: 'day set',
  open: 'left open',
  duty: 'duty',
  milestone: 'what happens to a ticket',
  measure: 'unit',
};

/** A name with its label and the row that declares it. */
export function symbolOffer(symbol: NameSymbol, { compilation }: Where, more: Partial<Offer> = {}): Offer {
  const { name, label, kind, of, declaredAt } = symbol;
  const what = kind === 'value' ? `value of \`${of ?? ''}\`` : (kindWords[kind] ?? kind);
  const file = compilation.files.find(({ path }) => path === declaredAt?.file);
  const row = file && declaredAt && lineAt(file.text, declaredAt.span.start);
  const title = label === undefined ? what : `${what}: “${label}”`;
  return {
    label: name,
    kind: kind === 'window' || kind === 'days' ? 'window' : kind === 'value' || kind === 'tier' ? 'value' : 'name',
    detail: label === undefined ? what : `“${label}”`,
    documentation: row === undefined ? title : `${title}\n\n${inFence(row)}`,
    ...more,
  };
}

function lineAt(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end < 0 ? text.length : end).trim();
}

const all =
  (...of: readonly SymbolKind[]) =>
  (where: Where): readonly Offer[] =>
    where.names(...of).map((symbol) => symbolOffer(symbol, where));
const plain = (label: string, detail: string, kind: Offer['kind'] = 'name'): Offer => ({ label, kind, detail });
const nobody = () => [];

/** What is not named yet in the list at the position, which begins behind a word of the language or a sign. */
function unnamed(offers: readonly Offer[], { pieces }: Where, since = 0): readonly Offer[] {
  const start = pieces.findLastIndex(
    ({ text, word, roles }) => (word !== '' && roles.length === 0) || /^[:|=]$/.test(text),
  );
  const named = new Set(pieces.slice(Math.max(start, since)).map(({ text }) => text));
  return offers.filter(({ label }) => !named.has(label));
}

// ------------------------------------------------------------------------------------------------- time and conditions

function windows(where: Where): readonly Offer[] {
  const { compilation, pieces } = where;
  const days = all('days')(where);
  const isDays = pieces[0]?.word === 'days' || pieces[0]?.word === 'businessDays' || where.following.row === 'weekRow';
  const named = isDays ? days : [...all('window')(where), ...(pieces[0]?.word === 'clock' ? [] : days)];
  const holidays = settingsIn(compilation).has('holidays')
    ? [wordOffer('holidays', { kind: 'window', detail: 'The declared holidays.' })]
    : [];
  return [...unnamed(named, where), ...holidays];
}

/** Choices, numbers, cases, and what happens to tickets, each with how a condition goes on with it. */
function fields(where: Where): readonly Offer[] {
  const { names, compilation } = where;
  const { model } = compilation;
  const tests = names('choice').flatMap((choice) => {
    if (choice.name === 'order' || choice.name === 'person') return [];
    const values = model.findDimension(choice.name)?.values ?? [];
    return values.length === 0
      ? []
      : [symbolOffer(choice, where, { template: `${choice.name} is <${values[0]?.id}>` })];
  });
  const numbers = names('number').map((number) => {
    const unit = unitsOf(model.findNumber(number.name)?.unit)[0];
    return symbolOffer(number, where, {
      template: `${number.name} over <4>${unit === undefined ? '' : unitAfterNumber(unit)}`,
    });
  });
  const [window] = where.names('window');
  const moments = names('milestone').map((event) =>
    symbolOffer(event, where, window === undefined ? {} : { template: `${event.name} during <${window.name}>` }),
  );
  return [...tests, ...numbers, ...all('case')(where), ...moments];
}

/** A condition to begin with: `<channel> is <phone>`. */
export function choiceTest(where: Where): string | undefined {
  const { model } = where.compilation;
  for (const { name } of where.names('choice')) {
    const dimension = model.findDimension(name);
    const [value] = dimension?.values ?? [];
    if (dimension !== undefined && value !== undefined && !['tier', 'order', 'module'].includes(name))
      return `<${name}> is <${value.id}>`;
  }
  return where.tiers.length === 0 ? undefined : `tier is <${where.tiers.at(-1)}>`;
}

/** The choice whose value is due: the last that the row names before. */
export function choiceBefore({ pieces, compilation }: Where): string | undefined {
  const roles: readonly NameRole[] = ['field', 'attribute', 'bound'];
  const named = pieces.filter((piece) => piece.roles.some((role) => roles.includes(role)));
  return named.map(({ text }) => text).findLast((text) => compilation.model.findDimension(text) !== undefined);
}

/** Values of a choice. */
export function valuesOf(choice: string | undefined, where: Where): readonly Offer[] {
  if (choice === undefined) return [];
  return where
    .names('value', 'tier', 'module')
    .filter(({ kind, of }) => (kind === 'module' ? choice === 'module' : of === choice))
    .map((symbol) => symbolOffer(symbol, where));
}

function values(where: Where): readonly Offer[] {
  const { pieces } = where;
  const attribute = pieces.at(-1)?.text;
  if (attribute === 'unit' && pieces[0]?.word === 'performed') return all('held')(where);
  if (
    pieces.at(-1)?.roles.includes('attribute') === true &&
    where.compilation.model.findScope(attribute ?? '') !== undefined
  )
    return where
      .names('key')
      .filter(({ of }) => of === attribute)
      .map((symbol) => symbolOffer(symbol, where));
  return unnamed(valuesOf(choiceBefore(where), where), where);
}

function columnChoices(where: Where): readonly Offer[] {
  const known = [
    ...where.names('choice').filter(({ name }) => !['order', 'person'].includes(name)),
    ...where.names('number'),
  ];
  const isDecide = where.asked?.clause === 'decide';
  return unnamed(
    known.filter(({ kind }) => !(isDecide && kind === 'number')).map((symbol) => symbolOffer(symbol, where)),
    where,
  );
}

function matrixChoice(nth: number) {
  return (where: Where): readonly Offer[] => {
    const choices = (where.following.around.at(-1)?.pieces ?? []).filter(({ roles }) => roles.includes('choice'));
    return unnamed(valuesOf(choices[nth]?.text, where), where);
  };
}

// ------------------------------------------------------------------------------------------------------------ clauses

/** What kinds of clause that bear a name of their own call it. */
const named: Readonly<Partial<Record<ClauseWord, SymbolKind>>> = {
  fee: 'fee',
  surcharge: 'surcharge',
  discount: 'discount',
  perform: 'duty',
};

/** Subjects of the kinds, by the order of these; `work` first. */
export function subjectsOf(where: Where, kinds: readonly SymbolKind[]): readonly NameSymbol[] {
  const rank = ({ kind, name }: NameSymbol) => (name === 'work' ? -1 : kinds.indexOf(kind));
  return [...where.names(...kinds)].sort((a, b) => rank(a) - rank(b));
}

/** What the kind of clause can be about. Those that have no such row yet come first. */
export function aboutOf(clause: ClauseWord, where: Where): readonly NameSymbol[] {
  const { about } = kinds[clause];
  const { names } = where.compilation;
  const states = (symbol: NameSymbol) => names.placesOf(symbol).some((use) => use.states === clause);
  const freeFirst = (symbols: readonly NameSymbol[]) => [
    ...symbols.filter((one) => !states(one)),
    ...symbols.filter(states),
  ];
  switch (about.how) {
    case 'subject':
      return freeFirst(subjectsOf(where, about.kinds));
    case 'name':
      return where.names(named[clause] ?? 'fee');
    case 'choice':
      return freeFirst(
        where.names('choice').filter(({ name }) => where.compilation.model.findDimension(name)?.given === 'decided'),
      );
    case 'target':
      return where.names('target');
  }
}

/** What the word before it is about: `rate` of a row, of `50% of rate work`, of `on fee hosting`. */
function about(where: Where): readonly Offer[] {
  const word = where.pieces.at(-1);
  const clause = word && clauseNamed(word);
  if (clause === undefined) return [];
  return aboutOf(clause, where).map((symbol) => symbolOffer(symbol, where));
}

const clauseNamed = ({ text }: Piece): ClauseWord | undefined =>
  Object.hasOwn(kinds, text) ? (text as ClauseWord) : undefined;

/** Findings that can be accepted where the row stands. */
function codes(where: Where): readonly Offer[] {
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

// ----------------------------------------------------------------------------------------------------------- settings

function countries({ compilation }: Where): readonly Offer[] {
  const { country } = usualFor(signsIn(settingsIn(compilation)));
  return countryNames.map((name) => {
    const label = name.replace(/[ /]/g, '-');
    return { label, kind: 'country', detail: `Public holidays of ${name}`, first: label === country };
  });
}

function holidayNames({ pieces }: Where): readonly Offer[] {
  const country = pieces.find(({ roles }) => roles.includes('country'))?.text ?? '';
  const isPlus = pieces.findLast(({ word }) => word === 'plus' || word === 'minus')?.word !== 'minus';
  return (holidayTable(country)?.days ?? [])
    .filter(({ holiday }) => holiday.statutory !== isPlus)
    .map(({ holiday }) => ({
      label: holiday.id,
      kind: 'date',
      detail: holiday.english,
      documentation: holiday.name,
    }));
}

const languageNames: Readonly<Record<string, string>> = {
  ...{ nb: 'Norwegian (bokmål)', nn: 'Norwegian (nynorsk)', no: 'Norwegian', sv: 'Swedish', da: 'Danish' },
  ...{ nl: 'Dutch', de: 'German', en: 'English', fi: 'Finnish', is: 'Icelandic' },
};

export function zones({ compilation }: Where): readonly Offer[] {
  const { zone } = usualFor(signsIn(settingsIn(compilation)));
  const near = ['Europe/', 'Atlantic/'];
  const nearness = (name: string) =>
    name === zone ? 0 : 1 + ((near.findIndex((area) => name.startsWith(area)) + 3) % 3);
  return [...zoneNames]
    .sort((a, b) => nearness(a) - nearness(b) || (a < b ? -1 : 1))
    .map((name) => ({ label: name, kind: 'zone', first: name === zone }));
}

function currencies({ compilation }: Where): readonly Offer[] {
  const { currency } = usualFor(signsIn(settingsIn(compilation)));
  const common = [currency, 'NOK', 'SEK', 'DKK', 'EUR', 'ISK', 'GBP', 'CHF', 'USD'];
  const rank = (code: string) => (common.indexOf(code) + common.length + 1) % (common.length + 1);
  return [...currencyDigits.keys()]
    .sort((a, b) => rank(a) - rank(b))
    .map((label) => ({ label, kind: 'currency', first: label === currency }));
}

// ------------------------------------------------------------------------------------------------ orders and examples

/** What the order has not bound yet, each with its first value. */
function bindings(where: Where): readonly Offer[] {
  const bound = new Set(
    (where.customer?.items ?? []).flatMap((item) =>
      item.kind === 'binding' && where.offset > item.span.end ? [item.name.text] : [],
    ),
  );
  return where.names('choice').flatMap((symbol) => {
    const dimension = where.compilation.model.findDimension(symbol.name);
    if (dimension?.given !== 'order' || dimension.id === 'order' || bound.has(dimension.id)) return [];
    return [symbolOffer(symbol, where, { template: `${dimension.id} <${dimension.values[0]?.id ?? ''}>` })];
  });
}

/** What facts carry behind a comma. */
export function attributes(where: Where): readonly Offer[] {
  const { model } = where.compilation;
  const [first] = where.pieces;
  const isUnit = first?.word === 'unit';
  const subject = model.findSubject(first?.text ?? '')?.info.kind;
  const choices = where.names('choice').flatMap((symbol) => {
    const dimension = model.findDimension(symbol.name);
    if (dimension === undefined || dimension.given === 'decided' || ['tier', 'order'].includes(dimension.id)) return [];
    return [symbolOffer(symbol, where, { template: `${symbol.name} <${dimension.values[0]?.id ?? ''}>` })];
  });
  const numbers = where.names('number').map((symbol) => {
    const [unit] = unitsOf(model.findNumber(symbol.name)?.unit);
    return symbolOffer(symbol, where, {
      template: `${symbol.name} <1>${unit === undefined ? '' : unitAfterNumber(unit)}`,
    });
  });
  const keys = isUnit
    ? []
    : where.names('scope').flatMap((symbol) => {
        const over = model.findScope(symbol.name)?.info.over;
        return over?.kind === 'key' ? [symbolOffer(symbol, where, { template: `${symbol.name} <A>` })] : [];
      });
  const others = [
    ...(subject === 'activity' ? [{ ...plain('person', 'Who worked.'), template: 'person <Kari>' }] : []),
    ...(subject === 'event' || subject === 'usage'
      ? [{ ...plain('cost', 'What it cost, for `at cost`.'), template: 'cost <100>' }]
      : []),
    ...(first?.word === 'performed'
      ? [{ ...plain('unit', 'The unit it was done for.'), template: 'unit <web1>' }]
      : []),
  ];
  return unnamed([...choices, ...numbers, ...keys, ...others], where, 1);
}

const happened = all('activity', 'event', 'usage');

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
  scope: all('scope'),
  surcharge: (where) => unnamed(all('surcharge')(where), where),
  owner: () => owners,
  milestone: all('milestone'),
  measure: unitOffers,
  advance: () => [plain('months', 'So many months at a time.', 'unit')],
  word: nobody,
  code: codes,
  language: () => languages.map((code) => plain(code, languageNames[code] ?? code, 'value')),
  currency: currencies,
  country: countries,
  holiday: holidayNames,
  paper: all('agreement', 'document'),
  agreement: all('agreement'),
  bound: bindings,
  open: all('open'),
  attribute: attributes,
  happened,
  ticket: all('ticket'),
  duty: all('duty'),
  expected: nobody,
  expectedOf: nobody,
};
