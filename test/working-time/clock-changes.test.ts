// Counting over clock changes: hours that are missing or come twice, inside windows and at their borders, in many zones (W2–W4).
import { describe } from 'vitest';
import { backward, between, counting, dues, openings, stretches } from './table.ts';

describe('Oslo', () => {
  counting(`
    spring: 02:00 is 03:00 on 29 March 2026
    timezone Europe/Oslo
    window w = always

    2026-03-29 00:00 | 3 h | 2026-03-29 04:00 | two hours by the clock, and one more
    2026-03-29 01:59:59 | 1 s | 2026-03-29 03:00 | the second before
    2026-03-29 01:30 | 30 min | 2026-03-29 03:00 | to the change
    2026-03-29 01:30 | 1 h | 2026-03-29 03:30 | over it
    2026-03-28 12:00 | 24 h | 2026-03-29 13:00 | a day of hours is an hour later by the clock
  `);

  counting(`
    autumn: 03:00 is 02:00 on 25 October 2026
    timezone Europe/Oslo
    window w = always

    2026-10-25 00:00 | 3 h | 2026-10-25 02:00+01:00 | to the second time two o'clock
    2026-10-25 01:30 | 1 h | 2026-10-25 02:30+02:00 | to the first half past two
    2026-10-25 01:30 | 2 h | 2026-10-25 02:30+01:00 | to the second
    2026-10-25 02:30+02:00 | 1 h | 2026-10-25 02:30+01:00 | from the first half past two
    2026-10-25 02:30+01:00 | 1 h | 2026-10-25 03:30 | from the second
    2026-10-24 12:00 | 24 h | 2026-10-25 11:00 | a day of hours is an hour earlier by the clock
    2026-10-25 02:59:59+02:00 | 1 s | 2026-10-25 02:00+01:00 | the change itself
  `);

  counting(`
    a night shift over both changes
    timezone Europe/Oslo
    window w = daily 22:00-06:00

    2026-03-28 22:00 | 7 h | 2026-03-29 06:00 | seven hours are the whole night in spring
    2026-03-28 22:00 | 8 h | 2026-03-29 23:00 | the eighth is the next evening
    2026-10-24 22:00 | 8 h | 2026-10-25 05:00 | eight hours are not the whole night in autumn
    2026-10-24 22:00 | 9 h | 2026-10-25 06:00 | nine are
    2026-03-29 03:00 | 3 h | 2026-03-29 06:00 | after the change
    2026-03-28 12:00 | 4 h | 2026-03-29 03:00 | ends at the change
    2026-10-25 02:00+01:00 | 4 h | 2026-10-25 06:00 | from the second two o'clock
    2026-10-25 02:00+02:00 | 5 h | 2026-10-25 06:00 | from the first
  `);

  counting(`
    a stretch that begins in the missing hour
    timezone Europe/Oslo
    window w = Sun 02:30-05:00

    2026-03-29 00:00 | 1 h | 2026-03-29 04:00 | opens at the change
    2026-03-29 00:00 | 2 h | 2026-03-29 05:00 | and is two hours long
    2026-03-29 00:00 | 2 h 30 min | 2026-04-05 03:00 | not two and a half
  `);

  counting(`
    a stretch that ends in the missing hour
    timezone Europe/Oslo
    window w = Sun 00:00-02:30

    2026-03-29 00:00 | 2 h | 2026-03-29 03:00 | closes at the change
    2026-03-29 00:00 | 2 h 30 min | 2026-04-05 00:30 | the rest is a week later
  `);

  counting(`
    a stretch inside the missing hour
    timezone Europe/Oslo
    window w = Sun 02:15-02:45

    2026-03-22 00:00 | 30 min | 2026-03-22 02:45 | the week before
    2026-03-22 02:30 | 30 min | 2026-04-05 02:30 | there is none on the day of the change
    2026-03-29 00:00 | 30 min | 2026-04-05 02:45 | nor from that day on, until a week later
  `);

  counting(`
    a stretch inside the hour that comes twice is open from its first opening to its last closing
    timezone Europe/Oslo
    window w = Sun 02:15-02:45

    2026-10-25 00:00 | 30 min | 2026-10-25 02:45+02:00 | the first time
    2026-10-25 00:00 | 1 h | 2026-10-25 02:15+01:00 | goes on
    2026-10-25 00:00 | 1 h 30 min | 2026-10-25 02:45+01:00 | through the second
    2026-10-25 02:45+02:00 | 15 min | 2026-10-25 02:00+01:00 | a quarter to three is inside when it is the first
    2026-10-25 02:45+01:00 | 15 min | 2026-11-01 02:30 | and outside when it is the last
  `);

  counting(`
    office hours do not notice
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    2026-03-27 15:00 | 2 h | 2026-03-30 09:00 | over the weekend in spring
    2026-10-23 15:00 | 2 h | 2026-10-26 09:00 | over the weekend in autumn
    2026-03-27 08:00 | 80 h | 2026-04-09 16:00 | two weeks
  `);

  counting(`
    service desks: five and a half and eighteen and a half hours from a Friday evening
    timezone Europe/Berlin
    window w = Mon-Fri 08:00-21:00

    2007-10-19 18:12:23 | 5 h 30 min | 2007-10-22 10:42:23 | a week before the change
    2007-10-26 18:12:23 | 5 h 30 min | 2007-10-29 10:42:23 | over it
    2007-10-19 18:12:23 | 18 h 30 min | 2007-10-23 10:42:23 | a week before
    2007-10-26 18:12:23 | 18 h 30 min | 2007-10-30 10:42:23 | over it
    2007-03-16 18:12:23 | 5 h 30 min | 2007-03-19 10:42:23 | a week before spring
    2007-03-23 18:12:23 | 5 h 30 min | 2007-03-26 10:42:23 | over it
    2007-03-23 18:12:23 | 18 h 30 min | 2007-03-27 10:42:23 | longer
  `);

  openings(`
    openings and closings
    timezone Europe/Oslo
    window w = daily 02:30-05:00

    2026-03-29 00:00 | 2026-03-29 03:00 | 2026-03-29 05:00 | the opening is the change
    2026-03-29 03:00 | 2026-03-29 03:00 | 2026-03-29 05:00 | open at once
    2026-03-29 01:59:59 | 2026-03-29 03:00 | 2026-03-29 05:00 | a second before
    2026-10-25 00:00 | 2026-10-25 02:30+02:00 | 2026-10-25 05:00 | the first half past two
    2026-10-25 02:45+01:00 | 2026-10-25 02:45+01:00 | 2026-10-25 05:00 | open already
    2026-10-25 02:15+01:00 | 2026-10-25 02:15+01:00 | 2026-10-25 05:00 | between the two it stays open
  `);

  between(`
    days of 23 and 25 hours
    timezone Europe/Oslo
    window w = Sat-Sun

    2026-03-28 00:00 | 2026-03-30 00:00 | 47 h | the weekend of spring
    2026-10-24 00:00 | 2026-10-26 00:00 | 49 h | the weekend of autumn
    2026-03-29 00:00 | 2026-03-30 00:00 | 23 h | the Sunday
    2026-10-25 00:00 | 2026-10-26 00:00 | 25 h | the Sunday
    2026-10-25 02:30+02:00 | 2026-10-25 02:30+01:00 | 1 h | from half past two to half past two
    2026-03-29 01:30 | 2026-03-29 03:30 | 1 h | two hours by the clock
  `);

  dues(`
    local times of a deadline
    timezone Europe/Oslo
    business days every day
    window w = daily 02:30-05:00

    at 02:30 same day | 2026-03-29 00:30 | 2026-03-29 03:00 | does not occur: the transition
    at 02:30 next day | 2026-03-28 12:00 | 2026-03-29 03:00 | does not occur
    at 02:30 next day | 2026-10-24 12:00 | 2026-10-25 02:30+02:00 | occurs twice: the first (as D4)
    at 02:30 same day | 2026-10-25 02:45+01:00 | 2026-10-25 02:30+02:00 | was over when it was said
    1 business day | 2026-03-28 12:00 | 2026-03-30 00:00 | a day of 23 hours ends at midnight
    1 business day | 2026-10-24 12:00 | 2026-10-26 00:00 | so does one of 25
    1 business day, at 02:30 | 2026-03-28 12:00 | 2026-03-29 03:00 | the transition
    1 business day, at 02:30 | 2026-10-24 12:00 | 2026-10-25 02:30+02:00 | the first
    1 business day of w, at opening | 2026-03-28 12:00 | 2026-03-29 03:00 | the transition
    1 business day of w, at opening | 2026-10-24 12:00 | 2026-10-25 02:30+02:00 | the first
    1 business day of w | 2026-10-24 12:00 | 2026-10-25 05:00 | at closing
  `);
});

