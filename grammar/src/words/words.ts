// The words of the language, in one table: lexer, completion, hover, highlighting and docs read it.

/** Where a word stands; a word may stand in several places. */
export type Role =
  | 'file' // begins a row outside every block
  | 'setting'
  | 'declaration'
  | 'clause'
  | 'mark' // stands before a clause
  | 'note' // begins a note under a row
  | 'fact' // begins a row of an order or an example
  | 'head' // begins a part of a clause's head
  | 'join' // holds parts of a row together
  | 'detail' // an answer that one setting or declaration knows
  | 'phrase' // begins a value that goes on
  | 'value' // is a value by itself
  | 'tail' // follows an amount
  | 'period'
  | 'unit'
  | 'day'
  | 'month';

export interface Word {
  /** As written in English agreements; other surface languages become columns beside it. */
  readonly en: string;
  /** Other ways to write the same: plurals. */
  readonly forms: readonly string[];
  readonly roles: readonly Role[];
  /** Cannot be a name. */
  readonly reserved: boolean;
  /** One line for somebody who hovers over the word. */
  readonly doc: string;
  readonly example: string;
}

function soft(en: string, roles: Role | readonly Role[], doc: string, example: string, forms: string[] = []): Word {
  return { en, forms, roles: typeof roles === 'string' ? [roles] : roles, reserved: false, doc, example };
}

function reserved(en: string, roles: Role | readonly Role[], doc: string, example: string): Word {
  return { ...soft(en, roles, doc, example), reserved: true };
}

const day = (en: string, name: string) => reserved(en, 'day', `${name}, each week.`, `${en} 08:00-16:00`);
const month = (en: string, name: string) => reserved(en, 'month', `${name}, each year.`, `24 ${en}`);

