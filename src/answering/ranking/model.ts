import { bayesWeights } from './bayes.ts';
import { Coverage } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { FeatureSpace } from './feature-space.ts';
import { KINDS, type KindName } from './features.ts';
import type { LinearWeights } from './linear.ts';
import { type LinearScorer, linearScorer } from './linear-scorer.ts';
import { highest, NearestExamples } from './nearest.ts';
import type { Reading } from './reading.ts';
import { rivals } from './rivals.ts';
import { trainLabels } from './support-vectors.ts';
import { type Vectors, VectorWriter } from './vectors.ts';

/** So many labels are looked at closely: those of the nearest examples and, unless there are very many labels, as many that the classifier prefers. */
const CANDIDATES = 16;
/** The weights kept of all labels together, and of one. */
const MOST_WEIGHTS = 3_000_000;
const MOST_WEIGHTS_A_LABEL = 6_000;

/** The kinds of features, and what weighs them. */
export type Part = KindName | 'classifier' | 'bayes' | 'likeness' | 'coverage';
export const MODEL_PARTS: readonly Part[] = [
  ...KINDS.map(({ name }) => name),
  'classifier',
  'bayes',
  'likeness',
  'coverage',
];

/** What is learnt from. */
export interface Lessons {
  readings: readonly Reading[];
  /** `labels[i]` is the label of reading `i`; labels are numbered from 0. */
  labels: Int32Array;
  labelCount: number;
  parts: ReadonlySet<Part>;
  /** How rare words of ordinary language are: see `rarities`. */
  ordinary: ReadonlyMap<string, number>;
  /** The classifier's weights, where they were trained before. */
  kept: readonly LinearWeights[] | undefined;
}

/** What the examples say of a text. */
export class Model {
  readonly #space: FeatureSpace;
  readonly #nearest: NearestExamples;
  readonly #likeness: boolean;
  /** All labels. */
  readonly #labels: Int32Array;
  readonly #margins: LinearScorer | null = null;
  readonly #odds: LinearScorer | null = null;
  readonly #coverage: Coverage | null;
  /** The classifier's weights; null where there is none. */
  readonly weights: readonly LinearWeights[] | null = null;

  constructor({ readings, labels, labelCount, parts, ordinary, kept }: Lessons) {
    this.#space = new FeatureSpace(parts);
    this.#likeness = parts.has('likeness');
    this.#labels = Int32Array.from({ length: labelCount }, (_, label) => label);
    const vectors = this.#vectors(readings);
    const features = this.#space.size;
    this.#nearest = new NearestExamples(vectors, labels, features);
    this.#coverage = parts.has('coverage') ? new Coverage(readings, labels, labelCount, ordinary) : null;
    const most = Math.min(MOST_WEIGHTS_A_LABEL, Math.ceil(MOST_WEIGHTS / labelCount));
    const examplesFor = rivals(vectors, labels, labelCount, this.#nearest);
    const lesson = { vectors, labels, labelCount, features, examplesFor };
    if (labelCount > 0 && parts.has('classifier')) {
      this.weights = kept ?? trainLabels(lesson, most);
      this.#margins = linearScorer(this.weights, features);
    }
    if (labelCount > 0 && parts.has('bayes')) {
      this.#odds = linearScorer(bayesWeights(lesson, most), features);
    }
  }

  /** The evidence for the labels that may be meant, in no order. */
  evidence(reading: Reading): Evidence[] {
    const vector = this.#space.vector(reading);
    const likeness = this.#nearest.find(vector, CANDIDATES);
    if (likeness.size === 0) return [];
    const margins = this.#margins?.score(vector, 1, likeness.keys());
    const odds = this.#odds?.score(vector, vector.total, likeness.keys());
    const preferred = margins && this.#margins?.scoresAll ? highest(this.#labels, margins, CANDIDATES) : [];
    const labels = [...new Set([...likeness.keys(), ...preferred])];
    const covered = this.#coverage?.of(reading, labels);
    const least = Math.min(...likeness.values());
    return labels.map((label, i) => ({
      label,
      likeness: this.#likeness ? (likeness.get(label) ?? least) : 0,
      margin: margins?.[label] ?? 0,
      odds: odds?.[label] ?? 0,
      covered: covered?.[i] ?? 0,
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
