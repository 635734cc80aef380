// Hover on what a setting says: the language, the currency, the zone with its next changes of clocks, the country with its holidays.
import { currencyDigits, weekdayDateWords } from '@avtal/compiler';
import type { Setting } from '@avtal/grammar';
import { dateOf, type Instant, localTime, withinHorizon } from '@avtal/runtime';
import { firstKnown, type Known } from '../known.ts';
import { languageNames } from '../languages.ts';
import type { Node } from '../tree.ts';
import { type Hover, type HoverAsk, paragraphs } from './ask.ts';
import { daysText } from './times.ts';

export function settingHover({ snapshot, path, now }: HoverAsk): Hover | undefined {
  const [setting, word] = [path.find(isSetting), path.at(-1)];
  if (setting === undefined || word?.kind !== 'name' || word === setting.keyword) return undefined;
  const text = textOf(setting, snapshot.file.text.slice(word.span.start, word.span.end), firstKnown(snapshot), now);
  return text === undefined ? undefined : { span: word.span, text };
}

// The tree's nodes are told by their kind.
const isSetting = (node: Node): node is Setting => node.kind === 'setting';

function textOf(setting: Setting, word: string, known: Known | undefined, now: Instant): string | undefined {
  switch (setting.name) {
    case 'language': {
      const name = languageNames[word];
      return name && `**${name}**: the language of the labels and of the customer's document.`;
    }
    case 'currency': {
      const digits = currencyDigits.get(word);
      if (digits === undefined) return undefined;
      const decimals = digits === 0 ? 'no decimals' : `${digits} decimals`;
      return `**${word}**: what a bare number is where money is due. Each line of an invoice is rounded to ${decimals}.`;
    }
    case 'timezone':
      return paragraphs(
        `**${word}**: the local time of every day and hour in the agreement.`,
        known && clocksText(known, now),
      );
    case 'holidays':
      return word === setting.country.text ? known && daysText(known, 'holidays', now) : undefined;
    default:
      return undefined;
  }
}

/** What time it is there, and when clocks change within a year. */
function clocksText(
  {
    plan: {
      calendar: { zone },
    },
  }: Known,
  now: Instant,
): string {
  const asked = withinHorizon(() => {
    const today = zone.dayAt(now);
    const days = Array.from({ length: 366 }, (_, later) => today + later);
    const changes = days.filter((day) => zone.startOfDay(day + 1) - zone.startOfDay(day) !== 86_400);
    const dates = changes.map((day) => weekdayDateWords(dateOf(day))).join(' and ');
    const changed = dates === '' ? 'Clocks are never changed.' : `Clocks are changed on ${dates}.`;
    return `Now it is ${localTime(now, zone)}. ${changed}`;
  });
  return 'value' in asked ? asked.value : asked.outside;
}
