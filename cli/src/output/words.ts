// Small words that many outputs share.

export { listText } from '@avtal/compiler';

/** `1 line`, `2 lines`. */
export function plural(count: number, word: string): string {
  return `${count} ${word}${count === 1 ? '' : 's'}`;
}
