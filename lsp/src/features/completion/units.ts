// Units that fit a figure: what the clause, the number or the fact at the position is counted in.
import type { Unit } from '@avtal/runtime';
import type { Offer } from './offer.ts';
import { notesOfAmounts, type Where } from './where.ts';

const inTime = ['h', 'min', 's', 'days'];
const words: Readonly<Record<string, string>> = {
  h: 'hours',
  min: 'minutes',
  s: 'seconds',
  days: '24 hours each',
  '%': 'percent',
};

/** How amounts of it are written, the usual one first. */
export function unitsOf(unit: Unit | undefined): readonly string[] {
  switch (unit?.kind) {
    case 'time':
      return inTime;
    case 'percent':
      return ['%'];
    case 'other':
      return [unit.name];
    case 'count':
    case 'money':
    case undefined:
      return [];
  }
}

/** `4 h`, `25%`. */
export const unitAfterNumber = (unit: string): string => (unit === '%' ? unit : ` ${unit}`);

/** `h` of `650/h`: what one of the subject is. */
export function perUnit(subject: string | undefined, { compilation }: Where): string {
  return unitsOf(compilation.model.findSubject(subject ?? '')?.info.unit)[0] ?? 'h';
}

/** Units behind a figure, behind `/`, and of a declaration. */
export function unitOffers(where: Where): readonly Offer[] {
  const { pieces, offset } = where;
  const last = pieces.at(-1);
  if (last === undefined) return [];
  if (last.text === '/' || last.word === 'per') return [perUnit(where.asked?.name, where), 'min'].map(offer);
  if (last.word === 'in')
    return [...inTime, 'pieces', '%', 'km', 'GB', ...where.names('measure').map(({ name }) => name)].map(offer);
  if (!/^\d/.test(last.text)) return ['hour', 'min'].map(offer);
  const touches = last.span.end === offset;
  const after = afterNumber(where).map((unit) => ({
    ...offer(unit),
    ...(touches ? { template: unitAfterNumber(unit), word: unitAfterNumber(unit) } : {}),
  }));
  return [...perOffers(where), ...after];
}

function offer(unit: string): Offer {
  return { label: unit, kind: 'unit', ...(words[unit] === undefined ? {} : { detail: words[unit] }) };
}

/** `/h` behind money for each of something. */
function perOffers(where: Where): readonly Offer[] {
  const { asked, inValue, compilation } = where;
  if (!inValue || asked === undefined || isBound(where) || !where.following.signs.includes('/')) return [];
  const isUsage = compilation.model.findSubject(asked.name ?? '')?.info.kind === 'usage';
  const fits = asked.clause === 'rate' || asked.clause === 'surcharge' || (asked.clause === 'price' && isUsage);
  return fits ? [{ ...offer(`/${perUnit(asked.name, where)}`), first: true }] : [];
}

/** The figure is where a step of a ladder ends. */
const isBound = ({ pieces }: Where): boolean =>
  ['upTo', 'below', 'over', 'exactly', 'atLeast'].includes(pieces.at(-2)?.word ?? '');

function afterNumber(where: Where): readonly string[] {
  const { pieces, asked, inValue, compilation } = where;
  const { model } = compilation;
  const [first] = pieces;
  const before = pieces.at(-2);
  const counted = (name: string | undefined) => unitsOf(model.findSubject(name ?? '')?.info.unit);
  if (first?.word === 'vat') return ['%'];
  if (before?.word === 'forTheFirst' || before?.word === 'afterTheFirst')
    return pieces.at(-1)?.text === '1' ? ['month', 'year'] : ['months', 'calendar months', 'weeks', 'days', 'years'];
  if (before?.roles.includes('attribute') === true) return unitsOf(model.findNumber(before.text)?.unit);
  if (first?.roles.includes('happened') === true && !inValue)
    return before?.word === 'for' ? ['min', 'h'] : counted(first.text);
  if (isBound(where)) {
    const number = pieces.map(({ text }) => model.findNumber(text)).findLast((one) => one !== undefined);
    if (!inValue || number !== undefined) return unitsOf(number?.unit);
  }
  if (!inValue && !notesOfAmounts.includes(first?.word ?? '')) return [];
  if (first?.word === 'expect' && asked === undefined) {
    if (['counted', 'balance', 'carried'].includes(pieces[1]?.text ?? '')) return counted(pieces[2]?.text);
    return pieces[1]?.text === 'open' ? ['h', 'min'] : [];
  }
  if (first?.word === 'carryOver') return before?.word === 'atMost' ? counted(asked?.name) : ['%'];
  if (notesOfAmounts.includes(first?.word ?? '')) return ['%', ...counted(asked?.name)];
  switch (asked?.clause) {
    case 'target':
      return ['h', 'min', 'business days', 'days'];
    case 'permit':
      return ['h', 'days'];
    case 'term':
    case 'notice':
      return ['months', 'days'];
    case 'payment':
      return ['days', 'months'];
    case 'interest':
    case 'refund':
    case 'index':
      return before?.word === 'after' ? ['months'] : ['%'];
    case 'promise':
      return unitsOf(model.findMeasure(asked.name ?? '')?.info.unit);
    case 'credit':
      return isBound(where) ? unitsOf(model.findMeasure(asked.name ?? '')?.info.unit ?? { kind: 'time' }) : ['%'];
    case 'fee':
    case 'discount':
    case 'surcharge':
      return isBound(where) ? [] : ['%'];
    case 'rate':
    case 'price':
      return isBound(where) ? counted(asked.name) : [...(pieces.at(-2)?.text === ':' ? [] : ['%'])];
    case 'include':
      return before?.word === 'valid' ? ['months', 'days'] : counted(asked.name ?? 'work');
    case 'draw':
    case 'count':
      return counted(asked.name ?? 'work');
    case 'start price':
      return before?.word === 'first' ? ['h', 'min'] : [];
    case 'limit':
    case 'decide':
    case 'approve':
    case 'perform':
    case 'require':
    case undefined:
      return [];
  }
}
