// From text to tree, and to an agreement with all names bound: ours, and the same language as a grammar for Langium.
import { compile } from '@avtal/compiler';
import { parse } from '@avtal/grammar';
import { sizedAgreement } from '../sized.ts';
import type { Contestant } from './harness.ts';

interface Sheet {
  parse(text: string): number;
  build(text: string): Promise<number>;
}

const peers: { readonly createSheet: () => Promise<Sheet>; readonly closed: (text: string) => string } = await import(
  new URL('../peers/sheet.js', import.meta.url).href
);

/** Counted in bytes; everybody finds no mistake. */
export async function parsingContestants(bytes: number): Promise<Contestant[]> {
  const text = textOf(bytes);
  const other = peers.closed(text);
  const sheet = await peers.createSheet();
  const one = (name: string, run: Contestant['run']): Contestant => ({ name, count: text.length, expected: 0, run });
  // As many runs as take a while: a small text is read in less than a tick of the clock.
  const times = Math.max(1, Math.round(100_000 / text.length));
  const again = (run: () => number): number => {
    let mistakes = 0;
    for (let time = 0; time < times; time += 1) mistakes += run();
    return mistakes;
  };
  const all = [
    one('avtal, parse', () => again(() => parse(text).errors.length)),
    one('Langium, parse', () => again(() => sheet.parse(other))),
    one('avtal, compile without analysis', () => again(() => mistakesOf(text))),
    one('Langium, build with links and validation', async () => {
      let mistakes = 0;
      for (let time = 0; time < times; time += 1) mistakes += await sheet.build(other);
      return mistakes;
    }),
  ];
  return all.map((contestant) => ({ ...contestant, count: text.length * times }));
}

/** The agreement of as many bytes or a little less. */
function textOf(bytes: number): string {
  let text = sizedAgreement(100);
  const perLine = sizedAgreement(1000).length / 1000;
  for (let lines = Math.round(bytes / perLine); text.length < bytes * 0.97; lines += 10) text = sizedAgreement(lines);
  return text;
}

function mistakesOf(text: string): number {
  const { diagnostics } = compile('a.avtal', () => text, { analysis: false });
  return diagnostics.filter(({ severity }) => severity === 'error').length;
}