describe('other zones', () => {
  counting(`
    New York: an hour is missing at two on 8 March 2026
    timezone America/New_York
    window w = daily 00:00-08:00

    2026-03-08 00:00 | 7 h | 2026-03-08 08:00 | the whole stretch
    2026-03-08 01:30 | 1 h | 2026-03-08 03:30 | over the change
    2026-03-07 23:00 | 8 h | 2026-03-09 01:00 | an hour is left over
  `);

  counting(`
    New York: an hour comes twice at one on 1 November 2026
    timezone America/New_York
    window w = daily 00:00-08:00

    2026-11-01 00:00 | 9 h | 2026-11-01 08:00 | the whole stretch
    2026-11-01 00:30 | 1 h | 2026-11-01 01:30-04:00 | the first half past one
    2026-11-01 00:30 | 2 h | 2026-11-01 01:30-05:00 | the second
    2026-11-01 01:30-05:00 | 1 h | 2026-11-01 02:30 | from the second
  `);

  stretches(`
    New York: stretches around a missing and a double half hour
    timezone America/New_York
    window w = Sun 02:30-03:15, Sun 01:30-01:45, Mon 09:00-17:00

    2006-04-02 00:00 | 2006-04-04 00:00 | 2006-04-02 01:30 to 2006-04-02 01:45, 2006-04-02 03:00 to 2006-04-02 03:15, 2006-04-03 09:00 to 2006-04-03 17:00 | the first Sunday of April until 2006
    2026-03-08 00:00 | 2026-03-10 00:00 | 2026-03-08 01:30 to 2026-03-08 01:45, 2026-03-08 03:00 to 2026-03-08 03:15, 2026-03-09 09:00 to 2026-03-09 17:00 | the second Sunday of March since 2007
    2026-11-01 00:00 | 2026-11-03 00:00 | 2026-11-01 01:30-04:00 to 2026-11-01 01:45-05:00, 2026-11-01 02:30 to 2026-11-01 03:15, 2026-11-02 09:00 to 2026-11-02 17:00 | the first Sunday of November
  `);

  counting(`
    Los Angeles: a stretch that is all but gone
    timezone America/Los_Angeles
    window w = Sun 02:30-03:15, Mon 09:00-17:00

    2006-04-02 00:00 | 15 min | 2006-04-02 03:15 | a quarter of an hour is left of it
    2006-04-02 00:00 | 16 min | 2006-04-03 09:01 | then Monday
    2014-03-09 00:00 | 1 h | 2014-03-10 09:45 | and eight years later
  `);

  counting(`
    Sydney: spring is in October, autumn in April
    timezone Australia/Sydney
    window w = Sat 20:00 to Sun 08:00

    2026-10-03 20:00 | 11 h | 2026-10-04 08:00 | spring
    2026-04-04 20:00 | 13 h | 2026-04-05 08:00 | autumn
    2026-04-04 20:00 | 7 h | 2026-04-05 02:00+10:00 | the second two o'clock
    2026-10-03 20:00 | 6 h | 2026-10-04 03:00 | two o'clock is three
  `);

  counting(`
    London: at one o'clock
    timezone Europe/London
    window w = Mon-Sun 00:30-01:30

    2026-03-29 00:00 | 30 min | 2026-03-29 02:00 | half an hour is all there is
    2026-03-29 00:00 | 1 h | 2026-03-30 01:00 | the rest is the next night
    2026-10-25 00:00 | 2 h | 2026-10-25 01:30+00:00 | open until the second half past one
    2026-10-25 01:15+00:00 | 15 min | 2026-10-25 01:30+00:00 | its last quarter
  `);

  counting(`
    Kolkata: half an hour off, and no changes
    timezone Asia/Kolkata
    window w = Mon-Fri 09:30-18:30

    2026-03-27 18:00 | 1 h | 2026-03-30 10:00 | over a weekend
    2026-10-23 18:30 | 9 h | 2026-10-26 18:30 | a day
    2026-03-29 12:00 | 45 h | 2026-04-03 18:30 | a week
  `);

  counting(`
    Kathmandu: three quarters
    timezone Asia/Kathmandu
    window w = Sun-Fri 10:00-17:00

    2026-03-27 16:45 | 30 min | 2026-03-29 10:15 | Saturday is free
    2026-03-29 00:00 | 7 h | 2026-03-29 17:00 | a Sunday
  `);

  counting(`
    Lord Howe: the change is half an hour, at two
    timezone Australia/Lord_Howe
    window w = daily 01:00-03:00

    2026-04-05 00:00 | 2 h 30 min | 2026-04-05 03:00 | autumn: half an hour comes twice
    2026-04-05 00:00 | 1 h | 2026-04-05 01:30+10:30 | to two o'clock, which is half past one
    2026-10-04 00:00 | 1 h 30 min | 2026-10-04 03:00 | spring: half an hour is missing
    2026-10-04 00:00 | 1 h | 2026-10-04 02:30 | to the change
    2026-10-04 00:00 | 2 h | 2026-10-05 01:30 | and the next night
    2026-04-05 01:45+11:00 | 30 min | 2026-04-05 01:45+10:30 | from a quarter to two to a quarter to two
  `);

  counting(`
    Chatham: at a quarter to three
    timezone Pacific/Chatham
    window w = Sun 02:00-04:00

    2026-04-05 00:00 | 3 h | 2026-04-05 04:00 | autumn
    2026-09-27 00:00 | 1 h | 2026-09-27 04:00 | spring
    2026-09-27 00:00 | 45 min | 2026-09-27 03:45 | to the change
  `);

  counting(`
    Troll: the change is two hours
    timezone Antarctica/Troll
    window w = Sun 00:00-06:00

    2026-03-29 00:00 | 4 h | 2026-03-29 06:00 | spring
    2026-10-25 00:00 | 8 h | 2026-10-25 06:00 | autumn
  `);
});

