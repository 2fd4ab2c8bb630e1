import { bareForms } from '../language/clitics.ts';
import { stem } from '../language/stem.ts';
import { inCapitals, type Token } from '../language/tokens.ts';
import { isTransposition } from './edit-distance.ts';
import type { Lexicon } from './lexicon.ts';
import type { WordSet } from './text-table.ts';
import type { Vocabulary } from './vocabulary.ts';

export interface Spelled {
  tokens: Token[];
  repaired: { from: string; to: string }[];
  guesses: { at: number; names: string[] }[];
}

const ACRONYM = /^\p{Lu}{2,6}$/u;
const ARABIC = /^[\u0600-\u06ff]+$/u;
/** Short words of the Arabic script lie too near one another for more than two letters swapped. */
const SHORT_ARABIC = /^[\u0600-\u06ff]{1,5}$/u;

/** A long acronym, or one with two letters swapped, can be told; another slip may make one body of another. */
function isSure(typed: string, acronym: string): boolean {
  return isTransposition(typed, acronym) || acronym.length >= SURE_LENGTH;
}

const SURE_LENGTH = 6;

/** Sorani denies at the start of a word or of its verb: «نا-حکوومی», «کار-نا-کات». It is no slip for the contrary. */
const DENIED = /^ن[اه](?=[\u0600-\u06ff]{3})|(?<=[\u0600-\u06ff]{2})نا(?=ک|ب|گ|د)/u;

/** True when one of two words is denied and the other is not. */
function denies(typed: string, meant: string): boolean {
  return DENIED.test(typed) !== DENIED.test(meant);
}

const COMMONER = 4;

/** Mends mistyped words by the store's own vocabulary. What was right or ordinary stays as it is. */
export class Speller {
  readonly #vocabulary: Vocabulary;
  readonly #stems: WordSet;
  readonly #kurdish: ReadonlySet<string>;
  readonly #lexicon: Lexicon;

  /**
   * `stems`: those of the whole vocabulary; a further form of a known word needs no repair.
   * `kurdish`: its Kurdish words.
   */
  constructor(vocabulary: Vocabulary, stems: WordSet, kurdish: ReadonlySet<string>, lexicon: Lexicon) {
    this.#vocabulary = vocabulary;
    this.#stems = stems;
    this.#kurdish = kurdish;
    this.#lexicon = lexicon;
  }

  /** True for a word that is right as it is. */
  knows(word: string): boolean {
    return this.#vocabulary.knows(word);
  }

  /** Arabic ties "and" to the word after it: «وكيف». What is far commoner without it is no word of its own. */
  #withoutAnd(token: Token): Token {
    const rest = /^[وف](?=[\u0600-\u06ff]{2})/u.test(token.word) ? token.word.slice(1) : null;
    if (rest === null || !this.#vocabulary.has(rest)) return token;
    if (this.#vocabulary.frequency(rest) < COMMONER * this.#vocabulary.frequency(token.word)) return token;
    return { raw: token.raw, word: rest, stem: stem(rest) };
  }

  /** Kurdish joins much to a word: «لەگەڵ-یان-ە». The nearest word that is known stands for it, and reads as it does. */
  #bare(token: Token): Token {
    if (!ARABIC.test(token.word) || this.#vocabulary.knows(token.word)) return token;
    const known = this.#stems.has(token.stem);
    const bare = bareForms(token.word).find(
      (word) => this.#kurdish.has(word) && (!known || stem(word) === token.stem),
    );
    return bare === undefined ? token : { raw: token.raw, word: bare, stem: stem(bare) };
  }

  spell(tokens: readonly Token[]): Spelled {
    const spelled: Spelled = { tokens: [], repaired: [], guesses: [] };
    const shouting = inCapitals(tokens);
    for (const [at, typed] of tokens.entries()) {
      const token = this.#bare(this.#withoutAnd(typed));
      if (this.#stems.has(token.stem)) {
        spelled.tokens.push(token);
        continue;
      }
      const [best, ...others] = this.#vocabulary.repairs(token.word);
      if (!best) {
        spelled.tokens.push(token);
      } else if (denies(token.word, best.word)) {
        spelled.tokens.push(token);
      } else if (SHORT_ARABIC.test(token.word) && !isTransposition(token.word, best.word)) {
        spelled.tokens.push(token);
      } else if (
        (this.#lexicon.isAcronym(best.word) || (ACRONYM.test(token.raw) && !shouting)) &&
        !isSure(token.word, best.word)
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
