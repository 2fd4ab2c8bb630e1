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

/** Scores one text for chosen labels. */
export class LinearScorer {
  readonly #labels: readonly LinearWeights[];
  readonly #spread: Float32Array;

  constructor(labels: readonly LinearWeights[], features: number) {
    this.#labels = labels;
    this.#spread = new Float32Array(features);
  }

  /** For each of `labels`, its weights times the vector, and `bias` times its own bias. */
  score(vector: Vector, labels: readonly number[], bias = 1): LinearScore[] {
    const spread = this.#spread;
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = vector.values[k]!;
    const scores = labels.map((label) => this.#scoreOne(this.#labels[label]!, bias));
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = 0;
    return scores;
  }

  #scoreOne({ ids, weights, bias: own }: LinearWeights, bias: number): LinearScore {
    const spread = this.#spread;
    let score = bias * own;
    let covered = 0;
    for (let k = 0; k < ids.length; k++) {
      const value = spread[ids[k]!]!;
      score += weights[k]! * value;
      covered += value * value;
    }
    return { score, covered };
  }
}

export interface LinearScore {
  score: number;
  /** Share of the text's weight that lies on features for which the label has weights. */
  covered: number;
}
