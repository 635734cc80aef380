// The files that `use "…"` could name, relative to the file that it stands in.
import type { Completion } from './offer.ts';
import type { Where } from './where.ts';

export function usedFiles(
  { following, snapshot, text, offset }: Where,
  files: readonly string[],
): readonly Completion[] {
  if (following.before.first?.word !== 'use') return [];
  const start = following.typed.start + 1;
  const rest = /^[^"\r\n]*/.exec(text.slice(offset))?.[0].length ?? 0;
  const own = snapshot.file.path;
  return files
    .filter((path) => path !== own && path.endsWith('.avtal'))
    .map((path, index) => ({
      label: relative(own, path),
      kind: 'name',
      insert: relative(own, path),
      isSnippet: false,
      replace: { start, end: offset + rest },
      order: String(index).padStart(4, '0'),
    }));
}

function relative(from: string, to: string): string {
  const own = from.split('/').slice(0, -1);
  const steps = to.split('/');
  let shared = 0;
  while (shared < own.length && own[shared] === steps[shared]) shared++;
  return [...own.slice(shared).map(() => '..'), ...steps.slice(shared)].join('/');
}
