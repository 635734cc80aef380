// The words of what the analysis remarks beyond contradictions and gaps: AV4010 (errors) and AV4101 on.
import { define, names } from './define.ts';

/** What a row says, by the name under which messages speak of it. */
export interface Row {
  readonly name: string;
  readonly says: string;
}

const saying = (rows: readonly Row[]): string =>
  new Set(rows.map(({ name }) => name)).size < rows.length && rows.length === 2
    ? `${rows[0]?.name} says ${rows.map(({ says }) => says).join(' and ')}`
    : rows.map(({ name, says }) => `${name} says ${says}`).join(', and ');
const inCase = (where: string): string => (where === '' ? '' : ` (${where})`);

/** The other settings and rows that examples of tiers share. */
const tiers = 'part months full\ntiers Basic | Pro\ncount work each job: exact\n';

/** A row with the figure that it says. */
export interface Side {
  readonly amount: string;
  readonly row: string;
}

export const remarkMessages = {
  'never-permitted': define<{ matter: string; where: string; rows: readonly Row[] }>({
    code: 'AV4010',
    severity: 'error',
    title: 'Permissions that never meet',
    message: ({ matter, where, rows }) =>
      `\`${matter}\` is never permitted${inCase(where)}: ${saying(rows)}, and there is no time at which all of them allow it.`,
    label: () => 'never meets the others',
    help: () => 'Let the windows meet, make one row an `override`, or say `not at all` where that is what is meant.',
    explanation:
      'All permissions on a matter hold together, and with them those on what it counts as. Where their windows have no time in common, the agreement asks for something that can never be done: patching only in office hours, and the downtime that it brings only on Thursday night.',
    bad: 'window office = Mon-Fri 07:30-16:30\nwindow service = Thu 21:00 to Fri 06:00\nmatter patching, counts as downtime\npermit patching: only during office\npermit downtime: only during service',
    repair:
      'window office = Mon-Fri 07:30-22:30\nwindow service = Thu 21:00 to Fri 06:00\nmatter patching, counts as downtime\npermit patching: only during office\npermit downtime: only during service',
  }),
  'promise-while-closed': define<{ target: string; where: string; closed: Row; promise: Row }>({
    code: 'AV4100',
    severity: 'warning',
    title: 'A promise while nobody may report',
    message: ({ target, where, closed, promise }) =>
      `On ${where}, a report is not permitted (${closed.name}: ${closed.says}), and \`${target}\` is promised all the same (${promise.name}: ${promise.says}).`,
    label: () => 'promised while closed',
    help: ({ target }) =>
      `Promise \`${target}\` in hours of the window in which reports are taken, say \`no promise\` outside it, or open the way to report.`,
    explanation:
      'Permissions on the matter `report`, and on matters that count as it, say when and by which way a ticket may be reported. A deadline that runs while that way is closed is a promise that the customer cannot use, or one that the provider did not mean.',
    bad: 'clock elapsed\nchoice channel: phone, email\nwindow core = Mon-Fri 08:00-16:00\nmatter report\npermit report when channel is phone: only during core\nrespond: 1 h',
    repair:
      'clock elapsed\nchoice channel: phone, email\nwindow core = Mon-Fri 08:00-16:00\nmatter report\npermit report when channel is phone: only during core\nrespond: 1 h\noverride respond when channel is phone: 1 h of core',
  }),
  'milestones-in-wrong-order': define<{
    first: string;
    second: string;
    where: string;
    /** When it starts, and when the second and the first fall due. */
    times: readonly string[];
    rows: readonly Row[];
  }>({
    code: 'AV4101',
    severity: 'warning',
    title: 'A later milestone that falls due first',
    message: ({ first, second, where, times: [start, due, late], rows }) =>
      `On ${start}${inCase(where)} \`${second}\` falls due ${due}, before \`${first}\`, which falls due ${late}: ${saying(rows)}.`,
    label: () => 'falls due first',
    help: ({ first, second }) => `Make \`${first}\` shorter, or \`${second}\` longer.`,
    explanation:
      'A fault cannot be solved before somebody has responded to it, and the first response comes before the first update. Where the later milestone falls due earlier, one of the two deadlines means nothing.',
    bad: 'clock elapsed\nrespond: 8 h\nresolve: 4 h',
    repair: 'clock elapsed\nrespond: 1 h\nresolve: 4 h',
  }),
  'deadline-inversion': define<{ target: string; where: string; times: readonly string[]; rows: readonly Row[] }>({
    code: 'AV4102',
    severity: 'warning',
    title: 'Who reports later is answered earlier',
    message: ({ target, where, times: [first, firstDue, second, secondDue], rows }) =>
      `\`${target}\` that starts on ${first} falls due ${firstDue}, and one that starts ${second} already ${secondDue}${inCase(where)}: ${saying(rows)}.`,
    label: () => 'overtaken by a later report',
    help: () =>
      'Let the deadline before the border end no later than the one behind it (`earliest of (…)`), or accept it with a reason.',
    explanation:
      'Where a window begins in which the deadline is much shorter, a customer who reports at half past seven waits longer than one who reports at eight. It pays to report late. Many agreements have this and some mean it; who signs should know.',
    bad: 'clock elapsed\nwindow core = Mon-Fri 08:00-16:00\nrespond when reported during core: 1 h\nrespond when reported outside core: 6 h',
    repair:
      'clock elapsed\nwindow core = Mon-Fri 08:00-16:00\nrespond when reported during core: 1 h\nrespond when reported outside core: earliest of (6 h, 1 h of core)',
  }),
  'better-tier-worse': define<{
    question: string;
    where: string;
    cheaper: Row & { readonly tier: string };
    dearer: Row & { readonly tier: string };
  }>({
    code: 'AV4103',
    severity: 'warning',
    title: 'A dearer tier that is worse somewhere',
    message: ({ question, where, cheaper, dearer }) =>
      `\`${dearer.tier}\` costs more a month than \`${cheaper.tier}\` and is worse in \`${question}\` on ${where}: ${dearer.says} (${dearer.name}), and \`${cheaper.tier}\` has ${cheaper.says}.`,
    label: ({ cheaper }) => `worse than ${cheaper.tier}`,
    help: ({ dearer }) => `Make \`${dearer.tier}\` at least as good, or accept it with a reason.`,
    explanation:
      'Who pays a higher monthly fee expects to be answered no later, to have no smaller allowance and to pay no more for an hour. Where a dearer tier is worse, columns have often been mixed up.',
    bad: `${tiers}fee per month: 100 | 500\nrate work: 650/h | 750/h`,
    repair: `${tiers}fee per month: 100 | 500\nrate work: 650/h | 550/h`,
  }),
  'never-cheapest': define<{ tier: string; instead: readonly string[] }>({
    code: 'AV4104',
    severity: 'info',
    title: 'A tier that is never the cheapest',
    message: ({ tier, instead }) =>
      `However many hours a customer uses, \`${tier}\` is never the cheapest: ${names(instead, 'or')} always costs less.`,
    label: () => 'never the cheapest',
    help: () => 'Check its fee, its allowance and its rate.',
    explanation:
      'The fee, the hours it includes and the price of the hours beyond make a line for each tier; at every number of hours some other line is lower. Customers then choose the tier for what else it gives, or never.',
    bad: `part months full\ntiers Basic | Plus | Pro\ncount work each job: exact\nfee per month: 100 | 900 | 1000\ninclude work per month: 1 h | 2 h | 4 h\nrate work: 500/h | 500/h | 400/h`,
    repair: `part months full\ntiers Basic | Plus | Pro\ncount work each job: exact\nfee per month: 100 | 550 | 1000\ninclude work per month: 1 h | 2 h | 4 h\nrate work: 500/h | 450/h | 400/h`,
  }),
  'price-inversion': define<{
    row: string;
    less: { readonly quantity: string; readonly costs: string };
    more: { readonly quantity: string; readonly costs: string };
    isDiscount?: boolean;
  }>({
    code: 'AV4105',
    severity: 'warning',
    title: 'More costs less',
    message: ({ row, less, more }) =>
      `By ${row}, ${less.quantity} cost ${less.costs} and ${more.quantity} only ${more.costs}, because the lower price holds for the whole.`,
    label: () => 'more costs less',
    help: ({ isDiscount }) =>
      isDiscount === true
        ? 'Where only what is beyond is cheaper, write steps of the price (`rate work each month, each part: 100/h up to 20 h, then 90/h`), or accept it with a reason.'
        : 'Say `each part`, so that each step prices what lies in it, or accept it with a reason.',
    explanation:
      'A ladder over the `whole` prices everything by the step in which the total lies, and a discount from some quantity on is on all of it. Just beyond a step the total then falls, and it pays to use a little more.',
    bad: 'part months full\nunits counted any day\nunit sensor\nfee per month per sensor, whole: 6 up to 40, then 5',
    repair:
      'part months full\nunits counted any day\nunit sensor\nfee per month per sensor, each part: 6 up to 40, then 5',
  }),
  'bound-without-effect': define<{ row: string; bound: string; because: string; meant?: string }>({
    code: 'AV4106',
    severity: 'warning',
    title: 'A minimum or cap that never counts',
    message: ({ row, bound, because }) => `\`${bound}\` in ${row} changes nothing, because ${because}.`,
    label: () => 'never counts',
    help: ({ meant }) =>
      meant === undefined
        ? 'Correct the figure, or leave it out.'
        : `Correct the figure, or leave it out; if a least number is meant, write \`${meant}\`.`,
    explanation:
      'A bound that is never reached was probably meant to be another figure. As it stands, a customer reads a protection that is none.',
    bad: 'part months full\nfee base per month: 400\nfee care per month: 25% of fee base, at most 200',
    repair: 'part months full\nfee base per month: 400\nfee care per month: 25% of fee base',
  }),
  'limits-apart': define<{ where: string; least: Side; most: Side }>({
    code: 'AV4117',
    severity: 'warning',
    title: 'A minimum above the cap',
    message: ({ where, least, most }) =>
      `${where}: ${least.row} says at least ${least.amount}, and ${most.row} says at most ${most.amount} of the same sum, so that nothing satisfies both.`,
    label: ({ most }) => `says at most ${most.amount}`,
    help: () => 'Correct one of the figures, or narrow the condition of one row.',
    explanation:
      'A minimum and a cap may stand in rows of their own, and each is compared with the sum without the other: what comes to little is raised above the cap, and what comes to more is cut below the minimum.',
    bad: 'count work each job: exact\nrate work: 650/h\nlimit work each job: at least 500, before surcharges\nlimit work each job: at most 400, before surcharges',
    repair:
      'count work each job: exact\nrate work: 650/h\nlimit work each job: at least 500, before surcharges\nlimit work each job: at most 4000, before surcharges',
  }),
  'discounts-over-price': define<{
    where: string;
    sides: readonly { name: string; amount: string; row: string }[];
    sum: string;
    base: string;
  }>({
    code: 'AV4118',
    severity: 'warning',
    title: 'Discounts of more than the price',
    message: ({ where, sides, sum, base }) =>
      `${where}: ${sides.map(({ name, amount, row }) => `\`${name}\` (${amount}, ${row})`).join(' and ')} together take ${sum} off \`${base}\`: the customer is paid for it.`,
    label: ({ sides }) => `\`${sides[1]?.name ?? ''}\`: ${sides[1]?.amount ?? ''}`,
    help: ({ sides }) =>
      `Write \`combine ${sides.map(({ name }) => name).join(', ')}: highest\`, or \`multiply\` if one is taken off what the other leaves.`,
    explanation:
      'Discounts add up, each on the list price. A first month for nothing and a discount for loyalty together take more than there is.',
    bad: 'part months full\nfee care per month: 400\ndiscount start: 100% on fee care\ndiscount loyal: 10% on fee care',
    repair:
      'part months full\nfee care per month: 400\ndiscount start: 100% on fee care\ndiscount loyal: 10% on fee care\ncombine start, loyal: highest',
  }),
  'notice-over-term': define<{ first: string; last: string; term: string; notice: string }>({
    code: 'AV4119',
    severity: 'info',
    title: 'Notice longer than the term',
    message: ({ first, last, term, notice }) =>
      `Who gives notice on the first day, ${first}, is bound until ${last}: the notice of ${notice} is longer than the term of ${term}, so that nobody can leave at its end.`,
    label: () => 'longer than the term',
    help: () => 'Make the notice shorter, or the term as long as nobody can leave.',
    explanation:
      'Notice before the end has to be given inside the term. One that is longer than the term would have to be given before the agreement began, and another term follows in any case.',
    bad: 'term: 3 months, renews for 3 months\nnotice customer: 6 months before end',
    repair: 'term: 12 months, renews for 3 months\nnotice customer: 6 months before end',
  }),
  'allowance-without-rate': define<{ subject: string; row: string; kind: string }>({
    code: 'AV4107',
    severity: 'warning',
    title: 'An allowance, and no price beyond it',
    message: ({ subject, row, kind }) =>
      `Some \`${subject}\` is included (${row}), and nothing says what more of it costs: there is no \`${kind} ${subject}\`.`,
    label: () => 'and beyond?',
    help: ({ subject, kind }) =>
      `Add \`${kind} ${subject}: …\`, be it \`included\` or \`not offered\`; or make the allowance \`unlimited\`.`,
    explanation:
      'As soon as the allowance is used up, the next hour has no price, and what was delivered cannot be invoiced.',
    bad: 'part months full\ninclude work per month: 2 h',
    repair: 'part months full\ninclude work per month: 2 h\nrate work: 650/h\ncount work each job: exact',
  }),
  'rate-not-counted': define<{ subject: string; row: string; where: string | undefined }>({
    code: 'AV4108',
    severity: 'info',
    title: 'A price of time, and no rule of counting',
    message: ({ subject, row, where }) =>
      `${where === undefined ? 'The' : `On ${where}, the`} time of \`${subject}\` has a price (${row}), and nothing says how it is counted${where === undefined ? '' : ' there'}: it is charged to the second.`,
    label: () => 'counted how?',
    help: ({ subject }) =>
      `Add \`count ${subject} each job: per started 15 min\`, or \`count ${subject} each job: exact\` if that is meant.`,
    explanation:
      'Most agreements charge started quarters or hours. One that says nothing charges every second as it is; say `exact` to make that plain to who reads it.',
    bad: 'rate work: 650/h',
    repair: 'rate work: 650/h\ncount work each job: exact',
  }),
  'open-in-order': define<{ order: string; value: string | undefined; decider: string | undefined; row: string }>({
    code: 'AV4109',
    severity: 'info',
    title: 'A value that the order leaves open',
    message: ({ order, value, decider, row }) => {
      const what = value === undefined ? `What ${row} leaves open` : `\`${value}\` (${row})`;
      const who = decider === undefined ? '' : `; the agreement says: “${decider}”`;
      return `${what} is still to be agreed in \`${order}\`${who}. What depends on it cannot be priced.`;
    },
    label: () => 'leaves something open',
    help: ({ value }) =>
      value === undefined
        ? 'Give the value a name, `to be agreed NAME`, so that orders can state it; or say it in a row of the order.'
        : `Add \`agree ${value}: …\` to the order.`,
    explanation:
      'The agreement leaves the value to each customer, and this order does not state it. Everything else can be priced; what depends on the value is a problem until somebody decides it.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work: to be agreed price "by offer"\n  count work each job: exact\n}\norder Acme for A {\n  from 2026-01-01\n}',
    repair:
      'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  rate work: to be agreed price "by offer"\n  count work each job: exact\n}\norder Acme for A {\n  from 2026-01-01\n  agree price: 850/h\n}',
  }),
  'unused-declaration': define<{ what: string; name: string }>({
    code: 'AV4110',
    severity: 'warning',
    title: 'Declared and never used',
    message: ({ what, name }) => `The ${what} \`${name}\` is declared and nothing in the agreement speaks of it.`,
    label: () => 'never used',
    help: () => 'Use it in a row, or leave it out.',
    explanation:
      'A declaration that nothing names has no effect. Often a row was forgotten, or speaks of something else than was meant.',
    bad: 'window core = Mon-Fri 08:00-16:00\nrate work: 650/h\ncount work each job: exact',
    repair: 'rate work: 650/h\ncount work each job: exact',
  }),
  'fixed-offset': define<{ zone: string; currency: string; place: string }>({
    code: 'AV4111',
    severity: 'warning',
    title: 'A time zone without summer time',
    message: ({ zone, currency }) =>
      `The hours of this agreement follow \`${zone}\`, which has no summer time, and its prices are in ${currency}: in summer its windows open an hour off the clocks of the place.`,
    label: () => 'never changes its clocks',
    help: ({ place }) => `Write the place whose clocks are meant: \`timezone ${place}\`.`,
    explanation:
      'A fixed offset such as GMT+1 is the local time of the Nordic countries in winter only. From March to October an agreement that names it opens at 09:00 by the clock on the wall where it says 08:00.',
    bad: 'agreement A {\n  currency NOK\n  timezone Etc/GMT-1\n  vat none\n}',
    repair: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n}',
  }),
  'pause-in-business-days': define<{ target: string; row: string }>({
    code: 'AV4112',
    severity: 'info',
    title: 'A pause of a deadline in business days',
    message: ({ target, row }) =>
      `The pause stops \`${target}\`, which ${row} gives in business days: it moves that deadline only by days that are paused from opening to closing.`,
    label: () => 'moves whole days only',
    help: () => 'Say the deadline in hours of a window if every paused hour is to count.',
    explanation:
      'A deadline in business days has no hours that could stop. A day is left out of the count when all of its hours are paused (meaning D6); a pause of an afternoon moves nothing.',
    bad: 'business days Mon-Fri\nchoice waiting: customer, nobody; default nobody\nresolve: 3 business days\npause resolve while waiting is customer',
    repair:
      'window office = Mon-Fri 08:00-16:00\nchoice waiting: customer, nobody; default nobody\nresolve: 24 h of office\npause resolve while waiting is customer',
  }),
  'open-without-name': define<{ row: string }>({
    code: 'AV4113',
    severity: 'info',
    title: 'A value to be agreed, without a name',
    message: ({ row }) => `What ${row} leaves to be agreed has no name, and no order can state it.`,
    label: () => 'agreed under which name?',
    help: () => 'Give it a name, `to be agreed NAME`: an order then says `agree NAME: …`.',
    explanation:
      'A value that is left to each customer is stated in the order, under its name. Without one, every order has to write the row anew.',
    bad: 'rate work: to be agreed\ncount work each job: exact',
    repair: 'rate work: to be agreed price\ncount work each job: exact',
  }),
  'steps-over-allowance': define<{ row: string; included: string; step: string; rounding: string }>({
    code: 'AV4114',
    severity: 'warning',
    title: 'Steps that are counted before what is included',
    message: ({ row, included, step }) =>
      `Everything is counted in whole steps of ${step} (${row}), and only then the ${included} that are included are taken off: what is charged beyond them is no whole number of steps.`,
    label: () => 'counts before the allowance is taken off',
    help: ({ included, step, rounding }) =>
      `Where the steps begin behind the allowance, count \`exact up to ${included}, then per ${rounding} ${step}\`; where they do not, \`accept\` that.`,
    explanation:
      'What is used is counted first, and then drawn from what is included (meaning C3). Where 150 GB are included, and more costs 5 for each started 100 GB, 260 GB are 300 GB in whole steps, 150 GB beyond what is included, and 7.50. With `exact up to 150 GB, then per started 100 GB`, the steps begin where the allowance ends: 200 GB, and 10.',
    bad: 'part months full\nusage traffic in GB\ninclude traffic per month: 150 GB\ncount traffic each month: per started 100 GB\nrate traffic: 5 per 100 GB',
    repair:
      'part months full\nusage traffic in GB\ninclude traffic per month: 150 GB\ncount traffic each month: exact up to 150 GB, then per started 100 GB\nrate traffic: 5 per 100 GB',
  }),
  'dearer-steps': define<{ row: string; many: string; each: string; all: string; unit: string }>({
    code: 'AV4115',
    severity: 'info',
    title: 'A fee that is dearer for each the more there are',
    message: ({ row, many, each, all, unit }) =>
      `By ${row}, the money of a step is for each \`${unit}\`: ${many} of them cost ${many} × ${each} = ${all}.`,
    label: () => 'for each, or for all?',
    help: ({ unit }) =>
      `Where it is the price of all together, write \`by ${unit}\` in the head in place of \`per ${unit}\`.`,
    explanation:
      'Prices for each of many fall with their number, and those of a package rise: 675 for up to 100 sensors, 825 for up to 200. `per sensor` says what each of them costs, `by sensor` what all of them cost together.',
    bad: 'part months full\nunits counted any day\nunit sensor\nfee per month per sensor, whole: 675 up to 100, then 825',
    repair: 'part months full\nunits counted any day\nunit sensor\nfee per month by sensor: 675 up to 100, then 825',
  }),
  'lump-for-rate': define<{ row: string; sum: string; all: string; after: string }>({
    code: 'AV4116',
    severity: 'info',
    title: 'A sum for all hours that is little beside the next price',
    message: ({ row, sum, all, after }) =>
      `By ${row}, all of what is up to ${all} costs ${sum} together; at the price of the next step as much costs ${after}.`,
    label: () => 'for all of it, or for each hour?',
    help: () => 'Where it is the price of each hour, write it so: `90/h up to 30 h`.',
    explanation:
      'In the steps of a rate, money alone is one sum for all that lies in the step (`300 up to 4 h`), and money per unit is the price of each hour (`90/h up to 30 h`). A sum that is less than a quarter of what the next step costs for as much is perhaps a price of each hour.',
    bad: 'count work each job: exact\nrate work each month, each part: 90 up to 30 h, then 75/h',
    repair: 'count work each job: exact\nrate work each month, each part: 90/h up to 30 h, then 75/h',
  }),
  'credit-hole': define<{ credit: string; where: string; rows: readonly string[] }>({
    code: 'AV4120',
    severity: 'warning',
    title: 'Bands of a credit with a hole',
    message: ({ credit, where, rows }) =>
      `At ${where} no row gives a credit for \`${credit}\`, though rows give one below that and above it (${rows.join(', ')}).`,
    label: () => 'does not hold there',
    help: () => 'Let the bands touch: `at least 99%` beside `below 99%`, or write them as one row with steps.',
    explanation:
      'Bands such as 99.9–99.0 and “below 99” leave out what lies exactly between them, and bands such as 99.9–99.1 and 99.0–98.0 leave out more. A month that ends there has no credit although better months have one.',
    bad: 'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime when uptime over 99% and uptime below 99.9%: 5% of fee\ncredit uptime when uptime below 99%: 10% of fee',
    repair:
      'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime when uptime at least 99% and uptime below 99.9%: 5% of fee\ncredit uptime when uptime below 99%: 10% of fee',
  }),
  'credit-without-cap': define<{ credit: string; row: string; grows: 'ticket' | 'outage' | 'step' }>({
    code: 'AV4121',
    severity: 'info',
    title: 'A credit without a cap',
    message: ({ credit, row, grows }) =>
      `The credit for \`${credit}\` (${row}) grows with every ${grows}, and nothing says how far: it may come to more than the fees.`,
    label: () => 'grows without a cap',
    help: ({ grows }) =>
      grows !== 'step'
        ? 'Add a row `limit credits per month: at most 50% of fee`.'
        : 'Add `, at most 50% of fee` behind it, or a row `limit credits per month: at most 50% of fee`.',
    explanation:
      'A credit for each started hour or each ticket grows with what happens. Where no cap is written there is none, and the credits of a bad month may come to more than its fees; most agreements mean a part of the fee.',
    bad: 'part months full\nmeasure downtime = downtime per month\nfee per month: 1000\npromise downtime: at most 0 h\ncredit downtime: 5% of fee per started 1 h',
    repair:
      'part months full\nmeasure downtime = downtime per month\nfee per month: 1000\npromise downtime: at most 0 h\ncredit downtime: 5% of fee per started 1 h, at most 50% of fee',
  }),
  'credit-over-fee': define<{ credit: string; row: string; share: string }>({
    code: 'AV4125',
    severity: 'info',
    title: 'A credit of more than the fee',
    message: ({ credit, row, share }) =>
      `The credit for \`${credit}\` (${row}) gives back ${share} of a fee: more than was paid.`,
    label: () => 'more than was paid',
    help: () => 'Correct the figure, or add `, at most 100% of fee` behind it.',
    explanation:
      'A credit gives back a part of what was paid. More than all of it is a penalty, which few agreements mean; a figure too many is likelier.',
    bad: 'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime: 150% of fee below 95%, 50% of fee below 99.9%, then none',
    repair:
      'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime: 100% of fee below 95%, 50% of fee below 99.9%, then none',
  }),
  'missed-without-credit': define<{ credit: string; where: string; promise: string }>({
    code: 'AV4122',
    severity: 'info',
    title: 'A promise stricter than its first credit',
    message: ({ credit, where, promise }) =>
      `At ${where} the promise of \`${credit}\` (${promise}) is missed, and no row of its credit gives anything.`,
    label: () => 'missed without credit',
    help: () =>
      'Let the first step of the credit begin where the promise ends, or `accept` that small misses cost nothing.',
    explanation:
      'A figure that is promised and a credit that begins further down leave a stretch in which the promise is broken and nothing follows. That may be meant; often one of the two numbers was changed without the other.',
    bad: 'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime: 10% of fee below 99%, then none',
    repair:
      'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime: 10% of fee below 99.9%, then none',
  }),
  'credit-while-kept': define<{ credit: string; where: string; promise: string; row: string }>({
    code: 'AV4123',
    severity: 'warning',
    title: 'A credit while the promise is kept',
    message: ({ credit, where, promise, row }) =>
      `At ${where} the promise of \`${credit}\` is kept (${promise}), and a credit is given all the same (${row}).`,
    label: () => 'given while the promise is kept',
    help: () => 'Let the credit begin where the promise ends, or promise what the credit is given for.',
    explanation:
      'The guarantee says one figure and its credit another: with 99% promised and 5% of the fee back below 99.9%, a month of 99.5% is as promised and costs the provider money.',
    bad: 'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99%\ncredit uptime: 5% of fee below 99.9%, then none',
    repair:
      'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99.9%\ncredit uptime: 5% of fee below 99.9%, then none',
  }),
  'credit-without-promise': define<{ credit: string; row: string }>({
    code: 'AV4124',
    severity: 'info',
    title: 'A credit of what nobody promises',
    message: ({ credit, row }) =>
      `There is a credit for \`${credit}\` (${row}), and no row promises anything of it: no report can say whether it was kept.`,
    label: () => 'of what is not promised',
    help: ({ credit }) => `Add a row such as \`promise ${credit}: …\`.`,
    explanation:
      'A credit says what is given back, a promise what is kept. Without the promise the report of measures says `no promise`, and a credit for each step below the promise (in percent) is never given.',
    bad: 'part months full\nmeasure uptime = availability per month\nfee per month: 1000\ncredit uptime: 10% of fee below 99%, then none',
    repair:
      'part months full\nmeasure uptime = availability per month\nfee per month: 1000\npromise uptime: at least 99%\ncredit uptime: 10% of fee below 99%, then none',
  }),
  'requirement-missed': define<{
    order: string;
    unit: string;
    per: string | undefined;
    on: string;
    count: string;
    of: string | undefined;
    row: string;
  }>({
    code: 'AV4130',
    severity: 'warning',
    title: 'An order without what the agreement requires',
    message: ({ order, unit, per, on, count, of, row }) =>
      `On ${on} the order \`${order}\` has ${count} \`${unit}\`${per === undefined ? '' : ` for ${of ?? ''} \`${per}\``}, which is not as ${row} requires.`,
    label: () => 'not as required',
    help: () => 'Change the units of the order, or say in its special terms what is required of it.',
    explanation:
      'Some services need others: a backup without its server, a plan for at least five users. `require` says so, and every order is held against it on each of its days.',
    bad: 'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  unit user\n  require user: at least 2\n}\norder Acme for A {\n  from 2026-01-01\n  unit anna: user\n}',
    repair:
      'agreement A {\n  currency NOK\n  timezone Europe/Oslo\n  vat none\n  unit user\n  require user: at least 2\n}\norder Acme for A {\n  from 2026-01-01\n  unit anna: user\n  unit bo: user\n}',
  }),
};
