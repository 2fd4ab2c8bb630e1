import { bayesWeights } from './bayes.ts';
import type { Evidence } from './evidence.ts';
import { FeatureSpace } from './feature-space.ts';
import type { KindName } from './features.ts';
import { LinearScorer, type LinearWeights } from './linear.ts';
import { NearestExamples } from './nearest.ts';
import type { Reading } from './reading.ts';
import { rivals } from './rivals.ts';
import { trainLabels } from './support-vectors.ts';
import { type Vectors, VectorWriter } from './vectors.ts';

const CANDIDATES = 16;
/** The weights kept of all labels together, and of one. */
const MOST_WEIGHTS = 2_000_000;
const MOST_WEIGHTS_A_LABEL = 6_000;

/** Everything learnt from the examples of one set of labels, numbered from 0. */
export interface Lessons {
  readings: readonly Reading[];
  /** `labels[i]` is the label of reading `i`. */
  labels: Int32Array;
  labelCount: number;
  kinds: ReadonlySet<KindName>;
  /** Without it only the nearest examples speak. */
  classifies: boolean;
  /** The classifier's weights, where they were trained before. */
  kept?: readonly LinearWeights[];
}

/** What the examples say of a text. */
export class Model {
  readonly #space: FeatureSpace;
  readonly #nearest: NearestExamples;
  readonly #margins: LinearScorer | null = null;
  readonly #odds: LinearScorer | null = null;
  /** The classifier's weights; null where there is none. */
  readonly weights: readonly LinearWeights[] | null = null;

  constructor({ readings, labels, labelCount, kinds, classifies, kept }: Lessons) {
    this.#space = new FeatureSpace(kinds);
    const vectors = this.#vectors(readings);
    const features = this.#space.size;
    this.#nearest = new NearestExamples(vectors, labels, labelCount, features);
    if (!classifies || labelCount === 0) return;
    const most = Math.min(MOST_WEIGHTS_A_LABEL, Math.ceil(MOST_WEIGHTS / labelCount));
    const examplesFor = rivals(vectors, labels, labelCount, this.#nearest);
    const lesson = { vectors, labels, labelCount, features, examplesFor };
    this.weights = kept ?? trainLabels(lesson, most);
    this.#margins = new LinearScorer(this.weights, features);
    this.#odds = new LinearScorer(bayesWeights(lesson, most), features);
  }

  /** The evidence for the labels whose examples come nearest, in no order. */
  evidence(reading: Reading): Evidence[] {
    const vector = this.#space.vector(reading);
    const near = this.#nearest.find(vector, CANDIDATES);
    const labels = near.map(({ label }) => label);
    const margins = this.#margins?.score(vector, labels);
    const odds = this.#odds?.score(vector, labels, vector.total);
    return near.map((each, i) => ({
      ...each,
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
