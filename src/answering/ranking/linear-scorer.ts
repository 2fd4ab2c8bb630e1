import type { LinearWeights } from './linear.ts';
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

export function linearScorer(labels: readonly LinearWeights[], features: number): LinearScorer {
  return labels.length <= MOST_LABELS ? new ByFeature(labels, features) : new ByLabel(labels, features);
}

/** Reads the weights of the features that a text has, of all labels. */
class ByFeature implements LinearScorer {
  readonly scoresAll = true;
  readonly #biases: Float32Array;
  readonly #scores: Float32Array;
  /** The labels that have a weight for feature `f`, and the weights, lie from `starts[f]` to `starts[f + 1]`. */
  readonly #starts: Int32Array;
  readonly #labels: Int32Array;
  readonly #weights: Float32Array;

  constructor(labels: readonly LinearWeights[], features: number) {
    this.#biases = Float32Array.from(labels, ({ bias }) => bias);
    this.#scores = new Float32Array(labels.length);
    this.#starts = new Int32Array(features + 1);
    for (const { ids } of labels) for (const id of ids) this.#starts[id + 1]!++;
    for (let id = 0; id < features; id++) this.#starts[id + 1]! += this.#starts[id]!;
    this.#labels = new Int32Array(this.#starts[features]!);
    this.#weights = new Float32Array(this.#starts[features]!);
    const next = this.#starts.slice();
    for (const [label, { ids, weights }] of labels.entries()) {
      for (let k = 0; k < ids.length; k++) {
        const at = next[ids[k]!]!++;
        this.#labels[at] = label;
        this.#weights[at] = weights[k]!;
      }
    }
  }

  score({ ids, values }: Vector, bias: number): Float32Array {
    const [scores, biases, starts] = [this.#scores, this.#biases, this.#starts];
    const [labels, weights] = [this.#labels, this.#weights];
    for (let label = 0; label < scores.length; label++) scores[label] = bias * biases[label]!;
    for (let k = 0; k < ids.length; k++) {
      const value = values[k]!;
      const end = starts[ids[k]! + 1]!;
      for (let at = starts[ids[k]!]!; at < end; at++) scores[labels[at]!]! += value * weights[at]!;
    }
    return scores;
  }
}

/** Reads all weights of the labels that are asked for. */
class ByLabel implements LinearScorer {
  readonly scoresAll = false;
  readonly #labels: readonly LinearWeights[];
  readonly #scores: Float32Array;
  readonly #spread: Float32Array;

  constructor(labels: readonly LinearWeights[], features: number) {
    this.#labels = labels;
    this.#scores = new Float32Array(labels.length);
    this.#spread = new Float32Array(features);
  }

  score(vector: Vector, bias: number, labels: Iterable<number>): Float32Array {
    const spread = this.#spread;
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = vector.values[k]!;
    for (const label of labels) {
      const { ids, weights, bias: own } = this.#labels[label]!;
      let score = bias * own;
      for (let k = 0; k < ids.length; k++) score += weights[k]! * spread[ids[k]!]!;
      this.#scores[label] = score;
    }
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = 0;
    return this.#scores;
  }
}
