// Tickets over time: pauses of every shape, stops, reopenings, and how a target stands at an instant (D1, D3, D6, D9).
// What is expected was reckoned by hand: counted time is what lies in the window and in no pause.
import { describe } from 'vitest';
import { tickets } from './table.ts';

describe('pauses', () => {
  tickets(`
    a service desk that is open every day
    timezone Europe/Berlin
    window w = daily 09:00-18:00

    4 h of w | reported 2013-06-04 11:00 waiting; resolved 14:00 | - | met, used 0 s, left 4 h, due 2013-06-04 18:00 | never open
    4 h of w | reported 2013-06-04 11:00 waiting; changed 12:30 working; changed 13:00 waiting; resolved 14:00 | - | met, used 30 min, left 210 min, due 2013-06-04 17:30 | open for half an hour
    4 h of w | reported 2013-06-04 11:00 waiting; changed 12:30 working; changed 13:00 waiting; changed 13:30 working; resolved 14:00 | - | met, used 60 min, left 180 min, due 2013-06-04 17:00 | twice
  `);

  tickets(`
    office hours
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting; changed 13:00 working | - | running, due 2026-03-03 15:00 | an hour
    8 h of w | reported 2026-03-03 10:00; changed 16:00 waiting; changed 2026-03-04 08:00 working | - | running, due 2026-03-04 10:00 | out of hours it moves nothing
    8 h of w | reported 2026-03-03 10:00; changed 15:00 waiting; changed 2026-03-04 09:00 working | - | running, due 2026-03-04 12:00 | an hour at each end of a night
    4 h of w | reported 2026-03-06 14:00; changed 15:00 waiting; changed 2026-03-09 10:00 working | - | running, due 2026-03-09 13:00 | over a weekend
    4 h of w | reported 2026-03-06 14:00; changed 2026-03-07 10:00 waiting; changed 2026-03-08 10:00 working | - | running, due 2026-03-09 10:00 | inside a weekend
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 12:00 hold; changed 13:00 working | - | running, due 2026-03-03 16:00 | one reason after another
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:30 out; changed 12:00 working; changed 13:00 back | - | running, due 2026-03-03 16:00 | two that overlap
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:15 out; changed 11:30 back; changed 12:00 working | - | running, due 2026-03-03 15:00 | one inside the other
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 12:00 working out; changed 13:00 back | - | running, due 2026-03-03 16:00 | one ends as the other begins
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:00:01 working | - | running, due 2026-03-03 14:00:01 | a second
    4 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:00 working | - | running, due 2026-03-03 14:00 | no time at all
    4 h of w | changed 2026-03-03 09:00 waiting; reported 10:00; changed 11:00 working | - | running, due 2026-03-03 15:00 | from before the report
    4 h of w | changed 2026-03-03 09:00 waiting; changed 09:30 working; reported 10:00 | - | running, due 2026-03-03 14:00 | over before the report
    4 h of w | reported 2026-03-03 10:00; changed 14:00 waiting; changed 15:00 working | - | running, due 2026-03-03 14:00 | from the due instant on
    4 h of w | reported 2026-03-03 10:00; changed 13:59:59 waiting; changed 14:59:59 working | - | running, due 2026-03-03 15:00 | a second before
    4 h of w | reported 2026-03-03 08:00; changed 09:00 waiting; changed 10:00 working; changed 11:00 waiting; changed 12:00 working; changed 13:00 waiting; changed 14:00 working | - | running, due 2026-03-03 15:00 | every other hour
    2 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:30 waiting; changed 12:00 working | - | running, due 2026-03-03 13:00 | said twice
    2 h of w | reported 2026-03-03 10:00; changed 10:30 working; changed 11:00 waiting; changed 11:30 working | - | running, due 2026-03-03 12:30 | nothing changes before
    0 h of w | reported 2026-03-03 10:00 waiting; changed 11:00 working | - | running, due 2026-03-03 10:00 | nothing to count is due at once
    2 h of w | reported 2026-03-03 18:00 waiting; changed 2026-03-04 07:00 working | - | running, due 2026-03-04 10:00 | a whole pause by night
    2 h of w | reported 2026-03-03 18:00 waiting; changed 2026-03-04 08:30 working | - | running, due 2026-03-04 10:30 | until after opening
  `);

  tickets(`
    pauses that last
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting | - | paused, used 2 h, left 2 h, due none | from the middle
    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting | 2026-03-10 10:00 | paused, used 2 h, left 2 h | a week later
    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting | 2026-03-03 11:00 | running, used 1 h, left 3 h, due 2026-03-03 14:00 | before it begins
    4 h of w | reported 2026-03-03 10:00 waiting | 2026-03-03 12:00 | paused, used 0 s, left 4 h | from the report on
    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting; changed 2026-03-05 12:00 working | 2026-03-04 12:00 | paused, used 2 h, left 2 h | its end is not known yet
    2 h of w | reported 2026-03-03 10:00; changed 13:00 waiting | 2026-03-03 14:00 | overdue, due 2026-03-03 12:00 | after the due instant
    2 h of w | reported 2026-03-03 10:00; changed 12:00 waiting | 2026-03-03 14:00 | overdue, due 2026-03-03 12:00 | at the due instant
    2 h of w | reported 2026-03-03 10:00; changed 11:59:59 waiting | 2026-03-03 14:00 | paused, left 1 s | a second before it
    4 h of w | reported 2026-03-03 10:00; changed 12:00 waiting; resolved 2026-03-04 12:00 | - | met, used 2 h, left 2 h, due 2026-03-04 14:00 | the stop ends it
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; changed 11:30 waiting | - | met, used 1 h, due 2026-03-03 12:00 | after the stop nothing pauses
  `);

  tickets(`
    elapsed time
    timezone Europe/Oslo

    4 h elapsed | reported 2026-03-03 10:00; changed 12:00 waiting; changed 2026-03-04 12:00 working | - | running, due 2026-03-04 14:00 | a day
    4 h elapsed | reported 2026-03-28 22:00; changed 2026-03-29 01:00 waiting; changed 04:00 working | - | running, due 2026-03-29 05:00 | over the missing hour
    4 h elapsed | reported 2026-10-25 00:00; changed 01:00 waiting; changed 03:00 working | - | running, due 2026-10-25 06:00 | over the hour that comes twice
    4 h elapsed | reported 2026-10-25 00:00; changed 02:30+02:00 waiting; changed 02:30+01:00 working | - | running, due 2026-10-25 04:00 | from half past two to half past two
  `);

  tickets(`
    business days
    timezone Europe/Oslo
    business days Mon-Fri
    window w = Mon-Fri 08:00-16:00

    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-04 08:00 waiting; changed 16:00 working | - | running, due 2026-03-06 16:00 | a day wholly paused
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-04 08:00:01 waiting; changed 16:00 working | - | running, due 2026-03-05 16:00 | but for a second
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-04 08:00 waiting; changed 15:59:59 working | - | running, due 2026-03-05 16:00 | but for the last second
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-04 08:00 waiting; changed 12:00 working out; changed 16:00 back | - | running, due 2026-03-06 16:00 | by two reasons in turn
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-04 08:00 waiting; changed 12:00 working; changed 12:00:01 waiting; changed 16:00 working | - | running, due 2026-03-05 16:00 | with a second between
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-05 07:00 waiting; changed 2026-03-09 17:00 working | - | running, due 2026-03-10 16:00 | three of them, over a weekend
    2 business days of w | reported 2026-03-03 10:00; changed 10:30 waiting; changed 15:00 working | - | running, due 2026-03-05 16:00 | on the day of the report
    2 business days | reported 2026-03-03 10:00; changed 2026-03-04 00:00 waiting; changed 2026-03-05 00:00 working | - | running, due 2026-03-07 00:00 | without a window the whole day
    2 business days | reported 2026-03-03 10:00; changed 2026-03-04 00:00:01 waiting; changed 2026-03-05 00:00 working | - | running, due 2026-03-06 00:00 | but for a second
    2 business days of w | reported 2026-03-03 10:00; changed 12:00 waiting | - | paused, due none | one that lasts
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-05 10:00 waiting | 2026-03-05 12:00 | paused, due 2026-03-05 16:00 | one that lasts from the last day on moves it no more
    2 business days of w | reported 2026-03-03 10:00; changed 2026-03-05 07:00 waiting | 2026-03-05 12:00 | paused, due none | from before its opening it does
    2 business days of w, at 10:00 | reported 2026-03-03 10:00; changed 2026-03-04 08:00 waiting; changed 16:00 working | - | running, due 2026-03-06 10:00 | with a time of day
  `);

  tickets(`
    what no pause moves
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    at closing of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 2026-03-04 09:00 working | - | running, due 2026-03-03 16:00 | a closing
    at opening of w | reported 2026-03-03 18:00 waiting; changed 2026-03-05 09:00 working | - | running, due 2026-03-04 08:00 | an opening
    at 17:00 same day | reported 2026-03-03 10:00; changed 11:00 waiting; changed 2026-03-04 09:00 working | - | running, due 2026-03-03 17:00 | a time
    at closing of w | reported 2026-03-03 10:00; changed 11:00 waiting | 2026-03-03 12:00 | paused, due 2026-03-03 16:00 | paused all the same
  `);
});

