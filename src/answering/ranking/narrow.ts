/** Numbers from 0, in half or a quarter of the bytes where none is too large for that. */
export type Narrow = Int32Array | Uint16Array | Uint8Array;

export function narrow(numbers: Int32Array): Narrow {
  const most = numbers.reduce((a, b) => Math.max(a, b), 0);
  if (most < 2 ** 8) return Uint8Array.from(numbers);
  return most < 2 ** 16 ? Uint16Array.from(numbers) : numbers;
}

/** Values in half the bytes: each is so many times `unit`. */
export interface Steps {
  unit: number;
  steps: Int16Array;
}

const MOST_STEPS = 2 ** 15 - 1;

export function inSteps(values: Float32Array): Steps {
  let most = 0;
  for (const value of values) most = Math.max(most, Math.abs(value));
  const unit = most / MOST_STEPS || 1;
  return { unit, steps: Int16Array.from(values, (value) => Math.round(value / unit)) };
}
