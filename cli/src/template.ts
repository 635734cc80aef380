// The agreement that `avtal init` writes: small, complete, and with an example that passes.

export const agreementTemplate = `// A first agreement. \`avtal check\` checks it, \`avtal test\` runs its examples.
agreement Support "Support agreement" {
  provider     "Example AS"
  currency     NOK
  timezone     Europe/Oslo
  holidays     Norway
  vat          25% on top
  clock        elapsed
  part months  full

  tiers  Basic | Plus

  window office "office hours"         = Mon-Fri 08:00-16:00 except holidays
  window rest   "outside office hours" = outside office

  //                                        Basic         | Plus
  § 1  fee per month:                       490           | 990
  § 2  include work per month:              1 h           | 3 h
  § 3  draw work during office:             1 h uses 1 h
  § 4  draw work during rest:               not usable    | 1 h uses 2 h
  § 5  rate work during office:             950/h         | 850/h
  § 6  rate work during rest:               1450/h        | 1250/h
  § 7  count work each job:                 per started 15 min
  § 8  respond when reported during office: 4 h of office | 1 h
  § 9  respond when reported during rest:   4 h of office | 4 h
    accept AV4102 "before eight the night watch answers, and may take until noon"

  example first-month "three hours, of which one is included" {
    tier Basic
    from 2026-01-01
    work 2026-03-03 09:00-12:00, job A
    expect cost work 2026-03: 1900
    expect cost 2026-03:      2390
  }
  example saturday "answered on Monday" {
    tier Basic
    from 2026-01-01
    ticket T1 reported 2026-03-07 12:00
    expect respond T1: 2026-03-09 12:00
  }
}
`;

export const orderTemplate = `// A customer of the agreement.
use "support.avtal"

order Acme "Acme AS" for Support {
  tier Plus
  from 2026-01-01
}
`;

export const entriesTemplate = `id,start,end,job
1,2026-03-03 09:00,2026-03-03 11:20,printer
2,2026-03-07 10:00,2026-03-07 11:00,backup
3,2026-03-10 15:00,2026-03-10 17:30,migration
`;
