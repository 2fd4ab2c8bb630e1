import type { LinearWeights } from './linear.ts';
import { inSteps, type Narrow, narrow, type Steps } from './narrow.ts';
import type { Vector } from './vectors.ts';

/** Up to so many labels, all are scored as fast as a few. */
const MOST_LABELS = 1_000;

export interface LinearScorer {
  /** Whether every label is scored, and not only those that are asked for. */
  readonly scoresAll: boolean;
  /**
   * By label, its weights times the vector, and `bias` times its own bias, of the `labels` at least; overwritten
   * by the next text.
   */
  score(vector: Vector, bias: number, labels: Iterable<number>): Float32Array;
}

/** The weights of all labels in one row: by feature, or, of very many labels, by label. */
export interface WeightRows {
  byFeature: boolean;
  biases: Float32Array;
  /** The weights of feature or label `i`, and the labels or features that they are for, lie from `starts[i]` to `starts[i + 1]`. */
  starts: Int32Array;
  numbers: Narrow;
  weights: Steps;
}

export function weightRows(labels: readonly LinearWeights[], features: number): WeightRows {
  return labels.length <= MOST_LABELS ? rowsByFeature(labels, features) : rowsByLabel(labels);
}

export function linearScorer(rows: WeightRows, features: number): LinearScorer {
  return rows.byFeature ? new ByFeature(rows) : new ByLabel(rows, features);
}

function rowsByFeature(labels: readonly LinearWeights[], features: number): WeightRows {
  const starts = new Int32Array(features + 1);
  for (const { ids } of labels) for (const id of ids) starts[id + 1]!++;
  for (let id = 0; id < features; id++) starts[id + 1]! += starts[id]!;
  const numbers = new Int32Array(starts[features]!);
  const weights = new Float32Array(starts[features]!);
  const next = starts.slice();
  for (const [label, own] of labels.entries()) {
    for (let k = 0; k < own.ids.length; k++) {
      const at = next[own.ids[k]!]!++;
      numbers[at] = label;
      weights[at] = own.weights[k]!;
    }
  }
  return {
    byFeature: true,
    biases: biasesOf(labels),
    starts,
    numbers: narrow(numbers),
    weights: inSteps(weights),
  };
}

function rowsByLabel(labels: readonly LinearWeights[]): WeightRows {
  const starts = new Int32Array(labels.length + 1);
  for (const [label, { ids }] of labels.entries()) starts[label + 1] = starts[label]! + ids.length;
  const numbers = new Int32Array(starts[labels.length]!);
  const weights = new Float32Array(starts[labels.length]!);
  for (const [label, own] of labels.entries()) {
    numbers.set(own.ids, starts[label]);
    weights.set(own.weights, starts[label]);
  }
  return {
    byFeature: false,
    biases: biasesOf(labels),
    starts,
    numbers: narrow(numbers),
    weights: inSteps(weights),
  };
}

function biasesOf(labels: readonly LinearWeights[]): Float32Array {
  return Float32Array.from(labels, ({ bias }) => bias);
}

/** Reads the weights of the features that a text has, of all labels. */
class ByFeature implements LinearScorer {
  readonly scoresAll = true;
  readonly #rows: WeightRows;
  readonly #scores: Float32Array;

  constructor(rows: WeightRows) {
    this.#rows = rows;
    this.#scores = new Float32Array(rows.biases.length);
  }

  score({ ids, values }: Vector, bias: number): Float32Array {
    const { biases, starts, numbers, weights } = this.#rows;
    const { unit, steps } = weights;
    const scores = this.#scores;
    for (let label = 0; label < scores.length; label++) scores[label] = bias * biases[label]!;
    for (let k = 0; k < ids.length; k++) {
      const value = values[k]! * unit;
      const end = starts[ids[k]! + 1]!;
      for (let at = starts[ids[k]!]!; at < end; at++) scores[numbers[at]!]! += value * steps[at]!;
    }
    return scores;
  }
}

/** Reads all weights of the labels that are asked for. */
class ByLabel implements LinearScorer {
  readonly scoresAll = false;
  readonly #rows: WeightRows;
  readonly #scores: Float32Array;
  readonly #spread: Float32Array;

  constructor(rows: WeightRows, features: number) {
    this.#rows = rows;
    this.#scores = new Float32Array(rows.biases.length);
    this.#spread = new Float32Array(features);
  }

  score(vector: Vector, bias: number, labels: Iterable<number>): Float32Array {
    const { biases, starts, numbers, weights } = this.#rows;
    const { unit, steps } = weights;
    const spread = this.#spread;
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = vector.values[k]! * unit;
    for (const label of labels) {
      let score = bias * biases[label]!;
      const end = starts[label + 1]!;
      for (let at = starts[label]!; at < end; at++) score += steps[at]! * spread[numbers[at]!]!;
      this.#scores[label] = score;
    }
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = 0;
    return this.#scores;
  }
}
