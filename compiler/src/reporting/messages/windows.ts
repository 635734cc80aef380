// The words of findings about days and windows: AV12xx, and what they leave open: AV3001 to AV3009.
import { define, names } from './define.ts';

export const windowMessages = {
  'window-in-itself': define<{ path: readonly string[] }>({
    code: 'AV1201',
    severity: 'error',
    title: 'Window defined by itself',
    message: ({ path }) =>
      path.length === 1 ? `\`${path[0]}\` is defined by itself.` : `${names(path)} are defined by each other.`,
    help: () => 'Say in one of them which days and hours are meant.',
    explanation: 'A window says which times it has. Defined by itself, directly or through others, it would have none.',
    bad: 'window core = outside night\nwindow night = outside core',
    repair: 'window core = Mon-Fri 08:00-16:00\nwindow night = outside core',
  }),
  'window-for-days': define<{ text: string; because: string }>({
    code: 'AV1202',
    severity: 'error',
    title: 'A window where days are due',
    message: ({ text, because }) => `\`${text}\` is a window, but only days can stand here: ${because}.`,
    label: () => 'a window',
    help: () => 'Declare the days with `days NAME = …` and use them here.',
    explanation:
      'A day set says which dates, a window says which hours of them. Days may stand where a window is due (they are whole days then), but not the other way round.',
    bad: 'window core = Mon-Fri 08:00-16:00\nwindow late = core 16:00-18:00',
    repair: 'days workday = Mon-Fri\nwindow core = workday 08:00-16:00\nwindow late = workday 16:00-18:00',
  }),
  'opens-at-24': define({
    code: 'AV1203',
    severity: 'error',
    title: 'Opens at 24:00',
    message: () => 'Hours cannot begin at 24:00, which is the end of the day.',
    help: () => 'Write 00:00 with the day after.',
    explanation:
      '24:00 is 00:00 of the next date. Hours belong to the day on which they begin, so that day must be said.',
    bad: 'window night = Mon-Fri 24:00-06:00',
    repair: 'window night = Tue-Sat 00:00-06:00',
  }),
  'window-too-deep': define<{ name: string; most: number }>({
    code: 'AV1204',
    severity: 'error',
    title: 'Windows too deep',
    message: ({ name, most }) =>
      `\`${name}\` is built from windows of windows, deeper than ${most} or again and again.`,
    help: () => 'Say the days and hours in one of them directly.',
    explanation: 'Windows are built from days, hours and other windows. No real agreement nests them so deep.',
    bad: Array.from(
      { length: 66 },
      (_, i) => `window w${i} = ${i === 0 ? 'Mon 08:00-09:00' : `outside w${i - 1}`}`,
    ).join('\n'),
    repair: 'window w0 = Mon 08:00-09:00\nwindow w1 = outside w0',
  }),
  'week-overlap': define<{ date: string }>({
    code: 'AV1205',
    severity: 'error',
    title: 'Two rows of a week for one day',
    message: ({ date }) => `Two rows of this week say the hours of ${date}, and neither comes before the other.`,
    label: () => 'also has this day',
    help: () => 'Take the day out of one of the rows.',
    explanation:
      'In a `week`, rows for dates come before rows for named days, those before `holidays`, and those before weekdays. Two rows of the same kind must not share a day.',
    bad: 'week {\n  Mon-Fri: 08:00 day, 16:00 night\n  Fri-Sun: night\n}',
    repair: 'week {\n  Mon-Fri: 08:00 day, 16:00 night\n  Sat-Sun: night\n}',
  }),
  'week-gap': define<{ days: readonly string[] }>({
    code: 'AV1206',
    severity: 'error',
    title: 'Week with a day missing',
    message: ({ days }) => `This week says nothing about ${days.join(', ')}.`,
    help: ({ days }) => `Add a row for ${days.join(', ')}.`,
    explanation: 'A `week` divides all time into windows, so every day needs a row.',
    bad: 'week {\n  Mon-Fri: 08:00 day, 16:00 night\n  Sat: night\n}',
    repair: 'week {\n  Mon-Fri: 08:00 day, 16:00 night\n  Sat-Sun: night\n}',
  }),
  'unless-without-hours': define({
    code: 'AV1207',
    severity: 'error',
    title: '`unless` without hours of its own',
    message: () =>
      '`unless` takes away whole stretches by the day on which they begin, and here their days cannot be seen.',
    help: () => 'Write `unless` right after the days and hours, where the window is declared.',
    explanation:
      '`Thu 21:00 to Fri 06:00 unless Thu is holidays` leaves out the nights that begin on a holiday. It needs the days and hours themselves, not the name of a window that has them.',
    bad: 'holidays Norway\nwindow night = Mon-Fri 22:00-06:00\nwindow quiet = night unless Mon is holidays',
    repair: 'holidays Norway\nwindow quiet = Mon-Fri 22:00-06:00 unless Mon is holidays',
  }),
  'holidays-of-whom': define({
    code: 'AV1208',
    severity: 'error',
    title: 'Holidays of no country',
    message: () => 'This depends on holidays, but the agreement does not say whose.',
    help: () => 'Add a row such as `holidays Norway` to the settings.',
    explanation:
      'Holidays differ between countries, so the agreement names the country, and what it adds and takes away.',
    bad: 'window core = Mon-Fri 08:00-16:00 except holidays',
    repair: 'holidays Norway\nwindow core = Mon-Fri 08:00-16:00 except holidays',
  }),
  'window-by-tier': define<{ text: string; because: string }>({
    code: 'AV1209',
    severity: 'error',
    title: 'Window that differs by tier',
    message: ({ text, because }) => `\`${text}\` differs by tier, but ${because}.`,
    help: () => 'Name a window that is the same for all.',
    explanation:
      'A window may be declared with one column per tier. Where it is named, the tier must be known: in clauses, measures and the setting `clock` it is, in a number it is not.',
    bad: 'tiers A | B\nwindow office = Mon-Fri 08:00-16:00\nwindow response = office | always\nnumber ahead = from ordered to started of response',
    repair:
      'tiers A | B\nwindow office = Mon-Fri 08:00-16:00\nwindow response = office | always\nnumber ahead = from ordered to started of office',
  }),
  'window-columns': define<{ name: string; columns: number; tiers: number }>({
    code: 'AV1210',
    severity: 'error',
    title: 'Columns of a window',
    message: ({ name, columns, tiers }) =>
      tiers === 0
        ? `\`${name}\` has ${columns} columns, but the agreement has no tiers.`
        : `\`${name}\` has ${columns} columns, but there are ${tiers} tiers.`,
    help: ({ tiers }) =>
      tiers === 0 ? 'Write one window, or declare `tiers`.' : 'Write one window for all, or one for each tier.',
    explanation: 'A window has either one value or one for each tier, in the order of the row `tiers`.',
    bad: 'tiers A | B | C\nwindow office = Mon-Fri 08:00-16:00\nwindow response = office | always',
    repair: 'tiers A | B | C\nwindow office = Mon-Fri 08:00-16:00\nwindow response = office | office | always',
  }),
  'offset-in-window': define({
    code: 'AV1211',
    severity: 'error',
    title: 'Offset in a window',
    message: () => 'Windows are local time, so a time in them has no UTC offset.',
    help: () => 'Leave the offset out.',
    explanation:
      'The hours of a window follow the local clock, summer and winter. An offset tells apart the two occurrences of an hour in the facts of an example.',
    bad: 'window core = Mon-Fri 08:00+01:00-16:00',
    repair: 'window core = Mon-Fri 08:00-16:00',
  }),
  'days-then-hours': define<{ days: readonly string[]; hours: string; before?: string }>({
    code: 'AV3001',
    severity: 'error',
    title: 'Do the days before the comma have the hours too?',
    message: ({ days, hours, before }) =>
      before === undefined
        ? `${names(days)} may have the hours \`${hours}\` too, or be whole.`
        : `\`except\` may take away ${names(days)} alone, or all that follows in the row.`,
    label: ({ before }) => (before === undefined ? 'whole, or with the hours?' : 'all taken away?'),
    help: ({ days: [day = ''], hours, before }) =>
      before === undefined
        ? `Write \`${day} ${hours}\` for the same hours, or \`${day} 00:00-24:00\` for whole days.`
        : `Write \`(${before})\` if what follows is not taken away; else \`${day} ${hours}\` or \`${day} 00:00-24:00\`.`,
    explanation:
      'In `Mon, Wed 08:00-16:00` the hours stand at Wednesday only, but most readers take them for both days. The agreement must say which.',
    bad: 'window core = Mon, Wed 08:00-16:00',
    repair: 'window core = Mon 08:00-16:00, Wed 08:00-16:00',
  }),
  'hours-all-or-none': define<{ time: string }>({
    code: 'AV3002',
    severity: 'error',
    title: 'No time, or a whole day?',
    message: ({ time }) => `From ${time} to ${time} may be no time at all, or a whole day.`,
    help: () => 'For whole days leave the hours out or write `00:00-24:00`; for no time leave the days out.',
    explanation: 'Hours that end when they begin are empty by one reading and last 24 hours by the other.',
    bad: 'window core = Mon-Fri 08:00-08:00',
    repair: 'window core = Mon-Fri 00:00-24:00',
  }),
  'period-of-what': define<{ period: string }>({
    code: 'AV3003',
    severity: 'error',
    title: 'Of the calendar, or of the contract?',
    message: ({ period }) => `A \`${period}\` may be one of the calendar, or count from the first day of the order.`,
    help: ({ period }) => `Write \`calendar ${period}\` or \`contract ${period}\`.`,
    explanation:
      'An allowance of 12 hours per year that begins in May ends in December by the calendar and in the next April by the contract. A bare `month` is a calendar month; longer periods must say which.',
    bad: 'part months full\ninclude work per year: 12 h',
    repair: 'part months full\ninclude work per calendar year: 12 h',
  }),
};
