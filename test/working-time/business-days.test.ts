// Counting business days: dates forward and back, and targets in business days with cut-offs, times of day and openings (D4).
import { describe } from 'vitest';
import { businessDays, dues } from './table.ts';

describe('dates', () => {
  businessDays(`
    Monday to Friday
    business days Mon-Fri

    2010-04-13 | 1 | 2010-04-14 | tomorrow
    2010-04-13 | -1 | 2010-04-12 | yesterday
    2010-04-09 | 1 | 2010-04-12 | over a weekend
    2010-04-12 | -1 | 2010-04-09 | back over it
    2010-04-09 | 5 | 2010-04-16 | a week
    2010-04-16 | -5 | 2010-04-09 | a week back
    2010-04-10 | 1 | 2010-04-12 | from a Saturday: Monday is the first (D4)
    2010-04-11 | 1 | 2010-04-12 | from a Sunday
    2010-04-10 | -1 | 2010-04-09 | back from a Saturday
    2010-04-10 | 0 | 2010-04-12 | none, from a Saturday: the next
    2010-04-09 | 0 | 2010-04-09 | none
    2015-02-26 | 2 | 2015-03-02 | two
    2015-02-26 | 10 | 2015-03-12 | ten
    2015-02-26 | 100 | 2015-07-16 | a hundred
    2014-04-07 | 261 | 2015-04-07 | a year of them
    2014-04-07 | -261 | 2013-04-05 | back
    2024-02-28 | 1 | 2024-02-29 | a leap day
    2024-02-28 | 2 | 2024-03-01 | after it
    2023-02-28 | 1 | 2023-03-01 | none
    2023-12-29 | 1 | 2024-01-01 | over the new year
    2026-08-03 | 5 | 2026-08-10 | the day itself does not count
    2018-11-19 | 7 | 2018-11-28 | seven
    2018-11-19 | -7 | 2018-11-08 | seven back
  `);

  businessDays(`
    holidays
    business days Mon-Fri except 2010-07-05, 2014-04-08, 2014-04-23, 4 Jul

    2010-07-02 | 1 | 2010-07-06 | over a long weekend
    2010-07-06 | -1 | 2010-07-02 | back
    2010-07-05 | 1 | 2010-07-06 | from the holiday
    2010-07-05 | -1 | 2010-07-02 | back from it
    2010-07-05 | 0 | 2010-07-06 | none, from the holiday
    2014-04-07 | 1 | 2014-04-09 | in the middle of a week
    2014-04-23 | 1 | 2014-04-24 | on it
    2014-04-23 | 2 | 2014-04-25 | two from it
    2011-07-01 | 1 | 2011-07-05 | 4 July is a Monday
    2010-07-01 | 2 | 2010-07-06 | the holiday on a Sunday moves nothing, the Monday does
    2026-07-03 | 1 | 2026-07-06 | on a Saturday
  `);

  businessDays(`
    only Mondays and Wednesdays
    business days Mon+Wed except 2014-04-09

    2014-04-07 | 1 | 2014-04-14 | Wednesday is free
    2014-04-07 | 3 | 2014-04-21 | two weeks
    2014-04-08 | 1 | 2014-04-14 | from a Tuesday
    2014-04-14 | -1 | 2014-04-07 | back
  `);

  businessDays(`
    Sunday to Thursday
    business days Sun-Thu

    2015-02-26 | 1 | 2015-03-01 | Thursday to Sunday
    2015-03-01 | -1 | 2015-02-26 | back
    2015-02-27 | 1 | 2015-03-01 | from a Friday
  `);

  businessDays(`
    Norway
    timezone Europe/Oslo
    holidays Norway
    business days Mon-Fri except holidays, 24 Dec, 31 Dec

    2026-04-01 | 1 | 2026-04-07 | over Easter
    2026-04-07 | -1 | 2026-04-01 | back
    2026-04-02 | 1 | 2026-04-07 | from Maundy Thursday
    2026-04-30 | 1 | 2026-05-04 | 1 May
    2026-05-13 | 2 | 2026-05-18 | Ascension
    2026-05-22 | 1 | 2026-05-26 | Whit Monday
    2026-12-23 | 1 | 2026-12-28 | Christmas
    2026-12-30 | 1 | 2027-01-04 | the new year
    2025-04-16 | 1 | 2025-04-22 | Easter the year before
    2008-04-30 | 1 | 2008-05-02 | 1 May and Ascension on one day
    2000-04-19 | 1 | 2000-04-25 | Easter 2000
  `);

  businessDays(`
    Samoa skipped a Friday
    timezone Pacific/Apia
    business days Mon-Fri

    2011-12-29 | 1 | 2012-01-02 | the Friday never was
    2011-12-28 | 1 | 2011-12-29 | the Thursday was
  `);
});

