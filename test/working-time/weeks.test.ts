// Counting working time in ordinary weeks: starts in and out of hours, weekends, holidays, lunch, nights and round the clock.
import { describe } from 'vitest';
import { backward, counting } from './table.ts';

describe('office hours', () => {
  counting(`
    nine to five
    window w = Mon-Fri 09:00-17:00

    2010-08-04 09:35 | 8 h | 2010-08-05 09:35 | as long as a day
    2010-04-09 16:50 | 1 h | 2010-04-12 09:50 | over a weekend
    2010-04-12 09:50 | 3 h | 2010-04-12 12:50 | inside one day
    2010-04-26 04:30 | 1 h | 2010-04-26 10:00 | before opening
    2010-04-26 09:00 | 1 h | 2010-04-26 10:00 | at opening
    2010-04-26 18:00 | 1 h | 2010-04-27 10:00 | after closing
    2010-04-26 17:00 | 1 h | 2010-04-27 10:00 | at closing
    2010-04-26 16:59:59 | 1 s | 2010-04-26 17:00 | the last second of the day
    2010-04-26 16:59:59 | 2 s | 2010-04-27 09:00:01 | one second more
    2010-04-26 09:00 | 8 h | 2010-04-26 17:00 | a whole day ends at closing
    2010-04-26 08:59:59 | 8 h | 2010-04-26 17:00 | also from a second before
    2010-04-26 09:00:01 | 8 h | 2010-04-27 09:00:01 | but not from a second after
    2010-04-25 12:06:56 | 1 h | 2010-04-26 10:00 | any time of the weekend is Monday morning
    2010-04-24 00:00 | 1 h | 2010-04-26 10:00 | the first second of a weekend
    2010-04-23 17:00 | 40 h | 2010-04-30 17:00 | a week from Friday at closing is Friday at closing
    2010-04-23 16:59 | 40 h | 2010-04-30 16:59 | a week
    2016-01-23 13:14 | 2 h | 2016-01-25 11:00 | from a Saturday
    2016-01-22 09:00 | 8 h | 2016-01-22 17:00 | one period exactly
    2016-01-23 13:14 | 12 h | 2016-01-26 13:00 | more than one period
    2015-02-26 10:12:34 | 2 h | 2015-02-26 12:12:34 | seconds are kept
    2015-02-26 10:12:34 | 9 h | 2015-02-27 11:12:34 | over one night
    2015-02-26 10:12:34 | 19 h | 2015-03-02 13:12:34 | over several nights
    2016-03-21 15:30 | 17 h | 2016-03-23 16:30 | ends in the last hour
    2016-03-21 15:30 | 18 h | 2016-03-24 09:30 | ends in the first
    2015-02-26 10:12:34 | 108 h | 2015-03-17 14:12:34 | over several weeks
    2015-02-26 10:12:34 | 600 min | 2015-02-27 12:12:34 | many minutes
    2015-02-28 10:13 | 45 s | 2015-03-02 09:00:45 | seconds from a weekend
    2015-02-26 16:59:59 | 45 min | 2015-02-27 09:44:59 | one second left of the day
    2015-02-26 10:12:34 | 9 h 48 min 17 s | 2015-02-27 12:00:51 | mixed units
    2015-02-26 10:12:34 | 0 h | 2015-02-26 10:12:34 | nothing
    2015-02-28 10:13 | 0 h | 2015-02-28 10:13 | nothing, out of hours: due at once (D3)
    2015-02-26 17:00 | 0 h | 2015-02-26 17:00 | nothing, at closing
    2007-01-16 20:15 | 1 h 15 min | 2007-01-17 10:15 | after hours, five quarters
  `);

  counting(`
    a long day from eight to nine in the evening, closed on some days of the year
    window w = Mon-Fri 08:00-21:00 except 1 Jan, 1 May, 24 Dec, 25 Dec, 26 Dec, 31 Dec

    2006-11-12 10:15 | 4 h | 2006-11-13 12:00 | from a Sunday
    2006-11-13 10:15 | 4 h | 2006-11-13 14:15 | inside
    2006-11-13 10:15 | 11 h | 2006-11-14 08:15 | a quarter of an hour is left for the next day
    2006-12-31 10:15 | 11 h | 2007-01-02 19:00 | over the new year, from a Sunday that is a holiday too
    2006-12-29 10:15 | 11 h | 2007-01-02 08:15 | over the new year, from a Friday
    2006-12-30 10:45 | 11 h | 2007-01-02 19:00 | over the new year, from a Saturday
    2006-12-06 07:50 | 13 h 54 min | 2006-12-07 08:54 | from before opening
    2007-01-16 20:15 | 1 h 15 min | 2007-01-17 08:30 | three quarters today, half an hour tomorrow
    2007-03-14 21:21:02 | 1 h | 2007-03-15 09:00 | seconds after closing are forgotten
    2007-03-12 11:56:01 | 2 h | 2007-03-12 13:56:01 | seconds inside are not
    2007-03-15 17:21:27 | 3 h | 2007-03-15 20:21:27 | to shortly before closing
    2013-03-16 10:00 | 1 min | 2013-03-18 08:01 | a minute from a Saturday
    2013-03-16 10:00 | 13 h | 2013-03-18 21:00 | a whole day from a Saturday
    2013-03-16 10:00 | 14 h 1 min | 2013-03-19 09:01 | and more
  `);

  counting(`
    the Friday to Monday span
    window w = Mon-Fri 07:00-16:00

    2026-03-06 16:00 | 1 s | 2026-03-09 07:00:01 | reported at closing on Friday
    2026-03-06 15:59:59 | 1 s | 2026-03-06 16:00 | reported a second before
    2026-03-06 15:59:59 | 2 s | 2026-03-09 07:00:01 | two seconds
    2026-03-06 16:00 | 9 h | 2026-03-09 16:00 | one day
    2026-03-07 03:00 | 30 min | 2026-03-09 07:30 | in the night to Saturday
    2026-03-09 06:59:59 | 30 min | 2026-03-09 07:30 | a second before opening
    2026-03-09 07:00 | 30 min | 2026-03-09 07:30 | at opening
    2026-03-06 15:30 | 30 min | 2026-03-06 16:00 | to the closing
    2026-03-06 15:30 | 31 min | 2026-03-09 07:01 | a minute longer
  `);
});

