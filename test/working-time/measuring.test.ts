// How long a window is open between two instants, in which stretches, and when it opens and closes next.
import { describe } from 'vitest';
import { between, openings, stretches } from './table.ts';

describe('open time', () => {
  between(`
    nine to five
    window w = Mon-Fri 09:00-17:00

    2012-02-01 10:00 | 2012-02-01 14:20 | 260 min | one day
    2012-02-01 10:00 | 2012-02-01 17:24 | 7 h | until after closing
    2012-02-01 07:25 | 2012-02-01 15:30 | 390 min | from before opening
    2012-02-01 10:00 | 2012-02-02 10:00 | 8 h | the same time tomorrow
    2012-02-01 10:00 | 2012-02-09 11:00 | 49 h | six days and an hour
    2012-02-03 10:40 | 2012-02-04 10:40 | 6 h 20 min | until a Saturday
    2014-01-16 18:30 | 2014-01-22 10:00 | 25 h | from after closing, over a weekend
    2015-02-23 17:00 | 2015-02-24 14:20 | 5 h 20 min | from closing
    2015-02-23 17:01 | 2015-02-24 14:20 | 5 h 20 min | a minute later
    2014-01-12 12:00 | 2014-01-17 19:30 | 40 h | Sunday to Friday night
    2014-01-13 04:00 | 2014-01-17 19:30 | 40 h | before opening to after closing
    2014-01-30 12:15 | 2014-01-31 19:30 | 12 h 45 min | half a day and a whole one
    2014-08-04 11:00 | 2014-08-06 05:00 | 14 h | until before opening
    2014-08-04 01:00 | 2014-08-04 05:00 | 0 h | before opening
    2014-08-04 22:00 | 2014-08-04 23:00 | 0 h | after closing
    2014-01-10 16:15 | 2014-01-12 12:30 | 45 min | Friday to Sunday
    2014-01-10 17:15 | 2014-01-12 12:30 | 0 h | Friday night to Sunday
    2014-01-02 09:12 | 2014-01-03 09:10 | 7 h 58 min | two minutes less than a day
    2014-01-02 09:10 | 2014-01-03 09:12 | 8 h 2 min | two more
    2014-01-04 09:10 | 2014-01-04 09:12 | 0 h | on a Saturday
    2014-01-07 09:00 | 2014-01-08 09:00 | 8 h | opening to opening
    2014-01-07 17:00 | 2014-01-08 17:00 | 8 h | closing to closing
    2014-01-07 17:00 | 2014-01-08 09:00 | 0 h | closing to opening
    2016-10-16 18:00 | 2016-10-17 06:00 | 0 h | a night
    2015-02-27 10:00 | 2015-03-02 13:30 | 11 h 30 min | over a weekend
    2014-01-07 10:00 | 2014-01-07 10:00 | 0 h | no time
    2014-01-07 10:00 | 2014-01-07 10:00:01 | 1 s | a second
    2014-01-07 16:59:59 | 2014-01-07 17:00:01 | 1 s | one of two
    2010-01-28 22:00:02 | 2010-01-28 22:01:02 | 0 s | a minute of the night
    2014-01-01 00:00 | 2015-01-01 00:00 | 2088 h | 261 days of a year
  `);

  between(`
    New Year and a Monday of January are free
    window w = Mon-Fri 09:00-17:00 except 2014-01-01, 2014-01-20

    2014-01-16 18:30 | 2014-01-22 10:00 | 17 h | over the holiday
    2014-01-01 00:00 | 2014-01-02 09:10 | 10 min | from the holiday
    2014-01-20 11:46:43 | 2014-01-20 18:00 | 0 s | on it
  `);

  between(`
    thirteen hours, and holidays on some days of December
    window w = Mon-Fri 08:00-21:00 except 1 Jan, 1 May, 24 Dec, 25 Dec, 26 Dec, 31 Dec

    2005-10-20 10:00 | 2005-10-21 10:00 | 13 h | a day
    2005-10-20 10:00 | 2005-10-24 10:00 | 26 h | over a weekend
    2005-10-20 10:00 | 2005-10-27 10:00 | 65 h | a week
    2005-10-20 10:00 | 2005-11-03 10:00 | 130 h | two weeks
    2005-12-21 10:00 | 2005-12-31 10:00 | 89 h | Christmas on a weekend, 26 December a Monday
    2003-12-21 10:00 | 2003-12-31 10:00 | 52 h | Christmas from Wednesday to Friday
    2005-10-23 10:00 | 2005-10-24 10:00 | 2 h | from a Sunday
    2005-10-23 10:00 | 2005-10-25 13:00 | 18 h | to Tuesday
    2005-10-23 10:00 | 2005-10-30 13:00 | 65 h | Sunday to Sunday
    2005-10-24 11:44:12 | 2005-10-24 16:13:31 | 4 h 29 min 19 s | seconds at both ends
    2006-12-05 22:57:34 | 2006-12-06 10:25:34 | 2 h 25 min 34 s | from the night
    2006-12-06 07:50 | 2006-12-07 08:54 | 13 h 54 min | from before opening
  `);

  between(`
    lunch
    window w = Mon-Fri 09:00-12:00, 13:00-18:00

    2016-01-18 09:00 | 2016-01-25 09:00 | 40 h | a week
    2016-01-18 11:30 | 2016-01-18 12:30 | 30 min | into lunch
    2016-01-18 12:30 | 2016-01-18 13:30 | 30 min | out of lunch
    2016-01-18 12:00 | 2016-01-18 13:00 | 0 h | lunch
  `);

  between(`
    asked from another zone: Santiago's office in a Californian day
    timezone America/Santiago
    window w = Mon-Fri 09:00-12:00, 13:00-18:00

    2016-01-18 14:00 | 2016-01-18 23:00 | 4 h | nine to six in San Francisco
  `);

  between(`
    whole days
    window w = Fri-Mon

    2010-12-24 15:00 | 2010-12-27 11:00 | 68 h | Friday to Monday
    2022-03-26 00:00 | 2022-03-28 00:00 | 48 h | a weekend
  `);

  between(`
    twelve hours a day from eight
    window w = Mon-Fri 08:00-20:00

    2019-01-01 07:00 | 2019-01-01 09:00 | 1 h | from before opening
    2019-01-01 06:00 | 2019-01-01 07:00 | 0 h | before opening
    2019-01-01 00:00 | 2019-01-08 00:00 | 60 h | a week
  `);

  between(`
    Oslo, 2026
    timezone Europe/Oslo
    holidays Norway
    window w = Mon-Fri 08:00-16:00 except holidays

    2026-01-01 00:00 | 2027-01-01 00:00 | 2024 h | 253 days
    2026-04-01 00:00 | 2026-05-01 00:00 | 152 h | 22 weekdays less three days of Easter
    2026-05-01 00:00 | 2026-06-01 00:00 | 144 h | 21 less the first, Ascension and Whit Monday
    2024-02-01 00:00 | 2024-03-01 00:00 | 168 h | February of a leap year: 21 days
  `);

  between(`
    Thursday nights of a year
    timezone Europe/Oslo
    holidays Norway
    window w = Thu 21:00 to Fri 06:00 unless Thu is holidays

    2026-01-01 00:00 | 2027-01-01 12:00 | 450 h | 53 Thursdays less 1 January, Maundy Thursday and Ascension
    2026-04-02 00:00 | 2026-04-04 00:00 | 0 h | Maundy Thursday
    2026-04-30 00:00 | 2026-05-02 00:00 | 9 h | 1 May is a Friday: the Thursday is none
  `);

  between(`
    the same, but no holiday at all
    timezone Europe/Oslo
    holidays Norway
    window w = Thu 21:00 to Fri 06:00 except holidays

    2026-04-30 00:00 | 2026-05-02 00:00 | 3 h | until midnight
    2026-04-01 00:00 | 2026-04-05 00:00 | 0 h | both
    2026-12-24 00:00 | 2026-12-26 00:00 | 3 h | Christmas Eve is none
  `);

  between(`
    the same, but no eve of a holiday
    timezone Europe/Oslo
    holidays Norway
    window w = Thu 21:00 to Fri 06:00 unless Fri is holidays

    2026-04-30 00:00 | 2026-05-02 00:00 | 0 h | 1 May is a Friday
    2026-05-14 00:00 | 2026-05-16 00:00 | 9 h | Ascension itself may be
  `);
});

