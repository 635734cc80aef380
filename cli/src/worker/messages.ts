// An Arrow IPC stream, a message at a time: a stream is as long as it likes, and one that is cut off is no stream.
// https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format
import { Failure } from '../host.ts';
import { damaged, type Fields, readBuffer } from './flatbuffer.ts';

/** What a message says of itself, and its buffers. */
export interface Message {
  readonly metadata: Uint8Array;
  readonly body: Uint8Array<ArrayBuffer>;
}

const continuation = 0xffffffff;
export const endMark: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** No schema, and no list of buffers, is larger than these bytes. */
const mostMetadata = 1 << 26;

/** Throws a Failure for what is no such stream, or ends before its end. */
export async function* messagesOf(input: AsyncIterable<Uint8Array>): AsyncIterable<Message> {
  const blocks = input[Symbol.asyncIterator]();
  try {
    yield* messagesIn(createBuffer(blocks));
  } finally {
    // Who still sends rows is told that nobody reads them.
    await blocks.return?.();
  }
}

async function* messagesIn(left: Blocks): AsyncIterable<Message> {
  for (;;) {
    const head = await left.take(8);
    if (head === undefined) {
      throw new Failure(
        'Standard input ends before its end: the stream has no end mark.',
        'Nothing of it may be used.',
      );
    }
    const view = new DataView(head.buffer, head.byteOffset, 8);
    if (view.getUint32(0, true) !== continuation) {
      throw new Failure(
        'Standard input is no Arrow IPC stream.',
        'Write the stream format (not the file format) of Arrow 0.15 or later.',
      );
    }
    const size = view.getInt32(4, true);
    if (size === 0) {
      if ((await left.take(1)) === undefined) return;
      throw new Failure(
        'Standard input goes on after the end mark of the stream.',
        'Send all rows as one stream, with one end mark, and close the pipe.',
      );
    }
    if (size < 0 || size > mostMetadata) throw damaged(`a message has a head of ${size} bytes`);
    const metadata = await left.take(size);
    const body = metadata === undefined ? undefined : await left.take(readBuffer(metadata, bodySizeOf));
    if (metadata === undefined || body === undefined)
      throw new Failure('Standard input ends within a message.', 'Nothing of it may be used.');
    yield { metadata, body };
  }
}

export type Kind = 'schema' | 'dictionary' | 'batch' | 'other';
const kinds: readonly Kind[] = ['other', 'schema', 'dictionary', 'batch'];

export function kindOf(message: Fields): Kind {
  return kinds[message.number(1, 8)] ?? 'other';
}

/** The buffers of a batch of rows: of the dictionary, where it is one. */
export function batchIn(message: Fields): Fields {
  const header = message.table(2);
  const batch = kindOf(message) === 'dictionary' ? header?.table(1) : header;
  if (batch === undefined) throw damaged('a message has no head');
  return batch;
}

/** Buffers begin at places that can be divided by this. */
const widest = 64;

/** How long the body is. What it holds says so too, so that a wrong length does not wait for all that ever comes. */
function bodySizeOf(message: Fields): number {
  const kind = kindOf(message);
  const size = message.number(3, 64);
  if (kind === 'other') throw damaged('it has a message that is no schema, no dictionary and no batch');
  const ends =
    kind === 'schema'
      ? []
      : batchIn(message)
          .entries(2, 2)
          .map(([at = 0, length = 0]) => at + length);
  const end = ends.reduce((most, one) => Math.max(most, one), 0);
  if (size < end || size > end + widest) throw damaged(`a message of ${size} bytes has buffers of ${end}`);
  return size;
}

interface Blocks {
  /** So many bytes, or undefined where there are not as many. */
  take(size: number): Promise<Uint8Array<ArrayBuffer> | undefined>;
}

function createBuffer(blocks: AsyncIterator<Uint8Array>): Blocks {
  let held: Uint8Array[] = [];
  let size = 0;
  return {
    take: async (wanted) => {
      while (size < wanted) {
        const { value, done } = await blocks.next().catch(unread);
        if (done === true) return undefined;
        held.push(value);
        size += value.length;
      }
      // An array of its own, at whose beginning numbers of any width may stand.
      const taken = new Uint8Array(wanted);
      let [at, used] = [0, 0];
      for (; at < wanted; used += 1) {
        const first = held[used] as Uint8Array;
        const part = first.subarray(0, wanted - at);
        taken.set(part, at);
        at += part.length;
        if (part.length < first.length) {
          held[used] = first.subarray(part.length);
          break;
        }
      }
      held = held.slice(used);
      size -= wanted;
      return taken;
    },
  };
}

function unread(error: unknown): never {
  const why = error instanceof Error ? error.message : error;
  throw new Failure(`Standard input cannot be read: ${why}.`, 'Nothing of it may be used.');
}