describe('stops and instants', () => {
  tickets(`
    office hours
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00

    2 h of w | reported 2026-03-03 10:00; resolved 12:00 | - | met, used 2 h, left 0 h | at the due instant
    2 h of w | reported 2026-03-03 10:00; resolved 12:00:01 | - | missed, left -1 s | a second later
    2 h of w | reported 2026-03-03 15:00; resolved 2026-03-04 07:00 | - | met, used 1 h, left 1 h | out of hours
    2 h of w | reported 2026-03-03 14:00; resolved 2026-03-04 08:00 | - | missed, used 2 h, left 0 h, due 2026-03-03 16:00 | used up at closing it is due at closing (D3)
    2 h of w | reported 2026-03-03 14:00; resolved 16:00 | - | met | stopped at closing
    2 h of w | reported 2026-03-03 10:00; changed 11:00 waiting; changed 11:30 working; resolved 12:31 | - | missed, used 2 h 1 min, left -1 min, due 2026-03-03 12:30 | with a pause
    2 h of w | resolved 2026-03-03 09:00; reported 10:00 | - | met | stopped before the start
    2 h of w | resolved 2026-03-03 09:00 | - | not-started | never reported
    2 h of w | reported 2026-03-03 10:00; reported 11:00; resolved 12:30 | - | missed, due 2026-03-03 12:00 | reported twice: the first
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; resolved 15:00 | - | met, used 1 h | resolved twice: the first
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 2026-03-04 10:00 | - | met, used 1 h | reopened: met stays met
    2 h of w | reported 2026-03-03 10:00 | 2026-03-03 09:59:59 | not-started | asked before
    2 h of w | reported 2026-03-03 10:00 | 2026-03-03 10:00 | running, used 0 h, left 2 h | asked at the report
    2 h of w | reported 2026-03-03 10:00 | 2026-03-03 12:00 | running, left 0 h | asked at the due instant
    2 h of w | reported 2026-03-03 10:00 | 2026-03-03 12:00:01 | overdue, left -1 s | a second later
    2 h of w | reported 2026-03-03 15:00 | 2026-03-04 07:00 | running, used 1 h, left 1 h, due 2026-03-04 09:00 | asked by night
    2 h of w | reported 2026-03-03 15:00; resolved 2026-03-04 10:00 | 2026-03-04 08:30 | running, used 1 h 30 min | what comes later is not known
    2 h of w | reported 2026-03-03 15:00; resolved 2026-03-04 10:00 | 2026-03-04 09:30 | overdue | nor that it is late
    2 h of w | reported 2026-03-03 15:00; resolved 2026-03-04 10:00 | 2026-03-05 10:00 | missed, used 3 h, left -1 h | then it is
    2 h of w | reported 2026-03-07 12:00; resolved 13:00 | - | met, used 0 h, left 2 h | all on a Saturday
  `);

  tickets(`
    reopenings start again
    timezone Europe/Oslo
    window w = Mon-Fri 08:00-16:00
    again

    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 13:00 | - | running, due 2026-03-03 15:00 | afresh
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 13:00; resolved 14:30 | - | met, used 1 h 30 min | resolved again
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 13:00; resolved 15:30 | - | missed, left -30 min | too late
    2 h of w | reported 2026-03-03 10:00; resolved 13:00; reopened 14:00; resolved 15:00 | - | met | the first time was too late
    2 h of w | reported 2026-03-03 10:00; reopened 11:00 | - | running, due 2026-03-03 13:00 | never resolved
    2 h of w | reported 2026-03-03 10:00; resolved 10:30; reopened 11:00; resolved 11:30; reopened 14:00 | - | running, due 2026-03-03 16:00 | twice: the last
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 13:00 | 2026-03-03 12:00 | met, used 1 h | asked before
    2 h of w | reported 2026-03-03 10:00; changed 10:30 waiting; changed 11:30 working; resolved 12:00; reopened 13:00 | - | running, due 2026-03-03 15:00 | an older pause is over
    2 h of w | reported 2026-03-03 10:00; changed 10:30 waiting; resolved 11:00; reopened 13:00 | - | paused, used 0 s, left 2 h | one that lasts holds
    2 h of w | reported 2026-03-03 10:00; changed 10:30 waiting; resolved 11:00; reopened 13:00 working | - | running, due 2026-03-03 15:00 | unless the reopening ends it
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 18:00 | - | running, due 2026-03-04 10:00 | out of hours
    2 h of w | reported 2026-03-03 10:00; resolved 11:00; reopened 11:00 | - | met, used 0 s | at the instant of the stop: a stop at the reopening counts
  `);
});
