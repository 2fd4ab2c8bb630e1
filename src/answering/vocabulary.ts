import Fuse from 'fuse.js';
import { editDistance, isTransposition } from './edit-distance.ts';
import { compare, LetterIndex, LONGEST, slipsAllowed } from './letter-index.ts';
import type { WordSet } from './text-table.ts';

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

  addAll(others: Iterable<[string, number]>): void {
    for (const [word, times] of others) this.count(word, times);
  }
}

/** How often each word was given, as a map of them tells it. */
export type Counts = Pick<ReadonlyMap<string, number>, 'get' | 'has'> & { keys(): Iterable<string> };

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
  readonly #frequency: Counts;
  readonly #known: WordSet;
  readonly #lenient: boolean;
  readonly #remembered = new Map<string, Repair[]>();
  /** Made when the first word wants repair. */
  #index: LetterIndex | null = null;

  /** `known`: ordinary words and names that are right as they are though the store lacks them. */
  constructor(
    words: Iterable<string> | Counts,
    known: Iterable<string> | WordSet = [],
    { lenient = false }: VocabularyOptions = {},
  ) {
    this.#lenient = lenient;
    this.#frequency = 'get' in words ? words : WordCounts.of(words);
    this.#known = 'has' in known ? known : new Set(known);
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
    this.#index ??= new LetterIndex(this.#frequency.keys(), this.#lenient);
    for (const candidate of this.#index.shortlist(word)) {
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
