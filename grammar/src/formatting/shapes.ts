// Where the columns of a row are: after its number, its title, its keyword, its colon, and at each `|`.
import type { TokenType } from 'chevrotain';
import * as t from '../words/tokens.ts';
import type { Group } from './groups.ts';
import { markLength, type Place } from './indentation.ts';
import type { Line } from './lines.ts';

/** Columns in the order in which they are set, from left to right; of pipes each has its own. */
export const order = { mark: 0, title: 1, keyword: 2, label: 3, joint: 4, value: 5, pipe: 6, comment: 1e9 } as const;

/** A place in a row at which a column may begin. */
export interface Stop {
  /** The token that stands in the column. */
  readonly at: number;
  readonly order: number;
  /** Rows whose stops have one key are aligned. */
  readonly key: string;
  /** Blanks behind the longest. */
  readonly gap: number;
  /** Aligned however much longer one is: the columns of a table stand below their heads. */
  readonly always?: true;
}

/** Whether a stop separates two values. */
export function isPipe({ order: one }: Stop): boolean {
  return one >= order.pipe && one < order.comment;
}

export function stopsOf(line: Line, group: Group): readonly Stop[] {
  const { tokens, comment, place } = line;
  const stops = place === undefined ? [] : new Shape(line, place, group).stops();
  if (comment === undefined || tokens.length === 0) return stops;
  return [...stops, { at: tokens.length, order: order.comment, key: `comment ${group.number}`, gap: 2 }];
}

class Shape {
  readonly #line: Line;
  readonly #place: Place;
  readonly #group: Group;

  constructor(line: Line, place: Place, group: Group) {
    [this.#line, this.#place, this.#group] = [line, place, group];
  }

  stops(): readonly Stop[] {
    const { kind } = this.#line;
    const { row, goesOn } = this.#place;
    if (row?.block !== undefined) return this.#marks();
    switch (kind) {
      case 'setting':
        return goesOn ? [] : this.#stop('keyword', 1, 2, `settings of ${this.#place.block}`);
      case 'binding':
        return this.#stop('keyword', 1);
      case 'tiers':
      case 'choice':
      case 'number':
      case 'subject':
      case 'scope':
        return this.#declaration();
      case 'target-declaration':
        return [
          ...this.#declaration(),
          ...this.#stop('joint', this.#first(t.K.from), 1, `target ${this.#group.number}`),
        ];
      case 'days':
      case 'window':
      case 'measure':
      case 'case': {
        const equals = this.#first(t.Equals);
        return [...this.#declaration(), ...this.#label(), ...this.#stop('joint', equals), ...this.#pipes(equals)];
      }
      case 'document': {
        const relation = this.#first(t.K.under, t.K.over);
        return [...this.#label(), ...this.#stop('joint', relation), ...this.#stop('value', relation + 1)];
      }
      case 'table': {
        const head = this.#first(t.K.table) + 1;
        const pipes = this.#pipes(head);
        return [...this.#marks(), ...always(pipes.length === 0 ? [] : [...this.#stop('value', head), ...pipes])];
      }
      case 'case-row':
        return [...this.#marks(), ...always(this.#value())];
      case 'promise':
      case 'pause':
        return this.#marks();
      case 'expect':
      case 'agree':
      case 'unit-row':
        return this.#value(`${kind} ${this.#group.number}`);
      default:
        return goesOn ? [] : [...this.#marks(), ...this.#value()];
    }
  }

  /** Before the token, if it is there and not the first. */
  #stop(name: keyof typeof order, at: number, gap = 1, key = `${name} ${this.#group.number}`): Stop[] {
    return at > 0 && at < this.#line.tokens.length ? [{ at, order: order[name], key, gap }] : [];
  }

  #first(...types: TokenType[]): number {
    return this.#line.tokens.findIndex(({ tokenType }) => types.includes(tokenType));
  }

  /** All names of a block begin in one column, and so do the lines with which a list goes on. */
  #declaration(): Stop[] {
    const key = `declarations of ${this.#place.block}`;
    return this.#place.goesOn ? [{ at: 0, order: order.keyword, key, gap: 1 }] : this.#stop('keyword', 1, 1, key);
  }

  /** `window core "kjernetid"` */
  #label(): Stop[] {
    return this.#line.tokens[2]?.tokenType === t.Quoted ? this.#stop('label', 2) : [];
  }

  /** `§ 4.2 "Responstid"  respond …`; a row without a title has an empty one. */
  #marks(): Stop[] {
    const { row } = this.#place;
    if (row === undefined || this.#line.tokens[0]?.tokenType !== t.Paper) return [];
    const { number, titled } = this.#group;
    const length = markLength(row);
    return [...this.#stop('mark', 1), ...this.#stop('title', length, length, `title ${number} ${titled}`)];
  }

  #value(key?: string): Stop[] {
    const colon = this.#first(t.Colon);
    return colon < 0 ? [] : [...this.#stop('value', colon + 1, 1, key), ...this.#pipes(colon + 1)];
  }

  /** Rows with as many values are aligned; not one that goes on in the next line. */
  #pipes(from: number): Stop[] {
    const { tokens } = this.#line;
    if (from <= 0 || this.#place.row?.tokens.at(-1) !== tokens.at(-1)) return [];
    const pipes = tokens.flatMap(({ tokenType }, at) => (at > from && tokenType === t.Pipe ? [at] : []));
    return pipes.map((at, index) => {
      const key = `${this.#group.number} ${pipes.length} ${index}`;
      return { at, order: order.pipe + index, key, gap: 1 };
    });
  }
}

function always(stops: readonly Stop[]): readonly Stop[] {
  return stops.map((stop) => ({ ...stop, always: true }));
}
