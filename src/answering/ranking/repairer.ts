import { stem } from '../../language/stem.ts';
import { Vocabulary, WordCounts } from '../vocabulary.ts';
import { isSlot, type Reading } from './reading.ts';

/** Looking up more unknown words than this would let a hostile text cost too much. */
const MOST_REPAIRS = 12;
/** So many repairs of one word are looked at beside its neighbours. */
const CHOICES = 6;
/** What a repair gains, in slips, for each neighbour beside which an example has it. */
const FITTING = 0.5;

/** The words of the examples, with how often each is there, their stems, and which words stand side by side. */
export interface WordsOfExamples {
  counts: ReadonlyMap<string, number>;
  stems: ReadonlySet<string>;
  pairs: ReadonlySet<string>;
  /** Ordinary words that are right as they are. */
  known: readonly string[];
}

export function learnWords(examples: readonly Reading[], known: readonly string[]): WordsOfExamples {
  const stems = new Set<string>();
  const pairs = new Set<string>();
  for (const reading of examples) {
    for (const each of reading.stems) stems.add(each);
    const { words } = reading;
    for (let i = 0; i + 1 < words.length; i++) pairs.add(`${words[i]} ${words[i + 1]}`);
  }
  return { counts: WordCounts.of(ordinaryWords(examples)), stems, pairs, known };
}

/** Takes mistyped words of a text for words of the examples. */
export class Repairer {
  readonly #vocabulary: Vocabulary;
  readonly #stems: ReadonlySet<string>;
  readonly #pairs: ReadonlySet<string>;

  constructor({ counts, stems, pairs, known }: WordsOfExamples) {
    this.#vocabulary = new Vocabulary(new WordCounts(counts), known, { lenient: true });
    this.#stems = stems;
    this.#pairs = pairs;
  }

  /** The reading as it was meant, or null when there is nothing to repair. */
  repair(typed: Reading): Reading | null {
    let tries = 0;
    let changed = false;
    const words = [...typed.words];
    const stems = [...typed.stems];
    for (const [i, word] of typed.words.entries()) {
      // Another form of a word that is known was not mistyped.
      if (this.#stems.has(typed.stems[i]!) || tries === MOST_REPAIRS) continue;
      tries++;
      const meant = this.#meant(word, words[i - 1], words[i + 1]);
      if (meant === null) continue;
      words[i] = meant;
      stems[i] = stem(meant);
      changed = true;
    }
    return changed ? { ...typed, words, stems } : null;
  }

  /** The repair of least cost, among near equals the one that stands beside its neighbours elsewhere too. */
  #meant(word: string, before: string | undefined, after: string | undefined): string | null {
    let best: { word: string; cost: number } | null = null;
    for (const repair of this.#vocabulary.repairs(word).slice(0, CHOICES)) {
      const fits =
        Number(this.#pairs.has(`${before} ${repair.word}`)) +
        Number(this.#pairs.has(`${repair.word} ${after}`));
      const cost = repair.cost - FITTING * fits;
      if (best === null || cost < best.cost) best = { word: repair.word, cost };
    }
    return best?.word ?? null;
  }
}

function* ordinaryWords(examples: readonly Reading[]): Iterable<string> {
  for (const { words } of examples) for (const word of words) if (!isSlot(word)) yield word;
}