describe('changes at midnight', () => {
  counting(`
    São Paulo: Sunday 4 November 2018 begins at one
    timezone America/Sao_Paulo
    window w = daily 00:00-24:00

    2018-11-03 22:00 | 2 h | 2018-11-04 01:00 | Saturday ends where Sunday begins
    2018-11-03 22:00 | 3 h | 2018-11-04 02:00 | an hour later
    2018-11-04 01:00 | 23 h | 2018-11-05 00:00 | a Sunday of 23 hours
  `);

  counting(`
    São Paulo: an evening that ends in the missing hour
    timezone America/Sao_Paulo
    window w = Sat 20:00-00:30, Sun 00:15-02:00

    2018-11-03 20:00 | 4 h | 2018-11-04 01:00 | closes at the change, where the next opens
    2018-11-03 20:00 | 5 h | 2018-11-04 02:00 | to the end of the next
    2018-02-17 20:00 | 5 h 30 min | 2018-02-18 00:30 | autumn: eleven comes twice, and both are one stretch
    2018-02-17 20:00 | 7 h | 2018-02-18 02:00 | to its end
  `);

  stretches(`
    São Paulo: whole days
    timezone America/Sao_Paulo
    window w = Sun

    2015-10-16 00:00 | 2015-10-20 00:00 | 2015-10-18 01:00 to 2015-10-19 00:00 | begins at one
    2018-02-16 00:00 | 2018-02-20 00:00 | 2018-02-18 00:00 to 2018-02-19 00:00 | the hour that comes twice is Saturday's
  `);

  stretches(`
    Havana: midnight comes twice
    timezone America/Havana
    window w = Sun

    2026-10-31 12:00 | 2026-11-03 00:00 | 2026-11-01 00:00-04:00 to 2026-11-02 00:00 | begins at the first midnight
    2026-03-07 12:00 | 2026-03-10 00:00 | 2026-03-08 01:00 to 2026-03-09 00:00 | begins at one
  `);

  stretches(`
    Cairo: the last hour of a Thursday comes twice, and a Friday begins at one
    timezone Africa/Cairo
    window w = Thu 22:00-23:30, Fri

    2026-10-29 12:00 | 2026-10-31 12:00 | 2026-10-29 22:00 to 2026-10-29 23:30+02:00, 2026-10-30 00:00 to 2026-10-31 00:00 | Thursday closes at the second half past eleven
    2026-04-23 12:00 | 2026-04-25 12:00 | 2026-04-23 22:00 to 2026-04-23 23:30, 2026-04-24 01:00 to 2026-04-25 00:00 | Friday begins at one
  `);

  stretches(`
    Beirut and Tehran have had such days too
    timezone Asia/Tehran
    window w = daily 23:00-01:00

    2022-03-21 12:00 | 2022-03-22 12:00 | 2022-03-21 23:00 to 2022-03-22 01:00 | midnight is one
    2022-09-21 12:00 | 2022-09-22 12:00 | 2022-09-21 23:00+04:30 to 2022-09-22 01:00 | the evening's last hour twice
  `);

  between(`
    Havana: all but Sunday, which begins at the first midnight (W5)
    timezone America/Havana
    window w = always except Sun

    2026-10-31 12:00 | 2026-11-02 12:00 | 24 h | half of Saturday and half of Monday
    2026-03-07 12:00 | 2026-03-09 12:00 | 24 h | in spring
  `);

  between(`
    Azores: outside Sunday
    timezone Atlantic/Azores
    window w = outside Sun

    2026-10-24 12:00 | 2026-10-26 12:00 | 24 h | midnight comes twice
    2026-03-28 12:00 | 2026-03-30 12:00 | 24 h | midnight is one
  `);

  dues(`
    Havana: deadlines at the end of a day
    timezone America/Havana
    business days Mon-Sat
    window w = Mon-Sat 00:00-24:00

    1 business day | 2026-10-30 12:00 | 2026-11-01 00:00-05:00 | Saturday ends at the last midnight (W3)
    1 business day of w | 2026-10-30 12:00 | 2026-11-01 00:00-05:00 | and so does its stretch
    1 business day | 2026-03-06 12:00 | 2026-03-08 01:00 | spring: Sunday begins at one, Saturday ends there
    2 business days, at 00:30 | 2026-10-30 12:00 | 2026-11-02 00:30 | Monday
    at 00:30 next day | 2026-10-31 12:00 | 2026-11-01 00:30-04:00 | the first
  `);
});

