// The batches of an Arrow stream: its schema comes first, dictionaries come before the batches that need them.
import { Type } from '@uwdata/flechette';
import { Failure } from '../host.ts';
import { type Buffers, buffersOf, type Cells, cellsOf, joinTexts, type Texts, textsIn } from './cells.ts';
import { type Column, columnsIn } from './columns.ts';
import { damaged, type Fields, readBuffer } from './flatbuffer.ts';
import { batchIn, kindOf, type Message, messagesOf } from './messages.ts';

export interface Batch {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Of the columns, in their order. */
  readonly cells: readonly Cells[];
}

/** Throws a Failure for what is no such stream, or ends before its end. `check`: looks at the schema before a batch is read. */
export async function* readBatches(
  input: AsyncIterable<Uint8Array>,
  check: (columns: readonly Column[]) => void,
): AsyncIterable<Batch> {
  let columns: readonly Column[] | undefined;
  let isChecked = false;
  const dictionaries = new Map<number, Texts>();
  for await (const message of messagesOf(input)) {
    const found = readBuffer(message.metadata, (head) => read(head, message));
    if (found !== undefined) yield found;
  }
  if (columns === undefined) throw new Failure('Standard input is empty.', 'The rows come as an Arrow IPC stream.');

  function read(head: Fields, { body, metadata }: Message): Batch | undefined {
    const kind = kindOf(head);
    if (kind === 'schema') {
      if (columns !== undefined)
        throw new Failure('Standard input has a second schema.', 'Send all rows as one stream, with one schema.');
      if (head.number(0, 16) < 3) throw new Failure('Standard input is of an Arrow before 0.8.');
      const schema = head.table(2);
      if (schema === undefined) throw damaged('a message has no head');
      columns = columnsIn(schema);
      return undefined;
    }
    if (columns === undefined) throw new Failure('Standard input has rows before their schema.');
    const batch = batchIn(head);
    if (batch.has(3)) throw new Failure('Standard input has compressed batches.', 'Send them without compression.');
    const buffers = buffersOf(batch, body);
    if (buffers.rows > 8 * (metadata.length + body.length))
      throw damaged(`it has ${buffers.rows} rows in a message of ${metadata.length + body.length} bytes`);
    if (!isChecked) check(columns);
    isChecked = true;
    if (kind === 'dictionary') {
      addTo(dictionaries, columns, head.table(2), buffers);
      return undefined;
    }
    const { length } = columns;
    const cells = columns.map(({ type }) =>
      cellsOf(type, length, buffers, type.typeId === Type.Dictionary ? dictionaries.get(type.id) : undefined),
    );
    return { columns, rows: buffers.rows, cells };
  }
}

/** Adds a dictionary, replaces it, or adds to it. */
function addTo(
  dictionaries: Map<number, Texts>,
  columns: readonly Column[],
  header: Fields | undefined,
  buffers: Buffers,
): void {
  const id = header?.number(0, 64) ?? 0;
  const type = columns.map((column) => column.type).find((one) => one.typeId === Type.Dictionary && one.id === id);
  if (type?.typeId !== Type.Dictionary) return; // Nobody looks into it.
  const texts = textsIn(cellsOf(type.dictionary, 1, buffers));
  const isMore = header?.number(2, 8) === 1;
  const before = dictionaries.get(id);
  if (isMore && before === undefined) throw damaged('it adds to a dictionary that there is not');
  dictionaries.set(id, isMore && before !== undefined ? joinTexts(before, texts) : texts);
}
