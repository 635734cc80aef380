// Makes elements. Texts become text nodes, never markup: what an agreement says cannot run.
type Child = Node | string | undefined;
type Attributes = Readonly<Record<string, string | number | boolean | EventListener | undefined>>;

export function el<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

/** A choice with its label before it. */
export function picker(
  id: string,
  label: string,
  options: readonly { readonly id: string; readonly label: string }[],
  chosen: string | undefined,
  change: (id: string) => void,
): HTMLElement {
  const items = options.map((option) =>
    el('option', { value: option.id, selected: option.id === chosen }, option.label),
  );
  const select: HTMLSelectElement = el('select', { id, change: () => change(select.value) }, ...items);
  return el('span', { class: 'field' }, el('label', { for: id }, label), select);
}

/** A table with a caption for those who hear it, and every head in its scope. */
export function table(
  caption: string,
  columns: readonly string[],
  rows: readonly HTMLTableRowElement[],
  className = '',
): HTMLTableElement {
  return el(
    'table',
    { class: className },
    el('caption', { class: 'unseen' }, caption),
    el('thead', {}, el('tr', {}, ...columns.map((column) => el('th', { scope: 'col' }, column)))),
    el('tbody', {}, ...rows),
  );
}

/** Words as the server writes them: what stands in backticks is a name. */
export function rich(words: string): readonly Node[] {
  return words
    .split('`')
    .map((part, index) => (index % 2 === 1 ? el('code', {}, part) : document.createTextNode(part)));
}

const narrowest = 340;
const widest = 900;

/** A drawing as wide as its place, drawn again when that changes. */
export function figure(draw: (width: number) => Element): HTMLElement {
  const place = el('figure', {});
  let drawn = 0;
  const observer = new ResizeObserver(([entry]) => {
    const width = Math.max(narrowest, Math.min(widest, Math.floor(entry?.contentRect.width ?? widest)));
    if (width === drawn) return;
    drawn = width;
    place.replaceChildren(draw(width));
  });
  observer.observe(place);
  return place;
}

/** Letters of drawings are so large, in pixels; so the page's style says. */
const letterSize = 11;
const measuring = document.createElement('canvas').getContext('2d');

function widthOf(text: string): number {
  if (measuring === null) return text.length * letterSize * 0.6;
  measuring.font = `${letterSize}px ${getComputedStyle(document.body).fontFamily}`;
  return measuring.measureText(text).width;
}

/** Words in lines that are no wider than there is room, in pixels; a longer word is cut. */
export function broken(text: string, room: number): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(`${last} ${word}`) <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(cut(word, room));
  }
  return lines;
}

function cut(word: string, room: number): string {
  if (widthOf(word) <= room) return word;
  let length = word.length - 1;
  while (length > 1 && widthOf(`${word.slice(0, length)}…`) > room) length -= 1;
  return `${word.slice(0, length)}…`;
}

const svgSpace = 'http://www.w3.org/2000/svg';

/**
 * Makes a drawing say what it shows. Its own styles are in the page's file instead: the page's policy forbids others.
 */
export function describe(drawing: Element, id: string, title: string, description: string): void {
  for (const style of drawing.querySelectorAll('style')) style.remove();
  const svg = drawing.matches('svg') ? drawing : (drawing.querySelector('svg') ?? drawing);
  const texts = [
    ['title', title],
    ['desc', description],
  ].map(([tag = '', text = '']) => {
    const element = document.createElementNS(svgSpace, tag);
    element.id = `${id}-${tag}`;
    element.textContent = text;
    return element;
  });
  svg.prepend(...texts);
  svg.setAttribute('role', 'img');
  svg.setAttribute('aria-labelledby', `${id}-title ${id}-desc`);
}
