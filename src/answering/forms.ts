import { type EntryId, LANGUAGES, type Store } from '../domain.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import type { Terms } from './terms.ts';

/** A question's words as they are ranked: what each word is, its ideas, and the names lifted out. */
export interface Lifted {
  tokens: Token[];
  /** Ideas per token; of a lifted name none. */
  concepts: string[][];
  /** Further features: the kinds and entries that the names stand for. */
  names: string[];
}

export interface RankedForm {
  /** A form's id, or an entry's id where its own question matched. */
  id: string;
  score: number;
}

interface Example {
  id: string;
  weights: Map<string, number>;
}

const IDLE = 0.35;
const CONCEPT = 1.5;
const NAME = 1.2;
const PAIR = 0.5;
/** The share of a form's wordings that an idea must be in to be expected, and what its absence costs. */
const ANCHOR = 0.8;
const MISSING = 0.75;

/** All wordings of the forms and all questions that entries answer themselves, ranked against a question. */
export class FormIndex {
  readonly #examples: Example[] = [];
  readonly #idf = new Map<string, number>();
  readonly #postings = new Map<string, number[]>();
  readonly #explained = new Map<string, Set<string>>();
  /** Ideas that nearly every wording of a form holds. */
  readonly #anchors = new Map<string, string[]>();
  readonly vocabulary: string[] = [];
  readonly #terms: Terms;
  readonly #lexicon: Lexicon;
  readonly #store: Store;

