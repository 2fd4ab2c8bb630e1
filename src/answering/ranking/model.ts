import { bayesWeights } from './bayes.ts';
import { Coverage, type HeldStems, learnStems } from './coverage.ts';
import type { Evidence } from './evidence.ts';
import { type ExampleIndex, indexExamples } from './example-index.ts';
import { FeatureSpace, type FeatureWeights, learnFeatures } from './feature-space.ts';
import { KINDS, type KindName } from './features.ts';
import { type LinearScorer, linearScorer, type WeightRows, weightRows } from './linear-scorer.ts';
import { highest, NearestExamples } from './nearest.ts';
import type { Reading } from './reading.ts';
import { rivals } from './rivals.ts';
import { trainLabels } from './support-vectors.ts';
import { type Vectors, VectorWriter } from './vectors.ts';

/** So many labels are looked at closely: those of the nearest examples and, unless there are very many labels, as many that the classifier prefers. */
const CANDIDATES = 16;
/** A label of which no example was found is farther than all that were, if by an unknown little: it never ties with them. */
const FARTHER = 1e-4;
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
}

/** What was learnt, as plain values. What was left out is null. */
export interface LearntModel {
  labelCount: number;
  space: FeatureWeights;
  examples: ExampleIndex;
  likeness: boolean;
  margins: WeightRows | null;
  odds: WeightRows | null;
  coverage: HeldStems | null;
}

export function learnModel({ readings, labels, labelCount, parts, ordinary }: Lessons): LearntModel {
  const space = learnFeatures(readings, parts);
  const vectors = vectorsOf(readings, space);
  const features = space.weights.length;
  const examples = indexExamples(vectors, labels, features);
  const most = Math.min(MOST_WEIGHTS_A_LABEL, Math.ceil(MOST_WEIGHTS / labelCount));
  const examplesFor = rivals(vectors, labels, labelCount, new NearestExamples(examples, space.weights));
  const lesson = { vectors, labels, labelCount, features, examplesFor };
  const trained = (part: Part, train: typeof trainLabels): WeightRows | null =>
    labelCount > 0 && parts.has(part) ? weightRows(train(lesson, most), features) : null;
  return {
    labelCount,
    space,
    examples,
    likeness: parts.has('likeness'),
    margins: trained('classifier', trainLabels),
    odds: trained('bayes', bayesWeights),
    coverage: parts.has('coverage') ? learnStems(readings, labels, labelCount, ordinary) : null,
  };
}

function vectorsOf(readings: readonly Reading[], features: FeatureWeights): Vectors {
  const space = new FeatureSpace(features);
  const writer = new VectorWriter();
  for (const reading of readings) writer.add(space.vector(reading));
  return writer.finish();
}

/** What the examples say of a text. */
export class Model {
  readonly #space: FeatureSpace;
  readonly #nearest: NearestExamples;
  readonly #likeness: boolean;
  /** All labels. */
  readonly #labels: Int32Array;
  readonly #margins: LinearScorer | null;
  readonly #odds: LinearScorer | null;
  readonly #coverage: Coverage | null;

  constructor({ labelCount, space, examples, likeness, margins, odds, coverage }: LearntModel) {
    const features = space.weights.length;
    this.#labels = Int32Array.from({ length: labelCount }, (_, label) => label);
    this.#space = new FeatureSpace(space);
    this.#nearest = new NearestExamples(examples, space.weights);
    this.#likeness = likeness;
    this.#margins = margins && linearScorer(margins, features);
    this.#odds = odds && linearScorer(odds, features);
    this.#coverage = coverage && new Coverage(coverage);
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
    const least = Math.min(...likeness.values()) - FARTHER;
    return labels.map((label, i) => ({
      label,
      likeness: this.#likeness ? (likeness.get(label) ?? least) : 0,
      margin: margins?.[label] ?? 0,
      odds: odds?.[label] ?? 0,
      covered: covered?.[i] ?? 0,
    }));
  }
}
