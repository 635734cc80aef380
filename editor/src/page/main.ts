// The preview page: draws what the server answered, part by part, and keeps focus and place while it is drawn again.
import type { Preview } from '@avtal/lsp';
import type { ToPage } from '../preview/messages.ts';
import { costPart } from './cost.ts';
import { documentPart, inForce, ordersPart, termsPart } from './document.ts';
import { el } from './dom.ts';
import { keep, say, state, tell } from './state.ts';
import { weekPart } from './week.ts';

const page = document.getElementById('page') ?? document.body;
const announcer = document.getElementById('announce');
let cursor: { readonly file: string; readonly line: number } | undefined;

window.addEventListener('message', ({ data }: MessageEvent<ToPage>) => {
  switch (data.kind) {
    case 'words':
      state.words = data.words;
      state.language = data.language;
      document.documentElement.lang = data.language;
      return draw();
    case 'show':
      if (state.kept.file !== data.file) state.ask = {};
      keep({ file: data.file });
      state.preview = data.preview;
      return draw();
    case 'cursor':
      cursor = data;
      return follow(true);
  }
});
tell({ kind: 'ready' });

// --------------------------------------------------------------------------------------------------------- drawing

function draw(): void {
  const { preview } = state;
  if (preview === undefined) return;
  if (preview === null) {
    const text = say('Nothing to show yet: the agreement has errors. What is found stands under Problems.');
    page.replaceChildren(el('p', { class: 'stale' }, text));
    return;
  }
  const focused = document.activeElement?.id ?? '';
  const open = new Set([...page.querySelectorAll('details[open]')].map(({ id }) => id));
  const place = { left: window.scrollX, top: window.scrollY };
  const parts = [
    documentPart(preview, draw),
    weekPart(preview),
    costPart(preview),
    termsPart(preview),
    ordersPart(preview),
  ];
  const those = parts.filter((part) => part !== undefined);
  page.replaceChildren(head(preview), contents(those), ...those);
  for (const id of open) document.getElementById(id)?.setAttribute('open', '');
  document.getElementById(focused)?.focus({ preventScroll: true });
  window.scrollTo(place);
  follow(false);
}

function head(preview: Preview): HTMLElement {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [say('Provider'), preview.provider],
    [say('Edition'), preview.edition],
    [say('In force'), inForce(preview.validFrom, preview.validUntil)],
    [say('Currency'), preview.currency],
    [say('VAT'), preview.vat],
    [say('Time zone'), preview.zone],
  ];
  const stale = say('The text has errors. This is the agreement as it was before them.');
  return el(
    'header',
    {},
    el('h1', { lang: preview.language ?? '' }, preview.title),
    preview.isStale ? el('p', { class: 'stale', role: 'status' }, stale) : undefined,
    el(
      'dl',
      { class: 'facts' },
      ...facts.flatMap(([name, value]) =>
        value === undefined || value === '' ? [] : [el('div', {}, el('dt', {}, name), el('dd', {}, value))],
      ),
    ),
  );
}

function contents(parts: readonly HTMLElement[]): HTMLElement {
  const links = parts.map((part) =>
    el('li', {}, el('a', { href: `#${part.id}` }, part.querySelector('h2')?.textContent ?? part.id)),
  );
  return el('nav', { 'aria-label': say('Contents') }, el('ul', {}, ...links));
}

// ---------------------------------------------------------------------------------------------- following the cursor

/** Marks the row in which the cursor stands; the innermost, where rows of a table lie in one another. */
function follow(scroll: boolean): void {
  const rows = [...page.querySelectorAll<HTMLElement>('[data-line]')];
  const here = rows.filter(
    ({ dataset }) =>
      cursor !== undefined &&
      dataset.file === cursor.file &&
      Number(dataset.line) <= cursor.line &&
      cursor.line <= Number(dataset.end),
  );
  const current = here.at(-1);
  for (const row of rows) {
    if (row !== current) row.removeAttribute('aria-current');
  }
  if (current === undefined || current.hasAttribute('aria-current')) return;
  current.setAttribute('aria-current', 'true');
  if (!scroll || document.hasFocus()) return;
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  current.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
  if (announcer !== null) announcer.textContent = current.querySelector('th, button')?.textContent ?? '';
}
