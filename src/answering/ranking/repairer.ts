import { stem } from '../../language/stem.ts';
import { Vocabulary } from '../vocabulary.ts';
import { isSlot, type Reading } from './reading.ts';

/** Looking up more unknown words than this would let a hostile text cost too much. */
const MOST_REPAIRS = 12;
/** So many repairs of one word are looked at beside its neighbours. */
const CHOICES = 6;
/** What a repair gains, in slips, for each neighbour beside which an example has it. */
const FITTING = 0.5;

/** Takes mistyped words of a text for words of the examples. */
export class Repairer {
  readonly #vocabulary: Vocabulary;
  readonly #stems = new Set<string>();
  /** Words that stand side by side in an example. */
  readonly #pairs = new Set<string>();

  /** `known`: ordinary words that are right as they are. */
  constructor(examples: readonly Reading[], known: Iterable<string> = []) {
    this.#vocabulary = new Vocabulary(ordinaryWords(examples), known, { short: true });
    for (const { words, stems } of examples) {
      for (const each of stems) this.#stems.add(each);
      for (let i = 0; i + 1 < words.length; i++) this.#pairs.add(`${words[i]} ${words[i + 1]}`);
    }
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