describe('holidays', () => {
  counting(`
    a three-day weekend
    window w = Mon-Fri 09:00-17:00 except 2010-07-05

    2010-07-02 16:50 | 1 h | 2010-07-06 09:50 | over the holiday
    2010-07-05 12:00 | 1 h | 2010-07-06 10:00 | on the holiday
    2010-07-05 00:00 | 8 h | 2010-07-06 17:00 | from its first second
    2010-07-04 23:59:59 | 8 h | 2010-07-06 17:00 | from the second before it
  `);

  counting(`
    a holiday on a Sunday moves nothing
    window w = Mon-Fri 09:00-17:00 except 4 Jul

    2010-07-02 16:50 | 1 h | 2010-07-05 09:50 | over the Sunday
    2012-07-03 16:50 | 1 h | 2012-07-05 09:50 | two years later it is a Wednesday
  `);

  counting(`
    Easter and May in Norway
    timezone Europe/Oslo
    holidays Norway
    window w = Mon-Fri 08:00-16:00 except holidays

    2026-04-01 15:00 | 2 h | 2026-04-07 09:00 | Wednesday before Easter to the Tuesday after
    2026-04-01 16:00 | 8 h | 2026-04-07 16:00 | at closing before Easter
    2026-04-02 10:00 | 1 h | 2026-04-07 09:00 | on Maundy Thursday
    2026-04-06 23:59 | 1 h | 2026-04-07 09:00 | on Easter Monday, late
    2026-04-30 15:30 | 1 h | 2026-05-04 08:30 | over 1 May, a Friday
    2026-05-13 15:30 | 1 h | 2026-05-15 08:30 | over Ascension
    2026-05-15 15:30 | 1 h | 2026-05-18 08:30 | 17 May is a Sunday
    2026-05-22 12:00 | 8 h | 2026-05-26 12:00 | over Whit Monday
    2026-12-23 12:00 | 16 h | 2026-12-28 12:00 | Boxing Day on a Saturday
    2027-12-31 15:00 | 2 h | 2028-01-03 09:00 | New Year on a Saturday
  `);

  counting(`
    half days before holidays
    timezone Europe/Oslo
    holidays Norway
    days half = 24 Dec, 31 Dec
    days short = half and Mon-Fri
    window w = short 08:00-12:00, (Mon-Fri 08:00-16:00 except holidays, half)

    2026-12-23 15:00 | 2 h | 2026-12-24 09:00 | into the half day
    2026-12-24 08:00 | 4 h | 2026-12-24 12:00 | the half day and no more
    2026-12-24 11:59:59 | 2 s | 2026-12-28 08:00:01 | over its end
    2026-12-24 12:00 | 1 h | 2026-12-28 09:00 | after its end
    2026-12-23 12:00 | 16 h | 2026-12-28 16:00 | over it
    2026-12-31 11:00 | 2 h | 2027-01-04 09:00 | the last of the year, a Thursday
    2022-12-23 15:00 | 2 h | 2022-12-27 09:00 | a Saturday is not half
  `);

  counting(`
    a holiday in a week of twelve hours, and a pause in the calendar
    timezone Europe/Berlin
    window w = Mon-Fri 08:00-20:00 except 2016-11-01

    2016-11-01 14:56:21 | 2 h | 2016-11-02 10:00 | two hours
    2016-11-01 14:56:21 | 20 h | 2016-11-03 16:00 | twenty
  `);
});