describe('offsets that change for good', () => {
  stretches(`
    Samoa had no 30 December 2011
    timezone Pacific/Apia
    window w = daily 22:00-02:00, Thu-Sat 08:00-10:00

    2011-12-29 00:00 | 2011-12-31 12:00 | 2011-12-29 00:00 to 2011-12-29 02:00, 2011-12-29 08:00 to 2011-12-29 10:00, 2011-12-29 22:00 to 2011-12-31 02:00, 2011-12-31 08:00 to 2011-12-31 10:00 | Friday is missing: its stretches are empty, and Thursday's night ends at the change
  `);

  counting(`
    Samoa, counting
    timezone Pacific/Apia
    window w = Mon-Fri 09:00-17:00

    2011-12-29 16:00 | 2 h | 2012-01-02 10:00 | Thursday to Monday
    2011-12-28 09:00 | 16 h | 2011-12-29 17:00 | Wednesday and Thursday
    2011-12-28 09:00 | 16 h 1 s | 2012-01-02 09:00:01 | and on Monday
  `);

  counting(`
    Samoa, whole days
    timezone Pacific/Apia
    window w = always

    2011-12-29 23:00 | 2 h | 2011-12-31 01:00 | from Thursday to Saturday
    2011-12-29 12:00 | 24 h | 2011-12-31 12:00 | a day is two dates later
  `);

  between(`
    Samoa, by length
    timezone Pacific/Apia
    window w = Fri

    2011-12-28 00:00 | 2012-01-03 00:00 | 0 h | there was no Friday
    2011-12-22 00:00 | 2012-01-03 00:00 | 24 h | but one a week before
  `);

  dues(`
    Samoa, business days
    timezone Pacific/Apia
    business days Mon-Fri
    window w = Mon-Fri 09:00-17:00

    1 business day of w | 2011-12-28 12:00 | 2011-12-29 17:00 | Thursday
    1 business day of w | 2011-12-29 12:00 | 2012-01-02 17:00 | a window that is empty on Friday makes no business day of it (D4)
    2 business days of w, at opening | 2011-12-28 12:00 | 2012-01-02 09:00 | Monday
    at 10:00 next day | 2011-12-29 12:00 | 2011-12-31 00:00 | does not occur: the transition
  `);

  counting(`
    Pyongyang: half an hour back in 2015, forward in 2018
    timezone Asia/Pyongyang
    window w = daily 22:00-02:00

    2015-08-14 22:00 | 4 h 30 min | 2015-08-15 02:00 | half an hour more
    2018-05-04 22:00 | 3 h 30 min | 2018-05-05 02:00 | half an hour less
  `);

  counting(`
    Caracas: half an hour back in 2007, forward in 2016
    timezone America/Caracas
    window w = daily 02:00-04:00

    2007-12-09 00:00 | 2 h 30 min | 2007-12-09 04:00 | the stretch is longer
    2016-05-01 00:00 | 1 h 30 min | 2016-05-01 04:00 | shorter
  `);

  counting(`
    Moscow: summer time for good in 2011, winter time for good in 2014
    timezone Europe/Moscow
    window w = Sun 00:00-06:00

    2011-03-27 00:00 | 5 h | 2011-03-27 06:00 | the last spring
    2014-10-26 00:00 | 7 h | 2014-10-26 06:00 | the last autumn
    2015-10-25 00:00 | 6 h | 2015-10-25 06:00 | no change
  `);

  counting(`
    Casablanca: the clocks change for Ramadan
    timezone Africa/Casablanca
    window w = Sun 00:00-06:00

    2026-02-15 00:00 | 7 h | 2026-02-15 06:00 | an hour twice as it begins
    2026-03-22 00:00 | 5 h | 2026-03-22 06:00 | an hour less as it ends
  `);

  counting(`
    Istanbul stayed on summer time in 2016
    timezone Europe/Istanbul
    window w = Sun 00:00-06:00

    2015-11-08 00:00 | 7 h | 2015-11-08 06:00 | the last autumn, two weeks late
    2016-10-30 00:00 | 6 h | 2016-10-30 06:00 | no change
  `);
});

describe('backward over clock changes', () => {
  backward(`
    Oslo
    timezone Europe/Oslo
    window w = daily 22:00-06:00

    2026-03-29 06:00 | 7 h | 2026-03-28 22:00 | a night of seven hours
    2026-03-29 06:00 | 8 h | 2026-03-28 05:00 | one more of the night before
    2026-10-25 06:00 | 9 h | 2026-10-24 22:00 | a night of nine
    2026-10-25 04:00 | 2 h | 2026-10-25 02:00+01:00 | to the second two o'clock
    2026-10-25 04:00 | 3 h | 2026-10-25 02:00+02:00 | to the first
    2026-03-29 03:30 | 1 h | 2026-03-29 01:30 | over the missing hour
  `);

  backward(`
    Samoa
    timezone Pacific/Apia
    window w = Mon-Sat 09:00-17:00

    2011-12-31 10:00 | 2 h | 2011-12-29 16:00 | Saturday to Thursday
  `);

  backward(`
    Lord Howe
    timezone Australia/Lord_Howe
    window w = always

    2026-10-04 03:00 | 1 h | 2026-10-04 01:30 | half past two is two
    2026-04-05 02:00 | 1 h | 2026-04-05 01:30+11:00 | half an hour twice
  `);
});
