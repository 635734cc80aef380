// The words of open questions that clauses leave (AV3020 on): what the text does not say, with its readings.
import { define, names } from './define.ts';

export const questionMessages = {
  'count-of-each': define<{ subject: string }>({
    code: 'AV3020',
    severity: 'error',
    title: 'Counted for each what?',
    message: ({ subject }) =>
      `The agreement does not say what is counted as one: each entry of \`${subject}\`, each job, each ticket, or a person's day.`,
    label: () => 'of each what?',
    help: () => 'Say `each entry`, `each job`, `each ticket`, `each person-day` or `each day`.',
    explanation:
      'Three jobs of 7, 16 and 45 minutes in one day are 90 minutes in started quarters for each job, and 75 for the day. Which of them is billed is for the agreement to say.',
    bad: 'count work: per started 15 min',
    repair: 'count work each job: per started 15 min',
  }),
  'count-across': define<{ subject: string; scope: string }>({
    code: 'AV3021',
    severity: 'error',
    title: 'Counted by which rule?',
    message: ({ subject, scope }) =>
      `The agreement does not say how \`${subject}\` is counted where one ${scope} crosses a border at which its rule changes.`,
    label: () => 'holds for a part of the day only',
    help: () =>
      'Say `across first` (the rule at the start counts all of it), `across last`, or `each part` (each part by its own rule).',
    explanation:
      'Work from 16:30 to 17:30 crosses a border at 17:00. The rule of the first part may count all of it, or that of the last, or each part is counted on its own.',
    bad: 'window night = daily 22:00-06:00\ncount work each job during night: per started 1 h',
    repair: 'window night = daily 22:00-06:00\ncount work each job, each part, during night: per started 1 h',
  }),
  'minimum-below-step': define<{ written: string }>({
    code: 'AV3022',
    severity: 'warning',
    title: 'Minimum without effect',
    message: ({ written }) =>
      `\`${written}\` changes nothing, because the step is longer: whatever is raised to it is rounded up further.`,
    help: () => 'Leave the minimum out, or make it longer than the step.',
    explanation: 'The minimum is applied before the step (meaning C3). One that is shorter than the step never shows.',
    bad: 'count work each job: per started 1 h, at least 30 min',
    repair: 'count work each job: per started 1 h',
  }),
  'carry-of-what': define<{ written: string }>({
    code: 'AV3023',
    severity: 'error',
    title: 'Carried over of what?',
    message: ({ written }) =>
      `The agreement does not say whether \`${written}\` is of what is unused or of what was granted.`,
    label: () => 'of what?',
    help: () => 'Say `of unused` or `of granted`.',
    explanation: 'Of a bank of 40 h with 10 h left, 20% of the unused are 2 h, and 20% of the granted 8 h.',
    bad: 'part months full\ninclude work per 12 months: 40 h\n  carry over 20%, to the next period only',
    repair: 'part months full\ninclude work per 12 months: 40 h\n  carry over 20% of unused, to the next period only',
  }),
  'carry-until': define({
    code: 'AV3024',
    severity: 'error',
    title: 'Carried over until when?',
    message: () => 'The agreement does not say until when what is carried over can be used.',
    label: () => 'until when?',
    help: () => 'Say `to the next period only`, `for 3 periods` or `without end`.',
    explanation: 'What is carried over may lapse with the next period, or wait for as long as it takes.',
    bad: 'part months full\ninclude work per 12 months: 40 h\n  carry over 20% of unused',
    repair: 'part months full\ninclude work per 12 months: 40 h\n  carry over 20% of unused, to the next period only',
  }),
  'start-buys': define<{ written: string; time: boolean; subject: string }>({
    code: 'AV3025',
    severity: 'error',
    title: 'Does the start price buy time or money?',
    message: ({ written, time, subject }) =>
      time
        ? `\`${written}\` may be the first time worked, or so much money off the price of \`${subject}\`.`
        : `\`${written}\` is money, and money of \`${subject}\` has no first part.`,
    label: () => 'time or money?',
    help: ({ written, time, subject }) =>
      time
        ? `Write \`first ${written}\` if that time costs nothing whatever its price, or the money it stands for, as in \`750 of ${subject} included\`.`
        : undefined,
    explanation:
      'An hour worth 750 at the ordinary price is worth 1125 on a Sunday. Time (`first 1 h of work included`) frees the first hour at any price; money (`750 of work included`) is deducted.',
    bad: 'start price each job: 1750, 1 h of work included',
    repair: 'start price each job: 1750, first 1 h of work included',
  }),
  'more-than-double': define<{ written: string; more: string; total: string }>({
    code: 'AV3026',
    severity: 'error',
    title: 'More than double?',
    message: ({ written, more, total }) => `\`${written}\` may mean ${more} times the price, or ${total} times.`,
    label: ({ more, total }) => `×${more} or ×${total}?`,
    help: ({ more, total }) => `Write \`x${more}\` or \`x${total}\`.`,
    explanation:
      'Price sheets use “+150%” both for 150% on top of the price and for 150% in all. Above +100% the factor is written instead.',
    bad: 'surcharge night: +150% on work',
    repair: 'surcharge night: x2.5 on work',
  }),
  'surcharge-sign': define<{ written: string; instead: string }>({
    code: 'AV3027',
    severity: 'error',
    title: 'On top, or instead?',
    message: ({ written, instead }) => `\`${written}\` may be the whole price or be added to it: \`${instead}\`.`,
    help: ({ instead }) =>
      `Write \`${instead}\` for what is added; a whole price is a \`rate\`, and what is taken off a \`discount\`.`,
    explanation:
      'What a surcharge adds is written with `+`, or as the factor by which the price is multiplied (`x1.5`).',
    bad: 'surcharge weekend: 50% on work',
    repair: 'surcharge weekend: +50% on work',
  }),
  'no-base': define<{ clause: string; priced: readonly string[]; inHead: boolean }>({
    code: 'AV3028',
    severity: 'error',
    title: 'On which prices?',
    message: ({ clause }) => `The agreement does not say on which prices \`${clause}\` is.`,
    label: () => 'on what?',
    help: ({ priced, inHead }) => {
      const bases = (priced.length === 0 ? ['work'] : priced).map((on) => `on ${on}`);
      return `Say ${names(bases, 'or')}${inHead ? ' before the colon' : ''}.`;
    },
    explanation:
      'A surcharge “on the price” may be on the hours alone, or on travel and call-outs too. A start price is only included where `on start price` says so.',
    bad: 'surcharge weekend: +50%',
    repair: 'surcharge weekend: +50% on work',
  }),
  'surcharge-each': define<{ written: string; clause: string }>({
    code: 'AV3029',
    severity: 'error',
    title: 'Added to each what?',
    message: ({ written, clause }) => `The agreement does not say for each of what \`${clause}\` adds \`${written}\`.`,
    label: () => 'once for each what?',
    help: () => 'Say `each entry`, `each job` or `each visit` in the head, or price it per time (`+100/h`).',
    explanation: 'A fixed sum is added once for each of something: each entry of the log, each job, each visit.',
    bad: 'surcharge rush: +500 on work',
    repair: 'surcharge rush each job: +500 on work',
  }),
  'ladder-mode': define<{ clause: string }>({
    code: 'AV3030',
    severity: 'error',
    title: 'Does a higher step re-price the lower ones?',
    message: ({ clause }) =>
      `The agreement does not say whether a step of \`${clause}\` prices all of the quantity or only its own part.`,
    label: () => 'all, or the part?',
    help: () => 'Say `each part` (each part by its own step) or `whole` (the step reached prices all).',
    explanation:
      'With `90/h up to 30 h, then 75/h`, 40 hours are 30 × 90 + 10 × 75 = 3450 with `each part`, and 40 × 75 = 3000 with `whole`.',
    bad: 'rate work each month: 90/h up to 30 h, then 75/h',
    repair: 'rate work each month, each part: 90/h up to 30 h, then 75/h',
  }),
  'which-clock': define<{ written: string; windows: readonly string[] }>({
    code: 'AV3031',
    severity: 'error',
    title: 'By which clock?',
    message: ({ written }) =>
      `The agreement does not say whether \`${written}\` runs day and night or only in some window.`,
    label: () => 'by which clock?',
    help: ({ windows }) =>
      windows.length === 0
        ? 'Say `elapsed`, or `clock elapsed` once for all; or declare the window in which it runs, and say `of` that window.'
        : `Say ${names(['elapsed', ...windows.map((window) => `of ${window}`)], 'or')}, or \`clock elapsed\` once for all.`,
    explanation:
      'Two hours from Friday 15:30 are Friday 17:30 by the clock on the wall, and Monday 09:30 in a window that closes at 16:00.',
    bad: 'respond: 2 h',
    repair: 'respond: 2 h elapsed',
  }),
  'which-days': define<{ written: string; readings: readonly string[] }>({
    code: 'AV3032',
    severity: 'error',
    title: 'Which days?',
    message: ({ written, readings }) => `\`${written}\` may be ${names(readings, 'or')}.`,
    label: () => 'which days?',
    help: ({ readings }) => `Write ${names(readings, 'or')}.`,
    explanation:
      '“3 days” from a Friday afternoon end on Monday afternoon by the clock, and at the close of Wednesday in business days.',
    bad: 'respond: 3 days',
    repair: 'respond: 72 h elapsed',
  }),
  'business-days': define<{ written: string }>({
    code: 'AV3033',
    severity: 'error',
    title: 'Which days are business days?',
    message: ({ written }) =>
      `\`${written}\` needs to know which days are business days, and the agreement does not say.`,
    label: () => 'which days?',
    help: ({ written }) =>
      `Say it once (\`business days Mon-Fri except holidays\`), or declare a window and write \`${written} of\` that window.`,
    explanation:
      'Whether Saturdays, eves and holidays are business days differs between countries and agreements, so it is declared.',
    bad: 'respond: 4 business days',
    repair: 'business days Mon-Fri\nrespond: 4 business days',
  }),
  'which-day': define<{ written: string }>({
    code: 'AV3034',
    severity: 'error',
    title: 'On which day?',
    message: ({ written }) => `\`${written}\` does not say on which day.`,
    label: () => 'which day?',
    help: () => 'Say `same day` or `next day`.',
    explanation: 'A time of the day is one of the day of the report, or of the day after.',
    bad: 'respond: at 12:00',
    repair: 'respond: at 12:00 next day',
  }),
  'rate-per-day': define<{ written: string }>({
    code: 'AV3035',
    severity: 'error',
    title: 'How long is a day of work?',
    message: ({ written }) => `\`${written}\` does not say how many hours a day of work has.`,
    label: () => 'a day of how many hours?',
    help: () => 'Write the hours, as in `5000 per 8 h`.',
    explanation: 'Elsewhere a day is 24 hours; a day that is paid usually is not.',
    bad: 'rate work: 5000/day',
    repair: 'rate work: 5000 per 8 h',
  }),
  'part-months': define<{ clause: string }>({
    code: 'AV3036',
    severity: 'error',
    title: 'What of months begun?',
    message: ({ clause }) =>
      `\`${clause}\` is for whole periods, and the agreement does not say what a period that an order only touches is worth.`,
    label: () => 'for a part of it?',
    help: () => 'Say once `part months full`, `part months by day` or `part months free`.',
    explanation:
      'An order from the 20th of May pays the whole of May, 12 of its 31 days, or nothing until June. The same holds for allowances.',
    bad: 'fee hosting per month: 98',
    repair: 'part months by day\nfee hosting per month: 98',
  }),
  'units-counted': define<{ clause: string; unit: string }>({
    code: 'AV3037',
    severity: 'error',
    title: 'Which units count in a month?',
    message: ({ clause, unit }) =>
      `\`${clause}\` does not say which \`${unit}\` count in a period in which some come or go.`,
    label: () => 'counted when?',
    help: () => 'Say once `units counted any day`, `first day`, `last day`, `day 15`, `peak` or `by day`.',
    explanation:
      'A server that is there from the 20th to the 25th counts fully if any day counts, not at all on the first day, and six days if units count by day.',
    bad: 'part months full\nunit vm\nfee per month per vm: 98',
    repair: 'part months full\nunits counted any day\nunit vm\nfee per month per vm: 98',
  }),
  'how-combined': define<{
    where: string;
    surcharges: readonly { readonly name: string; readonly row: string; readonly says: string }[];
    base: string;
    readings:
      | { readonly what: string; readonly add: string; readonly highest: string; readonly multiply: string }
      | undefined;
  }>({
    code: 'AV3038',
    severity: 'error',
    title: 'Surcharges that meet',
    message: ({ where, surcharges, base, readings }) => {
      const said = surcharges.map(({ name, row, says }) => `\`${name}\` (${says}, ${row})`);
      const meet = `${said.slice(0, -1).join(', ')} and ${said.at(-1)} meet on \`${base}\``;
      const open = `${where}: ${meet}, and the agreement does not say how they combine`;
      if (readings === undefined) return `${open}.`;
      const { what, add, highest, multiply } = readings;
      return `${open}. There ${what} costs ${add} if they are added, ${highest} if only the highest counts, and ${multiply} if one is taken on top of the other.`;
    },
    label: () => 'meets another',
    help: ({ surcharges }) =>
      `Write \`combine ${surcharges.map(({ name }) => name).join(', ')}: add\`, \`highest\` or \`multiply\`.`,
    explanation:
      '+50% and +100% on 600 an hour are 1500 added, 1200 if the highest counts, and 1800 multiplied. The question is asked only where some day, hour and choice let both hold for a price that can be charged there.',
    bad: 'surcharge evening: +50% on work\nsurcharge rush: +100% on work',
    repair: 'surcharge evening: +50% on work\nsurcharge rush: +100% on work\ncombine evening, rush: highest',
  }),
  'credits-combined': define<{ credits: readonly { readonly name: string; readonly row: string }[] }>({
    code: 'AV3045',
    severity: 'error',
    title: 'Credits that meet',
    message: ({ credits }) =>
      `In one month there may be a credit for ${credits.map(({ name, row }) => `\`${name}\` (${row})`).join(' and for ')}, and the agreement does not say whether all are given or only the highest.`,
    label: () => 'meets another',
    help: ({ credits }) =>
      `Write \`combine ${credits.map(({ name }) => name).join(', ')}: highest\`, or \`add\` if all are given.`,
    explanation:
      'An outage of a night misses the availability of the month and the deadline of a ticket at once. With 10% of the fee for one and 500 for the other, on a fee of 3000, that is 800 if both are given and 500 if only the higher counts.',
    bad: 'clock elapsed\npart months full\nmeasure uptime = availability per month\nfee per month: 3000\npromise uptime: at least 99%\nrespond: 1 h\ncredit uptime: 10% of fee below 99%, then none\ncredit respond: 500\nlimit credits per month: at most 50% of fee',
    repair:
      'clock elapsed\npart months full\nmeasure uptime = availability per month\nfee per month: 3000\npromise uptime: at least 99%\nrespond: 1 h\ncredit uptime: 10% of fee below 99%, then none\ncredit respond: 500\ncombine uptime, respond: highest\nlimit credits per month: at most 50% of fee',
  }),
  'combines-overlap': define<{ name: string; rows: readonly string[]; wide: readonly string[]; isSaid: boolean }>({
    code: 'AV3046',
    severity: 'error',
    title: 'Taken together with which?',
    message: ({ name, rows, wide }) =>
      `Where ${wide.map((one) => `\`${one}\``).join(' and ')} meet, ${rows.map((row) => `\`${row}\``).join(' and ')} both take \`${name}\` together with another first.`,
    label: ({ name }) => `\`${name}\` is in two`,
    help: ({ wide, isSaid }) => {
      const all = `\`combine ${wide.join(', ')}\``;
      return isSaid
        ? `Leave one of the two out, or all but ${all}, which then speaks of all.`
        : `Leave one of the two out, or write one row for all: ${all}.`;
    },
    explanation:
      'Where a wider rule names what a narrower one names too, the narrower is taken first: with `combine evening, rush: add` and `combine evening, rush, night: highest`, evening and rush together are compared with night. Two narrower rules that share a name would take it twice.',
    bad: 'window evening = Mon-Fri 18:00-22:00\nrate work: 100/h\nsurcharge evening during evening: +50% on work\nsurcharge rush: +20% on work\nsurcharge night during evening: +100% on work\ncombine evening, rush: add\ncombine rush, night: add\ncombine evening, rush, night: highest',
    repair:
      'window evening = Mon-Fri 18:00-22:00\nrate work: 100/h\nsurcharge evening during evening: +50% on work\nsurcharge rush: +20% on work\nsurcharge night during evening: +100% on work\ncombine evening, rush: add\ncombine evening, rush, night: highest',
  }),
  'limit-and-surcharges': define<{ clause: string; surcharge: string }>({
    code: 'AV3039',
    severity: 'error',
    title: 'Before or after surcharges?',
    message: ({ clause, surcharge }) =>
      `The agreement does not say whether \`${clause}\` is compared before or after the surcharge \`${surcharge}\`.`,
    label: () => 'before or after surcharges?',
    help: () => 'Say `before surcharges` or `after surcharges`.',
    explanation:
      'A price of 400 with a surcharge of 200 reaches a minimum of 500 only if it is compared after the surcharge.',
    bad: 'surcharge weekend: +50% on work\nlimit work each job: at least 500',
    repair: 'surcharge weekend: +50% on work\nlimit work each job: at least 500, before surcharges',
  }),
  'last-column-only': define<{ written: string; others: readonly string[]; only: string }>({
    code: 'AV3040',
    severity: 'error',
    title: 'For every column, or for the last alone?',
    message: ({ written, others, only }) =>
      `\`${written}\` stands behind the value of \`${only}\` alone, and the agreement does not say whether it holds for ${names(others)} too.`,
    label: () => 'for every column?',
    help: ({ only }) => `Repeat it in every column, or give \`${only}\` a row of its own.`,
    explanation:
      'What stands behind a value belongs to its own column. Behind the last value of a row, many readers take it for all of them, so it is said for each, or in a row for that column.',
    bad: 'tiers Basis | Pro\nstart price each job: 3500 | 1500, first 1 h of work included',
    repair:
      'tiers Basis | Pro\nstart price each job: 3500, first 1 h of work included | 1500, first 1 h of work included',
  }),
  'which-fees': define<{ clause: string; other: string }>({
    code: 'AV3041',
    severity: 'error',
    title: 'All fees, or the one without a name?',
    message: ({ clause, other }) =>
      `The agreement has a fee without a name beside \`fee ${other}\`, and does not say whether \`${clause}\` is of that one or of all fees.`,
    label: () => 'of which fees?',
    help: () => 'Say `all fees`, or give the fee without a name one, as in `fee base per month`.',
    explanation:
      'On a sheet with `fee per month` and `fee per month per vm`, “50% of the fee” may be half of the first or half of what the month comes to.',
    bad: 'part months full\nfee per month: 990\nfee backup per month: 100\nfee setup once: 50% of fee',
    repair: 'part months full\nfee base per month: 990\nfee backup per month: 100\nfee setup once: 50% of fee base',
  }),
  'how-often': define<{ written: string; clause: string }>({
    code: 'AV3042',
    severity: 'error',
    title: 'How often in which time?',
    message: ({ written, clause }) =>
      `\`${written}\` of \`${clause}\` may be in each month, in each calendar year or in each year of the contract.`,
    label: () => 'in which time?',
    help: ({ written }) => `Write \`${written} per month\`, \`per calendar year\` or \`per contract year\`.`,
    explanation:
      'Four meetings are due in each year of the contract, or in each calendar year; with four a month, twelve times as many.',
    bad: 'perform meeting: at least 4',
    repair: 'perform meeting: at least 4 per contract year',
  }),
  'vat-of-others': define<{ row: string; readings: readonly string[] }>({
    code: 'AV3048',
    severity: 'error',
    title: 'The price as it is, or without its VAT?',
    message: ({ row }) =>
      `Prices include VAT, and \`${row}\` does not say whether these customers pay the price as it is written or what is left of it without its VAT.`,
    label: () => 'of which price?',
    help: ({ readings: [all = '', less = ''] }) =>
      `Write \`${all}\` if they pay the price as it is written, or \`${less}\` if the VAT in it is taken out first.`,
    explanation:
      'Of a price of 125 with 25% VAT in it, a customer who is charged none may pay 125, as the price list says, or 100, as the price is without VAT.',
    bad: 'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  choice customer by order: home, abroad\n  vat 19% included\n  vat 0% "reverse charge" when customer is abroad\n}',
    repair:
      'agreement A {\n  currency EUR\n  timezone Europe/Berlin\n  choice customer by order: home, abroad\n  vat 19% included\n  vat 0% instead "reverse charge" when customer is abroad\n}',
  }),
  'thousands-point': define<{ written: string; readings: readonly string[] }>({
    code: 'AV3047',
    severity: 'error',
    title: 'Thousands, or decimals?',
    message: ({ written, readings: [large = '', small = ''] }) =>
      `\`${written}\` may mean ${large}, with a point between thousands, or ${small}, with a decimal point.`,
    label: () => 'which of the two?',
    help: ({ readings }) => `Write ${names(readings, 'or')}.`,
    explanation:
      'Much of Europe writes twelve hundred as `1.200`, and here a point stands before decimals: read the wrong way, an agreement bills a thousandth. So three digits behind a point are asked about where money or a number of pieces is due; two or four cannot be thousands. Percentages, factors and amounts with a unit are not concerned, nor is money below one or of a currency with three decimals.',
    bad: 'fee hosting per month: 1.200',
    repair: 'part months full\nfee hosting per month: 1200',
  }),
};