describe('several stretches a day', () => {
  counting(`
    lunch on two days
    window w = Mon-Wed 09:00-17:00, Thu 09:00-12:00, 13:00-18:00, Fri 09:00-12:00, 12:30-17:00

    2020-01-02 10:00 | 4 h | 2020-01-02 15:00 | over lunch
    2020-01-03 11:00 | 2 h | 2020-01-03 13:30 | over a short lunch
    2020-01-02 10:00 | 16 h | 2020-01-06 10:30 | over two days
    2020-01-02 12:30 | 2 h | 2020-01-02 15:00 | reported at lunch
    2020-01-03 11:30 | 1 h | 2020-01-03 13:00 | half before, half after
    2020-01-02 10:00 | 2 h | 2020-01-02 12:00 | ends when lunch begins, not when it is over
    2020-01-02 12:00 | 1 h | 2020-01-02 14:00 | reported when lunch begins
    2020-01-02 13:00 | 1 h | 2020-01-02 14:00 | reported when it is over
    2020-01-02 12:59:59 | 1 s | 2020-01-02 13:00:01 | a second before it is over
  `);

  counting(`
    only Mondays, in two stretches
    window w = Mon 07:00-12:00, 13:00-18:00

    2014-04-07 05:00 | 6 h | 2014-04-07 14:00 | over lunch
    2014-04-07 17:00 | 2 h | 2014-04-14 08:00 | over a week
    2014-04-08 00:00 | 10 h | 2014-04-14 18:00 | a whole Monday
    2014-04-07 07:00 | 30 h | 2014-04-21 18:00 | three Mondays
  `);

  counting(`
    each day other hours
    window w = Mon 12:00-17:00, Tue 09:30-17:00, Wed 10:00-17:00, Thu 09:00-17:00, Fri 09:30-17:00

    2015-02-23 10:00 | 2 h | 2015-02-23 14:00 | before a late opening
    2015-02-23 10:00 | 15 h | 2015-02-25 12:30 | over three days
  `);

  counting(`
    an early Wednesday
    window w = Mon-Tue 09:30-17:00, Wed 09:30-13:00, Thu-Fri 09:30-17:00

    2015-02-25 16:00 | 2 h | 2015-02-26 11:30 | after the early closing
    2015-02-25 12:00 | 2 h | 2015-02-26 10:30 | over it
    2015-02-25 12:00 | 1 h | 2015-02-25 13:00 | to it
  `);

  counting(`
    stretches that touch or overlap are one
    window w = Mon-Fri 08:00-12:00, 12:00-16:00, Mon 11:00-13:00

    2026-03-02 11:30 | 1 h | 2026-03-02 12:30 | over the touching border
    2026-03-02 08:00 | 8 h | 2026-03-02 16:00 | nothing is counted twice
    2026-03-03 11:00 | 1 h | 2026-03-03 12:00 | to the border
    2026-03-03 12:00 | 4 h | 2026-03-03 16:00 | from the border
  `);

  counting(`
    a week from Sunday to Thursday
    window w = Sun-Thu 09:30-17:00

    2015-02-27 16:00 | 1 h | 2015-03-01 10:30 | Friday is free
    2015-02-26 16:30 | 1 h | 2015-03-01 10:00 | Thursday to Sunday
  `);

  counting(`
    Friday, Saturday and Monday with hours of their own
    window w = Mon 08:00-11:00, Fri 09:00-17:00, Sat 10:00-14:00

    2010-12-24 15:00 | 9 h | 2010-12-27 11:00 | two, four and three hours
    2010-12-24 08:00 | 15 h | 2010-12-27 11:00 | from before opening
    2010-12-24 08:00 | 8 h | 2010-12-24 17:00 | to closing
  `);
});

