import type { EntryId } from '../domain.ts';
import type { Token } from '../language/tokens.ts';
import type { Asked, LearntForms } from './learn-forms.ts';
import { describe, type Lifted } from './lifted.ts';
import { Ranker } from './ranking/ranker.ts';
import { ASIDE, NEGATION } from './terms.ts';

/** A form, or an entry with questions of its own, and how near a question comes to what it is asked by, 0 to 1. */
export interface Near {
  label: string;
  score: number;
}

/** What it costs that a question lacks an idea that nearly every wording holds. */
const MISSING = 0.75;
const MOST = 0.5;
/** Ideas that account for none of their words but the very ones of a wording. */
const BESIDE: ReadonlySet<string> = new Set([NEGATION, ...ASIDE]);
/** The share of wordings up to which an idea may be in them by chance: of few wordings, and of very many. */
const CHANCE = 0.03;
/** So many entries that are not told apart are read once while they keep being asked for. */
const REMEMBERED = 500;
const RARE = 0.01;

/** The wordings of all forms and the questions that entries answer themselves, and what they say of a question. */
export class FormIndex {
  readonly #ranker: Ranker;
  readonly #asked: ReadonlyMap<string, Asked>;
  readonly #read: (id: EntryId) => Asked | undefined;
  readonly #recent = new Map<EntryId, Asked | undefined>();
  readonly #turning: ReadonlySet<string>;

  /** `read` gives what the questions of an entry that is not told apart have in common. */
  constructor({ ranking, asked }: LearntForms, read: (id: EntryId) => Asked | undefined) {
    this.#ranker = new Ranker(ranking);
    this.#asked = asked;
    this.#read = read;
    this.#turning = new Set([...asked.values()].flatMap(({ anchors }) => anchors));
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
    const missing = (this.#of(id)?.anchors ?? []).filter((anchor) => !isHeld(anchor));
    return MISSING ** missing.length;
  }

  /** True for an idea that nearly every wording of some form holds. */
  turnsOn(idea: string): boolean {
    return this.#turning.has(idea);
  }

  /** The share of wordings that hold the idea, 0 to 1. */
  share(id: string, concept: string): number {
    return this.#asked.get(id)?.shares.get(`c:${concept}`) ?? 0;
  }

  /** True when a form is also asked without a name of its kind: "who are the members?" */
  unnamed(id: string, kind: string): boolean {
    return (this.#asked.get(id)?.shares.get(`‹${kind}›`) ?? 1) < 1;
  }

  /** True when most wordings spell out the name of the entry: it is no slot of theirs. */
  turnsOnName(id: string, entry: EntryId): boolean {
    return (this.#asked.get(id)?.shares.get(`n:${entry}`) ?? 0) > MOST;
  }

  /** True when a wording spells out the name of the entry. */
  names(id: string, entry: EntryId): boolean {
    return this.#knows(id, `n:${entry}`);
  }

  /** True when a wording, in any language, holds the word or its idea. */
  explains(id: string, token: Token, concepts: readonly string[]): boolean {
    return (
      this.#knows(id, `w:${token.stem}`) || concepts.some((c) => !BESIDE.has(c) && this.#knows(id, `c:${c}`))
    );
  }

  #of(id: string): Asked | undefined {
    const known = this.#asked.get(id) ?? this.#recent.get(id);
    if (known) return known;
    if (this.#recent.size >= REMEMBERED) this.#recent.clear();
    const asked = this.#read(id);
    this.#recent.set(id, asked);
    return asked;
  }

  #knows(id: string, mark: string): boolean {
    const asked = this.#of(id);
    return asked !== undefined && isKnown(mark, asked.shares.get(mark) ?? 0, asked.wordings);
  }
}

/** What wordings know: every word of theirs, and the ideas that are no accident of one of them. */
function isKnown(feature: string, share: number, wordings: number): boolean {
  if (feature.startsWith('w:')) return share > 0;
  return share > Math.min(Math.max(2 / wordings, RARE), CHANCE) + 1e-9;
}
