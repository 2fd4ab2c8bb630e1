/** One observation: its signs, whether it came true, and how much it counts. */
export interface Observation {
  signs: readonly number[];
  came: boolean;
  weight: number;
}

const STEPS = 60;
/** Keeps signs that say the same from growing against each other. */
const SHRINK = 1e-5;

/** Logistic regression by Newton's method; the weights in the order of the signs. */
export function fitLogistic(observations: readonly Observation[]): number[] {
  const size = observations[0]?.signs.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const gradient = new Array<number>(size).fill(0);
    const curvature = Array.from({ length: size }, () => new Array<number>(size).fill(0));
    for (const { signs, came, weight } of observations) {
      const chance = sigmoid(dot(signs, weights));
      const error = weight * (Number(came) - chance);
      const bend = weight * chance * (1 - chance);
      for (let i = 0; i < size; i++) {
        gradient[i]! += error * signs[i]!;
        for (let j = 0; j < size; j++) curvature[i]![j]! += bend * signs[i]! * signs[j]!;
      }
    }
    for (let i = 0; i < size; i++) {
      gradient[i]! -= SHRINK * weights[i]!;
      curvature[i]![i]! += SHRINK;
    }
    const move = solve(curvature, gradient);
    for (let i = 0; i < size; i++) weights[i]! += move[i]!;
    if (Math.max(...move.map(Math.abs)) < 1e-8) break;
  }
  return weights;
}

export const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum));

export const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);

/** Gaussian elimination with pivoting; both arguments are used up. */
function solve(matrix: number[][], right: number[]): number[] {
  const size = right.length;
  for (let column = 0; column < size; column++) {
    let pivot = column;
    for (let row = column; row < size; row++) {
      if (Math.abs(matrix[row]![column]!) > Math.abs(matrix[pivot]![column]!)) pivot = row;
    }
    [matrix[column], matrix[pivot]] = [matrix[pivot]!, matrix[column]!];
    [right[column], right[pivot]] = [right[pivot]!, right[column]!];
    for (let row = 0; row < size; row++) {
      if (row === column) continue;
      const factor = matrix[row]![column]! / matrix[column]![column]!;
      for (let k = column; k < size; k++) matrix[row]![k]! -= factor * matrix[column]![k]!;
      right[row]! -= factor * right[column]!;
    }
  }
  return right.map((value, i) => value / matrix[i]![i]!);
}