describe('targets', () => {
  dues(`
    in the days of the agreement
    timezone Europe/Oslo
    holidays Norway
    business days Mon-Fri except holidays

    1 business day | 2026-03-03 10:00 | 2026-03-05 00:00 | Tuesday
    1 business day | 2026-03-03 00:00 | 2026-03-05 00:00 | the first second
    1 business day | 2026-03-03 23:59:59 | 2026-03-05 00:00 | the last second
    1 business day | 2026-03-06 10:00 | 2026-03-10 00:00 | Friday: the end of Monday
    1 business day | 2026-03-07 10:00 | 2026-03-10 00:00 | Saturday
    1 business day | 2026-03-08 10:00 | 2026-03-10 00:00 | Sunday
    5 business days | 2026-03-03 10:00 | 2026-03-11 00:00 | a week
    1 business day | 2026-04-01 10:00 | 2026-04-08 00:00 | Easter
    1 business day | 2026-04-03 10:00 | 2026-04-08 00:00 | Good Friday
    3 business days | 2026-12-22 10:00 | 2026-12-29 00:00 | Christmas
    1 business day | 2026-12-31 23:00 | 2027-01-05 00:00 | New Year's Eve
    250 business days | 2026-01-02 10:00 | 2026-12-30 00:00 | nearly a year
  `);

  dues(`
    of a window
    timezone Europe/Oslo
    holidays Norway
    business days Mon-Fri except holidays
    window core = Mon-Fri 08:00-16:00 except holidays

    1 business day of core | 2026-03-03 10:00 | 2026-03-04 16:00 | closes at four
    1 business day of core | 2026-03-03 16:00 | 2026-03-04 16:00 | reported at closing
    1 business day of core | 2026-03-03 07:59 | 2026-03-04 16:00 | before opening: the date does not count all the same
    1 business day of core | 2026-03-06 20:00 | 2026-03-09 16:00 | Friday night
    2 business days of core | 2026-04-01 10:00 | 2026-04-08 16:00 | Easter
    1 business day of core, at 10:00 | 2026-03-03 12:00 | 2026-03-04 10:00 | a time of day
    1 business day of core, at opening | 2026-03-03 12:00 | 2026-03-04 08:00 | the opening
    1 business day of core, at opening | 2026-03-06 12:00 | 2026-03-09 08:00 | Monday's
    1 business day of core, at 07:00 | 2026-03-03 12:00 | 2026-03-04 07:00 | before opening
    1 business day of core, at 20:00 | 2026-03-03 12:00 | 2026-03-04 20:00 | after closing
    1 business day, at 10:00 | 2026-03-06 12:00 | 2026-03-09 10:00 | without a window
    2 business days, at 10:00 | 2026-03-05 23:59:59 | 2026-03-09 10:00 | Thursday night
  `);

  dues(`
    cut-off
    timezone Europe/Oslo
    business days Mon-Fri
    window core = Mon-Fri 08:00-16:00

    1 business day of core, before 12:00 counts today | 2026-03-03 11:59:59 | 2026-03-03 16:00 | before
    1 business day of core, before 12:00 counts today | 2026-03-03 12:00 | 2026-03-04 16:00 | at
    1 business day of core, before 12:00 counts today | 2026-03-03 12:00:01 | 2026-03-04 16:00 | after
    1 business day of core, before 12:00 counts today | 2026-03-03 00:00 | 2026-03-03 16:00 | midnight is before
    1 business day of core, before 12:00 counts today | 2026-03-07 11:00 | 2026-03-09 16:00 | a Saturday never counts
    1 business day of core, before 12:00 counts today | 2026-03-06 12:00 | 2026-03-09 16:00 | Friday, at
    1 business day of core, before 12:00 counts today | 2026-03-06 11:59 | 2026-03-06 16:00 | Friday, before
    2 business days of core, before 12:00 counts today | 2026-03-06 11:59 | 2026-03-09 16:00 | Friday and Monday
    2 business days of core, before 12:00 counts today | 2026-03-06 12:01 | 2026-03-10 16:00 | Monday and Tuesday
    1 business day, before 15:00 counts today | 2026-03-03 14:59 | 2026-03-04 00:00 | until midnight
    1 business day, before 15:00 counts today | 2026-03-03 15:00 | 2026-03-05 00:00 | until the next
    2 business days, before 08:00 counts today, at 10:00 | 2026-03-03 07:00 | 2026-03-04 10:00 | with a time of day
    1 business day of core, before 12:00 counts today, at 10:00 | 2026-03-03 11:00 | 2026-03-03 10:00 | today at ten was over
  `);

  dues(`
    nights, halves and lunches
    timezone Europe/Oslo
    holidays Norway
    business days Mon-Fri
    window night = Mon-Fri 22:00-06:00
    window lunch = Mon-Fri 08:00-12:00, 13:00-16:00
    window weekend = Fri 17:00 to Mon 08:00
    window short = 24 Dec 08:00-12:00, (Mon-Fri 08:00-16:00 except holidays, 24 Dec)
    window cut = night except holidays
    window thursdays = night and Thu
    window mixed = night except 1 Mar 22:00-23:00, holidays
    window met = lunch and (Mon-Fri 11:00-14:00)

    1 business day of night | 2026-03-03 10:00 | 2026-03-05 06:00 | Wednesday's night ends on Thursday
    1 business day of night | 2026-03-06 10:00 | 2026-03-10 06:00 | Monday's on Tuesday
    1 business day of night | 2026-03-07 03:00 | 2026-03-10 06:00 | Saturday before dawn
    1 business day of night, at opening | 2026-03-03 10:00 | 2026-03-04 22:00 | at ten in the evening
    1 business day of lunch | 2026-03-03 10:00 | 2026-03-04 16:00 | the afternoon closes
    1 business day of lunch, at opening | 2026-03-03 10:00 | 2026-03-04 08:00 | the morning opens
    1 business day of weekend | 2026-03-03 10:00 | 2026-03-09 08:00 | the stretch of Friday closes on Monday
    1 business day of weekend | 2026-03-06 18:00 | 2026-03-16 08:00 | the next Friday's
    2 business days of weekend, at opening | 2026-03-03 10:00 | 2026-03-13 17:00 | two weeks
    1 business day of short | 2026-12-23 10:00 | 2026-12-24 12:00 | a half day
    2 business days of short | 2026-12-23 10:00 | 2026-12-28 16:00 | and the Monday after
    1 business day of cut | 2026-03-31 10:00 | 2026-04-02 00:00 | Wednesday's night is cut at midnight: Thursday is a holiday
    2 business days of cut | 2026-03-31 10:00 | 2026-04-08 06:00 | a holiday is none, though its night reaches into Saturday
    1 business day of cut | 2026-03-06 10:00 | 2026-03-10 06:00 | nor is Saturday, into which Friday's reaches
    1 business day of cut, at opening | 2026-03-03 10:00 | 2026-03-04 22:00 | the night's own opening, not the rest of the one before
    2 business days of thursdays, at opening | 2026-03-03 10:00 | 2026-03-12 22:00 | only Thursdays' nights, from their opening
    1 business day of thursdays | 2026-03-03 10:00 | 2026-03-06 00:00 | to the end of the Thursday
    1 business day of mixed | 2026-04-02 10:00 | 2026-04-08 06:00 | holidays taken out together with hours
    1 business day of mixed, at opening | 2026-03-03 10:00 | 2026-03-04 22:00 | but for an hour
    1 business day of met | 2026-03-03 10:00 | 2026-03-04 14:00 | what two windows have in common
    1 business day of met, at opening | 2026-03-03 10:00 | 2026-03-04 11:00 | its opening
  `);

  dues(`
    windows without spans
    timezone Europe/Oslo
    business days Mon-Fri
    window core = Mon-Fri 08:00-16:00
    window free = outside core
    window all = always

    1 business day of free | 2026-03-03 10:00 | 2026-03-05 00:00 | closes when the day does
    1 business day of free, at opening | 2026-03-03 10:00 | 2026-03-04 00:00 | opens when it begins
    1 business day of all | 2026-03-06 10:00 | 2026-03-08 00:00 | Saturday is one too
  `);
});
