// The name under which a value is left to be agreed: from the words of the row that leaves it open.
import { reservedWords } from './keywords.ts';
import { isName } from './written.ts';

/** `rate work when channel is email` leaves open `rate-work-channel-email`; names are a person's to change. */
export function openName(row: string): string {
  const words = row.split(/[\s,:|()]+/).filter((word) => isName(word) && !reservedWords.has(word));
  return words.join('-') || 'value';
}
