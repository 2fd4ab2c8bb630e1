import { confidence, score } from './confidence.ts';
import { rarities } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { type LearntModel, learnModel, MODEL_PARTS, Model, type Part } from './model.ts';
import { type Readable, read } from './reading.ts';
import { learnWords, Repairer, type WordsOfExamples } from './repairer.ts';

export interface LabelledExample {
  text: Readable;
  label: string;
}

export interface Ranked {
  label: string;
  /** Higher is better; comparable between the labels of one question only. */
  score: number;
  /** How likely it is what was meant, from 0 to 1; comparable between questions. */
  confidence: number;
  /** Cosine to the label's nearest example, from 0 to 1. */
  likeness: number;
}

export interface RankerOptions {
  /**
   * Words of ordinary language, normalised, a list for each language, commonest first. They are never taken for a
   * mistyped word of the examples, and the commoner they are the less they tell.
   */
  ordinary?: readonly (readonly string[])[];
  /** What to do without, to measure what each brings. */
  without?: readonly (Part | 'repair' | 'typed')[];
}

/** Past this many examples only words are compared and nothing is trained, to keep within memory and time. */
const MOST_IN_FULL = 60_000;
const LEFT_OUT_OF_LARGE: readonly Part[] = ['pair', 'letters', 'classifier', 'bayes', 'coverage'];
/** How much more the repaired text counts than the text as typed. */
const REPAIRED = 0.75;
/** Less apart in likeness, two labels have the same example. */
const SAME = 1e-5;
/** How fast the confidence falls from the first label to those behind it. */
const FALL = 5;

/** All that a ranker learnt, as plain values that can be kept. */
export interface Learnt {
  labels: string[];
  model: LearntModel;
  /** Null where nothing is to be repaired. */
  words: WordsOfExamples | null;
  readsAsTyped: boolean;
}

/**
 * Learns from labelled examples which label a text means. The same examples give the same ranker;
 * without examples it never finds anything.
 */
export function trainRanker(examples: readonly LabelledExample[], options: RankerOptions = {}): Ranker {
  return new Ranker(learn(examples, options));
}

/** As `trainRanker`; what is given makes a ranker. */
export function learn(
  examples: readonly LabelledExample[],
  { ordinary = [], without = [] }: RankerOptions = {},
): Learnt {
  const readings = examples.map(({ text }) => read(text));
  const names = [...new Set(examples.map(({ label }) => label))];
  const numbers = new Map(names.map((label, number) => [label, number]));
  const labels = Int32Array.from(examples, ({ label }) => numbers.get(label)!);
  const left = examples.length <= MOST_IN_FULL ? without : [...without, ...LEFT_OUT_OF_LARGE];
  const parts = new Set<Part>(MODEL_PARTS.filter((part) => !left.includes(part)));
  const lessons = { readings, labels, labelCount: names.length, parts, ordinary: rarities(ordinary) };
  return {
    labels: names,
    model: learnModel(lessons),
    words: without.includes('repair') ? null : learnWords(readings, longerThanTwo(ordinary.flat())),
    readsAsTyped: !without.includes('typed'),
  };
}

export class Ranker {
  readonly #labels: readonly string[];
  readonly #repairer: Repairer | null;
  readonly #model: Model;
  readonly #readsAsTyped: boolean;

  constructor({ labels, model, words, readsAsTyped }: Learnt) {
    this.#labels = labels;
    this.#model = new Model(model);
    this.#repairer = words && new Repairer(words);
    this.#readsAsTyped = readsAsTyped;
  }

  /** The likeliest labels, best first; empty when nothing of the text is known. Takes any text, in bounded time. */
  rank(text: Readable, limit = 5): Ranked[] {
    const { evidence, length } = this.examine(text);
    const [first] = evidence;
    if (!first) return [];
    const sure = confidence(first, length);
    return evidence.slice(0, limit).map((each) => ({
      label: this.label(each),
      score: score(each),
      likeness: each.likeness,
      confidence: sure * Math.exp(FALL * (score(each) - score(first))),
    }));
  }

  label({ label }: Evidence): string {
    return this.#labels[label]!;
  }

  /** The evidence behind a ranking, best first, and how many words the text has. */
  examine(text: Readable): { evidence: Evidence[]; length: number } {
    const typed = read(text);
    const repaired = this.#repairer?.repair(typed) ?? null;
    const asTyped = repaired && !this.#readsAsTyped ? [] : this.#model.evidence(typed);
    const evidence = repaired ? blend(asTyped, this.#model.evidence(repaired)) : asTyped;
    level(evidence);
    evidence.sort((a, b) => score(b) - score(a) || a.label - b.label);
    return { evidence, length: typed.words.length };
  }
}

/** Labels that the very same example stands for are told apart by nothing: each has the best of their evidence. */
function level(evidence: Evidence[]): void {
  const nearest = Math.max(...evidence.map(({ likeness }) => likeness));
  const same = evidence.filter(({ likeness }) => nearest - likeness < SAME);
  if (nearest === 0 || same.length < 2) return;
  for (const key of ['margin', 'odds', 'covered'] as const) {
    const best = Math.max(...same.map((each) => each[key]));
    for (const each of same) each[key] = best;
  }
}

/** Lists of words hold abbreviations of all sorts that are as likely to be slips. */
function longerThanTwo(words: readonly string[]): string[] {
  return words.filter((word) => word.length > 2);
}

/** Both readings' evidence as one. A label that only one reading brings up has none from the other. */
function blend(typed: Evidence[], repaired: Evidence[]): Evidence[] {
  const byLabel = new Map(typed.map((evidence) => [evidence.label, evidence]));
  const both = repaired.map((meant) => {
    const asTyped = byLabel.get(meant.label);
    byLabel.delete(meant.label);
    return asTyped ? between(asTyped, meant) : meant;
  });
  return [...both, ...byLabel.values()];
}

function between(typed: Evidence, repaired: Evidence): Evidence {
  const mean = (a: number, b: number) => a + REPAIRED * (b - a);
  return {
    label: typed.label,
    margin: mean(typed.margin, repaired.margin),
    odds: mean(typed.odds, repaired.odds),
    likeness: Math.max(typed.likeness, repaired.likeness),
    covered: repaired.covered,
  };
}
