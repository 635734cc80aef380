// Deadlines of every other kind, and of long and odd amounts: at times, openings and closings, the earliest and latest of several (D2–D5, D10).
import { describe } from 'vitest';
import { counting, dues } from './table.ts';

describe('kinds of deadlines', () => {
  dues(`
    times of day
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    at 17:00 same day | 2026-03-03 10:00 | 2026-03-03 17:00 | later today
    at 17:00 same day | 2026-03-03 17:00 | 2026-03-03 17:00 | now
    at 17:00 same day | 2026-03-03 18:00 | 2026-03-03 17:00 | it was over when it was reported
    at 12:00 next day | 2026-03-03 23:59:59 | 2026-03-04 12:00 | tomorrow
    at 12:00 next day | 2026-03-04 00:00 | 2026-03-05 12:00 | a second later
    at 12:00 next day | 2026-12-31 10:00 | 2027-01-01 12:00 | the new year
    at 12:00 next day | 2024-02-28 10:00 | 2024-02-29 12:00 | a leap day
    at 12:00 next day | 2026-03-07 10:00 | 2026-03-08 12:00 | no business day is asked for
  `);

  dues(`
    elapsed
    timezone Europe/Oslo

    2 h elapsed | 2026-03-06 16:00 | 2026-03-06 18:00 | in the evening
    63 h elapsed | 2026-03-06 16:00 | 2026-03-09 07:00 | over the weekend
    24 h elapsed | 2026-03-28 12:00 | 2026-03-29 13:00 | over the clock change
    24 h elapsed | 2026-10-24 12:00 | 2026-10-25 11:00 | and the other
    90 s elapsed | 2026-12-31 23:59 | 2027-01-01 00:00:30 | over the new year
    0 h elapsed | 2026-03-06 16:00 | 2026-03-06 16:00 | at once
    1 h 30 min elapsed | 2026-03-06 16:00 | 2026-03-06 17:30 | mixed units
    8784 h elapsed | 2024-01-01 00:00 | 2025-01-01 00:00 | a leap year
  `);

  dues(`
    earliest and latest
    timezone Europe/Oslo
    holidays Norway
    business days Mon-Fri except holidays
    window w = Mon-Fri 08:00-16:00 except holidays

    earliest of (2 h of w, 4 h elapsed) | 2026-03-03 10:00 | 2026-03-03 12:00 | by day the window
    earliest of (2 h of w, 4 h elapsed) | 2026-03-03 18:00 | 2026-03-03 22:00 | by night the clock
    latest of (2 h of w, 4 h elapsed) | 2026-03-03 10:00 | 2026-03-03 14:00 | by day the clock
    latest of (2 h of w, 4 h elapsed) | 2026-03-03 18:00 | 2026-03-04 10:00 | by night the window
    earliest of (1 business day, 12 h of w) | 2026-03-06 10:00 | 2026-03-09 14:00 | the hours
    latest of (1 business day, 12 h of w) | 2026-03-06 10:00 | 2026-03-10 00:00 | the day
    earliest of (at opening of w, 1 h elapsed) | 2026-03-03 07:30 | 2026-03-03 08:00 | the opening
    earliest of (at opening of w, 1 h elapsed) | 2026-03-03 06:30 | 2026-03-03 07:30 | the hour
    latest of (at closing of w, 2 h of w) | 2026-03-03 15:00 | 2026-03-04 09:00 | the hours
    latest of (at closing of w, 2 h of w) | 2026-03-03 13:00 | 2026-03-03 16:00 | the closing
    latest of (at closing of w, 3 h of w) | 2026-03-03 13:00 | 2026-03-03 16:00 | both
    aim 2 h of w | 2026-04-01 15:00 | 2026-04-07 09:00 | an aim is due as a promise is
  `);

  dues(`
    openings and closings of a night
    timezone Europe/Oslo
    window w = Mon-Thu 22:00-06:00

    at opening of w | 2026-03-03 10:00 | 2026-03-03 22:00 | tonight
    at opening of w | 2026-03-04 03:00 | 2026-03-04 03:00 | it is open
    at opening of w | 2026-03-06 06:00 | 2026-03-09 22:00 | at the last closing
    at closing of w | 2026-03-04 03:00 | 2026-03-04 06:00 | this night's
    at closing of w | 2026-03-03 10:00 | 2026-03-04 06:00 | tonight's
    at closing of w | 2026-03-06 06:00 | 2026-03-10 06:00 | after the weekend
  `);
});

describe('long amounts, year ends, leap days', () => {
  counting(`
    years of office hours
    timezone Europe/Oslo
    holidays Norway
    window w = Mon-Fri 08:00-16:00 except holidays

    2026-01-01 00:00 | 2024 h | 2026-12-31 16:00 | all of 2026
    2026-01-01 00:00 | 2024 h 1 s | 2027-01-04 08:00:01 | and a second
    2026-06-15 12:00 | 10000 h | 2031-05-28 12:00 | five years
    2001-01-01 00:00 | 100000 h | 2050-07-12 16:00 | half a century
    2026-12-31 15:59:59 | 2 s | 2027-01-04 08:00:01 | over the new year
    2024-02-28 12:00 | 16 h | 2024-03-01 12:00 | a leap day, a Thursday
    2028-02-28 15:00 | 2 h | 2028-02-29 09:00 | a leap day, a Tuesday
    2023-02-28 15:00 | 2 h | 2023-03-01 09:00 | none
  `);

  counting(`
    years of all hours
    timezone America/New_York
    window w = always

    2024-02-29 00:00 | 8784 h | 2025-03-01 00:00 | 366 days from a leap day
    2024-02-29 00:00 | 12784 h | 2025-08-14 17:00 | in summer, by the clock an hour later
    2026-01-01 00:00 | 87648 h | 2036-01-01 00:00 | ten years
    2026-01-01 00:00 | 5 h | 2026-01-01 05:00 | five
  `);

  counting(`
    once a year
    window w = 24 Dec 08:00-12:00

    2026-01-01 00:00 | 4 h | 2026-12-24 12:00 | this year
    2026-01-01 00:00 | 5 h | 2027-12-24 09:00 | next year
    2026-01-01 00:00 | 100 h | 2050-12-24 12:00 | twenty-five Christmas Eves
  `);

  counting(`
    every four years
    window w = 29 Feb

    2025-01-01 00:00 | 1 h | 2028-02-29 01:00 | to 2028
    2025-01-01 00:00 | 25 h | 2032-02-29 01:00 | to 2032
    2000-01-01 00:00 | 24 h | 2000-03-01 00:00 | 2000 had one
  `);

  counting(`
    over the turn of the year
    window w = 20 Dec to 6 Jan 10:00-11:00

    2026-01-06 10:30 | 1 h | 2026-12-20 10:30 | to December
    2025-12-31 10:30 | 1 h | 2026-01-01 10:30 | to January
    2026-02-01 00:00 | 18 h | 2027-01-06 11:00 | all of them
  `);

  counting(`
    a few seconds a day
    window w = daily 23:59:50-00:00:10

    2026-03-03 12:00 | 20 s | 2026-03-04 00:00:10 | over midnight
    2026-03-03 23:59:55 | 20 s | 2026-03-04 23:59:55 | from inside
    2026-03-03 12:00 | 1 h | 2026-08-30 00:00:10 | half a year of them
  `);
});
