// The tree that the parser makes: what was written, with where, and no meaning.
import type { Clause, Combine, DecideMatrix, Pause, Table, TextPromise } from './ast/clauses.ts';
import type {
  Acceptance,
  CaseDeclaration,
  ChoiceDeclaration,
  DaysDeclaration,
  Labelled,
  MeasureDeclaration,
  NumberDeclaration,
  ScopeDeclaration,
  Setting,
  SubjectDeclaration,
  TargetDeclaration,
  TiersDeclaration,
  WeekDeclaration,
  WindowDeclaration,
} from './ast/declarations.ts';
import type { HeadPart, Marks } from './ast/heads.ts';
import type { Broken, Comment, Name, Text } from './ast/literals.ts';
import type { Node } from './ast/node.ts';
import type { Agree, Binding, Expectation, FactRow, IndexRow, UnitRow } from './ast/situations.ts';

export type * from './ast/clauses.ts';
export type * from './ast/declarations.ts';
export type * from './ast/heads.ts';
export type * from './ast/literals.ts';
export type { Span } from './ast/node.ts';
export type * from './ast/situations.ts';
export type * from './ast/values.ts';
export type * from './ast/windows.ts';

export interface File extends Node {
  readonly kind: 'file';
  readonly items: readonly (Use | Document | OrderDeclaration | Broken)[];
  readonly comments: readonly Comment[];
}

export interface Use extends Node {
  readonly kind: 'use';
  readonly path: Text;
}

export interface Document extends Node {
  readonly kind: 'document';
  readonly main: boolean; // `agreement` true, `document` false
  readonly name: Name;
  readonly label?: Text;
  readonly under: readonly Name[];
  readonly over: readonly Name[];
  /** Absent: no block, the text is not in hand. */
  readonly items?: readonly Item[];
}

export interface OrderDeclaration extends Node {
  readonly kind: 'order';
  readonly name: Name;
  readonly label?: Text;
  readonly agreement: Name;
  readonly items: readonly Item[];
}

export type Item =
  | Setting
  | TiersDeclaration
  | ChoiceDeclaration
  | NumberDeclaration
  | SubjectDeclaration
  | ScopeDeclaration
  | TargetDeclaration
  | MeasureDeclaration
  | DaysDeclaration
  | WindowDeclaration
  | WeekDeclaration
  | CaseDeclaration
  | Module
  | Group
  | Agree
  | Acceptance
  | Clause
  | Table
  | DecideMatrix
  | Combine
  | Pause
  | TextPromise
  | Binding
  | UnitRow
  | Example
  | FactRow
  | IndexRow
  | Expectation
  | Broken;

export interface Module extends Node, Labelled {
  readonly kind: 'module';
  readonly items: readonly Item[];
}

/** `when C { … }`, `override during W { … }`: conditions and rank for every clause inside. */
export interface Group extends Node {
  readonly kind: 'group';
  readonly marks: Marks;
  readonly parts: readonly HeadPart[];
  readonly items: readonly Item[];
}

export interface Example extends Node {
  readonly kind: 'example';
  readonly name: Name;
  readonly label?: Text;
  readonly items: readonly Item[];
}
