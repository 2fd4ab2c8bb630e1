/** Texts numbered from 0 in the order they first come. */
export class Numbering {
  readonly #numbers = new Map<string, number>();
  readonly #texts: string[] = [];

  get texts(): readonly string[] {
    return this.#texts;
  }

  get size(): number {
    return this.#texts.length;
  }

  /** The text's number, a new one where it has none yet. */
  add(text: string): number {
    const known = this.#numbers.get(text);
    if (known !== undefined) return known;
    this.#numbers.set(text, this.#texts.length);
    return this.#texts.push(text) - 1;
  }

  of(text: string): number | undefined {
    return this.#numbers.get(text);
  }

  text(number: number): string {
    return this.#texts[number] ?? '';
  }
}

/** Many lists one after another: list `i` lies from `starts[i]` to `starts[i + 1]`. */
export interface NumberRows {
  starts: Int32Array;
  numbers: Int32Array;
}

/** Many lists of numbers in two arrays: what a large store can afford. */
export class NumberLists {
  readonly rows: NumberRows;
  readonly #starts: Int32Array;
  readonly #numbers: Int32Array;

  constructor(rows: NumberRows) {
    this.rows = rows;
    this.#starts = rows.starts;
    this.#numbers = rows.numbers;
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** List `at`; empty where there is none. */
  of(at: number | undefined): Int32Array {
    return at === undefined || at < 0 || at >= this.count ? NONE : this.between(at, at + 1);
  }

  /** Where list `at` begins among all numbers. */
  startOf(at: number): number {
    return this.#starts[at] ?? 0;
  }

  /** The lists from `first` up to, not including, `end`, one after another. */
  between(first: number, end: number): Int32Array {
    return this.#numbers.subarray(this.#starts[first] ?? 0, this.#starts[end] ?? 0);
  }

  /** For each number below `size`, the lists that hold it, in order. A list that holds it twice stands there twice. */
  inverted(size: number): NumberLists {
    const starts = new Int32Array(size + 1);
    for (const number of this.#numbers) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
    for (let at = 0; at < size; at++) starts[at + 1] = (starts[at + 1] ?? 0) + (starts[at] ?? 0);
    const next = starts.slice();
    const lists = new Int32Array(this.#numbers.length);
    for (let list = 0; list < this.count; list++) {
      for (const number of this.of(list)) {
        const at = next[number] ?? 0;
        lists[at] = list;
        next[number] = at + 1;
      }
    }
    return new NumberLists({ starts, numbers: lists });
  }
}

const NONE = new Int32Array(0);

/** Collects lists one after another. */
export class NumberListsWriter {
  readonly #starts: number[] = [0];
  #numbers = new Int32Array(1024);
  #length = 0;

  /** The number of the list added. */
  add(list: ArrayLike<number>): number {
    const end = this.#length + list.length;
    if (end > this.#numbers.length) {
      const larger = new Int32Array(2 * end);
      larger.set(this.#numbers);
      this.#numbers = larger;
    }
    this.#numbers.set(list, this.#length);
    this.#length = end;
    return this.#starts.push(end) - 2;
  }

  finish(): NumberLists {
    return new NumberLists({
      starts: Int32Array.from(this.#starts),
      numbers: this.#numbers.slice(0, this.#length),
    });
  }
}

/** How much longer a list must be for its numbers to be looked up in place of read. */
const LOOKED_UP = 12;

/** What two ascending lists share. */
export function intersect(a: Int32Array, b: Int32Array): Int32Array {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  const shared = new Int32Array(short.length);
  const jump = long.length > LOOKED_UP * short.length;
  let length = 0;
  let at = 0;
  for (const number of short) {
    if (jump) at = firstNotBelow(long, number, at);
    else while (at < long.length && (long[at] as number) < number) at++;
    if (at === long.length) break;
    if (long[at] === number) shared[length++] = number;
  }
  return shared.subarray(0, length);
}

/** The first place from `from` on whose number is not below `least`, in an ascending list. */
export function firstNotBelow(list: Int32Array, least: number, from = 0): number {
  let low = from;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((list[middle] as number) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
