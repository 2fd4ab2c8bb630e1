import type { Vector } from './vectors.ts';

/** Weights of one label over the features: how much each speaks for it. */
export interface LinearWeights {
  bias: number;
  ids: Int32Array;
  weights: Float32Array;
}

/** The heaviest of the weights: the rest would change few rankings and fill memory. */
export function heaviest(
  ids: readonly number[],
  weights: readonly number[],
  most: number,
): Omit<LinearWeights, 'bias'> {
  if (ids.length <= most) return { ids: Int32Array.from(ids), weights: Float32Array.from(weights) };
  const sizes = Float64Array.from(weights, Math.abs).sort();
  const least = sizes[sizes.length - most]!;
  const kept: number[] = [];
  for (let i = 0; i < weights.length && kept.length < most; i++)
    if (Math.abs(weights[i]!) >= least) kept.push(i);
  return { ids: Int32Array.from(kept, (i) => ids[i]!), weights: Float32Array.from(kept, (i) => weights[i]!) };
}

/** Scores a text for every label. What that costs does not grow with the labels that share none of its features. */
export class LinearScorer {
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

  /** For each label, its weights times the vector, and `bias` times its own bias; overwritten by the next text. */
  score({ ids, values }: Vector, bias = 1): Float32Array {
    const scores = this.#scores;
    for (let label = 0; label < scores.length; label++) scores[label] = bias * this.#biases[label]!;
    for (let k = 0; k < ids.length; k++) {
      const value = values[k]!;
      const end = this.#starts[ids[k]! + 1]!;
      for (let at = this.#starts[ids[k]!]!; at < end; at++)
        scores[this.#labels[at]!]! += value * this.#weights[at]!;
    }
    return scores;
  }
}
