// Tables and matrices: their columns, and their rows.
import type { DecideMatrix, Name, Table } from '../ast.ts';
import * as t from '../words/tokens.ts';
import type { Rule } from './parser-base.ts';
import { ClauseParser } from './parser-clauses.ts';
import { as } from './roles.ts';

/** A row of a table: the head parts of a case, and its cells. */
export type TableRow = Table['rows'][number];
export type MatrixRow = DecideMatrix['rows'][number];

export abstract class TableParser extends ClauseParser {
  readonly table: Rule<Table> = this.rule('table', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    this.CONSUME(t.K.table);
    this.OPTION(() => this.CONSUME(t.Pipe));
    const columns = [this.SUBRULE(this.head)];
    this.MANY(() => {
      this.CONSUME2(t.Pipe);
      columns.push(this.SUBRULE2(this.head));
    });
    return { kind: 'table', marks, columns, rows: [], span: this.since(first) };
  });

  readonly tableRow: Rule<TableRow> = this.rule('tableRow', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    const parts = this.SUBRULE(this.headParts);
    this.CONSUME(t.Colon);
    return { marks, parts, cells: this.SUBRULE(this.cells), span: this.since(first) };
  });

  /** `decide severity by impact, urgency`, the row before the block. */
  readonly matrix: Rule<DecideMatrix> = this.rule('matrix', () => {
    const first = this.LA(1);
    const marks = this.SUBRULE(this.marks);
    this.CONSUME(t.K.decide);
    const decides = this.asName(this.CONSUME(t.Name, as.decided));
    this.CONSUME(t.K.by);
    const by = this.SUBRULE(this.names, as.choice);
    return { kind: 'decide-matrix', marks, decides, by, columns: [], rows: [], span: this.since(first) };
  });

  /** `| high | low`. */
  readonly matrixColumns: Rule<Name[]> = this.rule('matrixColumns', () => {
    const columns: Name[] = [];
    this.AT_LEAST_ONE(() => {
      this.CONSUME(t.Pipe);
      columns.push(this.asName(this.CONSUME(t.Name, as.column)));
    });
    return columns;
  });

  readonly matrixRow: Rule<MatrixRow> = this.rule('matrixRow', () => {
    const first = this.LA(1);
    const value = this.asName(this.CONSUME(t.Name, as.line));
    this.CONSUME(t.Colon);
    return { value, cells: this.SUBRULE(this.decisions), span: this.since(first) };
  });
}
