import Fuse from 'fuse.js';
import { editDistance, isTransposition } from './edit-distance.ts';

/** Fuse.js looks at this many words at most, however large the vocabulary is. */
const SHORTLIST = 40;
/** Longer "words" are not words, and comparing them would cost too much. */
const LONGEST = 40;
const REMEMBERED = 5_000;
const WORD = /^[\p{L}\p{M}'’]+$/u;
/** What counts beside the slips, in slips: a first letter that is missed, a word e times as common, Fuse.js's view. */
const FIRST_LETTER = 0.4;
const COMMONER = 0.2;
const LIKENESS = 0.5;
const FUSE = {
  keys: ['word'],
  includeScore: true,
  threshold: 0.65,
  ignoreLocation: true,
  minMatchCharLength: 1,
};

/** A word of the vocabulary near a mistyped one. `distance` counts slips: see editDistance. */
export interface Repair {
  word: string;
  distance: number;
  /** The slips, less for a commoner word: what a repair is chosen by. */
  cost: number;
}

/** How often each word was given. */
export class WordCounts extends Map<string, number> {
  static of(words: Iterable<string>): WordCounts {
    const counts = new WordCounts();
    for (const word of words) counts.count(word);
    return counts;
  }

  count(word: string, times = 1): void {
    this.set(word, (this.get(word) ?? 0) + times);
  }

  addAll(others: ReadonlyMap<string, number>): void {
    for (const [word, times] of others) this.count(word, times);
  }
}

export interface VocabularyOptions {
  /** Words of three letters may hold a slip too, of six two: where a repair is weighed beside what was typed. */
  lenient?: boolean;
}

/**
 * The words that a store is made of, and the repair of what is typed to one of them.
 *
 * Words are compared as given: normalise both sides alike. A word given more often is the likelier
 * repair. The same word always gets the same repair; the cost does not grow with the vocabulary.
 */
export class Vocabulary {
  /** Shorter words have lower numbers, so that "of nearly this length" is a range of numbers. */
  readonly #words: string[];
  readonly #frequency: ReadonlyMap<string, number>;
  readonly #known: Set<string>;
  readonly #lenient: boolean;
  readonly #firstOfLength: number[] = [];
  readonly #postings = new Map<string, number[]>();
  readonly #shared: Uint8Array;
  readonly #remembered = new Map<string, Repair[]>();

  /** `known`: ordinary words and names that are right as they are though the store lacks them. */
  constructor(
    words: Iterable<string> | WordCounts,
    known: Iterable<string> = [],
    { lenient = false }: VocabularyOptions = {},
  ) {
    this.#lenient = lenient;
    this.#frequency = words instanceof WordCounts ? words : WordCounts.of(words);
    this.#known = new Set(known);
    this.#words = [...this.#frequency.keys()].filter((word) => word.length <= LONGEST);
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

  has(word: string): boolean {
    return this.#frequency.has(word);
  }

  /** True for a word that is right as it is. */
  knows(word: string): boolean {
    return this.#frequency.has(word) || this.#known.has(word);
  }

  /** How often the word was given; 0 for one that is not here. */
  frequency(word: string): number {
    return this.#frequency.get(word) ?? 0;
  }

  /** The word that was meant, or null when it needs no repair or nothing is near enough. */
  repair(word: string): string | null {
    return this.repairs(word)[0]?.word ?? null;
  }

  /** All near enough, likeliest first; empty for a word of the vocabulary and for a known one. */
  repairs(word: string): readonly Repair[] {
    if (word.length > LONGEST || word.length < 2 || !WORD.test(word)) return [];
    if (this.knows(word)) return [];
    let repairs = this.#remembered.get(word);
    if (!repairs) {
      repairs = this.#search(word);
      if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
      this.#remembered.set(word, repairs);
    }
    return repairs;
  }

  #search(word: string): Repair[] {
    const near: { word: string; distance: number }[] = [];
    for (const candidate of this.#shortlist(word)) {
      const distance = slips(word, candidate, this.#lenient);
      if (distance !== null) near.push({ word: candidate, distance });
    }
    const likeness = near.length > 1 ? fuseLikeness(word, near) : new Map<(typeof near)[number], number>();
    const repairs = near.map((each) => {
      const first = keepsFirstLetter(word, each.word) ? 0 : FIRST_LETTER;
      const common = COMMONER * Math.log1p(this.frequency(each.word));
      const cost = each.distance + first - common - LIKENESS * (likeness.get(each) ?? 0);
      return { ...each, cost };
    });
    return repairs.sort((a, b) => a.cost - b.cost || compare(a.word, b.word));
  }

  /** The words of nearly the same length that share most pairs of letters. */
  #shortlist(word: string): string[] {
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
function slipsAllowed(length: number, lenient: boolean): number {
  // Two slips make one right word of another, as long as it is short: "buffet", "budget".
  if (length <= (lenient ? 5 : 7)) return 1;
  return length < 12 ? 2 : 3;
}

/** The slips between two words, or null when they are too many for words of their length. */
function slips(typed: string, meant: string, lenient: boolean): number | null {
  if (typed.length <= 3 && !lenient) return isTransposition(typed, meant) ? 1 : null;
  const bound = slipsAllowed(Math.min(typed.length, meant.length), lenient);
  const distance = editDistance(typed, meant, bound);
  return distance <= (keepsFirstLetter(typed, meant) ? bound : 1) ? distance : null;
}

/** How like each is to the word by Fuse.js, from 0 to 1. */
function fuseLikeness<T extends { word: string }>(word: string, near: T[]): Map<T, number> {
  return new Map(new Fuse(near, FUSE).search(word).map(({ item, score = 1 }) => [item, 1 - score]));
}

function keepsFirstLetter(typed: string, meant: string): boolean {
  return typed[0] === meant[0] || isTransposition(typed, meant);
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
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