describe('nights and round the clock', () => {
  counting(`
    until midnight
    window w = Mon-Fri 16:00-24:00

    2022-03-23 22:00 | 2 h 1 min | 2022-03-24 16:01 | a minute after midnight is the next afternoon
    2022-03-23 22:00 | 2 h | 2022-03-24 00:00 | midnight is the closing
    2022-03-25 22:00 | 2 h 1 min | 2022-03-28 16:01 | Friday night
  `);

  counting(`
    whole weekdays
    window w = Mon-Fri 00:00-24:00

    2022-03-25 23:59:30 | 60 s | 2022-03-28 00:00:30 | Friday to Monday
    2022-03-21 00:00 | 24 h | 2022-03-22 00:00 | a day
    2022-03-21 00:00 | 120 h | 2022-03-26 00:00 | a week ends when Friday does
    2022-03-26 12:00 | 24 h | 2022-03-29 00:00 | from a Saturday
    2018-11-19 10:00 | 168 h | 2018-11-28 10:00 | seven days of them
  `);

  counting(`
    only Mondays, whole
    window w = Mon 00:00-24:00

    2014-04-07 23:59:30 | 60 s | 2014-04-14 00:00:30 | a week later
  `);

  counting(`
    over midnight: each stretch belongs to the day on which it starts
    window w = Mon-Fri 22:00-06:00

    2026-03-02 23:00 | 2 h | 2026-03-03 01:00 | over midnight
    2026-03-02 05:00 | 2 h | 2026-03-03 00:00 | Monday before dawn belongs to Sunday
    2026-03-07 05:00 | 1 h | 2026-03-07 06:00 | Saturday before dawn belongs to Friday
    2026-03-07 05:00 | 2 h | 2026-03-09 23:00 | and then it is Monday night
    2026-03-02 22:00 | 8 h | 2026-03-03 06:00 | a whole night
    2026-03-02 22:00 | 40 h | 2026-03-07 06:00 | five nights
  `);

  counting(`
    noon to four, every day
    window w = daily 12:00-04:00

    2018-10-18 03:00 | 2 h | 2018-10-18 13:00 | over the morning
    2018-10-18 23:00 | 5 h | 2018-10-19 04:00 | to closing
    2018-10-18 12:00 | 32 h | 2018-10-20 04:00 | two of them
  `);

  counting(`
    one stretch from Thursday to Friday
    window w = Thu 21:00 to Fri 06:00

    2026-03-02 00:00 | 9 h | 2026-03-06 06:00 | all of it
    2026-03-06 05:00 | 2 h | 2026-03-12 22:00 | over a week
  `);

  counting(`
    one stretch over a weekend
    window w = Fri 17:00 to Mon 08:00

    2026-03-06 16:00 | 63 h | 2026-03-09 08:00 | all of it
    2026-03-09 07:00 | 2 h | 2026-03-13 18:00 | Monday belongs to it until eight
    2026-03-08 12:00 | 20 h | 2026-03-09 08:00 | from Sunday noon
  `);

  counting(`
    always
    window w = always

    2026-03-06 16:00 | 63 h | 2026-03-09 07:00 | Friday four to Monday seven
    2026-02-28 23:59:59 | 1 s | 2026-03-01 00:00 | into March
    2024-02-28 12:00 | 24 h | 2024-02-29 12:00 | a leap year
    2023-02-28 12:00 | 24 h | 2023-03-01 12:00 | none
  `);

  counting(`
    daily, whole days: the same
    window w = daily 00:00-24:00

    2026-03-06 16:00 | 63 h | 2026-03-09 07:00 | over midnights without a seam
    2026-12-31 23:00 | 2 h | 2027-01-01 01:00 | over the year
  `);

  counting(`
    all but office hours
    window core = Mon-Fri 08:00-16:00
    window w = outside core

    2026-03-02 15:00 | 1 h | 2026-03-02 17:00 | from the closing of the office
    2026-03-02 07:00 | 2 h | 2026-03-02 17:00 | over the office day
    2026-03-06 16:00 | 64 h | 2026-03-09 08:00 | a weekend
    2026-03-06 16:00 | 64 h 1 s | 2026-03-09 16:00:01 | and a second
  `);
});

