// The words of findings about `accept CODE "reason"`: AV15xx.
import { define, didYouMean } from './define.ts';

export const acceptanceMessages = {
  'accept-unknown': define<{ code: string; guess: string | undefined }>({
    code: 'AV1501',
    severity: 'error',
    title: 'Accepted finding that does not exist',
    message: ({ code }) => `There is no finding \`${code}\` that could be accepted.`,
    label: () => 'no such code',
    help: ({ guess }) => didYouMean(guess) ?? 'Write the code as the finding shows it.',
    explanation:
      'A finding is accepted by its code, which stands before it wherever it is shown. `avtal explain` lists all codes.',
    bad: 'rate work: 650/h\n  accept AV4999 "agreed with the customer on 3 May"',
    repair: 'rate work: 650/h',
  }),
  'accept-error': define<{ code: string; title: string }>({
    code: 'AV1502',
    severity: 'error',
    title: 'Accepted finding that must be repaired',
    message: ({ code, title }) => `\`${code}\` (${title.toLowerCase()}) cannot be accepted, only repaired.`,
    label: () => 'must be repaired',
    help: () => 'Remove this row and repair what the finding points at.',
    explanation:
      'Where a row cannot be read, or means nothing or several things, there is nothing that could be priced or promised. Only warnings, and what is found in the agreement as a whole (AV4xxx), may stand.',
    bad: 'rate work: 650/h\n  accept AV1001 "agreed with the customer on 3 May"',
    repair: 'rate work: 650/h',
  }),
  'accept-no-reason': define<{ code: string }>({
    code: 'AV1503',
    severity: 'error',
    title: 'Finding accepted without a reason',
    message: ({ code }) => `The row does not say why \`${code}\` may stand.`,
    label: () => 'why?',
    help: ({ code }) => `Write the reason after it: \`accept ${code} "agreed with the customer on 3 May"\`.`,
    explanation:
      'Who reads the agreement next year must see that the finding was looked at, by whom it was decided, and why. So an accepted finding has its reason beside it.',
    bad: 'rate work: 650/h\n  accept AV4001',
    repair: 'rate work: 650/h',
  }),
  'accept-nothing': define<{ code: string; where: string }>({
    code: 'AV1504',
    severity: 'warning',
    title: 'Accepted finding that does not occur',
    message: ({ code, where }) => `\`${code}\` is accepted here, but it does not occur ${where}.`,
    label: () => 'accepts nothing',
    help: () => 'Remove this row.',
    explanation:
      'What was accepted is not there any more, or never was. Left standing, the row would hide the next finding of that code without anybody having looked at it. Under a row, a finding is accepted that points into this row; as a row of its own, all findings of that code in the block in which it stands, in the block of `agreement` those of the whole agreement.',
    bad: 'rate work: 650/h\n  accept AV4001 "agreed with the customer on 3 May"',
    repair: 'rate work: 650/h',
  }),
};
