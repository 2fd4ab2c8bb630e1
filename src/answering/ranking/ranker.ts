import { Vocabulary } from '../vocabulary.ts';
import { confidence, score } from './confidence.ts';
import type { Circumstance, Evidence } from './evidence.ts';
import { KINDS, type KindName } from './features.ts';
import type { LinearWeights } from './linear.ts';
import { Model } from './model.ts';
import { isSlot, type Readable, type Reading, read } from './reading.ts';
import { Repairer } from './repairer.ts';

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
}

export interface RankerOptions {
  /** Ordinary words that are never taken for a mistyped word of the examples. */
  known?: Iterable<string>;
  /** What `weights` was of a ranker of the very same examples: spares the training. */
  kept?: readonly LinearWeights[];
  /** What to do without, to measure what each brings. */
  without?: readonly (KindName | 'classifier' | 'repair')[];
}

/** Past this many examples only words are compared and nothing is trained, to keep within memory and time. */
const MOST_IN_FULL = 60_000;
const WORDS_ONLY: readonly KindName[] = ['word', 'stem', 'extra', 'bigram'];
/** How much more the repaired text counts than the text as typed. */
const REPAIRED = 0.75;
/** How fast the confidence falls from the first label to those behind it. */
const FALL = 5;

/**
 * Learns from labelled examples which label a text means. The same examples give the same ranker;
 * without examples it never finds anything.
 */
export function trainRanker(examples: readonly LabelledExample[], options: RankerOptions = {}): Ranker {
  return new Ranker(examples, options);
}

export class Ranker {
  readonly #labels: string[];
  readonly #vocabulary: Vocabulary;
  readonly #repairer: Repairer | null;
  readonly #model: Model;

  constructor(examples: readonly LabelledExample[], options: RankerOptions) {
    const without = new Set<string>(options.without);
    const readings = examples.map(({ text }) => read(text));
    this.#vocabulary = new Vocabulary(ordinaryWords(readings), options.known);
    this.#repairer = without.has('repair') ? null : new Repairer(this.#vocabulary, readings);
    this.#labels = [...new Set(examples.map(({ label }) => label))];
    const numbers = new Map(this.#labels.map((label, number) => [label, number]));
    const inFull = examples.length <= MOST_IN_FULL;
    const kinds = inFull ? KINDS.map(({ name }) => name) : WORDS_ONLY;
    this.#model = new Model({
      readings,
      labels: Int32Array.from(examples, ({ label }) => numbers.get(label)!),
      labelCount: this.#labels.length,
      kinds: new Set(kinds.filter((kind) => !without.has(kind))),
      classifies: inFull && !without.has('classifier'),
      kept: options.kept,
    });
  }

  /** The trained weights, for `kept`; null when nothing was trained. */
  get weights(): readonly LinearWeights[] | null {
    return this.#model.weights;
  }

  /** The likeliest labels, best first; empty when nothing of the text is known. Takes any text, in bounded time. */
  rank(text: Readable, limit = 5): Ranked[] {
    const { evidence, circumstance } = this.examine(text);
    const [first] = evidence;
    if (!first) return [];
    const sure = confidence(first, circumstance);
    return evidence.slice(0, limit).map((each) => ({
      label: this.label(each),
      score: score(each),
      confidence: sure * Math.exp(FALL * (score(each) - score(first))),
    }));
  }

  label({ label }: Evidence): string {
    return this.#labels[label]!;
  }

  /** The evidence behind a ranking, best first. */
  examine(text: Readable): { evidence: Evidence[]; circumstance: Circumstance } {
    const typed = read(text);
    const repaired = this.#repairer?.repair(typed) ?? null;
    const asTyped = this.#model.evidence(typed);
    const evidence = repaired ? blend(asTyped, this.#model.evidence(repaired)) : asTyped;
    evidence.sort((a, b) => score(b) - score(a) || a.label - b.label);
    return { evidence, circumstance: this.#circumstance(typed, repaired ?? typed) };
  }

  #circumstance(typed: Reading, repaired: Reading): Circumstance {
    const length = Math.max(1, typed.words.length);
    const unknown = repaired.words.filter((word) => !this.#vocabulary.has(word) && !isSlot(word));
    const mended = repaired.words.filter((word, i) => word !== typed.words[i]);
    return { length, unknown: unknown.length / length, repaired: mended.length / length };
  }
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
    votes: mean(typed.votes, repaired.votes),
    covered: Math.max(typed.covered, repaired.covered),
  };
}

function* ordinaryWords(readings: readonly Reading[]): Iterable<string> {
  for (const { words } of readings) for (const word of words) if (!isSlot(word)) yield word;
}
