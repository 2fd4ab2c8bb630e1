/** So many words are given at most, however large the vocabulary is. */
const SHORTLIST = 40;
/** Longer "words" are not words, and comparing them would cost too much. */
export const LONGEST = 40;

/** Words by their pairs of letters, to find those that are nearly written as a mistyped one. */
export class LetterIndex {
  /** Shorter words have lower numbers, so that "of nearly this length" is a range of numbers. */
  readonly #words: string[];
  readonly #firstOfLength: number[] = [];
  readonly #postings = new Map<string, number[]>();
  readonly #shared: Uint8Array;
  readonly #lenient: boolean;

  constructor(words: Iterable<string>, lenient: boolean) {
    this.#lenient = lenient;
    this.#words = [...words].filter((word) => word.length <= LONGEST);
    this.#words.sort((a, b) => a.length - b.length || compare(a, b));
    this.#shared = new Uint8Array(this.#words.length);
    for (const [id, word] of this.#words.entries()) {
      while (this.#firstOfLength.length <= word.length) this.#firstOfLength.push(id);
      for (const bigram of bigrams(word)) {
        const posting = this.#postings.get(bigram);
        if (posting) posting.push(id);
        else this.#postings.set(bigram, [id]);
      }
    }
  }

  /** The words of nearly the same length that share most pairs of letters. */
  shortlist(word: string): string[] {
    const bound = slipsAllowed(word.length, this.#lenient);
    const from = this.#startOf(word.length - bound);
    const to = this.#startOf(word.length + bound + 1);
    const shared = this.#shared;
    const touched: number[] = [];
    for (const bigram of bigrams(word)) {
      const posting = this.#postings.get(bigram);
      if (!posting) continue;
      for (let i = lowerBound(posting, from); i < posting.length && posting[i]! < to; i++) {
        const id = posting[i]!;
        if (shared[id]!++ === 0) touched.push(id);
      }
    }
    const score = (id: number) => (2 * shared[id]!) / (word.length + this.#words[id]!.length + 2);
    const best = touched.map((id) => ({ id, score: score(id) }));
    for (const id of touched) shared[id] = 0;
    best.sort((a, b) => b.score - a.score || a.id - b.id);
    return best.slice(0, SHORTLIST).map(({ id }) => this.#words[id]!);
  }

  #startOf(length: number): number {
    return this.#firstOfLength[Math.max(0, length)] ?? this.#words.length;
  }
}

/** How many slips a word of this length may hold and still be recognised. */
export function slipsAllowed(length: number, lenient: boolean): number {
  // Two slips make one right word of another, as long as it is short: "buffet", "budget".
  if (length <= (lenient ? 5 : 7)) return 1;
  return length < 12 ? 2 : 3;
}

/** Pairs of letters, the word's beginning and end counting as letters; each pair once. */
function bigrams(word: string): Set<string> {
  const pairs = new Set<string>();
  const padded = ` ${word} `;
  for (let i = 0; i + 1 < padded.length; i++) pairs.add(padded.slice(i, i + 2));
  return pairs;
}

function lowerBound(sorted: number[], least: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** By code unit: the same on every machine, whatever its locale. */
export function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
