import type { LinearWeights } from './linear.ts';

/** Trained weights as bytes, for `unpackWeights`. */
export function packWeights(labels: readonly LinearWeights[]): Uint8Array {
  const total = labels.reduce((sum, { ids }) => sum + ids.length, 0);
  const parts = layout(new ArrayBuffer(4 * (2 + 2 * labels.length + 2 * total)), labels.length, total);
  parts.sizes.set([labels.length, total]);
  let at = 0;
  for (const [label, { bias, ids, weights }] of labels.entries()) {
    parts.lengths[label] = ids.length;
    parts.biases[label] = bias;
    parts.ids.set(ids, at);
    parts.weights.set(weights, at);
    at += ids.length;
  }
  return new Uint8Array(parts.sizes.buffer);
}

/** The weights that `packWeights` was given; null when the bytes are not whole. */
export function unpackWeights(bytes: Uint8Array): LinearWeights[] | null {
  if (bytes.length < 8) return null;
  const buffer = new Uint8Array(bytes).buffer;
  const [labels = 0, total = 0] = new Int32Array(buffer, 0, 2);
  if (labels < 0 || total < 0 || bytes.length !== 4 * (2 + 2 * labels + 2 * total)) return null;
  const { lengths, biases, ids, weights } = layout(buffer, labels, total);
  let at = 0;
  return Array.from(lengths, (length, label) => {
    const [from, to] = [at, at + length];
    at = to;
    return { bias: biases[label]!, ids: ids.subarray(from, to), weights: weights.subarray(from, to) };
  });
}

function layout(buffer: ArrayBuffer, labels: number, total: number) {
  return {
    sizes: new Int32Array(buffer, 0, 2),
    lengths: new Int32Array(buffer, 8, labels),
    biases: new Float32Array(buffer, 8 + 4 * labels, labels),
    ids: new Int32Array(buffer, 8 + 8 * labels, total),
    weights: new Float32Array(buffer, 8 + 8 * labels + 4 * total, total),
  };
}
