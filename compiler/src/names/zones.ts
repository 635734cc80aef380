// The agreement's time zone, pinned: its offsets from the table of the compiler.
import type { Name } from '@avtal/grammar';
import { closest } from '@avtal/grammar';
import type { Zone } from '@avtal/runtime';
import { zoneNames, zoneTransitions } from '../data/zones.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';

export function zoneOf(name: Name, place: { readonly file: string }, reporter: Reporter): Zone | undefined {
  const zone = zoneTransitions(name.text);
  if (zone === undefined) {
    const guess = zoneNamed(name.text) ?? closest(name.text, zoneNames);
    const site = siteOf(name, place);
    const fixes = guess === undefined ? [] : [{ title: `Write \`${guess}\``, edits: [{ ...site, text: guess }] }];
    reporter.report('unknown-zone', { zone: name.text, guess }, site, { fixes });
  }
  return zone;
}

/** `Oslo`, `europe/oslo`: what was meant without doubt, though it is not the zone's name. */
function zoneNamed(text: string): string | undefined {
  const wanted = text.toLowerCase();
  return zoneNames.find((name) => name.toLowerCase() === wanted || name.toLowerCase().endsWith(`/${wanted}`));
}