describe('stretches', () => {
  stretches(`
    a week of hours and days of their own
    days special = 2005-12-31, 2006-01-04, 2006-01-06
    window w = 2005-12-31 10:00-14:00, 2006-01-04 08:00-12:00, 2006-01-06 09:00-10:00, (Mon+Wed+Fri 09:00-17:00, Tue+Thu 10:00-16:00, Sat 11:00-14:30 except special, 2006-01-16, 2006-01-18)

    2006-01-01 00:00 | 2006-01-05 00:00 | 2006-01-02 09:00 to 2006-01-02 17:00, 2006-01-03 10:00 to 2006-01-03 16:00, 2006-01-04 08:00 to 2006-01-04 12:00 | to Wednesday
    2006-01-05 00:00 | 2006-01-09 00:00 | 2006-01-05 10:00 to 2006-01-05 16:00, 2006-01-06 09:00 to 2006-01-06 10:00, 2006-01-07 11:00 to 2006-01-07 14:30 | to Sunday
    2006-01-02 12:00 | 2006-01-02 13:00 | 2006-01-02 12:00 to 2006-01-02 13:00 | cut at both ends
    2006-01-14 00:00 | 2006-01-18 00:00 | 2006-01-14 11:00 to 2006-01-14 14:30, 2006-01-17 10:00 to 2006-01-17 16:00 | a Monday is free
    2005-12-31 00:00 | 2006-01-02 00:00 | 2005-12-31 10:00 to 2005-12-31 14:00 | other hours on New Year's Eve
  `);

  stretches(`
    breaks on one day
    window breaks = 2006-01-02 08:00-10:15, 2006-01-02 11:30-12:30, 2006-01-03 12:00-13:00, 2006-01-03 14:25-14:40
    window hours = Mon 09:00-17:00, Tue 10:00-16:00
    window w = hours except breaks

    2006-01-02 00:00 | 2006-01-03 00:00 | 2006-01-02 10:15 to 2006-01-02 11:30, 2006-01-02 12:30 to 2006-01-02 17:00 | over the opening and inside
    2006-01-03 00:00 | 2006-01-04 00:00 | 2006-01-03 10:00 to 2006-01-03 12:00, 2006-01-03 13:00 to 2006-01-03 14:25, 2006-01-03 14:40 to 2006-01-03 16:00 | two inside
    2006-01-09 00:00 | 2006-01-10 00:00 | 2006-01-09 09:00 to 2006-01-09 17:00 | a week later
  `);

  stretches(`
    a break over two stretches, one over a whole stretch, and one that ends after closing
    window hours = Mon 17:00-19:00, 20:00-22:00, Tue 09:00-17:00, Wed 09:00-17:00
    window w = hours except 2006-01-02 18:00-21:00, 2006-01-03 08:00-18:00, 2006-01-04 16:00-18:00

    2006-01-02 00:00 | 2006-01-03 00:00 | 2006-01-02 17:00 to 2006-01-02 18:00, 2006-01-02 21:00 to 2006-01-02 22:00 | over two
    2006-01-03 00:00 | 2006-01-04 00:00 | none | over all
    2006-01-04 00:00 | 2006-01-05 00:00 | 2006-01-04 09:00 to 2006-01-04 16:00 | over closing
  `);

  stretches(`
    days away from nights
    window w = Wed-Thu 22:00-06:00 except 2026-03-05

    2026-03-04 12:00 | 2026-03-07 00:00 | 2026-03-04 22:00 to 2026-03-05 00:00, 2026-03-06 00:00 to 2026-03-06 06:00 | a whole civil day is cut out
  `);

  stretches(`
    nights away from days
    window night = daily 22:00-06:00
    window w = Sat except night

    2026-03-06 00:00 | 2026-03-09 00:00 | 2026-03-07 06:00 to 2026-03-07 22:00 | both ends
  `);

  stretches(`
    where two windows meet
    window early = daily 06:00-14:00
    window night = daily 22:00-07:00
    window w = early and night, Sun 12:00-13:00

    2026-03-07 00:00 | 2026-03-09 00:00 | 2026-03-07 06:00 to 2026-03-07 07:00, 2026-03-08 06:00 to 2026-03-08 07:00, 2026-03-08 12:00 to 2026-03-08 13:00 | an hour a day, and Sunday's
  `);

  stretches(`
    dates of the year
    window w = 29 Feb, 30 Dec to 2 Jan

    2024-02-01 00:00 | 2024-04-01 00:00 | 2024-02-29 00:00 to 2024-03-01 00:00 | a leap day
    2025-02-01 00:00 | 2025-04-01 00:00 | none | none
    2024-12-01 00:00 | 2025-02-01 00:00 | 2024-12-30 00:00 to 2025-01-03 00:00 | over the new year
  `);

  stretches(`
    months that end on the 29th
    window w = 28 Feb to 1 Mar 12:00-13:00

    2023-02-27 00:00 | 2023-03-03 00:00 | 2023-02-28 12:00 to 2023-02-28 13:00, 2023-03-01 12:00 to 2023-03-01 13:00 | two days
    2024-02-27 00:00 | 2024-03-03 00:00 | 2024-02-28 12:00 to 2024-02-28 13:00, 2024-02-29 12:00 to 2024-02-29 13:00, 2024-03-01 12:00 to 2024-03-01 13:00 | three
  `);
});

