// One mistake, one message: what a broken row was to declare is not missed elsewhere.
import { expect, test } from 'vitest';
import { codes, shown } from './check.ts';

test.each<[string, string]>([
  ['AV0', 'window core = Mon-Fr 08:00-16:00\nrate work during core: 650/h'],
  ['AV0', 'window core =\nrate work during core: 650/h'],
  ['AV0', 'tiers A B\nrate work: 1/h | 2/h'],
  ['AV0', 'choice channel phone, email\nrate work when channel is phone: 1/h'],
  ['AV0', 'activity travel reise\nrate travel: 1/h'],
  ['AV0', 'week {\n Mon-Fri 08:00 day, 16:00 night\n Sat-Sun: night\n}\nrate work during day: 1/h'],
  ['AV1104', 'holidays Norwya\nwindow core = Mon-Fri 08:00-16:00 except holidays\nrate work during core: 1/h'],
  ['AV1001', 'clock core\nrespond: 2 h'],
  ['AV1001', 'business days dagar\nrespond: 2 business days'],
  ['AV1001', 'tiers A | B\nwindow r = always | alwys\nrate work during r: 1/h | 2/h'],
  ['AV1001', 'days d = Mon-Fri except holiday\nwindow w = d 08:00-16:00\nrate work during w: 1/h'],
  ['AV1001', 'case a = b is c\ncase d = not a\nrate work when d: 1/h'],
  ['AV1201', 'window a = b\nwindow b = a\nwindow c = a\nrate work during c: 1/h'],
  ['AV1202', 'window w = Mon 08:00-09:00\ndays d = w\nwindow v = d 10:00-11:00'],
  ['AV1207', 'window w = Mon 08:00-09:00\nwindow v = w unless Tue\nwindow u = v, w'],
  ['AV0', 'part months full\nfee care monatlig soon: 100\ndiscount loyal: 5% on fee care'],
  ['AV0', 'part months full\nfee care monthly: 100\ndiscount loyal: 5% on fee care'],
  ['AV0', 'holidays Norway plus 17. mai\nwindow core = Mon-Fri except holidays\nrate work during core: 1/h'],
  ['AV0', 'holidays Norway plus the 17\nwindow core = Mon-Fri except holidays\nrate work during core: 1/h'],
  ['AV0', 'payment: net 30'],
  ['AV0', 'clock elapsed\nbusiness days Mon-Fri\nrespond: 1 working day'],
  ['AV0', 'tiers: A | B\nrate work: 1/h | 2/h'],
  ['AV1001', 'part months full\nfee care per måned: 100'],
  ['AV1001', 'part months full\nrate work: 1/h\nindex each January: 3%'],
  ['AV2003', 'part months full\nfee care: 100/month'],
  ['AV2108', 'rate work: 1/h\nlimit work per month: at least 500'],
  ['AV1001', 'rate wrok: 1/h\noverride rate wrok: 2/h\ncount wrok: exact'],
])('only %s: %s', (code, rows) => {
  expect(codes(rows), shown(rows)).toEqual([expect.stringMatching(`^${code}`)]);
});
