// Makes numbers of rows: what stands in a row in a common form becomes a code or an instant, a column of some thousand rows
// at a time. Other rows are odd: `readFacts` reads them, as in small files. What is in a common form means the same there.
import { createZone, type Ir } from '@avtal/runtime';
import type { Layout } from './coding.ts';
import { createDays } from './days.ts';
import { createDictionary, type Dictionary } from './dictionary.ts';
import { name } from './duckdb.ts';
import { isDecimal, isLocalTime, isTrimmed, millionthsIn, numberIn, secondsIn } from './forms.ts';
import { type Names, orderColumnOf } from './orders.ts';
import { type Coded, elsewhere, odd, plain } from './rows.ts';
import type { Source } from './sources.ts';
import { type Block, blockRows, isThere, noTexts, type Texts, type Times } from './vectors.ts';

export interface Coder {
  /** What it takes of each row `r`, in SQL. */
  readonly times: readonly string[];
  readonly texts: readonly string[];
  /** What is given holds until the next block. */
  code(block: Block): Coded;
}

export function createCoder(ir: Ir, source: Source, layout: Layout, names: Names): Coder {
  const { columns } = source;
  const isEntry = source.kind !== 'occurrences';
  const zone = createZone(ir.zone);
  const { horizon } = zone;
  const toUtc = createDays(zone);
  const times: string[] = [];
  const texts: string[] = [];
  const steps: ((block: Block) => void)[] = [];
  const states = new Uint8Array(blockRows);
  let isAlwaysOdd = false;

  const own = order();
  const start = instant(isEntry ? 'start' : 'at', false);
  // In the order of `codedColumns`.
  const floats = [
    start,
    isEntry ? end() : start,
    ...(layout.hasQuantity ? [isEntry ? floatsOf(1) : number('quantity', 1, 0)] : []),
    ...layout.numbers.map((column) =>
      number(column, Number.NaN, isTime(column) ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY),
    ),
    ...layout.moments.map((column) => instant(column, true)),
  ];
  const codes = [
    own,
    subject(),
    ...[...layout.choices].map(([column, values]) =>
      coded(column, createDictionary(values.map((one, code) => [one, code])), values.length),
    ),
  ];
  const kept = [
    id(),
    ...layout.keys.map((column) => free(column, true)),
    ...(layout.hasPerson ? [free('person', true)] : []),
    ...(layout.hasCost ? [cost()] : []),
  ];
  return {
    times,
    texts,
    code: (block) => {
      states.fill(isAlwaysOdd ? odd : plain);
      for (const step of steps) step(block);
      const own = kept.map((at) => (at === undefined ? noTexts : (block.texts[at] as Texts)));
      return { rows: block.rows, floats, codes, texts: own, states };
    },
  };

  // ------------------------------------------------------------------------------------------------- what a column becomes

  function order(): Uint32Array {
    const column = orderColumnOf(source);
    isAlwaysOdd ||= column === undefined && names.count !== 1;
    if (column === undefined) return codesOf(0);
    const own = coded(column, names.codes(column), undefined);
    const customers = names.hasBoth(source) ? textsOf('customer') : undefined;
    steps.push(({ rows, texts }) => {
      const all = customers === undefined ? undefined : texts[customers];
      for (let row = 0; row < rows; row += 1) {
        const place = own[row] as number;
        if (place === names.count) states[row] = (states[row] as number) | elsewhere;
        else if (
          all !== undefined &&
          place < names.count &&
          !names.isCustomer(place, all.words, all.places[row] as number)
        )
          markOdd(row);
      }
    });
    return own;
  }

  function subject(): Uint32Array {
    const kinds = isEntry ? ['activity'] : ['event', 'usage'];
    const known = ir.subjects.flatMap(({ id, kind }, place) => (kinds.includes(kind) ? [[id, place] as const] : []));
    const work = isEntry ? ir.subjects.findIndex(({ id }) => id === 'work') : -1;
    const absent = work < 0 ? undefined : work;
    if (columns.has('subject')) return coded('subject', createDictionary(known), absent);
    isAlwaysOdd ||= absent === undefined;
    return codesOf(absent ?? 0);
  }

  /** `absent`: the code where there is no text; without it, such a row is odd. */
  function coded(column: string, dictionary: Dictionary, absent: number | undefined): Uint32Array {
    if (!columns.has(column)) return codesOf(absent ?? 0);
    const into = codesOf(0);
    const at = textsOf(column);
    steps.push(({ rows, texts }) => {
      const { words, places } = texts[at] as Texts;
      for (let row = 0; row < rows; row += 1) {
        const place = places[row] as number;
        const code = words[place] === 0 ? (absent ?? -1) : dictionary.find(words, place);
        if (code < 0) markOdd(row);
        into[row] = code;
      }
    });
    return into;
  }

  /** NaN where there is none, if it may lack. */
  function instant(column: string, mayLack: boolean): Float64Array {
    const into = floatsOf(Number.NaN);
    const type = columns.get(column);
    if (type === undefined) {
      isAlwaysOdd ||= !mayLack;
      return into;
    }
    const set = (row: number, value: number, isAbsent: boolean): void => {
      into[row] = value;
      if (!(value >= horizon.from && value < horizon.until) && !(mayLack && isAbsent)) markOdd(row);
    };
    if (type === 'VARCHAR') {
      const at = textsOf(column);
      steps.push(({ rows, texts }) => {
        const { words, bytes, places } = texts[at] as Texts;
        for (let row = 0; row < rows; row += 1) {
          const place = places[row] as number;
          const length = words[place] as number;
          const value = secondsIn(bytes, 4 * (place + 1), length);
          set(row, isLocalTime(length) ? toUtc(value) : value, length === 0);
        }
      });
    } else if (type.startsWith('TIMESTAMP')) {
      const isLocal = type !== 'TIMESTAMP WITH TIME ZONE';
      const at = placeIn(times, isLocal ? timestamp(column, type) : raw(column));
      steps.push(({ rows, times }) => {
        const found = times[at] as Times;
        const { words } = found;
        for (let row = 0; row < rows; row += 1) {
          const micros = (words[2 * row] as number) + ((words[2 * row + 1] as number) | 0) * 2 ** 32;
          const seconds = Math.floor(micros / 1e6);
          const isAbsent = !isThere(found, row);
          if (isAbsent || seconds * 1e6 !== micros) set(row, Number.NaN, isAbsent);
          else set(row, isLocal ? toUtc(seconds) : seconds, false);
        }
      });
    } else isAlwaysOdd = true;
    return into;
  }

  /** The finest type has parts that the others do not keep. */
  function timestamp(column: string, type: string): string {
    const own = raw(column);
    if (type !== 'TIMESTAMP_NS') return `${own}::TIMESTAMP`;
    return `CASE WHEN epoch_ns(${own}) % 1000 <> 0 THEN 'infinity' ELSE ${own}::TIMESTAMP END`;
  }

  function end(): Float64Array {
    const [way, ...others] = ['end', 'hours', 'duration'].filter((column) => columns.has(column));
    for (const at of others.map(textsOf)) {
      steps.push(({ rows, texts }) => {
        const own = texts[at] as Texts;
        for (let row = 0; row < rows; row += 1) if (isThere(own, row)) markOdd(row);
      });
    }
    if (way === 'end') {
      const own = instant('end', false);
      steps.push(({ rows }) => {
        for (let row = 0; row < rows; row += 1) if ((own[row] as number) < (start[row] as number)) markOdd(row);
      });
      return own;
    }
    isAlwaysOdd ||= way !== 'hours';
    if (way !== 'hours') return start;
    const into = floatsOf(0);
    eachText('hours', (bytes, from, until, row) => {
      const seconds = (millionthsIn(bytes, from, until, 5) * 3600) / 1e6;
      const value = (start[row] as number) + seconds;
      into[row] = value;
      return Number.isInteger(seconds) && value < horizon.until;
    });
    return into;
  }

  function number(column: string, absent: number, least: number): Float64Array {
    const into = floatsOf(absent);
    if (!columns.has(column)) return into;
    eachText(column, (bytes, from, until, row) => {
      const value = from === until ? absent : numberIn(bytes, from, until);
      into[row] = value;
      return from === until || value >= least;
    });
    return into;
  }

  /** Those are written in many ways. */
  function isTime(column: string): boolean {
    return ir.numbers.find(({ id }) => id === column)?.unit.kind === 'time';
  }

  /** A text with spaces around it means what it means without them. */
  function free(column: string, mayLack: boolean): number | undefined {
    if (!columns.has(column)) return undefined;
    const at = textsOf(column);
    const isText = columns.get(column) === 'VARCHAR';
    steps.push(({ rows, texts }) => {
      const { words, bytes, places } = texts[at] as Texts;
      for (let row = 0; row < rows; row += 1) {
        const place = places[row] as number;
        const length = words[place] as number;
        const from = 4 * (place + 1);
        if (length === 0 ? !mayLack : isText && !isTrimmed(bytes, from, from + length)) markOdd(row);
      }
    });
    return at;
  }

  function id(): number | undefined {
    if (columns.has('id')) return free('id', false);
    return placeIn(texts, `r.avtal_file || ':' || (r.avtal_row + ${source.linesBefore})`);
  }

  function cost(): number | undefined {
    if (!columns.has('cost')) return undefined;
    eachText('cost', (bytes, from, until) => from === until || isDecimal(bytes, from, until));
    return textsOf('cost');
  }

  // --------------------------------------------------------------------------------------------------------------- helpers

  /** For what few agreements have: `isCommon` is called for each row. */
  function eachText(
    column: string,
    isCommon: (bytes: Uint8Array, from: number, until: number, row: number) => boolean,
  ): void {
    const at = textsOf(column);
    steps.push(({ rows, texts }) => {
      const { words, bytes, places } = texts[at] as Texts;
      for (let row = 0; row < rows; row += 1) {
        const place = places[row] as number;
        const from = 4 * (place + 1);
        if (!isCommon(bytes, from, from + (words[place] as number), row)) markOdd(row);
      }
    });
  }

  function markOdd(row: number): void {
    states[row] = (states[row] as number) | odd;
  }

  function textsOf(column: string): number {
    return placeIn(texts, asText(source, column));
  }
}

const raw = (column: string): string => `r.${name(column)}`;

/** A column of row `r` as text. */
export function asText({ columns }: Source, column: string): string {
  return columns.get(column) === 'VARCHAR' ? raw(column) : `CAST(${raw(column)} AS VARCHAR)`;
}

/** The place of what is asked for, which is asked only once. */
export function placeIn(asked: string[], one: string): number {
  const found = asked.indexOf(one);
  return found < 0 ? asked.push(one) - 1 : found;
}

const floatsOf = (value: number): Float64Array => new Float64Array(blockRows).fill(value);
const codesOf = (value: number): Uint32Array => new Uint32Array(blockRows).fill(value);
