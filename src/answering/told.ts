import type { Token } from '../language/tokens.ts';
import type { FormIndex } from './forms.ts';
import { ASKING, NEGATION } from './terms.ts';
import type { WordSet } from './text-table.ts';

/** Written as a name or a number. */
const NAMED = /^\p{Lu}|^[\p{N}.,:/-]+$/u;

/** Tells the words that surely mean something here from those that are common talk, or that nothing here knows. */
export class Told {
  readonly #forms: FormIndex;
  readonly #declining: WordSet;
  readonly #telling: WordSet;

  /** The stems of what is known not to be held, and of what the store says. */
  constructor(forms: FormIndex, declining: WordSet, telling: WordSet) {
    this.#forms = forms;
    this.#declining = declining;
    this.#telling = telling;
  }

  /** True for a word that an answer must heed: what it stands for is known, or it is written as a name. */
  tells(token: Token, ideas: readonly string[]): boolean {
    if (this.#declining.has(token.stem)) return true;
    if (ideas.length > 0) return ideas.some((idea) => this.#turns(idea));
    return NAMED.test(token.raw) || this.#telling.has(token.stem);
  }

  #turns(idea: string): boolean {
    return idea === NEGATION || ASKING.has(idea) || this.#forms.turnsOn(idea);
  }
}
