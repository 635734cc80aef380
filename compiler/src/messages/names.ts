// The words of findings about names: AV10xx.
import { define, didYouMean } from './define.ts';

export const nameMessages = {
  'unknown-name': define<{ what: string; name: string; guess?: string | undefined; known?: readonly string[] }>({
    code: 'AV1001',
    severity: 'error',
    title: 'Unknown name',
    message: ({ what, name }) => `No ${what} is called \`${name}\`.`,
    label: () => 'not declared',
    help: ({ guess, known }) => didYouMean(guess, known),
    explanation:
      'Everything that a clause speaks of is declared once, with the name by which clauses know it. A name that nothing declares would make the clause apply to nothing, so it is never guessed.',
    bad: 'rate wrok: 650/h',
    repair: 'rate work: 650/h',
  }),
  'wrong-kind-of-name': define<{ name: string; is: string; wanted: string; because?: string | undefined }>({
    code: 'AV1002',
    severity: 'error',
    title: 'Name of another kind',
    message: ({ name, is, wanted, because }) =>
      `\`${name}\` is ${is}, but here ${wanted} is due${because === undefined ? '' : `, because ${because}`}.`,
    label: ({ is }) => is,
    explanation:
      'A name belongs to one kind of thing: an hourly rate can be set for an activity but not for a unit, and a comparison with a number needs a declared number and not a choice.',
    bad: 'unit vm\nrate vm: 650/h',
    repair: 'unit vm\nfee vm per month per vm: 650',
  }),
  'declared-twice': define<{ what: string; name: string }>({
    code: 'AV1003',
    severity: 'error',
    title: 'Declared twice',
    message: ({ what, name }) => `${what} \`${name}\` is declared twice.`,
    label: () => 'declared again',
    help: () => 'Keep one of them, or give one another name.',
    explanation:
      'An agreement and all its documents and orders share one set of names. Two declarations of one name would leave open which of them a clause means.',
    bad: 'activity travel\nactivity travel',
    repair: 'activity travel',
  }),
};
