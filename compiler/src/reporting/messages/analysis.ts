// The words of what the analysis finds in an agreement as a whole (AV4001 on).
import { define, names } from './define.ts';

/** Nine guests and eight rooms: whether there is a way to give each a room takes longer to find out than anybody waits. */
function undecidable(): string {
  const guests = Array.from({ length: 9 }, (_, guest) => `g${guest}`);
  const rooms = Array.from({ length: 8 }, (_, room) => `r${room}`);
  const pairs = guests.flatMap((one, at) => guests.slice(at + 1).map((other) => [one, other] as const));
  const shared = (room: string): string => pairs.map(([a, b]) => `(${a} is ${room} and ${b} is ${room})`).join(' or ');
  return [
    ...guests.map((guest) => `choice ${guest}: ${rooms.join(', ')}`),
    ...rooms.map((room) => `rate work when ${shared(room)}: 650/h`),
  ].join('\n');
}

/** A sentence that may begin with the name of a line. */
function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Why nothing holds: one part that never does, two that never do together, or more that nobody can name in a line. */
function because(parts: readonly string[]): string {
  if (parts.length === 0) return ': on no day while the agreement is in force is there such a situation';
  return parts.length > 1
    ? `, because ${names(parts)} never do together`
    : `, because ${names(parts)} never does while the agreement is in force`;
}

export interface SaidParams {
  readonly name: string;
  readonly says: string;
}

