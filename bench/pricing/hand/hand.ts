// The code by hand of each agreement, and what it comes to: by this all other ways are held.
import type { Name } from '../agreements.ts';
import type { Logs } from '../logs.ts';
import { ballouCalendar, priceBallou } from './ballou.ts';
import type { Calendar } from './calendar.ts';
import { itpaysCalendar, priceItpays } from './itpays.ts';
import type { Lines } from './lines.ts';
import { priceThirty, thirtyCalendar } from './thirty.ts';

export interface ByHand {
  readonly calendar: () => Calendar;
  /** `into`: empty lines whose memory is written anew. */
  readonly price: (logs: Logs, calendar: Calendar, into?: Lines) => Lines;
}

export const byHand: Readonly<Record<Name, ByHand>> = {
  itpays: { calendar: itpaysCalendar, price: priceItpays },
  ballou: { calendar: ballouCalendar, price: priceBallou },
  thirty: { calendar: thirtyCalendar, price: priceThirty },
};
