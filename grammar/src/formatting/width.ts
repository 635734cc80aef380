// How many columns a text takes on a screen that writes letters of one width.

/** Letters that are drawn over the one before, or not at all: accents, joiners, marks of direction, variants. */
const without = /[\p{Mn}\p{Me}\p{Cf}\p{Emoji_Modifier}]/u;

/** Letters of two columns (East Asian Width W and F) and pictures. */
const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\ua960-\ua97f\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f200}-\u{1f2ff}\u{20000}-\u{3fffd}\p{Emoji_Presentation}]/u;

/** Letters joined to one picture by a joiner (👩‍🔧) count as the first of them. */
const joined = /\u200d[^\u200d]/gu;

const plain = /^[ -\u02ff]*$/;

export function widthOf(text: string): number {
  if (plain.test(text)) return text.length;
  let width = 0;
  for (const letter of text.replace(joined, '')) width += without.test(letter) ? 0 : wide.test(letter) ? 2 : 1;
  return width;
}