export const words = {
  // Files
  use: soft('use', 'file', 'Takes in another file, named relative to this one.', 'use "common.avtal"'),
  agreement: soft('agreement', 'file', 'The agreement itself.', 'agreement Drift "Driftsavtale" { … }'),
  document: soft('document', 'file', 'Another paper of the same agreement.', 'document Support under Drift { … }'),
  order: soft('order', ['file', 'detail'], 'Binds a customer to an agreement.', 'order Acme "Acme AS" for Drift { … }'),
  under: soft('under', 'join', 'Clauses of this document lose to the named one.', 'document Support under Drift { … }'),

  // Settings
  provider: soft('provider', 'setting', 'Who delivers.', 'provider "Itpays"'),
  language: soft('language', 'setting', 'Language of labels and of the printed document.', 'language nb'),
  currency: soft('currency', 'setting', 'Currency of every price.', 'currency NOK'),
  timezone: soft('timezone', 'setting', 'Zone of every local time.', 'timezone Europe/Oslo'),
  holidays: soft(
    'holidays',
    'setting',
    'Public holidays by law; also the days themselves.',
    'holidays Norway plus 24 Dec',
  ),
  vat: soft('vat', 'setting', 'How prices stand to VAT.', 'vat 25% on top'),
  clock: soft('clock', 'setting', 'What a bare `2 h` target counts in.', 'clock core'),
  businessDays: soft(
    'business days',
    ['setting', 'unit'],
    'Which days are business days; also the unit.',
    'business days Mon-Fri except holidays',
    ['business day'],
  ),
  partMonths: soft(
    'part months',
    'setting',
    'Fees and allowances of periods that the order only touches.',
    'part months full',
  ),
  unitsCounted: soft('units counted', 'setting', 'Which units of a period are paid for.', 'units counted any day'),
  changesCount: soft('changes count', 'setting', 'From when a changed severity counts.', 'changes count from report'),
  lines: soft('lines', 'setting', 'What one line of the invoice gathers.', 'lines each job'),
  valid: soft('valid', 'setting', 'The dates between which the text holds.', 'valid from 2026-01-01 until 2026-12-31'),
  edition: soft('edition', 'setting', 'Edition of the text.', 'edition "2"'),

  // Declarations
  tiers: soft(
    'tiers',
    'declaration',
    'The levels that are sold: the columns of the price sheet.',
    'tiers Standard | Pro',
  ),
  choice: soft(
    'choice',
    'declaration',
    'Something with a few values that decides prices or deadlines.',
    'choice channel: phone, email',
  ),
  number: soft('number', 'declaration', 'A figure that facts, orders or units carry.', 'number estimate in h'),
  activity: soft('activity', 'declaration', 'Work of a kind, counted in time.', 'activity travel "reise"'),
  event: soft('event', 'declaration', 'Something that happens, counted in pieces.', 'event callout "utrykning"'),
  usage: soft('usage', 'declaration', 'Something used, counted in a unit.', 'usage driving "kjøring" in km'),
  unit: soft('unit', ['declaration', 'fact'], 'A thing held over time: a server, a user.', 'unit vm "virtuell server"'),
  matter: soft(
    'matter',
    'declaration',
    'Something that is permitted or forbidden.',
    'matter patching, counts as downtime',
  ),
  scope: soft('scope', 'declaration', 'What can be counted or paid as one.', 'scope incident "jourincident"'),
  target: soft(
    'target',
    'declaration',
    'A promise of time between two events.',
    'target attend from reported to attended',
  ),
  days: soft(
    'days',
    ['declaration', 'unit'],
    'A named set of days; also 24 hours each.',
    'days workday = Mon-Fri except holidays',
  ),
  window: soft('window', 'declaration', 'A named set of hours.', 'window core "kjernetid" = Mon-Fri 08:00-16:00'),
  week: soft(
    'week',
    ['declaration', 'period'],
    'Windows that fill the whole week; also seven days from Monday.',
    'week { … }',
    ['weeks'],
  ),
  case: soft('case', 'declaration', 'A named condition.', 'case rush = asked is urgent or channel is phone'),
  module: soft(
    'module',
    'declaration',
    'A section whose clauses beat the common ones.',
    'module sql "Managed SQL" { … }',
  ),
  decided: soft('decided', 'detail', 'The agreement itself decides this choice.', 'choice severity decided: high, low'),
  counts: soft('counts', 'detail', 'How many one unit counts for.', 'unit switch, counts 1 + cards'),
  countsAs: soft(
    'counts as',
    'detail',
    'What is said of the named matter holds here too.',
    'matter patching, counts as downtime',
  ),
  againAfter: soft(
    'again after',
    'detail',
    'The target starts once more.',
    'target respond from reported to answered, again after reopened',
  ),
  onTop: soft('on top', 'detail', 'VAT comes on top of the prices.', 'vat 25% on top'),
  notStated: soft('not stated', 'detail', 'The text does not say.', 'vat not stated'),
  full: soft('full', 'detail', 'A touched period counts whole.', 'part months full'),
  anyDay: soft('any day', 'detail', 'Every unit that was there on some day.', 'units counted any day'),
  firstDay: soft('first day', 'detail', 'The units of the first day.', 'units counted first day'),
  lastDay: soft('last day', 'detail', 'The units of the last day.', 'units counted last day'),
  peak: soft('peak', 'detail', 'The largest number on one day.', 'units counted peak'),
  report: soft('report', 'detail', 'From the report.', 'changes count from report'),
  change: soft('change', 'detail', 'From the change.', 'changes count from change'),
  entry: soft('entry', 'detail', 'One row of the time log.', 'lines each entry'),
  job: soft('job', 'detail', 'All entries of one job.', 'lines each job'),
  plus: soft('plus', 'detail', 'Days that the agreement adds.', 'holidays Sweden plus julafton'),
  minus: soft('minus', 'detail', 'Days that the agreement takes away.', 'holidays Sweden minus nationaldagen'),

  // Clauses
  rate: soft('rate', 'clause', 'What an hour (or km, GB) costs.', 'rate work during core: 650/h | 450/h'),
  price: soft('price', 'clause', 'What each event costs.', 'price callout: 595'),
  allFees: soft('all fees', 'join', 'Every fee, whatever its name.', 'discount loyal: 10% on all fees'),
  startPrice: soft(
    'start price',
    'clause',
    'What it costs that work begins at all.',
    'start price each incident: 1750',
  ),
  fee: soft('fee', 'clause', 'A recurring or single fee.', 'fee per month: 98 | 498'),
  include: soft('include', 'clause', 'How much each period contains.', 'include work per month: 1 h | 2 h'),
  draw: soft('draw', 'clause', 'How much of the allowance is used.', 'draw work during night: 1 h uses 2 h'),
  count: soft('count', 'clause', 'How time is counted before it is paid.', 'count work each job: per started 15 min'),
  surcharge: soft(
    'surcharge',
    'clause',
    'Comes on top of other prices.',
    'surcharge weekend during weekend: +50% on work',
  ),
  combine: soft('combine', 'clause', 'How surcharges that meet combine.', 'combine evening, rush: highest'),
  discount: soft('discount', 'clause', 'Comes off other prices.', 'discount loyal: 10% on work'),
  limit: soft(
    'limit',
    'clause',
    'Least and most that something may come to.',
    'limit work each job: at least 500, before surcharges',
  ),
  pause: soft('pause', 'clause', 'When targets stand still.', 'pause resolve while waiting is customer'),
  decide: soft(
    'decide',
    'clause',
    'Gives a decided choice its value.',
    'decide severity when impact is high: critical',
  ),
  permit: soft('permit', 'clause', 'When something may be done.', 'permit downtime: only during service'),
  approve: soft(
    'approve',
    'clause',
    'Who must know or agree before work starts.',
    'approve when estimate over 10 h: notify before start',
  ),
  perform: soft('perform', 'clause', 'A duty that recurs.', 'perform dbcc "DBCC" per sql: weekly'),
  promise: soft('promise', 'clause', 'An obligation without a number.', 'promise provider: "Faglig forsvarlig drift"'),
  table: soft('table', 'clause', 'Cases as rows, clauses as columns.', 'table respond | resolve'),
  default: soft('default', ['mark', 'detail'], 'Holds where no other clause does.', 'default rate work: 650/h'),
  override: soft('override', 'mark', 'Beats the plain clause.', 'override respond when channel is email: no promise'),

  // Notes
  counted: soft('counted', 'note', 'How the row above is counted.', 'counted per started hour, each incident'),
  carryOver: soft(
    'carry over',
    'note',
    'What of an unused allowance moves on.',
    'carry over 20% of unused, to the next period only',
  ),
  text: soft('text', 'note', 'A remark for the reader of the agreement.', 'text "Gjelder ikke lisenser"'),
  accept: soft(
    'accept',
    'note',
    'Lets a finding stand, with the reason; as a row of its own for the whole block.',
    'accept AV4001 "the customer chose the lower promise"',
  ),
  unused: soft('unused', 'detail', 'What was not used.', 'carry over 20% of unused'),
  all: soft('all', 'detail', 'The whole of it.', 'carry over all unused, to the next period only'),
  granted: soft('granted', 'detail', 'What the period was given.', 'carry over 20% of granted'),
  toTheNext: soft(
    'to the next period only',
    'detail',
    'Ends with the next period.',
    'carry over 20% of unused, to the next period only',
  ),
  periods: soft('periods', 'detail', 'So many periods more.', 'carry over 100% of unused, for 3 periods', ['period']),
  withoutEnd: soft('without end', 'detail', 'Until it is used.', 'carry over 100% of unused, without end'),

  // Rows of orders and examples
  example: soft('example', 'fact', 'A situation and what is expected of it.', 'example E1 "six hours in March" { … }'),
  expect: soft('expect', 'fact', 'What must come out.', 'expect cost 2026-03: 1598'),
  ticket: soft('ticket', 'fact', 'Something that happened to a ticket.', 'ticket T1 reported 2026-03-04 10:00'),
  performed: soft('performed', 'fact', 'A duty that was done.', 'performed dbcc 2026-03-04'),
  agree: soft('agree', 'fact', 'States a value that the agreement leaves open.', 'agree bank: 40 h'),
  after: soft(
    'after',
    ['join', 'phrase'],
    'From which instant on.',
    'expect permitted downtime after 2026-03-10 13:10: never',
  ),

  // Heads
  during: reserved('during', 'head', 'While the window is open.', 'rate work during core: 650/h'),
  outside: reserved('outside', 'head', 'While the window is closed.', 'rate work outside core: 950/h'),
  when: reserved('when', 'head', 'Only under a condition.', 'respond when channel is phone: 1 h'),
  each: reserved('each', 'head', 'What is taken as one.', 'count work each job: per started 15 min'),
  eachPart: soft(
    'each part',
    'head',
    'Every part by its own rule, every step of a ladder by its own price.',
    'rate work each month, each part: 90/h up to 30 h, then 75/h',
  ),
  per: reserved('per', 'head', 'For each period or each unit.', 'fee per month per vm: 98'),
  by: reserved('by', 'head', 'The columns are the values of that choice.', 'rate work by role: 700/h | 900/h'),
  from: reserved('from', 'head', 'From that date on, included.', 'rate work from 2026-07-01: 670/h'),
  until: reserved('until', 'head', 'To that date, included.', 'rate work until 2026-06-30: 650/h'),
  before: reserved('before', 'head', 'Earlier than that date.', 'rate work before 2026-07-01: 650/h'),
  on: reserved('on', 'head', 'What it is taken of.', 'surcharge weekend: +50% on work'),
  at: reserved('at', 'head', 'At that time.', 'expect rate work at 2026-03-15 10:00: 750/h'),
  across: reserved(
    'across',
    [],
    'Begins `across first` and `across last`.',
    'count work each job, across first: per started 15 min',
  ),
  acrossFirst: soft(
    'across first',
    'head',
    'The rule of the first part counts the whole.',
    'count work each job, across first: per started 15 min',
  ),
  acrossLast: soft(
    'across last',
    'head',
    'The rule of the last part counts the whole.',
    'count work each job, across last: per started 15 min',
  ),
  once: reserved('once', 'head', 'A single time.', 'fee setup once: 5000'),
  for: reserved('for', 'head', 'Only for these tiers.', 'price callout for Pro: 595'),
  in: reserved('in', 'join', 'The unit of a number.', 'number estimate in h'),
  inAdvance: soft('in advance', 'head', 'Invoiced before the period.', 'fee per month, 12 months in advance: 98'),
  inArrears: soft('in arrears', 'head', 'Invoiced after the period.', 'fee per month, in arrears: 98'),
  whole: soft(
    'whole',
    'head',
    'The step that is reached prices all of it.',
    'fee per month per sensor, whole: 6 up to 40, then 5',
  ),
  while: soft('while', 'join', 'As long as the condition holds.', 'pause resolve while waiting is customer'),

  // Joints
  of: reserved('of', 'join', 'Of which window, fee or clause.', '2 h of core'),
  and: reserved('and', 'join', 'Both.', 'when channel is phone and tier is Pro'),
  or: reserved('or', 'join', 'One of them at least.', 'when channel is phone or tier is Pro'),
  not: reserved('not', 'join', 'The opposite.', 'when channel is not email'),
  is: reserved('is', 'join', 'The choice has one of these values.', 'when channel is phone, email'),
  to: reserved('to', 'join', 'Reaches to.', 'Thu 21:00 to Fri 06:00'),
  up: reserved('up', [], 'Begins `up to`.', '6 up to 40'),
  upTo: soft('up to', ['join', 'tail'], 'To the bound, included.', '90/h up to 30 h, then 75/h'),
  over: reserved(
    'over',
    ['join', 'mark'],
    'More than; also: beats the named clause or document.',
    'when estimate over 4 h',
  ),
  below: reserved('below', ['join', 'tail'], 'Less than.', 'when estimate below 4 h'),
  exactly: soft('exactly', 'join', 'Neither more nor less.', 'when estimate exactly 4 h'),
  except: reserved(
    'except',
    ['join', 'note'],
    'Takes away; under a row: other values in that case.',
    'except when channel is email: no promise',
  ),
  unless: reserved(
    'unless',
    'join',
    'Not when it starts on such a day.',
    'Thu 21:00 to Fri 06:00 unless Thu is holidays',
  ),
  as: reserved('as', 'phrase', 'The same as another clause.', 'rate travel: as work'),
  lastStep: reserved(
    'then',
    'phrase',
    'The next step of a ladder; before the last one it is needed.',
    '90/h up to 30 h, then 75/h',
  ),
  with: reserved('with', 'phrase', 'Only with notice.', 'with 1 h notice'),
  always: soft('always', 'join', 'All hours of all days.', 'during always'),
  everyDay: soft('every day', 'join', 'All days.', 'every day 07:00-23:00'),
  weekdays: soft('weekdays', 'join', 'Monday to Friday.', 'weekdays 08:00-16:00'),

  // Values that go on
  atLeast: soft(
    'at least',
    ['phrase', 'join'],
    'Not less than.',
    'limit work each job: at least 500, before surcharges',
  ),
  atMost: soft('at most', 'phrase', 'Not more than.', '25% of fee base, at most 70'),
  atCost: soft('at cost', 'phrase', 'What it cost, with or without a markup.', 'price parts: at cost +10%'),
  see: soft('see', 'phrase', 'Stands in another document.', 'see "Prisliste"'),
  toBeAgreed: soft(
    'to be agreed',
    'phrase',
    'Open: an order must state it. Short: `?`.',
    'to be agreed "per customer"',
  ),
  first: soft('first', 'phrase', 'Buys the first time of the work.', '1750, first 1 h of work included'),
  freeFirst: soft('free first', 'phrase', 'The first time costs nothing.', 'count calls each call: free first 6 min'),
  freeIfUpTo: soft(
    'free if up to',
    'phrase',
    'A short one costs nothing, a longer one all.',
    'count work each ticket: free if up to 15 min',
  ),
  grace: soft(
    'grace',
    'phrase',
    'A started step counts only when more than this is used.',
    'per started 30 min, grace 5 min',
  ),
  perStarted: soft('per started', 'phrase', 'Up to the next whole step.', 'per started 15 min'),
  perNearest: soft('per nearest', 'phrase', 'To the nearest step, half a step up.', 'per nearest 15 min'),
  perCompleted: soft('per completed', 'phrase', 'Down to the last whole step.', 'per completed 15 min'),
  onlyDuring: soft('only during', 'phrase', 'In that window and nowhere else.', 'permit downtime: only during service'),
  notDuring: soft('not during', 'phrase', 'Everywhere but in that window.', 'permit downtime: not during core'),
  notice: soft('notice', 'tail', 'Told so long before.', 'with 1 h notice'),
  withVat: soft('with vat', 'phrase', 'VAT included.', 'expect cost 2026-03: 1997.50, with vat'),
  atOpening: soft('at opening', 'phrase', 'When the window opens.', 'at opening of core'),
  atClosing: soft('at closing', 'phrase', 'When the window closes.', 'at closing of core'),
  sameDay: soft('same day', 'tail', 'On the day of the start.', 'at 17:00 same day'),
  nextDay: soft('next day', 'tail', 'On the day after.', 'at 12:00 next day'),
  countsToday: soft(
    'counts today',
    'tail',
    'A report before that time makes the day the first.',
    'before 12:00 counts today',
  ),
  earliestOf: soft('earliest of', 'phrase', 'The one that comes first.', 'earliest of (4 h, at 17:00 same day)'),
  latestOf: soft('latest of', 'phrase', 'The one that comes last.', 'latest of (4 h, at opening of core)'),
  aim: soft('aim', 'phrase', 'A target without breach.', 'aim 4 h'),
  beforeSurcharges: soft('before surcharges', 'phrase', 'Taken before surcharges.', 'at least 500, before surcharges'),
  afterSurcharges: soft('after surcharges', 'phrase', 'Taken after surcharges.', 'at least 500, after surcharges'),
  elapsed: soft('elapsed', ['tail', 'detail'], 'Counted always.', '2 h elapsed'),
  uses: soft('uses', 'tail', 'Takes so much of the allowance.', '1 h uses 2 h'),
  due: soft('due', 'tail', 'To be done.', '4 due'),
  done: soft('done', 'tail', 'Was done.', '3 done'),
  short: soft('short', 'tail', 'Not done.', '1 short'),
  late: soft('late', 'tail', 'Done after its period.', '1 late'),

  // Values by themselves
  included: soft('included', ['value', 'detail'], 'Costs nothing more.', 'price callout: 595 | included'),
  notOffered: soft('not offered', 'value', 'Is not sold.', 'price callout: not offered | 595'),
  noPromise: soft('no promise', 'value', 'No time is promised.', 'respond: no promise | 1 h'),
  notUsable: soft('not usable', 'value', 'The allowance cannot be used here.', 'draw work during night: not usable'),
  unlimited: soft('unlimited', 'value', 'As much as is needed.', 'include callout per month: unlimited'),
  bestEffort: soft('best effort', 'value', 'Tried, not promised.', 'respond: best effort'),
  onRequest: soft('on request', 'value', 'Priced when asked for.', 'fee per month: 98 | on request'),
  exact: soft('exact', 'value', 'To the second.', 'count work each job: exact'),
  none: soft('none', 'value', 'Nothing.', 'surcharge weekend for Pro: none'),
  free: soft('free', ['value', 'detail'], 'Without asking; without charge.', 'approve: free up to 4 h, then notify'),
  notify: soft('notify', 'value', 'May start, must tell at once.', 'approve when estimate over 4 h: notify'),
  notifyBefore: soft('notify before start', 'value', 'Must tell before starting.', 'approve: notify before start'),
  approveBefore: soft(
    'approve before start',
    'value',
    'Must have a yes before starting.',
    'approve: approve before start',
  ),
  freely: soft('freely', 'value', 'At all times.', 'permit patching: freely'),
  notAtAll: soft('not at all', 'value', 'Never.', 'permit downtime: not at all'),
  daily: soft('daily', ['value', 'join'], 'Every day.', 'perform logs: daily'),
  weekly: soft('weekly', 'value', 'Once a week.', 'perform dbcc: weekly'),
  monthly: soft('monthly', 'value', 'Once a month.', 'perform patching: monthly'),
  quarterly: soft('quarterly', 'value', 'Once a quarter.', 'perform meeting: quarterly'),
  halfYearly: soft('half-yearly', 'value', 'Once each half year.', 'perform firmware: half-yearly'),
  yearly: soft('yearly', 'value', 'Once a year.', 'perform upgrade: yearly'),
  add: soft('add', 'value', 'Both in full.', 'combine evening, rush: add'),
  highest: soft('highest', 'value', 'Only the larger one.', 'combine evening, rush: highest'),
  multiply: soft('multiply', 'value', 'One on top of the other.', 'combine evening, rush: multiply'),
  cannotBePriced: soft(
    'cannot be priced',
    'value',
    'The text does not give the price.',
    'expect cost 2026-03: cannot be priced',
  ),
  met: soft('met', 'value', 'Done in time.', 'expect respond T1: met'),
  missed: soft('missed', 'value', 'Not done in time.', 'expect respond T1: missed'),
  pending: soft('pending', 'value', 'Not known yet.', 'expect respond T1: pending'),
  running: soft('running', 'value', 'The time runs.', 'expect respond T1: running'),
  paused: soft('paused', 'value', 'The time stands still.', 'expect respond T1: paused'),
  undecided: soft('undecided', 'value', 'The agreement gives no answer.', 'expect respond T1: undecided'),
  never: soft('never', 'value', 'At no time.', 'expect permitted downtime after 2026-03-10 13:10: never'),

  // Periods and units
  calendar: soft('calendar', 'period', 'By the calendar.', 'per calendar quarter'),
  contract: soft('contract', 'period', "From the order's first day.", 'per contract year'),
  day: soft('day', ['period', 'unit'], 'A day.', 'per day'),
  month: soft('month', 'period', 'A month.', 'per month', ['months']),
  quarter: soft('quarter', 'period', 'Three months.', 'per calendar quarter', ['quarters']),
  halfYear: soft('half-year', 'period', 'Six months.', 'per half-year', ['half-years']),
  year: soft('year', 'period', 'Twelve months.', 'per contract year', ['years']),
  hour: soft('h', 'unit', 'Hours.', '2 h', ['hour', 'hours']),
  minute: soft('min', 'unit', 'Minutes.', '30 min', ['minute', 'minutes']),
  second: soft('s', 'unit', 'Seconds.', '90 s', ['second', 'seconds']),
  pieces: soft('pieces', 'unit', 'Pieces.', 'number cards in pieces', ['piece']),

  // Days and months
  mon: day('Mon', 'Monday'),
  tue: day('Tue', 'Tuesday'),
  wed: day('Wed', 'Wednesday'),
  thu: day('Thu', 'Thursday'),
  fri: day('Fri', 'Friday'),
  sat: day('Sat', 'Saturday'),
  sun: day('Sun', 'Sunday'),
  jan: month('Jan', 'January'),
  feb: month('Feb', 'February'),
  mar: month('Mar', 'March'),
  apr: month('Apr', 'April'),
  may: month('May', 'May'),
  jun: month('Jun', 'June'),
  jul: month('Jul', 'July'),
  aug: month('Aug', 'August'),
  sep: month('Sep', 'September'),
  oct: month('Oct', 'October'),
  nov: month('Nov', 'November'),
  dec: month('Dec', 'December'),
} as const satisfies Readonly<Record<string, Word>>;

export type WordId = keyof typeof words;
