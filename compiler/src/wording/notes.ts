// What belongs to a row and stands in none of its columns, as phrases.
import type { AllowanceShare, Clause, ClauseBase, IncludeClause, Validity } from '@avtal/runtime';
import { ladderNote } from './predicate.ts';
import { onePrice } from './prices.ts';
import { monthDayWords, periodWords, plural, quantityWords, type Speaker, subjectName, unitOf } from './speaker.ts';
import { scopeWords } from './subjects.ts';

export function notesOf(speaker: Speaker, row: readonly Clause[]): readonly string[] {
  return [...new Set(row.flatMap((clause) => [...rankNotes(clause), ...ownNotes(speaker, clause)]))];
}

function rankNotes({ rank }: ClauseBase): readonly string[] {
  if (rank === 'default') return ['holds where no other row does'];
  return rank === 'override' ? ['goes before other rows'] : [];
}

function ownNotes(speaker: Speaker, clause: Clause): readonly string[] {
  const ladder = 'value' in clause && clause.value.kind === 'ladder' ? ladderNote(clause.value) : [];
  switch (clause.kind) {
    case 'rate':
      return clause.scope === undefined
        ? ladder
        : [...ladder, `the quantity of ${scopeWords(speaker, clause.scope)} decides`];
    case 'fee': {
      if (clause.period === undefined || clause.inAdvance === 1) return ladder;
      if (clause.inAdvance === 0) return [...ladder, 'invoiced in arrears'];
      return [...ladder, `invoiced ${clause.inAdvance} ${periodWords(clause.period)}s in advance`];
    }
    case 'include': {
      const { lot } = clause;
      if (lot !== undefined) {
        const running = runningNotes(speaker, clause);
        if (lot.valid === undefined) return ['may be used without end', ...running];
        return [`may be used ${validWords(lot.valid)}`, ...running];
      }
      return [...carryNote(speaker, clause), ...beyondNote(speaker, clause), ...runningNotes(speaker, clause)];
    }
    case 'count':
      if (clause.across === undefined) return [];
      return [
        clause.across === 'part'
          ? 'each part is counted by its own rule'
          : `the rule of the ${clause.across} part counts the whole`,
      ];
    default:
      return ladder;
  }
}

function validWords({ length, toEndOf, until, from }: Validity): string {
  if (until !== undefined) return `until ${monthDayWords(until)}`;
  const end = toEndOf === undefined ? '' : `to the end of the ${periodWords(toEndOf)}`;
  if (length === undefined) return end;
  const long = `for ${plural(length.count, length.unit)}`;
  const since = from === 'first-use' ? ' from when some of it is first used' : '';
  return `${long}${since}${end === '' ? '' : `, ${end}`}`;
}

function carryNote(speaker: Speaker, { carry, subject }: IncludeClause): readonly string[] {
  if (carry === undefined) return [];
  const of = carry.of === 'unused' ? 'what is unused' : 'the allowance';
  const share = carry.percent === '100' ? `all of ${of}` : `${carry.percent}% of ${of}`;
  const until =
    carry.periods === undefined
      ? 'without end'
      : carry.periods === 1
        ? 'to the next period only'
        : `for ${carry.periods} periods`;
  const most = carry.atMost === undefined ? '' : `, at most ${quantityWords(carry.atMost, unitOf(speaker, subject))}`;
  return [`${share.replace('all of what', 'what')} is carried over ${until}${most}`];
}

function beyondNote(speaker: Speaker, { beyond, subject }: IncludeClause): readonly string[] {
  if (beyond === undefined) return [];
  const { kind, most } = beyond;
  const much = shareText(speaker, most, subject);
  return [
    kind === 'leeway'
      ? `up to ${much} more is not charged`
      : `up to ${much} more is taken from the allowance of the next period`,
  ];
}

function runningNotes(
  speaker: Speaker,
  { notify, renewed, revalued, toNext, unused, subject, lot }: IncludeClause,
): readonly string[] {
  const event = lot && subjectName(speaker, lot.event);
  const isUsedUp = renewed?.kind === 'quantity' && renewed.amount === '0';
  const when = renewed && (isUsedUp ? 'it is used up' : `less than ${shareText(speaker, renewed, subject)} is left`);
  return [
    ...(notify === undefined ? [] : [`it is told when less than ${shareText(speaker, notify, subject)} is left`]),
    ...(when === undefined ? [] : [`one more ${event} is bought by itself when ${when}`]),
    ...(unused === undefined
      ? []
      : [`what is not used is paid back at ${onePrice(speaker, unused, unitOf(speaker, subject)).object}`]),
    ...(toNext ? [`what is left may be used as long as the next ${event}`] : []),
    ...(revalued ? ['what is left keeps its worth in money when the price changes'] : []),
  ];
}

function shareText(speaker: Speaker, share: AllowanceShare, subject: number): string {
  return share.kind === 'percent' ? `${share.percent}% of it` : quantityWords(share.amount, unitOf(speaker, subject));
}
