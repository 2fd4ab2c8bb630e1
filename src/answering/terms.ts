import { LANGUAGES, type Words } from '../domain.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { type ValueRows, valueRows } from './text-table.ts';
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

/** Phrases that ask for nothing, of words that each may. */
export const PADDING = 'padding';

/** Greetings and thanks, which stand beside any ask. */
export const COURTESY = 'courtesy';

/** Ideas of talk around an ask: who asks, what for, and goodbye. */
export const ASIDE: ReadonlySet<string> = new Set(['speaker', 'occasion', 'closing']);

/** The words of ideas and the idle ones, as plain values. */
export interface TermLists {
  /** By first stem, each as its idea, its first word and its stems, parted by tabs. */
  phrases: Map<string, string[]>;
  filler: Set<string>;
  /** How often each word is in the lists. */
  vocabulary: ValueRows;
}

/** `group`: the ideas to know; without, those of no group, which are what questions are about. */
export function readTerms(words: Words, group: string | null = null): TermLists {
  const phrases = new Map<string, string[]>();
  const filler = new Set<string>();
  const vocabulary = new WordCounts();
  for (const [concept, lists] of Object.entries(words.concepts)) {
    if (groupOf(concept) !== group) continue;
    for (const text of LANGUAGES.flatMap((language) => lists[language] ?? [])) {
      const tokens = tokenise(text);
      for (const { word } of tokens) vocabulary.count(word);
      const [first] = tokens;
      if (!first) continue;
      const row = phrases.get(first.stem) ?? [];
      row.push([concept, first.word, ...tokens.map((t) => t.stem)].join('\t'));
      phrases.set(first.stem, row);
    }
  }
  for (const { word } of LANGUAGES.flatMap((language) => words.filler[language]).flatMap(tokenise)) {
    filler.add(word);
    vocabulary.count(word);
  }
  return { phrases, filler, vocabulary: valueRows(vocabulary) };
}

/** The ideas and the idle words of a question, as `content/words` names them. */
export class Terms {
  readonly #phrases: TermLists['phrases'];
  readonly #known = new Map<string, Phrase[]>();
  readonly #filler: ReadonlySet<string>;
  #mistyped: Vocabulary | undefined;

  constructor({ phrases, filler }: TermLists) {
    this.#phrases = phrases;
    this.#filler = filler;
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
      for (const { first, stems, concept } of this.#beginning(token.stem)) {
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

  #beginning(stem: string): readonly Phrase[] {
    const known = this.#known.get(stem);
    if (known) return known;
    const phrases = (this.#phrases.get(stem) ?? []).map(phraseOf);
    if (phrases.length > 0) this.#known.set(stem, phrases);
    return phrases;
  }
}

function phraseOf(text: string): Phrase {
  const [concept = '', first = '', ...stems] = text.split('\t');
  return { first, stems, concept };
}
