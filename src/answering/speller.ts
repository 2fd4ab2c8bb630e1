import { stem } from '../language/stem.ts';
import type { Token } from '../language/tokens.ts';
import { isTransposition } from './edit-distance.ts';
import type { Lexicon } from './lexicon.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Spelled {
  tokens: Token[];
  repaired: { from: string; to: string }[];
  guesses: { at: number; names: string[] }[];
}

/** Mends mistyped words by the store's own vocabulary. What was right or ordinary stays as it is. */
export class Speller {
  readonly #vocabulary: Vocabulary;
  readonly #lexicon: Lexicon;

  constructor(vocabulary: Vocabulary, lexicon: Lexicon) {
    this.#vocabulary = vocabulary;
    this.#lexicon = lexicon;
  }

  spell(tokens: readonly Token[]): Spelled {
    const spelled: Spelled = { tokens: [], repaired: [], guesses: [] };
    for (const [at, token] of tokens.entries()) {
      const [best, ...others] = this.#vocabulary.repairs(token.word);
      if (!best) {
        spelled.tokens.push(token);
      } else if (
        this.#lexicon.isAcronym(best.word) &&
        others.length > 0 &&
        !isTransposition(token.word, best.word)
      ) {
        // One slip lies between UNEP and UNDP: between names a repair is never chosen for the asker.
        const names = [best, ...others].map((r) => r.word).filter((w) => this.#lexicon.isAcronym(w));
        spelled.guesses.push({ at, names: names.slice(0, 4) });
        spelled.tokens.push(token);
      } else {
        spelled.repaired.push({ from: token.word, to: best.word });
        spelled.tokens.push({ raw: token.raw, word: best.word, stem: stem(best.word) });
      }
    }
    return spelled;
  }
}
