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