describe('openings', () => {
  openings(`
    nine to five
    window w = Mon-Fri 09:00-17:00 except 2014-05-01

    2014-05-01 12:00 | 2014-05-02 09:00 | 2014-05-02 17:00 | a holiday
    2014-06-01 12:00 | 2014-06-02 09:00 | 2014-06-02 17:00 | a Sunday
    2014-04-07 09:00 | 2014-04-07 09:00 | 2014-04-07 17:00 | at opening it is open
    2014-04-07 16:59 | 2014-04-07 16:59 | 2014-04-07 17:00 | shortly before closing
    2014-04-07 08:59 | 2014-04-07 09:00 | 2014-04-07 17:00 | before opening
    2014-04-07 08:59:59 | 2014-04-07 09:00 | 2014-04-07 17:00 | a second before
    2014-04-07 17:00 | 2014-04-08 09:00 | 2014-04-08 17:00 | at closing it is closed
    2014-04-07 16:59:59 | 2014-04-07 16:59:59 | 2014-04-07 17:00 | the last second
    2014-04-04 18:00 | 2014-04-07 09:00 | 2014-04-07 17:00 | Friday evening
    2014-12-31 18:00 | 2015-01-01 09:00 | 2015-01-01 17:00 | New Year is not free unless it is said
  `);

  openings(`
    lunch
    window w = Mon 07:00-12:00, 13:00-18:00, Tue-Fri 09:00-17:00

    2014-04-07 11:59 | 2014-04-07 11:59 | 2014-04-07 12:00 | before lunch
    2014-04-07 12:00 | 2014-04-07 13:00 | 2014-04-07 18:00 | when lunch begins
    2014-04-07 12:59 | 2014-04-07 13:00 | 2014-04-07 18:00 | at lunch
    2014-04-07 13:00 | 2014-04-07 13:00 | 2014-04-07 18:00 | after lunch
    2014-04-07 18:00 | 2014-04-08 09:00 | 2014-04-08 17:00 | in the evening
  `);

  openings(`
    a whole Monday and the Tuesday after it
    window w = Mon 00:00-24:00, Tue 09:00-17:00

    2014-04-07 00:00 | 2014-04-07 00:00 | 2014-04-08 00:00 | from midnight
    2014-04-07 23:59:59 | 2014-04-07 23:59:59 | 2014-04-08 00:00 | the last second
    2014-04-08 00:00 | 2014-04-08 09:00 | 2014-04-08 17:00 | midnight is Tuesday's
    2014-04-06 17:00 | 2014-04-07 00:00 | 2014-04-08 00:00 | on Sunday
  `);

  openings(`
    days that touch are one stretch
    window w = Mon 00:00-06:00, Sat-Sun

    2026-03-06 12:00 | 2026-03-07 00:00 | 2026-03-09 06:00 | closes on Monday
    2026-03-08 00:00 | 2026-03-08 00:00 | 2026-03-09 06:00 | on the seam
  `);

  openings(`
    the year's only opening
    window w = 24 Dec 08:00-12:00

    2025-12-24 12:00 | 2026-12-24 08:00 | 2026-12-24 12:00 | a year to wait
    2026-01-01 00:00 | 2026-12-24 08:00 | 2026-12-24 12:00 | nearly one
  `);

  openings(`
    a leap day
    window w = 29 Feb 08:00-12:00

    2024-02-29 12:00 | 2028-02-29 08:00 | 2028-02-29 12:00 | four years to wait
    2027-01-01 00:00 | 2028-02-29 08:00 | 2028-02-29 12:00 | one
  `);

  openings(`
    until five on one day only, once
    window w = 2030-06-03 08:00-17:00

    2000-01-01 00:00 | 2030-06-03 08:00 | 2030-06-03 17:00 | thirty years to wait
  `);
});
