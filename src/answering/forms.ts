import { type EntryId, LANGUAGES, type Store } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import type { LabelledExample, Ranker, RankerOptions } from './ranking/ranker.ts';
import type { Described } from './ranking/reading.ts';
import { NEGATION, type Terms } from './terms.ts';
import { WordCounts } from './vocabulary.ts';

/** A question's words as they are ranked: what each word is, its ideas, and the names lifted out. */
export interface Lifted {
  tokens: Token[];
  /** Ideas per token; of a lifted name none. */
  concepts: string[][];
  /** The entries that the names stand for, as features. */
  names: string[];
}

/** A form, or an entry with questions of its own, and how near a question comes to what it is asked by, 0 to 1. */
export interface Near {
  label: string;
  score: number;
}

/** Learns which label a text means from examples of each. */
export type Train = (examples: readonly LabelledExample[], options: RankerOptions) => Ranker;

/** The share of a form's wordings that an idea must be in to be expected, and what its absence costs. */
const ANCHOR = 0.8;
const MISSING = 0.75;
/** What a form may turn on: an idea or the kind of a name. */
const ANCHORING = /^(?:c:|‹(?!topic|date|place))/u;
/** The share of wordings up to which an idea may be in them by chance. */
const CHANCE = 0.03;
const SLOT = '‹any›';
/** A wording of so few words, the name among them, says little beside the name. */
const BARE = 4;

/** The wordings of all forms and the questions that entries answer themselves, and what they say of a question. */
export class FormIndex {
  readonly #ranker: Ranker;
  /** All features of a form's wordings, or of an entry's own questions. */
  readonly #known = new Map<string, Set<string>>();
  /** The share of a form's wordings that hold each feature. */
  readonly #shares = new Map<string, ReadonlyMap<string, number>>();
  /** The ideas and kinds that nearly every wording of a form holds. */
  readonly #anchors = new Map<string, string[]>();
  readonly #turning: ReadonlySet<string>;
  readonly vocabulary = new WordCounts();

