// What a clause is about, as the subject of its sentence: `an hour of work`, `the fee hosting`, `work of each job`.
import type { Clause, CreditClause, Index, ScopeInfo } from '@avtal/runtime';
import { listText } from '../reporting/lists.ts';
import { feeName } from './prices.ts';
import {
  monthDayWords,
  named,
  nameOf,
  periodWords,
  quantityWords,
  type Speaker,
  servedWords,
  subjectName,
  unitOf,
} from './speaker.ts';

/** `isHourly`: the prices are of an hour. `isEach`: there is a price of one. */
export function subjectOf(speaker: Speaker, clause: Clause, isHourly: boolean, isEach: boolean): string {
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
      if (clause.rolling !== undefined)
        return `the allowance of ${servedWords(speaker, clause)} in any ${clause.rolling} days`;
      return clause.period === undefined
        ? `what each ${subjectName(speaker, clause.lot?.event ?? clause.subject)} buys of ${servedWords(speaker, clause)}`
        : `the allowance of ${servedWords(speaker, clause)}${clause.unit === undefined ? '' : ` for each ${subjectName(speaker, clause.unit)}`} each ${periodWords(clause.period)}`;
    case 'draw': {
      const unit = unitOf(speaker, clause.subject);
      const one =
        unit.kind === 'time' ? 'an hour of' : unit.kind === 'count' ? 'each' : `${quantityWords('1', unit)} of`;
      return `${one} ${subjectName(speaker, clause.subject)}`;
    }
    case 'count':
      return clause.together === undefined
        ? `${subjectName(speaker, clause.subject)} of ${scopeWords(speaker, clause.scope)}`
        : `${listText(clause.together.map((one) => subjectName(speaker, one)))} of ${scopeWords(speaker, clause.scope)} together`;
    case 'surcharge':
      return `the surcharge ${named(speaker, clause.name, clause.title)} on ${basesWords(speaker, clause)}${clause.scope === undefined ? '' : ` of ${scopeWords(speaker, clause.scope)}`}`;
    case 'discount': {
      const name = clause.name === undefined ? '' : ` ${named(speaker, clause.name, clause.title)}`;
      const of = clause.scope === undefined ? '' : ` of ${scopeWords(speaker, clause.scope)} together`;
      return `the discount${name} on ${basesWords(speaker, { ...clause, onStart: clause.onStart === true })}${of}`;
    }
    case 'index': {
      const name = clause.name === undefined ? '' : ` by ${named(speaker, clause.name, clause.title)}`;
      const day =
        clause.each === 'contract-year' ? 'the first day of each contract year' : `each ${monthDayWords(clause.each)}`;
      return `the change${name} of ${basesWords(speaker, clause)} on ${day}`;
    }
    case 'combine':
      return `where ${listText(clause.names.map((name) => named(speaker, name)))} meet,`;
    case 'limit': {
      const { bases, onStart, fees = [], scope } = clause;
      const isSeveral = bases.length + Number(onStart) + fees.length > 1 || fees.includes('*');
      return `${basesWords(speaker, { bases, onStart, fees })} of ${scopeWords(speaker, scope)}${isSeveral ? ' together' : ''}`;
    }
    case 'credit':
      return `the credit for ${clause.each === undefined ? '' : 'each outage of '}${nameOf(speaker, measured(speaker, clause.of) ?? { id: clause.name })}`;
    case 'cap':
      return `all credits of ${clause.unit === undefined ? '' : `each ${nameOf(speaker, speaker.ir.subjects[clause.unit] ?? { id: '' })} in `}a ${periodWords(clause.period)}`;
    case 'target':
      return nameOf(speaker, speaker.ir.targets[clause.target] ?? { id: '' });
    case 'promise':
      return nameOf(speaker, speaker.ir.measures[clause.measure] ?? { id: '' });
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
    case 'term':
      return clause.unit === undefined ? 'the agreement' : `each ${subjectName(speaker, clause.unit)}`;
    case 'notice':
      if (clause.unit !== undefined) return `the notice of each ${subjectName(speaker, clause.unit)}`;
      return `the notice of the ${clause.who}${clause.name === undefined ? '' : ` about ${named(speaker, clause.name, clause.title)}`}`;
    case 'payment':
      return 'an invoice';
    case 'interest':
      return 'what is paid late';
    case 'refund':
      return `what was paid in advance of ${clause.name === undefined ? 'fees' : `the fee ${feeName(speaker, clause.name)}`}`;
    case 'require': {
      const each = clause.per === undefined ? '' : ` for each ${subjectName(speaker, clause.per)}`;
      return `the number of ${subjectName(speaker, clause.unit)}${each}`;
    }
  }
}

const measured = ({ ir }: Speaker, of: CreditClause['of']) =>
  of.kind === 'measure' ? ir.measures[of.measure] : ir.targets[of.target];

/** `each job`, `each contract year`. */
export function scopeWords(speaker: Speaker, scope: Index): string {
  const info = speaker.ir.scopes[scope];
  if (info === undefined) return 'each';
  const { over } = info satisfies ScopeInfo;
  if (over.kind === 'entry') return 'each entry';
  if (over.kind === 'person') return 'each person';
  if (over.kind === 'person-day') return 'each person’s day';
  if (over.kind === 'both') return `${scopeWords(speaker, over.scope)} in a ${periodWords(over.period)}`;
  if (over.kind === 'period') return `each ${periodWords(over.period)}`;
  return `each ${info.label === undefined ? info.id : nameOf(speaker, info)}`;
}

function basesWords(
  speaker: Speaker,
  {
    bases,
    onStart,
    fees = [],
    surcharges = [],
  }: {
    bases: readonly Index[];
    onStart: boolean;
    fees?: readonly string[];
    surcharges?: readonly string[];
  },
): string {
  const names = bases.map((base) => subjectName(speaker, base));
  const ofFees = fees.map((fee) => (fee === '*' ? 'all fees' : `the fee ${feeName(speaker, fee)}`));
  const ofOthers = surcharges.map((name) =>
    name === '*' ? 'all surcharges' : `the surcharge ${named(speaker, name)}`,
  );
  return listText([...names, ...ofFees, ...(onStart ? ['start prices'] : []), ...ofOthers]);
}
