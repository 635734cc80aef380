// All that an agreement declares, as a text: where it is the same, every name means what it meant. Of windows and days their
// names are enough, since rows speak of them by index.
import type * as ast from '@avtal/grammar';
import type { Model, Placed } from '../model.ts';
import type { Sources } from '../sources.ts';
import type { Names } from './bind.ts';

export function stampOf(names: Names, { windows, daySets }: Model, sources: Sources): string {
  const { agreement, settings, tiers, fields, subjects, targets, modules, papers } = names;
  const whole: readonly Placed<{ readonly kind: string; readonly span: ast.Span }>[] = [
    ...settings,
    ...(tiers === undefined ? [] : [tiers]),
    ...[fields, subjects, targets].flatMap((all) => [...all.values()]),
  ];
  const at = ({ file, document, section, order }: Placed<unknown>['place']): string =>
    `${file}\0${document}\0${section ?? ''}\0${order ?? ''}`;
  const headOf = ({ name, label }: ast.Labelled): string => `${name.text}\0${label?.text ?? ''}`;
  return [
    ...whole.map(({ node, place }) => [
      node.kind,
      at(place),
      sources.isDamaged(node, place),
      sources.textOf(node, place),
    ]),
    ...[...modules.values()].map(({ node, place }) => [at(place), headOf(node)]),
    ...papers.map(({ id, node, place }) => [
      id,
      at(place),
      headOf(node),
      ...(node.kind === 'document' ? [...node.under, '>', ...node.over] : []).map((one) =>
        typeof one === 'string' ? one : one.text,
      ),
    ]),
    [...windows, ...daySets].map(({ id }) => id),
    [agreement === undefined ? '' : at(agreement.place)],
  ]
    .map((parts) => parts.join('\0'))
    .join('\n');
}
