// Completion: what may follow here, with whole clauses and every name of the kind that fits.
import type { NameRole } from '@avtal/grammar';
import type { Snapshot } from '../workspace/snapshot.ts';
import { cellOffers } from './completion/clauses.ts';
import { outcomeOffers } from './completion/expectations.ts';
import { partOffers } from './completion/heads.ts';
import { zones } from './completion/home.ts';
import { namesFor } from './completion/names.ts';
import { type Completion, hasPlaceholders, type Offer, snippetOf } from './completion/offer.ts';
import { papers, windowShapes } from './completion/papers.ts';
import { rowOffers } from './completion/rows.ts';
import { dateOffers, factOffers } from './completion/situations.ts';
import { usedFiles } from './completion/used-files.ts';
import { valueOffers } from './completion/values.ts';
import { type Where, whereOf } from './completion/where.ts';
import { wordOffers } from './completion/words.ts';

export type { Completion } from './completion/offer.ts';

/** `files`: paths that `use` could name, as the compilations name them. */
export function complete(snapshot: Snapshot, offset: number, files: readonly string[] = []): readonly Completion[] {
  const where = whereOf(snapshot, offset);
  const { within } = where.following;
  if (within === 'comment') return [];
  if (within === 'text') return usedFiles(where, files);
  if (isBehindWord(where)) return [];
  return placed(offersAt(where), where);
}

/**
 * Right behind a word that is complete (`08:00|`), what may follow it is for later: who goes on now would have it glued to
 * the word. A unit may stand there, and a sign.
 */
function isBehindWord({ following, text, offset, pieces }: Where): boolean {
  const isUnit = /^\d+(?:\.\d+)?$/.test(pieces.at(-1)?.text ?? '');
  return following.typed.start === offset && !isUnit && /[\p{L}\p{M}\d"]/u.test(text.charAt(offset - 1));
}

/** In the order in which they are offered. */
function offersAt(where: Where): readonly Offer[] {
  const { following } = where;
  const rows = rowOffers(where);
  const values = where.inValue ? [...valueOffers(where), ...outcomeOffers(where)] : [];
  const roles = rolesAt(where).filter((role) => !(rows.length > 0 && rowRoles.has(role)));
  const names = roles.flatMap((role) => namesFor(role, where));
  return [
    ...rows,
    ...(isFigure(where) ? [...names, ...values] : [...values, ...names]),
    ...papers(where),
    ...(following.literals.includes('zone') ? zones(where) : []),
    ...(rows.length === 0 && !where.inValue ? [...partOffers(where), ...cellOffers(where)] : []),
    ...factOffers(where),
    ...dateOffers(where),
    ...windowShapes(where),
    ...wordOffers(where),
  ];
}

/** What a name may stand for; a share is of another price, a time is of a window. */
function rolesAt({ following, pieces, inValue, asked }: Where): readonly NameRole[] {
  const [before, last] = pieces.slice(-2);
  if (!inValue || last?.word !== 'of') return following.names;
  const meant = before?.text === '%' ? 'priced' : asked?.clause === 'start price' ? 'activity' : 'window';
  return following.names.filter((role) => role === meant);
}

/** Behind a figure, its unit is what is due first. */
const isFigure = ({ pieces }: Where): boolean => /^\d/.test(pieces.at(-1)?.text ?? '');

/** Names that a row may begin with: the rows are offered as a whole. */
const rowRoles: ReadonlySet<string> = new Set(['target', 'bound', 'happened', 'line']);

/** Puts offers in their place: what is replaced, and how much of a template is inserted. */
function placed(offers: readonly Offer[], where: Where): readonly Completion[] {
  const { following, text, offset } = where;
  const end = offset + (/^[\p{L}\p{M}\d_-]*/u.exec(text.slice(offset))?.[0].length ?? 0);
  const line = text.slice(end, lineEnd(text, end));
  const goesOn = /^\s*[^\s/|,)}:]/.test(line);
  const isLast = /^\s*(\/\/.*|\})?$/.test(line);
  const seen = new Set<string>();
  const ordered = [...offers.filter(({ first }) => first), ...offers.filter(({ first }) => !first)];
  return ordered.flatMap((offer, index): Completion[] => {
    const { label, kind, detail, documentation, template = label, word = label, start = following.typed.start } = offer;
    const isWhole = goesOn || (kind === 'clause' && !isLast);
    const inserted = isWhole ? word : template;
    if (inserted === '' || seen.has(label)) return [];
    seen.add(label);
    const isSnippet = hasPlaceholders(inserted);
    return [
      {
        label,
        kind,
        ...(detail === undefined ? {} : { detail }),
        ...(documentation === undefined ? {} : { documentation }),
        insert: isSnippet ? snippetOf(inserted) : inserted,
        isSnippet,
        replace: { start, end: endBehind(inserted, text, start, end) },
        order: String(index).padStart(4, '0'),
      },
    ];
  });
}

function lineEnd(text: string, offset: number): number {
  const end = text.slice(offset).search(/[\r\n]/);
  return end < 0 ? text.length : offset + end;
}

/** Of a phrase of which the rest stands there already (`no| promise`), all is replaced. */
function endBehind(inserted: string, text: string, start: number, end: number): number {
  const whole = start + inserted.length;
  return inserted.includes(' ') && whole > end && text.slice(start, whole) === inserted ? whole : end;
}
