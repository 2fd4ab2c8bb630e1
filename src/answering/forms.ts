import { type EntryId, LANGUAGES, type Store } from '../domain.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { ExampleIndex, type Features, type Labelled } from './example-index.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import { type Near, NearestExamples } from './nearest.ts';
import type { Terms } from './terms.ts';
import { WordCounts } from './vocabulary.ts';

/** A question's words as they are ranked: what each word is, its ideas, and the names lifted out. */
export interface Lifted {
  tokens: Token[];
  /** Ideas per token; of a lifted name none. */
  concepts: string[][];
  /** The entries that the names stand for, as features. */
  names: string[];
}

/** How much a kind of feature counts beside a telling word, which counts 1. */
const IDLE = 0.35;
const CONCEPT = 1.5;
const NAME = 1.2;
const PAIR = 0.5;
/** The share of a form's wordings that an idea must be in to be expected, and what its absence costs. */
const ANCHOR = 0.8;
const MISSING = 0.75;
/** What a form may turn on: an idea or the kind of a name. */
const ANCHORING = /^(?:c:|‹(?!topic|date|place))/u;
/** The share of wordings up to which an idea may be in them by chance. */
const CHANCE = 0.03;

/** The wordings of all forms and the questions that entries answer themselves, and what they say of a question. */
export class FormIndex {
  readonly #terms: Terms;
  readonly #examples: ExampleIndex;
  readonly #nearest: NearestExamples;
  /** All features of a form's wordings. */
  readonly #known = new Map<string, Set<string>>();
  /** The share of a form's wordings that hold each feature. */
  readonly #shares = new Map<string, ReadonlyMap<string, number>>();
  /** The ideas and kinds that nearly every wording of a form holds. */
  readonly #anchors = new Map<string, string[]>();
  readonly vocabulary = new WordCounts();

  constructor(store: Store, terms: Terms, lexicon: Lexicon) {
    this.#terms = terms;
    const lifted = (text: string): Features => {
      const tokens = tokenise(text);
      for (const { word } of tokens) if (!word.startsWith('‹')) this.vocabulary.count(word);
      return this.features(liftNames(tokens, terms, lexicon, store));
    };
    const wordings = store.forms.flatMap(({ id, wordings }) =>
      LANGUAGES.flatMap((l) => wordings[l] ?? []).map((text) => ({
        label: id,
        features: lifted(withSlots(text)),
      })),
    );
    this.#examples = new ExampleIndex(wordings, ownQuestions(store, lifted));
    for (const [id, examples] of byLabel(wordings)) {
      const shares = sharesIn(examples);
      this.#shares.set(id, shares);
      this.#anchors.set(id, anchorsIn(shares));
      this.#known.set(id, known(shares, examples.length));
    }
    this.#nearest = new NearestExamples(this.#examples);
  }

  /** What the ranking sees of a question. */
  features(lifted: Lifted): Features {
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

  /** The forms, and the entries with questions of their own, whose wordings are nearest, best first. */
  rank(lifted: Lifted, limit: number): Near[] {
    return this.#nearest.rank(this.features(lifted), limit);
  }

  /** 1 when the question holds the ideas and names that nearly every wording of the form holds, less for each missing. */
  anchored(id: string, lifted: Lifted): number {
    const isHeld = (anchor: string): boolean =>
      lifted.concepts.some((ideas) => ideas.includes(anchor)) ||
      lifted.tokens.some(({ word }) => word === anchor || word === `‹${anchor}›`);
    const missing = (this.#anchors.get(id) ?? []).filter((anchor) => !isHeld(anchor));
    return MISSING ** missing.length;
  }

  /** The share of wordings that hold the idea, 0 to 1. */
  share(id: string, concept: string): number {
    const shares = this.#shares.get(id);
    return shares ? (shares.get(`c:${concept}`) ?? 0) : this.#examples.share(id, `c:${concept}`).share;
  }

  /** True when a form is also asked without a name of its kind: "who are the members?" */
  unnamed(id: string, kind: string): boolean {
    return (this.#shares.get(id)?.get(`‹${kind}›`) ?? 1) < 1;
  }

  /** True when a wording spells out the name of the entry. */
  names(id: string, entry: EntryId): boolean {
    return this.#knows(id, `n:${entry}`);
  }

  /** True when a wording, in any language, holds the word or its idea. */
  explains(id: string, token: Token, concepts: readonly string[]): boolean {
    return this.#knows(id, `w:${token.stem}`) || concepts.some((c) => this.#knows(id, `c:${c}`));
  }

  /** Forms are few and asked of again and again; what an entry's own questions hold is looked up. */
  #knows(id: string, feature: string): boolean {
    const known = this.#known.get(id);
    if (known) return known.has(feature);
    const { share, examples } = this.#examples.share(id, feature);
    return isKnown(feature, share, examples);
  }
}

/** A wording's `{slots}` as the tokens that names are lifted to. */
function withSlots(wording: string): string {
  return wording.replace(/\{([a-z]+)\}/gu, (_, slot) => ` ‹${slot === 'issuer' ? 'name' : slot}› `);
}

function byLabel(examples: readonly Labelled[]): Map<string, Labelled[]> {
  const groups = new Map<string, Labelled[]>();
  for (const example of examples) groups.set(example.label, [...(groups.get(example.label) ?? []), example]);
  return groups;
}

function anchorsIn(shares: ReadonlyMap<string, number>): string[] {
  const anchors = [...shares].filter(([feature, share]) => share >= ANCHOR && ANCHORING.test(feature));
  return anchors.map(([feature]) => feature.replace(/^c:|[‹›]/gu, ''));
}

function sharesIn(examples: readonly Labelled[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const { features } of examples) {
    for (const feature of features.keys())
      shares.set(feature, (shares.get(feature) ?? 0) + 1 / examples.length);
  }
  return shares;
}

/** What the examples know: every word of theirs, and the ideas that are no accident of one wording. */
function known(shares: ReadonlyMap<string, number>, examples: number): Set<string> {
  return new Set([...shares].filter(([f, share]) => isKnown(f, share, examples)).map(([f]) => f));
}

function isKnown(feature: string, share: number, examples: number): boolean {
  return share > (feature.startsWith('c:') ? Math.min(2 / examples, CHANCE) + 1e-9 : 0);
}

function* ownQuestions(store: Store, lifted: (text: string) => Features): Iterable<Labelled> {
  for (const { id, questions } of store.entries.values())
    for (const { text } of questions) yield { label: id, features: lifted(text) };
}

/** Lifts every recognised name out of a text that belongs to the store. */
function liftNames(tokens: readonly Token[], terms: Terms, lexicon: Lexicon, store: Store): Lifted {
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