describe('backward: the latest start for a deadline', () => {
  backward(`
    nine to five
    window w = Mon-Fri 09:00-17:00 except 2010-07-05

    2010-08-04 09:35 | 8 h | 2010-08-03 09:35 | as long as a day
    2010-04-12 09:50 | 1 h | 2010-04-09 16:50 | over a weekend
    2010-07-06 09:50 | 1 h | 2010-07-02 16:50 | over a holiday
    2010-12-24 17:00 | 8 h | 2010-12-24 09:00 | a whole day
    2016-01-25 11:14 | 2 h | 2016-01-25 09:14 | inside
    2016-01-22 18:00 | 8 h | 2016-01-22 09:00 | from after closing
    2016-01-25 11:14 | 8 h | 2016-01-22 11:14 | over a weekend
    2015-03-01 16:12:34 | 2 h | 2015-02-27 15:00 | from a Sunday
    2015-02-26 16:12:34 | 9 h | 2015-02-25 15:12:34 | over a night
    2015-02-26 16:12:34 | 108 h | 2015-02-09 12:12:34 | over weeks
    2015-02-26 09:00:20 | 45 s | 2015-02-25 16:59:35 | seconds
    2015-02-26 16:12:34 | 9 h 48 min 17 s | 2015-02-25 14:24:17 | mixed units
    2015-02-26 09:00 | 1 s | 2015-02-25 16:59:59 | from the opening
    2015-02-26 17:00 | 1 s | 2015-02-26 16:59:59 | from the closing
    2015-02-26 10:00 | 1 h | 2015-02-26 09:00 | to the opening
    2015-03-01 16:12:34 | 0 s | 2015-03-01 16:12:34 | nothing
  `);

  backward(`
    lunch, nights and midnight
    window w = Mon-Wed 09:00-17:00, Thu 09:00-12:00, 13:00-18:00, Fri 09:00-12:00, 12:30-17:00

    2020-01-02 15:00 | 4 h | 2020-01-02 10:00 | over lunch
    2020-01-06 10:30 | 16 h | 2020-01-02 10:00 | over two days
    2020-01-03 13:00 | 1 h | 2020-01-03 11:30 | half and half
    2020-01-02 15:00 | 2 h | 2020-01-02 13:00 | to the end of lunch
    2020-01-02 12:30 | 1 h | 2020-01-02 11:00 | from lunch
  `);

  backward(`
    over midnight
    window w = Mon 00:00-24:00, Tue 08:00-18:00, Fri 22:00-06:00

    2014-04-08 00:00:30 | 60 s | 2014-04-07 23:59 | from Tuesday into Monday
    2014-04-08 00:00 | 24 h | 2014-04-07 00:00 | a whole Monday
    2014-04-12 02:00 | 3 h | 2014-04-11 23:00 | over midnight
    2014-04-14 00:00 | 1 h | 2014-04-12 05:00 | from Monday's first second
  `);
});
