// The words of findings about the heads, columns and notes of clauses: AV21xx.
import { define, didYouMean, names } from './define.ts';

export const headMessages = {
  'wrong-columns': define<{ clause: string; values: number; columns: readonly string[]; of: string }>({
    code: 'AV2101',
    severity: 'error',
    title: 'Wrong number of columns',
    message: ({ clause, values, columns, of }) =>
      values < columns.length
        ? `\`${clause}\` has ${values} ${values === 1 ? 'value' : 'values'} for ${columns.length} ${of}: ${names(columns.slice(values))} ${columns.length - values === 1 ? 'has' : 'have'} none.`
        : `\`${clause}\` has ${values} values, but there are only ${columns.length} ${of}: ${names(columns)}.`,
    help: ({ columns, of }) =>
      `Write one value for each of ${names(columns)}${of === 'tiers' ? ', or one value for all of them' : ''}.`,
    explanation:
      'A row has one value for all tiers, or one for each. `by X` in the head makes the columns those of the choice X; each of its values then has its column.',
    bad: 'tiers Basis | Plus | Pro\nrate work: 650/h | 550/h',
    repair: 'tiers Basis | Plus | Pro\nrate work: 650/h | 550/h | 450/h',
  }),
  'no-columns': define<{ clause: string; values: number }>({
    code: 'AV2102',
    severity: 'error',
    title: 'Columns of what?',
    message: ({ clause, values }) => `\`${clause}\` has ${values} values, but the agreement has no tiers.`,
    help: () => 'Declare `tiers A | B`, or name in the head the choice whose columns these are: `by channel`.',
    explanation: 'Columns belong to the tiers of the agreement, or to the choice that the head names with `by`.',
    bad: 'rate work: 650/h | 550/h',
    repair: 'tiers Basis | Pro\nrate work: 650/h | 550/h',
  }),
  'columns-by-many': define<{ clause: string }>({
    code: 'AV2103',
    severity: 'error',
    title: 'Columns of two choices',
    message: ({ clause }) => `The columns of \`${clause}\` cannot belong to two choices at once.`,
    help: () => 'Keep one in `by`, and write a row for each value of the other with `when … is …`.',
    explanation: 'A row has one dimension of columns. Only a `decide` matrix has two: its rows and its columns.',
    bad: 'choice role: senior, junior\nchoice place: site, remote\nrate work by role, place: 800/h | 600/h',
    repair:
      'choice role: senior, junior\nchoice place: site, remote\nrate work when place is site by role: 800/h | 600/h\nrate work when place is remote: 500/h',
  }),
  'steps-not-taken': define<{ clause: string; name: string; isUnit: boolean; isFee: boolean }>({
    code: 'AV2104',
    severity: 'error',
    title: 'A number has no columns',
    message: ({ clause, name, isUnit }) =>
      `\`${name}\` is a ${isUnit ? 'kind of unit' : 'number'}, and \`${clause}\` has no steps by it.`,
    help: ({ name, isUnit, isFee }) => {
      if (isUnit)
        return `Write steps of how many there are (\`… up to 100, then …\`), or \`per ${name}\` for a price of each.`;
      return isFee
        ? `A fee for each that \`${name}\` counts is paid per unit that counts so: \`unit NAME, counts ${name}\`, and \`per NAME\`.`
        : `Write steps (\`… up to 4 h, then …\`), or a condition such as \`when ${name} over 4 h\`.`;
    },
    explanation:
      '`by` with a choice makes columns; with a number, or with units of a fee, it says what the steps are steps of.',
    bad: 'number estimate in h\nrate work by estimate: 650/h',
    repair: 'number estimate in h\nrate work when estimate over 4 h: 650/h\nrate work when estimate up to 4 h: 700/h',
  }),
  'wrong-subject': define<{ subject: string; is: string; clause: string; instead: string }>({
    code: 'AV2106',
    severity: 'error',
    title: 'Subject of another kind',
    message: ({ subject, is, clause, instead }) => `\`${subject}\` is ${is}: it is ${instead}, not \`${clause}\`.`,
    label: ({ is }) => is,
    help: ({ subject, clause }) =>
      clause === 'require'
        ? `\`require\` says how many units must be there. The least that is charged says \`count ${subject} each …: at least …\`, the least that is paid \`limit ${subject} each …: at least …\`.`
        : undefined,
    explanation:
      'Time worked and quantities used have a `rate`, events a `price`, units a `fee` per unit, and matters are only permitted or forbidden.',
    bad: 'event callout\nrate callout: 595/h',
    repair: 'event callout\nprice callout: 595',
  }),
  'part-out-of-place': define<{ clause: string; part: string; because: string; instead?: string }>({
    code: 'AV2108',
    severity: 'error',
    title: 'Does not belong in this head',
    message: ({ clause, part, because }) => `\`${part}\` says nothing about \`${clause}\`: ${because}.`,
    help: ({ part, instead }) =>
      instead === undefined ? `Leave \`${part}\` out.` : `Write \`${instead}\`: it is taken over that.`,
    explanation:
      'Each kind of clause takes the parts of a head that change its answer. A part without effect would be read as a promise.',
    bad: 'rate work per month: 650/h',
    repair: 'rate work: 650/h',
  }),
  'period-missing': define<{ clause: string }>({
    code: 'AV2109',
    severity: 'error',
    title: 'How often?',
    message: ({ clause }) => `\`${clause}\` does not say for which period.`,
    explanation: 'A fee is paid once or for each of its periods; an allowance is granted for each of its periods.',
    bad: 'part months full\nfee hosting: 98',
    repair: 'part months full\nfee hosting per month: 98',
  }),
  'scope-missing': define<{ clause: string; because: string }>({
    code: 'AV2110',
    severity: 'error',
    title: 'Of each what?',
    message: ({ clause, because }) => `\`${clause}\` does not say what it is taken over: ${because}.`,
    explanation: 'A start price is paid once, and a minimum holds, for something: each job, each visit, each incident.',
    bad: 'limit work: at least 500, before surcharges',
    repair: 'limit work each job: at least 500, before surcharges',
  }),
  'part-twice': define<{ part: string }>({
    code: 'AV2111',
    severity: 'error',
    title: 'Said twice in one head',
    message: ({ part }) => `\`${part}\` is the second of its kind in this head.`,
    label: () => 'said again',
    help: () => 'Keep one of them.',
    explanation: 'A clause has one scope, one period, one first day and so on.',
    bad: 'count work each job each day: exact',
    repair: 'count work each job: exact',
  }),
  'advance-not-whole': define<{ written: string }>({
    code: 'AV2112',
    severity: 'error',
    title: 'Advance that cuts a period',
    message: ({ written }) => `\`${written}\` is not a whole number of the fee's own periods.`,
    explanation: 'A fee is invoiced for whole periods, one or several at a time.',
    bad: 'part months full\nfee per 12 months, 6 months in advance: 1200',
    repair: 'part months full\nfee per month, 6 months in advance: 100',
  }),
  'base-kind': define<{ base: string; clause: string; because: string }>({
    code: 'AV2113',
    severity: 'error',
    title: 'Not a base',
    message: ({ base, clause, because }) => `\`${clause}\` cannot be on \`${base}\`: ${because}.`,
    explanation:
      'Surcharges, discounts and limits rest on activities, events, usages, start prices and fees; a surcharge also on other surcharges, as a percentage.',
    bad: 'part months full\nfee hosting per month: 98\nsurcharge rush each job: +500 on fee hosting',
    repair: 'part months full\nfee hosting per month: 98\nsurcharge rush: +50% on fee hosting',
  }),
  'note-out-of-place': define<{ note: string; clause: string; because: string }>({
    code: 'AV2114',
    severity: 'error',
    title: 'Note under another row',
    message: ({ note, clause, because }) => `\`${note}\` does not belong under \`${clause}\`: ${because}.`,
    explanation:
      'A note says more about the row above it: how its time is counted, what is carried over, when it does not hold.',
    bad: 'rate work: 650/h\n  carry over 20% of unused, to the next period only',
    repair: 'part months full\ninclude work per month: 2 h\n  carry over 20% of unused, to the next period only',
  }),
  'unknown-paper': define<{ number: string; guess?: string | undefined; known: readonly string[] }>({
    code: 'AV2115',
    severity: 'error',
    title: 'No clause of that number',
    message: ({ number }) => `No clause is numbered \`§ ${number}\`.`,
    help: ({ guess, known }) =>
      guess === undefined && known.length === 0
        ? 'Number the clause that is meant: `§ 4.1 rate work: …`.'
        : didYouMean(guess, known),
    explanation: '`over § 4.1` beats the clauses that bear this paper number, and needs them to be there.',
    bad: 'respond: no promise\nover § 4.1 respond when started outside core: best effort\nwindow core = Mon-Fri 08:00-16:00',
    repair:
      '§ 4.1 respond: no promise\nover § 4.1 respond when started outside core: best effort\nwindow core = Mon-Fri 08:00-16:00',
  }),
  'over-other-question': define<{ number: string; clause: string }>({
    code: 'AV2116',
    severity: 'error',
    title: 'Beats a clause about something else',
    message: ({ number, clause }) =>
      `\`§ ${number}\` says nothing about \`${clause}\`, so there is nothing to go before.`,
    explanation:
      'A clause can only go before clauses that answer the same question: a rate before a rate of the same work.',
    bad: '§ 4.1 rate work: 650/h\nover § 4.1 respond: no promise',
    repair: '§ 4.1 rate work: 650/h\nrespond: no promise',
  }),
  'not-decided': define<{ choice: string }>({
    code: 'AV2117',
    severity: 'error',
    title: 'Choice that is not decided here',
    message: ({ choice }) => `\`${choice}\` is stated by each fact, so no clause decides it.`,
    help: ({ choice }) => `Declare it as \`choice ${choice} decided: …\`.`,
    explanation:
      'A choice is given by the facts, by the order, or decided by clauses. `decided` in its declaration says the latter.',
    bad: 'choice impact: high, low\nchoice severity: critical, minor\ndecide severity when impact is high: critical',
    repair:
      'choice impact: high, low\nchoice severity decided: critical, minor\ndecide severity when impact is high: critical\ndecide severity when impact is low: minor',
  }),
  'matrix-by': define<{ choice: string }>({
    code: 'AV2118',
    severity: 'error',
    title: 'Matrix without two sides',
    message: ({ choice }) =>
      `The matrix that decides \`${choice}\` needs two choices: one for its rows and one for its columns.`,
    help: ({ choice }) => `Write \`decide ${choice} by impact, urgency { … }\`.`,
    explanation: 'A matrix has the values of the first choice as rows and those of the second as columns.',
    bad: 'choice impact: high, low\nchoice severity decided: critical, minor\ndecide severity by impact {\n  | high | low\n  high: critical | minor\n  low: minor | minor\n}',
    repair:
      'choice impact: high, low\nchoice severity decided: critical, minor\ndecide severity by impact: critical | minor',
  }),
  'unknown-owner': define<{ owner: string; guess?: string | undefined }>({
    code: 'AV2119',
    severity: 'error',
    title: 'Nobody of that name promises',
    message: ({ owner }) => `A promise is made by somebody, and \`${owner}\` is not one of the parties.`,
    help: ({ guess }) => didYouMean(guess, ['provider', 'customer', 'both', 'third-party']),
    explanation:
      'An obligation without a number is kept as text with its owner: `provider`, `customer`, `both` or `third-party`.',
    bad: 'promise supplier: "Keeps an archive"',
    repair: 'promise provider: "Keeps an archive"',
  }),
  'nothing-open': define<{ name: string; guess?: string | undefined; known: readonly string[] }>({
    code: 'AV2120',
    severity: 'error',
    title: 'Nothing to agree under this name',
    message: ({ name }) => `The agreement leaves nothing open under the name \`${name}\`.`,
    help: ({ guess, known }) => didYouMean(guess, known),
    explanation: 'An order states with `agree` what the agreement leaves `to be agreed` under a name.',
    bad: 'part months full\ninclude work per month: to be agreed hours\nexample bank {\n  from 2026-01-01\n  agree bank: 40 h\n}',
    repair:
      'part months full\ninclude work per month: to be agreed bank\nexample bank {\n  from 2026-01-01\n  agree bank: 40 h\n}',
  }),
  'fee-per': define<{ written: string; clause: string; unit: string; number: string }>({
    code: 'AV2121',
    severity: 'error',
    title: 'What a fee is per stands in its head',
    message: ({ written, clause }) => `\`${written}\` says behind the money what \`${clause}\` is per.`,
    help: ({ unit, number }) => `Write \`per ${unit}\` before the colon, and \`${number}\` behind it.`,
    explanation: 'The period and the unit of a fee hold for all of its columns, so they are said once, in the head.',
    bad: 'part months full\nfee hosting per month: 98/month',
    repair: 'part months full\nfee hosting per month: 98',
  }),
};
