// The papers of an agreement and which of them beats which: what `over` and `under` say, and all that follows from it.
import type { Name } from '@avtal/grammar';
import type { DocumentInfo } from '@avtal/runtime';
import { given } from '../optional.ts';
import { type Reporter, siteOf } from '../reporting/diagnostics.ts';
import type { Sources } from '../sources.ts';
import type { Names, Paper } from './bind.ts';
import { inOrder } from './graph.ts';
import type { UnknownNames } from './suggest.ts';
import type { NameUses } from './uses.ts';

export function documentsOf(
  names: Names,
  sources: Sources,
  reporter: Reporter,
  unknown: UnknownNames,
  uses: NameUses,
): readonly DocumentInfo[] {
  const { papers } = names;
  const declared = new Map<string, number>();
  papers.forEach((paper, i) => {
    if (paper.node.kind === 'document' && !declared.has(paper.id)) declared.set(paper.id, i);
  });
  const find = (paper: Paper, named: readonly Name[]) =>
    named.flatMap((name) => {
      const index = declared.get(name.text);
      if (index === undefined) unknown.report('document', name, paper.place, declared.keys());
      else uses.use('document', name, paper.place);
      return index ?? [];
    });
  const over: Set<number>[] = papers.map(() => new Set());
  papers.forEach((paper, i) => {
    // What a name that is declared twice says was meant for another paper.
    if (paper.node.kind !== 'document' || declared.get(paper.id) !== i) return;
    for (const lower of find(paper, paper.node.over)) over[i]?.add(lower);
    for (const higher of find(paper, paper.node.under)) over[higher]?.add(i);
  });
  const { order, cycles } = inOrder(papers.length, (i) => [...(over[i] ?? [])]);
  for (const cycle of cycles)
    reportCircle(
      cycle.flatMap((i) => papers[i] ?? []),
      reporter,
    );
  // Each paper comes after those it is over, so theirs are known.
  const beats: Set<number>[] = papers.map(() => new Set());
  for (const i of order) {
    for (const lower of over[i] ?? []) {
      beats[i]?.add(lower);
      for (const lowest of beats[lower] ?? []) beats[i]?.add(lowest);
    }
  }
  const documents = [...declared.values()];
  return papers.map((paper, i) => ({
    id: paper.id,
    ...given('label', paper.node.label?.text),
    external: paper.node.kind === 'document' && paper.node.items === undefined,
    // What one customer has agreed beats every paper that is written for all.
    beats: paper.node.kind === 'document' ? [...(beats[i] ?? [])].sort((a, b) => a - b) : documents,
    span: sources.sourceSpan(paper.node.name, paper.place),
  }));
}

/** Points at every paper of the circle, whichever file it stands in. */
function reportCircle(circle: readonly Paper[], reporter: Reporter): void {
  const [first, ...others] = circle;
  if (first === undefined) return;
  reporter.report('precedence-circle', { path: circle.map(({ id }) => id) }, siteOf(first.node.name, first.place), {
    related: others.map(({ node, place }) => ({ ...siteOf(node.name, place), message: 'in the same circle' })),
  });
}
