/** Numbers from 0, in half the bytes where none is too large for that. */
export type Narrow = Int32Array | Uint16Array;

export function narrow(numbers: Int32Array): Narrow {
  const fits = numbers.every((number) => number < 2 ** 16);
  return fits ? Uint16Array.from(numbers) : numbers;
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