  constructor(store: Store, terms: Terms, lexicon: Lexicon, train: Train) {
    const asked = [
      ...store.forms.flatMap(({ id, subject, wordings }) =>
        LANGUAGES.flatMap((l) => wordings[l] ?? []).flatMap((text, i) =>
          kindsFor(text, subject, i).map((kind) => ({ label: id, text: withSlots(text, kind) })),
        ),
      ),
      ...[...store.entries.values()].flatMap(({ id, questions }) =>
        questions.map(({ text }) => ({ label: id, text })),
      ),
    ];
    const examples = asked.map(({ label, text }) => {
      const tokens = tokenise(text);
      for (const token of tokens) if (!isSlot(token)) this.vocabulary.count(token.word);
      return { label, lifted: liftNames(tokens, terms, lexicon, store) };
    });
    for (const [id, own] of byLabel(examples)) {
      const shares = sharesIn(own);
      this.#shares.set(id, shares);
      this.#anchors.set(id, anchorsIn(shares));
      this.#known.set(id, known(shares, own.length));
    }
    this.#turning = new Set([...this.#anchors.values()].flat());
    this.#ranker = train(
      examples.map(({ label, lifted }) => ({ label, text: describe(lifted) })),
      // Words were mended before their names were lifted.
      { without: ['repair'], ordinary: store.words.ordinary.map((list) => list.map(normalise)) },
    );
  }

  /** The forms, and the entries with questions of their own, that the question is likeliest to mean, best first. */
  rank(lifted: Lifted, limit: number): Near[] {
    // That a wording is near, and that it is told from what others are asked by, count the same.
    return this.#ranker
      .rank(describe(lifted), limit)
      .map(({ label, confidence, likeness }) => ({ label, score: (confidence + likeness) / 2 }))
      .sort((a, b) => b.score - a.score);
  }

  /** 1 when the question holds the ideas and names that nearly every wording of the form holds, less for each missing. */
  anchored(id: string, lifted: Lifted): number {
    const isHeld = (anchor: string): boolean =>
      lifted.concepts.some((ideas) => ideas.includes(anchor)) ||
      lifted.tokens.some(({ word }) => word === anchor || word === `‹${anchor}›`);
    const missing = (this.#anchors.get(id) ?? []).filter((anchor) => !isHeld(anchor));
    return MISSING ** missing.length;
  }

  /** The stems of all words of a form's wordings. */
  stems(id: string): string[] {
    return [...(this.#known.get(id) ?? [])].flatMap((mark) => (mark.startsWith('w:') ? mark.slice(2) : []));
  }

  /** True for an idea that nearly every wording of some form holds. */
  turnsOn(idea: string): boolean {
    return this.#turning.has(idea);
  }

  /** The share of wordings that hold the idea, 0 to 1. */
  share(id: string, concept: string): number {
    return this.#shares.get(id)?.get(`c:${concept}`) ?? 0;
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
    return (
      this.#knows(id, `w:${token.stem}`) || concepts.some((c) => c !== NEGATION && this.#knows(id, `c:${c}`))
    );
  }

  #knows(id: string, mark: string): boolean {
    return this.#known.get(id)?.has(mark) ?? false;
  }
}

/** The kinds that `{name}` stands for in a wording: every kind where little else is said, else one after another. */
function kindsFor(wording: string, kinds: readonly string[], turn: number): (string | undefined)[] {
  if (!wording.includes('{name}')) return [undefined];
  return wording.split(' ').length <= BARE ? [...kinds] : [kinds[turn % kinds.length]];
}

/** A wording's `{slots}` as the tokens that names are lifted to; `kind` is what `{name}` stands for. */
function withSlots(wording: string, kind = 'name'): string {
  const meant: Record<string, string> = { name: kind, issuer: 'organisation' };
  return wording.replace(/\{([a-z]+)\}/gu, (_, slot) => ` ‹${meant[slot] ?? slot}› `);
}

/** What the ranking is told of a text: any name is one and the same word, its kind, its bearers and the ideas come beside. */
function describe({ tokens, concepts, names }: Lifted): Described {
  const all = concepts.flat();
  const features = all.map((idea) => `c:${idea}`);
  const ideas = [...new Set(all)].sort();
  for (let i = 0; i < ideas.length; i++)
    for (let j = i + 1; j < ideas.length; j++) features.push(`${ideas[i]}+${ideas[j]}`);
  for (const token of tokens) if (isSlot(token)) features.push(token.word);
  features.push(...names);
  return { text: tokens.map((t) => (isSlot(t) ? SLOT : t.word)).join(' '), features };
}

/** What a text may be known by: its words, its ideas, and the kinds and bearers of its names. */
function marks({ tokens, concepts, names }: Lifted): Set<string> {
  const words = tokens.map((t) => (isSlot(t) ? t.word : `w:${t.stem}`));
  return new Set([...words, ...concepts.flat().map((idea) => `c:${idea}`), ...names]);
}

function isSlot({ word }: Token): boolean {
  return word.startsWith('‹');
}

function byLabel(examples: readonly { label: string; lifted: Lifted }[]): Map<string, Lifted[]> {
  const groups = new Map<string, Lifted[]>();
  for (const { label, lifted } of examples) groups.set(label, [...(groups.get(label) ?? []), lifted]);
  return groups;
}

function anchorsIn(shares: ReadonlyMap<string, number>): string[] {
  const anchors = [...shares].filter(([feature, share]) => share >= ANCHOR && ANCHORING.test(feature));
  return anchors.map(([feature]) => feature.replace(/^c:|[‹›]/gu, ''));
}

function sharesIn(examples: readonly Lifted[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const example of examples) {
    for (const mark of marks(example)) shares.set(mark, (shares.get(mark) ?? 0) + 1 / examples.length);
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
