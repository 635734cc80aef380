// One small agreement with an order and facts, for tests of the command line.
import { agreementTemplate, entriesTemplate, orderTemplate } from '../../cli/src/template.ts';

export const files = {
  'support.avtal': agreementTemplate,
  'acme.avtal': orderTemplate,
  'entries.csv': entriesTemplate,
  'tickets.csv':
    'ticket,at,event\nT1,2026-03-07 12:00,reported\nT1,2026-03-07 15:30,responded\nT2,2026-03-10 09:00,reported\n',
};

export const beta = { id: 'beta', customer: 'Beta AS', from: '2026-01-01', choices: { tier: 'Basic' } };

export const bill = ['bill', 'acme.avtal', 'entries.csv', '--period', '2026-03'];
