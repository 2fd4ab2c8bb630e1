/** Different texts, numbered from 0: plain values that cost little to read however many they are. */
export interface TextRows {
  /** One after another. */
  joined: string;
  /** Where each begins. */
  starts: Int32Array;
  /** Numbers by hash; a power of two. */
  slots: Int32Array;
}

const EMPTY = -1;

/** The texts in their order, each once. */
export function textRows(texts: Iterable<string>): TextRows {
  const all = [...new Set(texts)];
  const starts = new Int32Array(all.length + 1);
  for (const [number, text] of all.entries()) starts[number + 1] = starts[number]! + text.length;
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * all.length + 1))).fill(EMPTY);
  for (const [number, text] of all.entries()) {
    let slot = hash(text) & (slots.length - 1);
    while (slots[slot] !== EMPTY) slot = (slot + 1) & (slots.length - 1);
    slots[slot] = number;
  }
  return { joined: all.join(''), starts, slots };
}

/** What knows words. */
export interface WordSet {
  has(word: string): boolean;
}

/** Many texts, found without any of them being made. */
export class TextTable implements WordSet {
  readonly #rows: TextRows;

  constructor(rows: TextRows) {
    this.#rows = rows;
  }

  /** The text's number. */
  of(text: string): number | undefined {
    const { joined, starts, slots } = this.#rows;
    const mask = slots.length - 1;
    for (let slot = hash(text) & mask; slots[slot] !== EMPTY; slot = (slot + 1) & mask) {
      const number = slots[slot]!;
      const start = starts[number]!;
      if (starts[number + 1]! - start === text.length && joined.startsWith(text, start)) return number;
    }
    return undefined;
  }

  has(text: string): boolean {
    return this.of(text) !== undefined;
  }

  text(number: number): string {
    const { joined, starts } = this.#rows;
    return joined.slice(starts[number], starts[number + 1]);
  }

  *keys(): Iterable<string> {
    for (let number = 0; number + 1 < this.#rows.starts.length; number++) yield this.text(number);
  }
}

/** Texts, each with a number of its own. */
export interface ValueRows {
  texts: TextRows;
  values: Float32Array;
}

export function valueRows(values: ReadonlyMap<string, number>): ValueRows {
  return { texts: textRows(values.keys()), values: Float32Array.from(values.values()) };
}

/** Reads as a map does. */
export class ValueTable extends TextTable {
  readonly #values: Float32Array;

  constructor({ texts, values }: ValueRows) {
    super(texts);
    this.#values = values;
  }

  get(text: string): number | undefined {
    const number = this.of(text);
    return number === undefined ? undefined : this.#values[number];
  }

  *[Symbol.iterator](): Iterator<[string, number]> {
    let number = 0;
    for (const text of this.keys()) yield [text, this.#values[number++]!];
  }
}

function hash(text: string): number {
  let state = text.length;
  for (let i = 0; i < text.length; i++) {
    state = Math.imul(state ^ text.charCodeAt(i), 0x9e3779b1);
    state ^= state >>> 15;
  }
  return state;
}
