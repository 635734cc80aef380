// The words of findings about settings, declarations and conditions: AV11xx.
import { languages } from '../../data/usual.ts';
import { circle, define, didYouMean, names } from './define.ts';

export const declarationMessages = {
  'setting-missing': define<{ setting: string; rows: readonly string[]; why: string }>({
    code: 'AV1101',
    severity: 'error',
    title: 'Setting missing',
    message: ({ setting, why }) => `The agreement does not say ${setting}, and ${why}.`,
    help: ({ rows }) => `Add a row such as ${names(rows, 'or')}.`,
    explanation:
      'Every agreement states its currency, its time zone and how its prices stand to VAT. None of them is guessed, since each changes what is charged or when.',
    bad: 'agreement A {\n  currency NOK\n  vat 25% on top\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat 25% on top\n}',
  }),
  'setting-twice': define<{ setting: string }>({
    code: 'AV1102',
    severity: 'error',
    title: 'Setting given twice',
    message: ({ setting }) => `The agreement says \`${setting}\` twice.`,
    label: () => 'said again',
    help: () => 'Keep one of the rows.',
    explanation: 'A setting holds for the whole agreement, so it is said once.',
    bad: 'lines each job\nlines each month',
    repair: 'lines each month',
  }),
  'vat-unlike': define<{ row: string; first: string }>({
    code: 'AV1117',
    severity: 'error',
    title: 'Rates of VAT that do not go together',
    message: ({ row, first }) =>
      `\`${row}\` does not go with \`${first}\`: one of them says how all prices stand to VAT.`,
    help: () =>
      'Say once how prices stand to VAT (`vat 25% on top`), and what further rates there are (`vat 12% on letter`).',
    explanation:
      'All prices of an agreement are without VAT (`on top`), or all with it (`included`). Further rows say a rate for some of them, or from some day on.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat 25% on top\n  vat 12% included on work\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat 25% on top\n  vat 12% on work\n}',
  }),
  'vat-hole': define<{ where: string } | { instead: string }>({
    code: 'AV1118',
    severity: 'error',
    title: 'Which VAT, for these customers?',
    message: (params) =>
      'where' in params
        ? `No \`vat\` row says what is paid where \`${params.where}\`.`
        : `\`${params.instead}\` takes the place of another rate, and every rate here is of some customers.`,
    help: (params) =>
      'where' in params
        ? 'Add a row for these customers, or write the usual rate without `when`: `vat 25% on top`.'
        : 'Write the usual rate without `when`: `vat 25% included`.',
    explanation:
      'Where each `vat` row says for which customers it holds, every customer needs one. A row without `when` is that of all for whom nothing else is said.',
    bad: 'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  choice customer by order: home, abroad\n  vat 19% on top when customer is home\n}',
    repair:
      'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  choice customer by order: home, abroad\n  vat 19% on top when customer is home\n  vat 0% "reverse charge" when customer is abroad\n}',
  }),
  'vat-contradiction': define<{ rows: readonly string[]; where: string }>({
    code: 'AV1119',
    severity: 'error',
    title: 'Two rates of VAT for one customer',
    message: ({ rows, where }) => `${names(rows)} both hold where \`${where}\`, and say different rates.`,
    label: () => 'one of two',
    help: () => 'Say in one of the rows that it does not hold there (`and …`), or the same rate in both.',
    explanation:
      'Rates for some customers beat those for all. Of two rates for the same customers, things and days neither goes before the other.',
    bad: 'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  tiers Basic | Pro\n  choice customer by order: home, abroad\n  vat 19% on top\n  vat 0% when customer is abroad\n  vat 7% when tier is Pro\n}',
    repair:
      'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  tiers Basic | Pro\n  choice customer by order: home, abroad\n  vat 19% on top\n  vat 0% when customer is abroad\n  vat 7% when tier is Pro and customer is home\n}',
  }),
  'unknown-zone': define<{ zone: string; guess?: string | undefined }>({
    code: 'AV1103',
    severity: 'error',
    title: 'Unknown time zone',
    message: ({ zone }) => `\`${zone}\` is not the name of a time zone.`,
    help: ({ guess }) => didYouMean(guess) ?? 'Write the zone as in the IANA database: `Europe/Oslo`.',
    explanation:
      'Hours are local time of one place, whose clock changes are known. Places are named as in the IANA Time Zone Database, by continent and city.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Olso\n  vat none\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
  'unknown-country': define<{ country: string; guess?: string | undefined; known: readonly string[] }>({
    code: 'AV1104',
    severity: 'error',
    title: 'No holidays of this country',
    message: ({ country }) => `The holidays of \`${country}\` are not known.`,
    help: ({ guess, known }) => didYouMean(guess, known),
    explanation:
      'Public holidays come from tables by law, one for each country and for parts of some, named in one word: `Norway`, `United-Kingdom`, `Germany-Bavaria`.',
    bad: 'holidays Norwya',
    repair: 'holidays Norway',
  }),
  'unknown-currency': define<{ currency: string; guess?: string | undefined }>({
    code: 'AV1105',
    severity: 'error',
    title: 'Unknown currency',
    message: ({ currency }) => `\`${currency}\` is not a currency code.`,
    help: ({ guess }) => didYouMean(guess) ?? 'Write the three letters of ISO 4217: `NOK`.',
    explanation:
      'Amounts are rounded to the smallest unit of the currency, which is known for the codes of ISO 4217 only.',
    bad: 'agreement A {\n  currency NKO\n  timezone Europe/Oslo\n  vat none\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
  'unknown-language': define<{ language: string; guess?: string | undefined }>({
    code: 'AV1106',
    severity: 'error',
    title: 'Unknown language',
    message: ({ language }) => `\`${language}\` is not a language that agreements are written out in.`,
    help: ({ guess }) => didYouMean(guess, languages),
    explanation: 'The language is that of the labels and of the document that the customer reads.',
    bad: 'language norsk',
    repair: 'language nb',
  }),
  'until-before-from': define<{ from: string; until: string }>({
    code: 'AV1107',
    severity: 'error',
    title: 'Ends before it starts',
    message: ({ from, until }) => `This ends on ${until}, before it starts on ${from}.`,
    help: () => 'Swap the dates.',
    explanation: 'Both days belong to the period, so the last is the first or a later one.',
    bad: 'valid from 2026-12-31 until 2026-01-01',
    repair: 'valid from 2026-01-01 until 2026-12-31',
  }),
  'holiday-as-it-is': define<{ day: string; country: string; added: boolean }>({
    code: 'AV1108',
    severity: 'warning',
    title: 'Holiday changed to what it is',
    message: ({ day, country, added }) =>
      added
        ? `\`${day}\` is a public holiday of ${country} already.`
        : `\`${day}\` is no public holiday of ${country}, so there is nothing to take away.`,
    help: () => 'Leave it out.',
    explanation:
      '`plus` adds days to the public holidays by law, such as eves, and `minus` takes holidays away. A day that is so already suggests that another was meant.',
    bad: 'holidays Sweden minus julafton',
    repair: 'holidays Sweden plus julafton',
  }),
  'target-without-stop': define<{ target: string }>({
    code: 'AV1109',
    severity: 'error',
    title: 'Target without an end',
    message: ({ target }) => `The target \`${target}\` does not say by which event it is met.`,
    help: ({ target }) => `Write \`target ${target} from reported to …\`, with the event that ends it.`,
    explanation:
      'A target runs from one event of a ticket to another. Only `respond` and `resolve` have theirs already.',
    bad: 'target attend "on site"',
    repair: 'target attend "on site" from reported to attended',
  }),
  'counts-as-itself': define<{ path: readonly string[] }>({
    code: 'AV1110',
    severity: 'error',
    title: 'Counts as itself',
    message: ({ path }) => `${circle(path, 'counts as')}.`,
    help: () => 'Leave out one of them.',
    explanation: 'A matter that counts as another is permitted only when the other is, which goes nowhere in a circle.',
    bad: 'matter patching, counts as reboot\nmatter reboot, counts as patching',
    repair: 'matter patching, counts as reboot\nmatter reboot',
  }),
  'case-in-itself': define<{ path: readonly string[] }>({
    code: 'AV1111',
    severity: 'error',
    title: 'Case defined by itself',
    message: ({ path }) =>
      path.length === 1
        ? `The case \`${path[0]}\` is defined by itself.`
        : `The cases ${names(path)} are defined by each other.`,
    help: () => 'Say in one of them which choices, numbers or windows are meant.',
    explanation: 'A case names a condition. Defined by itself it would say nothing.',
    bad: 'case rush = tardy\ncase tardy = rush',
    repair: 'choice asked: normal, urgent; default normal\ncase rush = asked is urgent\ncase tardy = not rush',
  }),
  'too-many-combinations': define<{ most: number }>({
    code: 'AV1112',
    severity: 'error',
    title: 'Too many combinations',
    message: ({ most }) => `This condition has more than ${most} combinations of what it asks.`,
    help: () => 'Divide the row into several, each with a simpler condition.',
    explanation:
      'A condition is a list of combinations of choices, numbers, windows and dates. Nobody reads one with so many, and no real agreement has one.',
    bad: Array.from({ length: 11 }, (_, i) => `number n${i} in pieces`)
      .concat(`case huge = ${Array.from({ length: 11 }, (_, i) => `(n${i} below 1 or n${i} over 2)`).join(' and ')}`)
      .join('\n'),
    repair: 'number n in pieces\ncase small = n below 1 or n over 2',
  }),
  'measure-without-period': define<{ measure: string }>({
    code: 'AV1114',
    severity: 'error',
    title: 'Measure without a period',
    message: ({ measure }) => `\`${measure}\` does not say over which period it is measured.`,
    help: () => 'Add `per month`, `per calendar quarter` or `per contract year`.',
    explanation:
      '99.9% of a month are 43 minutes without service, 99.9% of a year almost nine hours: a figure means something with its period only.',
    bad: 'measure uptime = availability',
    repair: 'measure uptime = availability per month',
  }),
  'measure-of-itself': define<{ path: readonly string[] }>({
    code: 'AV1115',
    severity: 'error',
    title: 'Measure of itself',
    message: ({ path }) => `${circle(path, 'is counted from')}.`,
    help: () => 'Say in one of them what is measured: `availability`, `downtime`, `outages`, a target.',
    explanation: 'A measure that counts breaches of another needs that other first, which goes nowhere in a circle.',
    bad: 'measure breaches = lapses missed per month\nmeasure lapses = breaches missed per month',
    repair:
      'measure uptime = availability per month\npromise uptime: at least 99%\nmeasure breaches = uptime missed per contract year',
  }),
  'allowance-of-what': define<{ measure: string }>({
    code: 'AV1116',
    severity: 'error',
    title: 'An allowance of time where no time is measured',
    message: () => 'Only availability and downtime have an allowance of time.',
    help: () => 'Leave out `up to …`.',
    explanation:
      '`up to 4 h` is time in each period that does not count as down. Numbers of outages and of tickets, and the longest outage, have no such time.',
    bad: 'choice planned: yes, no; default no\nmeasure failures = outages per month\n  except when planned is yes, up to 4 h',
    repair: 'choice planned: yes, no; default no\nmeasure failures = outages per month\n  except when planned is yes',
  }),
  'period-length': define<{ unit: string; longest: number }>({
    code: 'AV1113',
    severity: 'error',
    title: 'Length of a period',
    message: ({ unit, longest }) => `A period has a whole number of ${unit}s, from 1 to ${longest}.`,
    help: ({ unit }) => (unit === 'year' ? 'Say a part of a year in months.' : undefined),
    explanation:
      'Fees and allowances come back each period, so a period is a number of whole days, weeks, months or years.',
    bad: 'part months full\nfee per 1.5 years: 900',
    repair: 'part months full\nfee per 18 months: 900',
  }),
};
