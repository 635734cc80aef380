// How each column of work is read: which of its values are in a common form, and what a row has that does not say one.
import { createZone, type FactKind, type Ir, type ReadOptions, type Unit } from '@avtal/runtime';
import type { Layout } from '../bulk/coding.ts';
import { type Cells, type TextCells, textsIn } from './cells.ts';
import { createFigureReader, createHoursReader, createMeanings } from './figures.ts';
import { absent, createInstantReader, odd, type Reader } from './instants.ts';

export interface ColumnReader {
  /** In the stream. */
  readonly column: string;
  /** Among coded columns. */
  readonly into: string;
  readonly read: Reader;
  /** Of a row that does not say it. */
  readonly otherwise: number;
}

export function readersOf(ir: Ir, kind: FactKind, layout: Layout, { twice }: ReadOptions): readonly ColumnReader[] {
  const instants = createInstantReader(createZone(ir.zone), twice);
  const reader = (column: string, into: string, read: Reader, otherwise = absent): ColumnReader => ({
    column,
    into,
    read,
    otherwise,
  });
  const kinds = kind === 'entries' ? ['activity'] : ['event', 'usage'];
  const subjects = ir.subjects.flatMap(({ id, kind: own }, place) =>
    kinds.includes(own) ? [[id, place] as const] : [],
  );
  const work = kind === 'entries' ? subjects.find(([id]) => id === 'work') : undefined;
  const unitOf = (number: string): Unit => ir.numbers.find(({ id }) => id === number)?.unit ?? { kind: 'count' };
  const count: Unit = { kind: 'count' };
  return [
    reader('subject', 'subject', placeReader(subjects), work?.[1] ?? odd),
    ...(kind === 'entries'
      ? [
          reader('start', 's', instants, odd),
          reader('end', 'e', instants),
          reader('duration', 'duration', createFigureReader({ kind: 'time' })),
          reader('hours', 'hours', createHoursReader()),
        ]
      : [
          reader('at', 's', instants, odd),
          reader('quantity', 'q', createFigureReader(count), 1),
          reader('cost', 'cost', createFigureReader(count)),
        ]),
    ...[...layout.choices].map(([id, values]) =>
      reader(id, `c_${id}`, placeReader(values.map((value, place) => [value, place])), values.length),
    ),
    ...layout.numbers.map((id) => reader(id, `n_${id}`, createFigureReader(unitOf(id)))),
    ...layout.moments.map((id) => reader(id, `m_${id}`, instants)),
  ];
}

/** Of texts that are one of these, their place. */
function placeReader(texts: readonly (readonly [text: string, place: number])[]): Reader {
  const known = new Map(texts);
  const meanings = createMeanings((text) => known.get(text) ?? odd);
  const written = new WeakMap<Cells, TextCells>();
  return (cells, ...rest) => {
    let own = cells.kind === 'texts' ? cells : written.get(cells);
    if (own === undefined) {
      own = { kind: 'texts', valid: cells.valid, texts: textsIn(cells), codes: undefined };
      written.set(cells, own);
    }
    meanings(own, ...rest);
  };
}
