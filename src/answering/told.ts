import type { Store } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';
import type { Token } from '../language/tokens.ts';
import type { FormIndex } from './forms.ts';
import { ASKING, NEGATION } from './terms.ts';

/** Written as a name or a number. */
const NAMED = /^\p{Lu}|^[\p{N}.,:/-]+$/u;
/** So many words of a language are so common that their being in a text of the store says nothing. */
const COMMONEST = 3_000;

/** Tells the words that surely mean something here from those that are common talk, or that nothing here knows. */
export class Told {
  readonly #forms: FormIndex;
  readonly #names: ReadonlySet<string>;
  readonly #texts: ReadonlySet<string>;
  readonly #common: ReadonlySet<string>;
  readonly #declining: ReadonlySet<string>;

  /** `names` and `texts`: the stems of the words of all names, and of all texts, of the store. */
  constructor(
    store: Store,
    forms: FormIndex,
    { names, texts }: { names: ReadonlySet<string>; texts: ReadonlySet<string> },
  ) {
    this.#forms = forms;
    this.#names = names;
    this.#texts = texts;
    this.#common = new Set(
      store.words.ordinary.flatMap((list) => list.slice(0, COMMONEST)).map((word) => stem(normalise(word))),
    );
    const declined = store.forms.filter(({ operation }) => operation === 'decline');
    this.#declining = forms.leaningTo(declined.map(({ id }) => id));
  }

  /** True for a word that an answer must heed: what it stands for is known, or it is written as a name. */
  tells(token: Token, ideas: readonly string[]): boolean {
    if (this.#declining.has(token.stem)) return true;
    if (ideas.length > 0) return ideas.some((idea) => this.#turns(idea));
    return (
      NAMED.test(token.raw) ||
      this.#names.has(token.stem) ||
      (this.#texts.has(token.stem) && !this.#common.has(token.stem))
    );
  }

  #turns(idea: string): boolean {
    return idea === NEGATION || ASKING.has(idea) || this.#forms.turnsOn(idea);
  }
}
