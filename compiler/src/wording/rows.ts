// A row of the agreement as a sentence and as a line of a table: its clauses, one for each column, said together.

import type { Clause, ClauseBase, Dimension, Index, RateClause, ScopeInfo } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { conditionWords, type Said, spokenCondition } from './conditions.ts';
import { ladderNote, type Predicate } from './predicate.ts';
import { named, nameOf, periodWords, quantityWords, type Speaker, sentence, subjectName, unitOf } from './speaker.ts';
import { feeName, predicateOf } from './values.ts';

export interface RowWords {
  /** What the row is about: `An hour of work`. */
  readonly subject: string;
  /** When it holds: `within core`; empty: always. */
  readonly when: string;
  readonly columns: readonly Column[];
  /** The whole as a sentence. */
  readonly sentence: string;
  /** What belongs to it and is in no column: phrases. */
  readonly notes: readonly string[];
}

/** What one clause, or several with the same answer, say. */
export interface Column {
  readonly clauses: readonly Clause[];
  /** `for Pro`, `when role is senior`; empty: for all. */
  readonly of: string;
  readonly said: Predicate;
}

/** Clauses of one row: they stand in one place and answer one question. */
export function rowsOf(clauses: readonly Clause[]): readonly (readonly Clause[])[] {
  const rows = new Map<string, Clause[]>();
  for (const clause of clauses) {
    const { file, line, column } = clause.span;
    const key = `${file}:${line}:${column}:${clause.question}`;
    const row = rows.get(key);
    if (row === undefined) rows.set(key, [clause]);
    else row.push(clause);
  }
  return [...rows.values()];
}

export function rowWords(speaker: Speaker, row: readonly Clause[]): RowWords {
  const [clause] = row;
  if (clause === undefined) return { subject: '', when: '', columns: [], sentence: '', notes: [] };
  const said = columnDimensions(speaker, row);
  const isHourly = row.every((one) => one.kind === 'rate' && isPlainHourly(one)) && row.some(hasAmount);
  const predicate = (one: Clause): Predicate => {
    const full = predicateOf(speaker, one);
    return isHourly ? { ...full, object: full.object.replace(/ an hour$/, '') } : full;
  };
  const columns = together(speaker, row, said, predicate);
  const conditions = new Set(row.map(({ when }) => conditionWords(speaker, when, said)));
  const spoken = conditions.size === 1 ? spokenCondition(speaker, clause.when, said) : { behind: '', before: '' };
  const subject = subjectOf(speaker, clause, isHourly, row.some(hasAmount));
  // A deadline has no length that could lie within a window: what is said of its moment stands first.
  const [behind, before] =
    clause.kind === 'target' || clause.kind === 'combine' || clause.kind === 'pause'
      ? ['', [spoken.behind, spoken.before].filter((text) => text !== '').join(' ')]
      : [spoken.behind, spoken.before];
  return {
    subject: subject.replace(/,$/, ''),
    when: [spoken.behind, spoken.before].filter((text) => text !== '').join(' '),
    columns,
    sentence:
      clause.kind === 'pause'
        ? sentence('The clock of', subject, 'stands still', before)
        : sentence(
            before === '' ? '' : `${before},`,
            subject,
            behind,
            joinedColumns(columns),
            clause.kind === 'limit' ? `, ${clause.surcharges} surcharges` : '',
          ),
    notes: notesOf(speaker, row),
  };
}

// --------------------------------------------------------------------------------------------------------- columns

/** The dimensions in which the clauses differ: each says one set of values of it in all its boxes. */
function columnDimensions({ ir }: Speaker, row: readonly Clause[]): Said {
  if (row.length < 2) return new Set();
  const differs = ({ id }: Dimension): boolean => {
    const values = row.map(({ when }) => new Set(when.map(({ choices }) => choices?.[id]?.join())));
    return (
      values.every((one) => one.size === 1 && !one.has(undefined)) &&
      new Set(values.flatMap((one) => [...one])).size > 1
    );
  };
  return new Set(ir.dimensions.filter(differs).map(({ id }) => id));
}

