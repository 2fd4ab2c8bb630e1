import type { EntryId } from '../domain.ts';
import type { Token } from '../language/tokens.ts';
import type { Asked, LearntForms } from './learn-forms.ts';
import { describe, type Lifted } from './lifted.ts';
import { Ranker } from './ranking/ranker.ts';
import { ASIDE, NEGATION } from './terms.ts';
import { WordCounts } from './vocabulary.ts';

/** A form, or an entry with questions of its own, and how near a question comes to what it is asked by, 0 to 1. */
export interface Near {
  label: string;
  score: number;
}

/** What it costs that a question lacks an idea that nearly every wording holds. */
const MISSING = 0.75;
/** Ideas that account for none of their words but the very ones of a wording. */
const BESIDE: ReadonlySet<string> = new Set([NEGATION, ...ASIDE]);
/** The share of wordings up to which an idea may be in them by chance: of few wordings, and of very many. */
const CHANCE = 0.03;
const RARE = 0.01;

/** The wordings of all forms and the questions that entries answer themselves, and what they say of a question. */
export class FormIndex {
  readonly #ranker: Ranker;
  readonly #asked: ReadonlyMap<string, Asked>;
  readonly #turning: ReadonlySet<string>;
  /** How often each word is in the wordings and questions. */
  readonly vocabulary: ReadonlyMap<string, number>;

  constructor({ ranking, asked, vocabulary }: LearntForms) {
    this.#ranker = new Ranker(ranking);
    this.#asked = asked;
    this.#turning = new Set([...asked.values()].flatMap(({ anchors }) => anchors));
    this.vocabulary = vocabulary;
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
    const missing = (this.#asked.get(id)?.anchors ?? []).filter((anchor) => !isHeld(anchor));
    return MISSING ** missing.length;
  }

  /** The stems that are likelier in wordings of these forms than in all others. */
  leaningTo(ids: readonly string[]): Set<string> {
    const [theirs, others] = [new WordCounts(), new WordCounts()];
    let [own, all] = [0, 0];
    for (const [id, { shares, wordings }] of this.#asked) {
      const counts = ids.includes(id) ? theirs : others;
      all += wordings;
      if (counts === theirs) own += wordings;
      for (const stem of this.stems(id)) counts.count(stem, (shares.get(`w:${stem}`) ?? 0) * wordings);
    }
    const isLikelier = ([stem, times]: [string, number]): boolean =>
      times / own > (others.get(stem) ?? 0) / (all - own);
    return new Set([...theirs].filter(isLikelier).map(([stem]) => stem));
  }

  /** The stems of all words of a form's wordings. */
  stems(id: string): string[] {
    return [...(this.#asked.get(id)?.shares.keys() ?? [])].flatMap((mark) =>
      mark.startsWith('w:') ? mark.slice(2) : [],
    );
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

  #knows(id: string, mark: string): boolean {
    const asked = this.#asked.get(id);
    return asked !== undefined && isKnown(mark, asked.shares.get(mark) ?? 0, asked.wordings);
  }
}

/** What wordings know: every word of theirs, and the ideas that are no accident of one of them. */
function isKnown(feature: string, share: number, wordings: number): boolean {
  if (!feature.startsWith('c:')) return share > 0;
  return share > Math.min(Math.max(2 / wordings, RARE), CHANCE) + 1e-9;
}
