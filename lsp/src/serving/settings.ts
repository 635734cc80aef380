// What the user can set, read from whatever a client sends.
import type { InlayHint } from '../features/inlay-hints.ts';

export interface Settings {
  readonly analysis: boolean;
  readonly codeLens: boolean;
  readonly hints: ReadonlySet<InlayHint['kind']>;
}

const hintKinds = { amounts: 'amount', columns: 'column', dates: 'date', totals: 'total' } as const;

/** Everything is on unless it is switched off; what makes no sense is passed over. */
export function settingsFrom(given: unknown): Settings {
  const hints = fieldOf(given, 'inlayHints');
  return {
    analysis: isOn(fieldOf(given, 'analysis')),
    codeLens: isOn(fieldOf(given, 'codeLens')),
    hints: new Set(
      Object.entries(hintKinds).flatMap(([name, kind]) => (isOn(hints) && isOn(fieldOf(hints, name)) ? [kind] : [])),
    ),
  };
}

/** `analysis: false` and `analysis: { enabled: false }` say the same. */
function isOn(setting: unknown): boolean {
  return setting !== false && fieldOf(setting, 'enabled') !== false;
}

export function fieldOf(given: unknown, name: string): unknown {
  return typeof given === 'object' && given !== null ? Reflect.get(given, name) : undefined;
}

/** A list of texts in a field; empty where there is none. */
export function textsIn(given: unknown, name: string): readonly string[] {
  const list = fieldOf(given, name);
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : [];
}