  constructor(store: Store, terms: Terms, lexicon: Lexicon) {
    this.#terms = terms;
    this.#lexicon = lexicon;
    this.#store = store;
    const raw: { id: string; features: Map<string, number> }[] = [];
    for (const form of store.forms) {
      for (const language of LANGUAGES) {
        for (const wording of form.wordings[language] ?? []) {
          raw.push({ id: form.id, features: this.features(this.#lifted(wording)) });
        }
      }
    }
    for (const form of store.forms)
      this.#anchors.set(form.id, commonIdeas(raw.filter((r) => r.id === form.id)));
    for (const entry of store.entries.values()) {
      for (const { text } of entry.questions)
        raw.push({ id: entry.id, features: this.features(liftNames(tokenise(text), terms, lexicon, store)) });
    }
    for (const { id, features } of raw) {
      const known = this.#explained.get(id) ?? new Set();
      for (const feature of features.keys()) known.add(feature);
      this.#explained.set(id, known);
    }
    this.#index(raw);
  }

  /** A wording with its slots, and with the names that it spells out lifted like those of a question. */
  #lifted(wording: string): Lifted {
    const text = wording.replace(/\{([a-z]+)\}/gu, (_, slot) => ` ‹${slot === 'issuer' ? 'name' : slot}› `);
    const tokens = tokenise(text);
    this.vocabulary.push(...tokens.filter((t) => !t.word.startsWith('‹')).map((t) => t.word));
    return liftNames(tokens, this.#terms, this.#lexicon, this.#store);
  }

  #index(raw: { id: string; features: Map<string, number> }[]): void {
    const df = new Map<string, number>();
    for (const { features } of raw) for (const f of features.keys()) df.set(f, (df.get(f) ?? 0) + 1);
    for (const [f, n] of df) this.#idf.set(f, Math.log(1 + raw.length / n));
    for (const { id, features } of raw) {
      const weights = this.#weigh(features);
      for (const f of weights.keys()) {
        const list = this.#postings.get(f);
        if (list) list.push(this.#examples.length);
        else this.#postings.set(f, [this.#examples.length]);
      }
      this.#examples.push({ id, weights });
    }
  }

  /** What the ranking sees of a question. */
  features(lifted: Lifted): Map<string, number> {
    const features = new Map<string, number>();
    const add = (key: string, weight: number): void => {
      features.set(key, Math.max(weight, features.get(key) ?? 0));
    };
    let before = '^';
    for (const [i, token] of lifted.tokens.entries()) {
      const slot = token.word.startsWith('‹');
      if (slot) {
        add('any', NAME);
        if (token.word !== '‹name›') add(token.word, NAME);
      } else {
        add(`w:${token.stem}`, this.#terms.idle(token) ? IDLE : 1);
        for (const concept of lifted.concepts[i] ?? []) add(`c:${concept}`, CONCEPT);
      }
      const key = slot ? 'any' : (lifted.concepts[i]?.[0] ?? token.stem);
      add(`p:${before} ${key}`, PAIR);
      before = key;
    }
    for (const name of lifted.names) add(name, 1);
    return features;
  }

  #weigh(
    features: ReadonlyMap<string, number>,
    counted: (feature: string) => boolean = () => true,
  ): Map<string, number> {
    const weights = new Map<string, number>();
    let norm = 0;
    for (const [f, w] of features) {
      const value = w * (this.#idf.get(f) ?? 0);
      if (value === 0) continue;
      weights.set(f, value);
      if (counted(f)) norm += value * value;
    }
    const scale = 1 / Math.sqrt(norm || 1);
    for (const [f, w] of weights) weights.set(f, w * scale);
    return weights;
  }

  /**
   * The forms and entries whose wordings are nearest, best first; a score is a cosine, 0 to 1. Which entry is
   * named speaks for the wordings that name it and against none.
   */
  rank(lifted: Lifted, limit: number): RankedForm[] {
    const query = this.#weigh(this.features(lifted), (feature) => !feature.startsWith('n:'));
    const scores = new Map<number, number>();
    for (const [f, w] of query) {
      for (const i of this.#postings.get(f) ?? [])
        scores.set(i, (scores.get(i) ?? 0) + w * (this.#examples[i]?.weights.get(f) ?? 0));
    }
    const best = new Map<string, number[]>();
    for (const [i, score] of scores) {
      const id = this.#examples[i]?.id ?? '';
      const list = best.get(id);
      if (list) list.push(score);
      else best.set(id, [score]);
    }
    return [...best]
      .map(([id, list]) => ({ id, score: Math.min(1, blend(list)) }))
      .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
      .slice(0, limit);
  }

  /** 1 when the question holds what nearly every wording of the form holds, less for each idea that is missing. */
  anchored(id: string, lifted: Lifted): number {
    const held = this.features(lifted);
    const missing = (this.#anchors.get(id) ?? []).filter(
      (idea) => !held.has(idea) && !held.has(`‹${idea.slice(2)}›`),
    );
    return MISSING ** missing.length;
  }

  /** True when a wording of the form spells the name out. */
  names(id: string, entry: EntryId): boolean {
    return this.#explained.get(id)?.has(`n:${entry}`) ?? false;
  }

  /** True when a wording of the form, in any language, holds the word or its idea. */
  explains(id: string, token: Token, concepts: readonly string[]): boolean {
    const known = this.#explained.get(id);
    return known !== undefined && (known.has(`w:${token.stem}`) || concepts.some((c) => known.has(`c:${c}`)));
  }
}

function commonIdeas(examples: { features: Map<string, number> }[]): string[] {
  const counts = new Map<string, number>();
  for (const { features } of examples) {
    for (const f of features.keys()) if (f.startsWith('c:')) counts.set(f, (counts.get(f) ?? 0) + 1);
  }
  return [...counts].filter(([, n]) => n >= examples.length * ANCHOR).map(([f]) => f);
}

/** The nearest wording counts most; that others are near too counts a little. */
function blend(scores: number[]): number {
  scores.sort((a, b) => b - a);
  const [first = 0, second = first * 0.8, third = second * 0.8] = scores;
  return 0.8 * first + 0.12 * second + 0.08 * third;
}

/** Lifts every recognised name out of a text that belongs to the store. */
export function liftNames(tokens: readonly Token[], terms: Terms, lexicon: Lexicon, store: Store): Lifted {
  const out: Token[] = [];
  const names: string[] = [];
  let at = 0;
  for (const mention of lexicon.find(tokens)) {
    out.push(...tokens.slice(at, mention.start), slotToken(kindOf(store, mention)));
    names.push(...mention.entries.map((id) => `n:${id}`));
    at = mention.end;
  }
  out.push(...tokens.slice(at));
  return { tokens: out, concepts: terms.concepts(out), names };
}

/** The kind that a name is lifted as; a body outside the store asks as one inside does. */
export function kindOf(store: Store, { entries, outside }: Mention): string {
  const [first] = entries;
  return (first && store.entries.get(first)?.kind) || (outside?.type === 'body' ? 'organisation' : 'place');
}

export function slotToken(kind: string): Token {
  const word = `‹${kind}›`;
  return { raw: word, word, stem: word };
}
