// Rows that answer: clauses with their notes, tables, and what stands beside them.
import type { Cond, Head, HeadPart, Marks } from './heads.ts';
import type { Amount, Name, NumberLiteral, Text } from './literals.ts';
import type { Node, Span } from './node.ts';
import type { Cell, Phrase, Tail } from './values.ts';

export interface Clause extends Node {
  readonly kind: 'clause';
  readonly marks: Marks;
  readonly head: Head;
  readonly cells: readonly Cell[];
  readonly notes: readonly Note[];
}

export type Note = Node &
  (
    | { readonly kind: 'except'; readonly parts: readonly HeadPart[]; readonly cells: readonly Cell[] }
    | { readonly kind: 'counted'; readonly phrases: readonly Phrase[]; readonly parts: readonly HeadPart[] }
    | {
        readonly kind: 'carry-over';
        /** Absent: all of it. */
        readonly percent?: Amount;
        readonly of?: 'unused' | 'granted';
        readonly until?: 'next' | 'for-ever' | NumberLiteral;
        /** `to the next card`: instead of `until`. */
        readonly to?: Name;
        readonly atMost?: Amount;
      }
    | { readonly kind: 'leeway'; readonly most: Amount } // leeway 10%
    | { readonly kind: 'borrow'; readonly most: Amount } // borrow at most 2 h
    | { readonly kind: 'notify'; readonly below: Amount } // notify below 2 h
    /** Absent: when it is used up. */
    | { readonly kind: 'renewed'; readonly below?: Amount } // renewed below 1 h
    | { readonly kind: 'revalued' }
    | { readonly kind: 'unused-paid'; readonly cell: Cell } // unused paid at 50% of rate work
    | { readonly kind: 'claimed'; readonly within: Amount; readonly tails: readonly Tail[] }
    | { readonly kind: 'note-text'; readonly text: Text }
    | { readonly kind: 'broken' }
  );

export interface Table extends Node {
  readonly kind: 'table';
  readonly marks: Marks;
  readonly columns: readonly Head[];
  readonly rows: readonly {
    readonly marks: Marks;
    readonly parts: readonly HeadPart[];
    readonly cells: readonly Cell[];
    readonly span: Span;
  }[];
}

export interface DecideMatrix extends Node {
  readonly kind: 'decide-matrix';
  readonly marks: Marks;
  readonly decides: Name;
  readonly by: readonly Name[];
  readonly columns: readonly Name[];
  readonly rows: readonly { readonly value: Name; readonly cells: readonly Cell[]; readonly span: Span }[];
}

export interface Combine extends Node {
  readonly kind: 'combine';
  readonly marks: Marks;
  readonly names: readonly Name[];
  readonly how: Cell;
}

export interface Pause extends Node {
  readonly kind: 'pause';
  readonly marks: Marks;
  readonly targets: readonly Name[];
  readonly condition: Cond;
}

export interface TextPromise extends Node {
  readonly kind: 'promise';
  readonly marks: Marks;
  readonly owner: Name;
  readonly condition?: Cond;
  readonly text: Text;
}
