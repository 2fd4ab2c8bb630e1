import { bayesWeights } from './bayes.ts';
import type { Evidence } from './evidence.ts';
import { FeatureSpace } from './feature-space.ts';
import { KINDS, type KindName } from './features.ts';
import { LinearScorer, type LinearWeights } from './linear.ts';
import { NearestExamples } from './nearest.ts';
import type { Reading } from './reading.ts';
import { rivals } from './rivals.ts';
import { trainLabels } from './support-vectors.ts';
import { type Vectors, VectorWriter } from './vectors.ts';

const CANDIDATES = 16;
/** The weights kept of all labels together, and of one. */
const MOST_WEIGHTS = 3_000_000;
const MOST_WEIGHTS_A_LABEL = 6_000;

/** The kinds of features, and what weighs them. */
export type Part = KindName | 'classifier' | 'bayes' | 'likeness';
export const MODEL_PARTS: readonly Part[] = [
  ...KINDS.map(({ name }) => name),
  'classifier',
  'bayes',
  'likeness',
];

/** What is learnt from. */
export interface Lessons {
  readings: readonly Reading[];
  /** `labels[i]` is the label of reading `i`; labels are numbered from 0. */
  labels: Int32Array;
  labelCount: number;
  parts: ReadonlySet<Part>;
  /** The classifier's weights, where they were trained before. */
  kept: readonly LinearWeights[] | undefined;
}

/** What the examples say of a text. */
export class Model {
  readonly #space: FeatureSpace;
  readonly #nearest: NearestExamples;
  readonly #likeness: boolean;
  readonly #margins: LinearScorer | null = null;
  readonly #odds: LinearScorer | null = null;
  /** The classifier's weights; null where there is none. */
  readonly weights: readonly LinearWeights[] | null = null;

  constructor({ readings, labels, labelCount, parts, kept }: Lessons) {
    this.#space = new FeatureSpace(parts);
    this.#likeness = parts.has('likeness');
    const vectors = this.#vectors(readings);
    const features = this.#space.size;
    this.#nearest = new NearestExamples(vectors, labels, features);
    const most = Math.min(MOST_WEIGHTS_A_LABEL, Math.ceil(MOST_WEIGHTS / labelCount));
    const examplesFor = rivals(vectors, labels, labelCount, this.#nearest);
    const lesson = { vectors, labels, labelCount, features, examplesFor };
    if (labelCount > 0 && parts.has('classifier')) {
      this.weights = kept ?? trainLabels(lesson, most);
      this.#margins = new LinearScorer(this.weights, features);
    }
    if (labelCount > 0 && parts.has('bayes')) {
      this.#odds = new LinearScorer(bayesWeights(lesson, most), features);
    }
  }

  /** The evidence for the labels whose examples come nearest, in no order. */
  evidence(reading: Reading): Evidence[] {
    const vector = this.#space.vector(reading);
    const near = this.#nearest.find(vector, CANDIDATES);
    const labels = near.map(({ label }) => label);
    const margins = this.#margins?.score(vector, labels);
    const odds = this.#odds?.score(vector, labels, vector.total);
    return near.map(({ label, likeness, votes }, i) => ({
      label,
      likeness: this.#likeness ? likeness : 0,
      votes,
      margin: margins?.[i]?.score ?? 0,
      odds: odds?.[i]?.score ?? 0,
      covered: vector.known * (odds?.[i]?.covered ?? 0),
    }));
  }

  #vectors(readings: readonly Reading[]): Vectors {
    for (const reading of readings) this.#space.learn(reading);
    this.#space.weigh();
    const writer = new VectorWriter();
    for (const reading of readings) writer.add(this.#space.vector(reading));
    return writer.finish();
  }
}
