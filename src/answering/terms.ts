import { LANGUAGES, type Words } from '../domain.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { Vocabulary, WordCounts } from './vocabulary.ts';

/** Words kept apart from what questions are about: each such group of ideas is named before a dot. */
export const SAFETY = 'safety';
export const LINK = 'link';

export function groupOf(concept: string): string | null {
  return concept.includes('.') ? (concept.split('.', 1)[0] ?? null) : null;
}

interface Phrase {
  first: string;
  stems: string[];
  concept: string;
}

/** The idea of the country that every answer is about. */
export const SCOPE = 'iraq';

/** Ideas that say what is wanted: a form that never asks so does not answer them. */
export const ASKING: ReadonlySet<string> = new Set(['who', 'how-many', 'when', 'where', 'why']);

/** The idea of something being said, which asks for nothing beside what is said. */
export const SAYING = 'say';

/** Words that turn an ask into another one: only a wording with the very word asks the same. */
export const NEGATION = 'negation';

/** Ideas of talk around an ask: who asks, what for, and goodbye. */
export const ASIDE: ReadonlySet<string> = new Set(['speaker', 'occasion', 'closing']);

/** The ideas and the idle words of a question, as `content/words` names them. */
export class Terms {
  readonly #phrases = new Map<string, Phrase[]>();
  readonly #filler = new Set<string>();
  #mistyped: Vocabulary | undefined;
  /** Every word of the lists, for the repair of mistyped ones. */
  readonly vocabulary = new WordCounts();

  /** `group`: the ideas to know; without, those of no group, which are what questions are about. */
  constructor(words: Words, group: string | null = null) {
    for (const [concept, lists] of Object.entries(words.concepts)) {
      if (groupOf(concept) !== group) continue;
      for (const language of LANGUAGES)
        for (const phrase of lists[language] ?? []) this.#add(concept, phrase);
    }
    for (const language of LANGUAGES) {
      for (const word of words.filler[language]) {
        for (const token of tokenise(word)) {
          this.#filler.add(token.word);
          this.vocabulary.count(token.word);
        }
      }
    }
  }

  #add(concept: string, phrase: string): void {
    const tokens = tokenise(phrase);
    const stems = tokens.map((t) => t.stem);
    for (const { word } of tokens) this.vocabulary.count(word);
    const first = stems[0];
    if (first === undefined) return;
    const row = this.#phrases.get(first) ?? [];
    row.push({ first: tokens[0]?.word ?? '', stems, concept });
    this.#phrases.set(first, row);
  }

  /** True for a word that carries no demand of its own. */
  idle(token: Token): boolean {
    return this.#filler.has(token.word);
  }

  /** True for a word that lies a slip of the finger from an idle one. */
  nearlyIdle(word: string): boolean {
    this.#mistyped ??= new Vocabulary(this.#filler, [], { lenient: true });
    return this.#mistyped.repair(word) !== null;
  }

  /** True for the name of the country that the whole store is about. */
  isScope(token: Token): boolean {
    return this.concepts([token])[0]?.includes(SCOPE) ?? false;
  }

  /** The concepts that each token takes part in, alone or in a phrase. */
  concepts(tokens: readonly Token[]): string[][] {
    const found = tokens.map((): string[] => []);
    for (const [at, token] of tokens.entries()) {
      for (const { first, stems, concept } of this.#phrases.get(token.stem) ?? []) {
        // An idle form of a word ("called") is no other form of it ("call").
        if (stems.length === 1 && first !== token.word && this.idle(token)) continue;
        if (stems.every((s, i) => tokens[at + i]?.stem === s)) {
          for (let i = at; i < at + stems.length; i++)
            if (!found[i]?.includes(concept)) found[i]?.push(concept);
        }
      }
    }
    return found;
  }
}
