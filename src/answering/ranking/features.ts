import { isSlot, type Reading } from './reading.ts';

/** What a feature is made of, and how much it weighs beside the others. */
export const KINDS = [
  { name: 'word', weight: 1 },
  { name: 'stem', weight: 1 },
  { name: 'extra', weight: 1 },
  /** Two words side by side, in order. */
  { name: 'bigram', weight: 1 },
  /** Two stems at most three words apart, in any order: what survives when a question is reworded. */
  { name: 'pair', weight: 0.5 },
  /** Two to four letters in a row, across words too: what survives a typo or an inflection. */
  { name: 'letters', weight: 0.6 },
] as const;
export type KindName = (typeof KINDS)[number]['name'];
const [WORD, STEM, EXTRA, BIGRAM, PAIR, LETTERS] = [0, 1, 2, 3, 4, 5] as const;
const PAIR_REACH = 4;
const SHORTEST = 2;
const LONGEST = 4;
/** A question is read this far; what follows changes its meaning little and its cost much. */
const MOST_WORDS = 60;
const MOST_LETTERS = 400;

/** The features of one text, each a 32-bit number. Reused from text to text. */
export class Features {
  length = 0;
  keys = new Int32Array(2048);
  kinds = new Uint8Array(2048);

  /** Replaces what was there by the features of `reading` that are of the given kinds. */
  extract(reading: Reading, kinds: ReadonlySet<string>): this {
    this.length = 0;
    const words = reading.words.slice(0, MOST_WORDS).map((word) => hash(word, WORD));
    const stems = reading.stems.slice(0, MOST_WORDS).map((stem) => hash(stem, STEM));
    if (kinds.has('word')) for (const word of words) this.#add(word, WORD);
    if (kinds.has('stem')) for (const stem of stems) this.#add(stem, STEM);
    for (const extra of reading.features.slice(0, MOST_WORDS)) this.#add(hash(extra, EXTRA), EXTRA);
    if (kinds.has('bigram')) this.#addBigrams(words);
    if (kinds.has('pair')) this.#addPairs(stems);
    if (kinds.has('letters')) this.#addLetters(reading.words);
    return this;
  }

  #addBigrams(words: number[]): void {
    for (let i = 0; i + 1 < words.length; i++) this.#add(both(words[i]!, words[i + 1]!, BIGRAM), BIGRAM);
  }

  #addPairs(stems: number[]): void {
    for (let i = 0; i < stems.length; i++) {
      for (let j = i + 1; j <= i + PAIR_REACH && j < stems.length; j++) {
        const [a, b] = [stems[i]!, stems[j]!];
        this.#add(a < b ? both(a, b, PAIR) : both(b, a, PAIR), PAIR);
      }
    }
  }

  #addLetters(words: string[]): void {
    const line = ` ${words.map((word) => (isSlot(word) ? '‹' : word)).join(' ')} `;
    const end = Math.min(line.length, MOST_LETTERS);
    for (let start = 0; start < end; start++) {
      let key: number = LETTERS;
      for (let length = 1; length <= LONGEST && start + length <= end; length++) {
        key = stir(key, line.charCodeAt(start + length - 1));
        if (length >= SHORTEST) this.#add(stir(key, length), LETTERS);
      }
    }
  }

  #add(key: number, kind: number): void {
    if (this.length === this.keys.length) return;
    this.keys[this.length] = key;
    this.kinds[this.length++] = kind;
  }
}

function hash(text: string, seed: number): number {
  let state = seed + 1;
  for (let i = 0; i < text.length; i++) state = stir(state, text.charCodeAt(i));
  return state;
}

function both(a: number, b: number, kind: number): number {
  return stir(stir(kind + 1, a), b);
}

function stir(state: number, value: number): number {
  const mixed = Math.imul(state ^ value, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
}
