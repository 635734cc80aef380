// JSON with places: so that what is wrong in a project file is said with its line and column.

export type JsonNode = { readonly start: number } & (
  | { readonly kind: 'object'; readonly entries: readonly JsonEntry[] }
  | { readonly kind: 'array'; readonly items: readonly JsonNode[] }
  | { readonly kind: 'value'; readonly value: string | number | boolean | null }
);
export interface JsonEntry {
  readonly key: string;
  /** Where the key stands. */
  readonly start: number;
  readonly value: JsonNode;
}

/** What is wrong with a project file, and where. */
export interface Mistake {
  readonly start: number;
  readonly message: string;
  readonly help?: string | undefined;
}

/** Deeper files are no project files. */
const deepest = 32;

export function readJson(text: string): JsonNode | Mistake {
  try {
    return new Reader(text).whole();
  } catch (error) {
    if (error instanceof Unreadable) return { start: error.start, message: error.message };
    throw error;
  }
}

class Unreadable extends Error {
  readonly start: number;

  constructor(start: number, message: string) {
    super(message);
    this.start = start;
  }
}

class Reader {
  readonly #text: string;
  #at = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): JsonNode {
    const node = this.#node();
    if (this.#at < this.#text.length) throw this.#unexpected('the end of the file');
    return node;
  }

  #node(): JsonNode {
    this.#blank();
    const start = this.#at;
    if (++this.#depth > deepest) throw new Unreadable(start, 'Objects and lists stand too deep inside one another.');
    const node = this.#one(start);
    this.#depth--;
    this.#blank();
    return node;
  }

  #one(start: number): JsonNode {
    switch (this.#text[start]) {
      case '{':
        return { kind: 'object', start, entries: this.#list('}', () => this.#entry()) };
      case '[':
        return { kind: 'array', start, items: this.#list(']', () => this.#node()) };
      default:
        return { kind: 'value', start, value: this.#scalar() };
    }
  }

  #entry(): JsonEntry {
    this.#blank();
    const start = this.#at;
    if (this.#text[start] !== '"') throw this.#unexpected('a name in quotes');
    const key = String(this.#scalar());
    this.#blank();
    this.#sign(':');
    return { key, start, value: this.#node() };
  }

  #list<T>(end: string, read: () => T): T[] {
    const all: T[] = [];
    this.#at++;
    this.#blank();
    if (this.#text[this.#at] !== end) {
      all.push(read());
      while (this.#text[this.#at] === ',') {
        this.#at++;
        all.push(read());
      }
    }
    this.#sign(end, ',');
    return all;
  }

  #scalar(): string | number | boolean | null {
    const scalar = /"(?:[^"\\\r\n]|\\[^\r\n])*"|-?\d[\d.eE+-]*|true|false|null/y;
    scalar.lastIndex = this.#at;
    const [written] = scalar.exec(this.#text) ?? [];
    if (written === undefined) throw this.#unexpected('a value');
    try {
      const value: string | number | boolean | null = JSON.parse(written);
      this.#at += written.length;
      return value;
    } catch {
      throw new Unreadable(this.#at, `\`${written}\` is no JSON value.`);
    }
  }

  #sign(sign: string, other?: string): void {
    if (this.#text[this.#at] !== sign)
      throw this.#unexpected(other === undefined ? `\`${sign}\`` : `\`${other}\` or \`${sign}\``);
    this.#at++;
  }

  #blank(): void {
    while (/[ \t\r\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
  }

  #unexpected(expected: string): Unreadable {
    const found = /[\s\S]/u.exec(this.#text.slice(this.#at))?.[0];
    return new Unreadable(
      this.#at,
      `${found === undefined ? 'The file ends' : `\`${found}\` stands`} where ${expected} is due.`,
    );
  }
}
