import { stem } from '../../language/stem.ts';
import { Vocabulary } from '../vocabulary.ts';
import { isSlot, type Reading } from './reading.ts';

/** Looking up more unknown words than this would let a hostile text cost too much. */
const MOST_REPAIRS = 12;

/** Takes mistyped words of a text for words of the examples. */
export class Repairer {
  readonly #vocabulary: Vocabulary;
  readonly #stems: ReadonlySet<string>;

  /** `known`: ordinary words that are right as they are. */
  constructor(examples: readonly Reading[], known: Iterable<string> = []) {
    this.#vocabulary = new Vocabulary(ordinaryWords(examples), known);
    this.#stems = new Set(examples.flatMap(({ stems }) => stems));
  }

  /** The reading as it was meant, or null when there is nothing to repair. */
  repair(typed: Reading): Reading | null {
    let tries = 0;
    const words = typed.words.map((word, i) => {
      // Another form of a word that is known was not mistyped.
      if (this.#stems.has(typed.stems[i]!) || tries === MOST_REPAIRS) return word;
      tries++;
      return this.#vocabulary.repair(word) ?? word;
    });
    if (words.every((word, i) => word === typed.words[i])) return null;
    const stems = words.map((word, i) => (word === typed.words[i] ? typed.stems[i]! : stem(word)));
    return { ...typed, words, stems };
  }
}

function* ordinaryWords(examples: readonly Reading[]): Iterable<string> {
  for (const { words } of examples) for (const word of words) if (!isSlot(word)) yield word;
}
