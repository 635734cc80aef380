// What each kind of clause says of its subject: its verb and object.

import type { Clause } from '@avtal/runtime';
import { deadlinePredicate } from './deadlines.ts';
import { creditAmountWords, creditPredicate, discountPredicate, limitPredicate, surchargePredicate } from './extras.ts';
import { type Predicate, wordPredicate } from './predicate.ts';
import { feePredicate, indexPredicate, pricePredicate, startPredicate } from './prices.ts';
import { allowancePredicate, countPredicate, drawPredicate } from './quantities.ts';
import { approvePredicate, permitPredicate, promisePredicate, termPredicate } from './rights.ts';
import { everyWords, plural, type Speaker, unitOf } from './speaker.ts';

/** The verb and object of the clause, whatever its kind. */
export function predicateOf(speaker: Speaker, clause: Clause): Predicate {
  switch (clause.kind) {
    case 'rate':
    case 'price':
      return pricePredicate(speaker, clause.value, unitOf(speaker, clause.subject));
    case 'start':
      return startPredicate(speaker, clause);
    case 'fee':
      return feePredicate(speaker, clause);
    case 'include':
      return allowancePredicate(speaker, clause);
    case 'draw':
      return drawPredicate(speaker, clause);
    case 'count':
      return countPredicate(speaker, clause);
    case 'surcharge':
      return surchargePredicate(speaker, clause);
    case 'discount':
      return discountPredicate(speaker, clause);
    case 'combine': {
      const { value, of } = clause;
      const inTurn =
        of === 'discounts' ? 'each is taken off what those before it leave' : 'one is taken on top of the other';
      const how = { add: 'add up', highest: 'only the highest counts', multiply: inTurn };
      if (value.kind === 'open')
        return { verb: '', object: 'what counts is still to be agreed', cell: 'to be agreed', tone: 'word' };
      const { how: which } = value;
      return { verb: which === 'add' ? 'they' : '', object: how[which], cell: how[which], tone: 'word' };
    }
    case 'limit':
      return limitPredicate(speaker, clause.value);
    case 'credit':
      return creditPredicate(speaker, clause);
    case 'cap': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'limit');
      const amount = creditAmountWords(speaker, value);
      if (clause.side === 'threshold')
        return { verb: 'are', object: `not given below ${amount}`, cell: `none below ${amount}`, tone: 'amount' };
      const text = `at ${clause.side} ${amount}`;
      return { verb: 'come to', object: text, cell: text, tone: 'amount' };
    }
    case 'target':
      return deadlinePredicate(speaker, clause.value);
    case 'pause':
      return { verb: 'stands', object: 'still', cell: 'paused', tone: 'word' };
    case 'decide': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'value');
      const dimension = speaker.ir.dimensions.find(({ id }) => id === clause.dimension);
      const known = dimension?.values.find(({ id }) => id === value.choice);
      const text = speaker.style === 'reader' ? (known?.label ?? value.choice) : value.choice;
      return { verb: 'is', object: text, cell: text, tone: 'word' };
    }
    case 'promise':
      return promisePredicate(speaker, clause);
    case 'permit':
      return permitPredicate(speaker, clause.value);
    case 'approve':
      return approvePredicate(speaker, clause.value);
    case 'perform': {
      const { value } = clause;
      if (value.kind === 'open') return wordPredicate(speaker, value, 'frequency');
      if (value.kind === 'included') return wordPredicate(speaker, value, '');
      if (value.kind === 'none') return { verb: 'is', object: 'not performed', cell: 'none', tone: 'word' };
      const times = { 1: 'once', 2: 'twice' }[value.count] ?? plural(value.count, 'time');
      const text = `${times} ${everyWords(value.period)}`;
      return { verb: 'is performed', object: text, cell: text, tone: 'amount' };
    }
    case 'index':
      return indexPredicate(speaker, clause.value);
    case 'term':
    case 'notice':
    case 'payment':
    case 'interest':
    case 'refund':
    case 'require':
      return termPredicate(speaker, clause);
  }
}