function together(
  speaker: Speaker,
  row: readonly Clause[],
  said: Said,
  predicate: (clause: Clause) => Predicate,
): readonly Column[] {
  const groups = new Map<string, { readonly said: Predicate; readonly clauses: Clause[] }>();
  for (const clause of row) {
    const text = predicate(clause);
    const key = `${text.verb} ${text.object}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { said: text, clauses: [clause] });
    else group.clauses.push(clause);
  }
  const shared = new Set(row.map(({ when }) => conditionWords(speaker, when, said))).size === 1;
  return [...groups.values()].map(({ said: text, clauses }) => ({
    clauses,
    said: text,
    of:
      groups.size === 1 && shared && isComplete(speaker, clauses, said)
        ? ''
        : columnWords(speaker, clauses, said, shared),
  }));
}

/** Whether the clauses together leave out no value of their dimension. */
function isComplete({ ir }: Speaker, clauses: readonly Clause[], said: Said): boolean {
  const [id, ...others] = said;
  if (id === undefined || others.length > 0) return id === undefined;
  const had = new Set(clauses.flatMap(({ when }) => when.flatMap(({ choices }) => choices?.[id] ?? [])));
  return ir.dimensions.find((one) => one.id === id)?.values.every((value) => had.has(value.id)) ?? false;
}

function columnWords(speaker: Speaker, clauses: readonly Clause[], said: Said, shared: boolean): string {
  const [only, ...more] = said;
  if (!shared || only === undefined || more.length > 0) {
    return listText(
      clauses.map(({ when }) => conditionWords(speaker, shared ? onlyOf(when, said) : when)),
      'and',
    );
  }
  const values = clauses.flatMap(({ when }) => when[0]?.choices?.[only] ?? []);
  const words = conditionWords(speaker, [{ choices: { [only]: [...new Set(values)] } }]);
  return words;
}

function onlyOf(when: Clause['when'], said: Said): Clause['when'] {
  const choices = Object.fromEntries(Object.entries(when[0]?.choices ?? {}).filter(([id]) => said.has(id)));
  return [{ choices }];
}

/** `costs 650 NOK for Standard, 550 NOK for Utvidet and is included for Pro`. */
function joinedColumns(columns: readonly Column[]): string {
  let verb = '';
  const parts = columns.map(({ of, said }) => {
    const object = `${said.object}${of === '' ? '' : ` ${of}`}`;
    const text = said.verb === verb ? object : `${said.verb} ${object}`;
    verb = said.verb;
    return text.trim();
  });
  return parts.some((part) => part.includes(',')) ? parts.join('; ') : listText(parts);
}

// ------------------------------------------------------------------------------------------------------ what it is about

const hasAmount = ({ value: { kind } }: Clause): boolean => kind === 'rate' || kind === 'money' || kind === 'ladder';

function isPlainHourly({ value }: RateClause): boolean {
  if (value.kind === 'rate') return value.per === '3600';
  return value.kind !== 'ladder' && value.kind !== 'reference';
}

/** `isHourly`: the prices are of an hour. `isEach`: there is a price of one. */
function subjectOf(speaker: Speaker, clause: Clause, isHourly: boolean, isEach: boolean): string {
  switch (clause.kind) {
    case 'rate':
      return isHourly && unitOf(speaker, clause.subject).kind === 'time'
        ? `an hour of ${subjectName(speaker, clause.subject)}`
        : subjectName(speaker, clause.subject);
    case 'price':
      return clause.scope === undefined
        ? `${isEach ? 'each ' : ''}${subjectName(speaker, clause.subject)}`
        : `${scopeWords(speaker, clause.scope)} with ${subjectName(speaker, clause.subject)}`;
    case 'start':
      return `the start of ${subjectName(speaker, clause.subject)} in ${scopeWords(speaker, clause.scope)}`;
    case 'fee': {
      const name = clause.name === undefined ? clause.title : feeName(speaker, clause.name);
      const unit = clause.unit === undefined ? undefined : speaker.ir.subjects[clause.unit];
      if (unit !== undefined && clause.name === unit.id && clause.title === undefined)
        return `the fee of ${nameOf(speaker, unit)}`;
      if (name !== undefined)
        return `the fee ${clause.name === undefined ? `“${name}”` : named(speaker, clause.name, clause.title)}`;
      return unit === undefined ? 'the fee' : `the fee of ${nameOf(speaker, unit)}`;
    }
    case 'include':
      return `the allowance of ${subjectName(speaker, clause.subject)} each ${periodWords(clause.period)}`;
    case 'draw': {
      const unit = unitOf(speaker, clause.subject);
      const one =
        unit.kind === 'time' ? 'an hour of' : unit.kind === 'count' ? 'each' : `${quantityWords('1', unit)} of`;
      return `${one} ${subjectName(speaker, clause.subject)}`;
    }
    case 'count':
      return `${subjectName(speaker, clause.subject)} of ${scopeWords(speaker, clause.scope)}`;
    case 'surcharge':
      return `the surcharge ${named(speaker, clause.name, clause.title)} on ${basesWords(speaker, clause)}${clause.scope === undefined ? '' : ` of ${scopeWords(speaker, clause.scope)}`}`;
    case 'discount': {
      const name = clause.name === undefined ? '' : ` ${named(speaker, clause.name, clause.title)}`;
      return `the discount${name} on ${basesWords(speaker, { ...clause, onStart: false })}`;
    }
    case 'combine':
      return `where ${listText(clause.names.map((name) => named(speaker, name)))} meet,`;
    case 'limit':
      return `${basesWords(speaker, clause)} of ${scopeWords(speaker, clause.scope)}${clause.bases.length + Number(clause.onStart) > 1 ? ' together' : ''}`;
    case 'target':
      return nameOf(speaker, speaker.ir.targets[clause.target] ?? { id: '' });
    case 'pause':
      return listText(clause.targets.map((target) => nameOf(speaker, speaker.ir.targets[target] ?? { id: '' })));
    case 'decide':
      return nameOf(
        speaker,
        speaker.ir.dimensions.find(({ id }) => id === clause.dimension) ?? { id: clause.dimension },
      );
    case 'permit':
    case 'approve':
      return subjectName(speaker, clause.subject);
    case 'perform': {
      const unit = clause.unit === undefined ? undefined : speaker.ir.subjects[clause.unit];
      const each = unit === undefined ? '' : ` for each ${nameOf(speaker, unit)}`;
      return `${named(speaker, clause.name, clause.title)}${each}`;
    }
  }
}

/** `each job`, `each contract year`. */
export function scopeWords(speaker: Speaker, scope: Index): string {
  const info = speaker.ir.scopes[scope];
  if (info === undefined) return 'each';
  const { over } = info satisfies ScopeInfo;
  if (over.kind === 'entry') return 'each entry';
  if (over.kind === 'person-day') return 'each person’s day';
  if (over.kind === 'period') return `each ${periodWords(over.period)}`;
  return `each ${info.label === undefined ? info.id : nameOf(speaker, info)}`;
}

function basesWords(
  speaker: Speaker,
  { bases, onStart, fees = [] }: { bases: readonly Index[]; onStart: boolean; fees?: readonly string[] },
): string {
  const names = bases.map((base) => subjectName(speaker, base));
  const ofFees = fees.map((fee) => (fee === '*' ? 'all fees' : `the fee ${feeName(speaker, fee)}`));
  return listText([...names, ...ofFees, ...(onStart ? ['start prices'] : [])]);
}

// ----------------------------------------------------------------------------------------------------------- notes

function notesOf(speaker: Speaker, row: readonly Clause[]): readonly string[] {
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
      const { carry } = clause;
      if (carry === undefined) return [];
      const of = carry.of === 'unused' ? 'what is unused' : 'the allowance';
      const share = carry.percent === '100' ? `all of ${of}` : `${carry.percent}% of ${of}`;
      const until =
        carry.periods === undefined
          ? 'without end'
          : carry.periods === 1
            ? 'to the next period only'
            : `for ${carry.periods} periods`;
      const most =
        carry.atMost === undefined ? '' : `, at most ${quantityWords(carry.atMost, unitOf(speaker, clause.subject))}`;
      return [`${share.replace('all of what', 'what')} is carried over ${until}${most}`];
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

/** What a cell says, alone: `650 NOK an hour`. */
export function cellWords(speaker: Speaker, clause: Clause): Predicate {
  return predicateOf(speaker, clause);
}