export const analysisMessages = {
  contradiction: define<{
    question: string;
    where: string;
    also: string;
    one: SaidParams;
    other: SaidParams;
    /** Whether both rows say `override` already. */
    isOverride: boolean;
    /** The one is an old price that does not end when the other begins. */
    change: { readonly from: string; readonly old: SaidParams; readonly next: SaidParams } | undefined;
  }>({
    code: 'AV4001',
    severity: 'error',
    title: 'Two rows contradict each other',
    message: ({ question, where, also, one, other, change }) =>
      change === undefined
        ? `${where}: ${one.name} says ${one.says} and ${other.name} says ${other.says} for \`${question}\`, and neither beats the other${also}.`
        : `${where}: ${change.old.name} says ${change.old.says} for \`${question}\` and still holds on ${change.from}, when ${change.next.name} begins, which says ${change.next.says}${also}.`,
    label: ({ one }) => `says ${one.says}`,
    help: ({ change, isOverride }) =>
      change === undefined
        ? `Say which of them holds: write ${isOverride ? '`over § …` with the number of the other' : '`override`'} before it, or narrow the condition of one.`
        : `End ${change.old.name} where the other begins: write \`before ${change.from}\` in it.`,
    explanation:
      'Both rows hold in the situation that is named, give different answers, and nothing says which of them counts: no paper, module, `over`, `override` or `default` sets one above the other. The order of rows is never asked.',
    bad: 'clock elapsed\nchoice channel: phone, email\nrespond: 2 h\nrespond when channel is email: no promise',
    repair:
      'clock elapsed\nchoice channel: phone, email\nrespond: 2 h\noverride respond when channel is email: no promise',
  }),
  gap: define<{
    question: string;
    where: string;
    witness: string;
    alike: string | undefined;
    word: string | undefined;
  }>({
    code: 'AV4002',
    severity: 'error',
    title: 'No row has an answer',
    message: ({ question, where, witness }) =>
      where === ''
        ? `No row answers \`${question}\`, as on ${witness}.`
        : `No row answers \`${question}\` for ${where}, as on ${witness}.`,
    label: () => 'does not hold there, nor does any other row',
    help: ({ question, alike, word }) =>
      word === undefined
        ? `Add a row for it, or a \`default ${question}\` row that holds everywhere.`
        : `Add a row for it, be it \`${question} …: ${alike ?? 'to be agreed'}\`${alike === undefined ? '' : ', `to be agreed`'} or \`${word}\`.`,
    explanation:
      'What work, use and call-outs cost, by when somebody answers, what an allowance that has something left is used for, what a choice is decided to be and who must be asked: each of these must be answered in every situation that can be. What is not part of the agreement is `not offered` or `no promise`.',
    bad: 'window day   = Mon-Fri 08:00-16:00\nwindow night = daily 18:00-07:00\nrate work during day:   650/h\nrate work during night: 950/h',
    repair:
      'window day   = Mon-Fri 08:00-16:00\nwindow night = daily 18:00-07:00\nrate work during day:   650/h\nrate work during night: 950/h\ndefault rate work: not offered',
  }),
  dead: define<{
    row: string;
    columns: string;
    covering: readonly string[];
    more: number;
    witness: string;
    says: string;
    instead: SaidParams;
  }>({
    code: 'AV4003',
    severity: 'warning',
    title: 'A row that never counts',
    message: ({ row, columns, covering, more, witness, says, instead }) => {
      const others = [...covering, ...(more > 0 ? [`${more} more`] : [])];
      const list = others.length < 2 ? others.join('') : `${others.slice(0, -1).join(', ')} and ${others.at(-1)}`;
      const beat = others.length === 1 && more === 0 ? 'beats' : 'together beat';
      return `Wherever ${row}${columns} holds, ${list} ${beat} it: on ${witness} it says ${says}, and ${instead.name} says ${instead.says}.`;
    },
    label: () => 'never counts',
    help: () => 'Leave the row out, or narrow what beats it.',
    explanation:
      'Other rows beat this one in every situation in which its condition holds, so that nobody will ever be answered by it. What was meant by it is not what the agreement says.',
    bad: 'rate work: 650/h\nwindow night = daily 22:00-06:00\noverride rate work during night: 950/h\noverride rate work outside night: 750/h',
    repair: 'window night = daily 22:00-06:00\nrate work during night: 950/h\nrate work outside night: 750/h',
  }),
  'never-holds': define<{ row: string; columns: string; parts: readonly string[] }>({
    code: 'AV4004',
    severity: 'warning',
    title: 'A condition that never holds',
    message: ({ row, columns, parts }) => `The condition of ${row}${columns} never holds${because(parts)}.`,
    label: () => 'never holds',
    help: () => 'Correct the condition, or leave the row out.',
    explanation:
      'The parts of the condition exclude each other: windows that are never open together, dates outside the days on which the agreement is in force, a tier that the group round the row excludes.',
    bad: 'window day = Mon-Fri 08:00-16:00\nrate work: 650/h\noverride rate work during day, during Sat-Sun: 950/h',
    repair: 'window day = daily 08:00-16:00\nrate work: 650/h\noverride rate work during day, during Sat-Sun: 950/h',
  }),
  'empty-window': define<{
    window: string;
    tier: string | undefined;
    how: 'all' | 'except' | undefined;
    parts: readonly string[];
  }>({
    code: 'AV4005',
    severity: 'warning',
    title: 'A window that never opens',
    message: ({ window, tier, how, parts }) => {
      const whose = tier === undefined ? '' : ` for \`${tier}\``;
      const never = `\`${window}\` never opens${whose} while the agreement is in force`;
      const [whole, less] = parts;
      switch (how) {
        case undefined:
          return `${never}.`;
        case 'all':
          return `${never}: ${names(parts)} have no time in common.`;
        case 'except':
          return `${never}: \`except ${less}\` takes away all of \`${whole}\`.`;
      }
    },
    label: () => 'never open',
    help: () => 'Correct its days and hours, or leave it out.',
    explanation:
      'No instant lies in the window: its days never occur (30 Feb), what `except` or `and` leaves of it is nothing, or its dates lie outside the days on which the agreement is in force. A window that differs by tier may open for some of them only: what is promised to the others during its hours is never due.',
    bad: 'window weekend = Sat-Sun except Fri-Mon',
    repair: 'window weekend = Sat-Sun except 24 Dec',
  }),
  'overrides-nothing': define<{
    row: string;
    question: string;
    how: string;
    /** The row that comes nearest, and the part of each that excludes the other. */
    missed: { readonly name: string; readonly parts: readonly string[] } | undefined;
  }>({
    code: 'AV4006',
    severity: 'warning',
    title: 'An override of nothing',
    message: ({ row, question, how, missed }) => {
      const [here, there] = missed?.parts ?? [];
      const why =
        missed === undefined ? '' : `: \`${here}\` here and \`${there}\` in ${missed.name} never hold together`;
      return sentence(
        `${row} is said to be ${how} other rows of \`${question}\`, and meets none that it could beat${why}.`,
      );
    },
    label: () => 'beats nothing',
    help: () => 'Leave the mark out, or correct the condition: what it should beat does not hold there.',
    explanation:
      'The row is marked to win over others, and in no situation does another row hold beside it that it beats. Either the mark is superfluous, or one of the conditions is not what was meant.',
    bad: 'window night = daily 22:00-06:00\nrate work outside night: 650/h\noverride rate work during night: 950/h',
    repair: 'window night = daily 22:00-06:00\nrate work outside night: 650/h\nrate work during night: 950/h',
  }),
  'beats-in-circle': define<{ question: string; where: string; rows: readonly string[] }>({
    code: 'AV4008',
    severity: 'error',
    title: 'Rows that beat each other in a circle',
    message: ({ question, where, rows: [first = '', ...others] }) =>
      `${where}: ${[first, ...others, first].join(', which beats ').replace(', which beats', ' beats')}, so that none of them answers \`${question}\`.`,
    label: () => 'beats, and is beaten',
    help: () => 'Take a mark from one of the rows: `over § …`, `override` or `default`.',
    explanation:
      'Where rows hold together, the one whose paper is over the other wins; where papers leave it open, the one that names the other with `over`; and where nothing is named, `override` beats a plain row and that a `default`. Each of these is in order, and together they can go round: then each row is beaten by another, and nothing is answered.',
    bad: 'clock elapsed\nchoice channel: phone, email\n§ 1 respond: 2 h\n§ 2 override respond when channel is email: no promise\n§ 3 over § 2 default respond: 4 h',
    repair:
      'clock elapsed\nchoice channel: phone, email\n§ 1 respond: 2 h\n§ 2 override respond when channel is email: no promise',
  }),
  undecided: define<{ question: string | undefined; what: string }>({
    code: 'AV4007',
    severity: 'info',
    title: 'Too many combinations to tell',
    message: ({ question, what }) => {
      if (question === undefined) return `Not all was looked at for ${what}.`;
      return what.startsWith('further')
        ? `Whether \`${question}\` has ${what} was not looked for, because it has so many.`
        : `Whether \`${question}\` has ${what} was not decided, because its conditions combine in too many ways.`;
    },
    help: () => 'Divide the question by fewer choices, or say a `default` row that holds everywhere.',
    explanation:
      'The analysis is exact, and there are conditions that it cannot see through in reasonable time. It then says so instead of guessing; everything else it says holds.',
    bad: undecidable(),
    repair: 'rate work: 650/h',
  }),
};
