import { type ExampleIndex, LONGEST_LIST, LONGEST_STEP, NO_FEATURE } from './example-index.ts';
import { frequency } from './feature-space.ts';
import type { Vector } from './vectors.ts';

/** So many entries of the index are read for one question, rarest features first. */
const MOST_READ = 4_000;
/** So many of the examples found are compared in full. */
const COMPARED = 64;
/** No text has more features than this. */
const MOST_IDS = 4_096;
/** What a feature counts more for being there once more. */
const GAINS = Float32Array.from({ length: MOST_IDS }, (_, before) =>
  before === 0 ? 1 : frequency(before + 1) - frequency(before),
);

/**
 * Finds the labels whose examples are nearest to a text, by an inverted index. The work is bounded:
 * what a question costs does not grow with the number of examples.
 */
export class NearestExamples {
  readonly #index: ExampleIndex;
  readonly #weights: Float32Array;
  readonly #likeness: Float32Array;
  readonly #touched: Int32Array;
  readonly #spread: Float32Array;

  /** `weights`: those of the features. */
  constructor(index: ExampleIndex, weights: Float32Array) {
    this.#index = index;
    this.#weights = weights;
    this.#likeness = new Float32Array(index.labels.length);
    this.#touched = new Int32Array(Math.min(index.labels.length, MOST_READ + LONGEST_LIST));
    this.#spread = new Float32Array(weights.length);
  }

  /** The nearest labels, nearest first, at most `limit`: of each, the cosine to its nearest example, from 0 to 1. */
  find(vector: Vector, limit: number): Map<number, number> {
    const examples = this.findExamples(vector, COMPARED);
    const likeness = this.#compare(vector, examples);
    sortByLikeness(examples, likeness);
    const near = new Map<number, number>();
    for (let i = 0; i < examples.length && near.size < limit; i++) {
      const label = this.#index.labels[examples[i]!]!;
      if (!near.has(label)) near.set(label, Math.min(1, likeness[i]!));
    }
    return near;
  }

  /** The nearest examples themselves, as far as the index was read, nearest first. */
  findExamples(vector: Vector, limit: number): number[] {
    const touched = this.#read(vector);
    const examples = highest(this.#touched.subarray(0, touched), this.#likeness, limit);
    for (let i = 0; i < touched; i++) this.#likeness[this.#touched[i]!] = 0;
    return examples;
  }

  /** The whole likeness to each of the examples. */
  #compare({ ids, values }: Vector, examples: readonly number[]): Float64Array {
    const { scales, features } = this.#index;
    const spread = this.#spread;
    for (let k = 0; k < ids.length; k++) spread[ids[k]!] = values[k]! * this.#weights[ids[k]!]!;
    const likeness = new Float64Array(examples.length);
    for (let i = 0; i < examples.length; i++) {
      const example = examples[i]!;
      const end = features.starts[example + 1]!;
      let sum = 0;
      let [id, again] = [-1, 0];
      for (let k = features.starts[example]!; k < end; k++) {
        const step = features.steps[k]!;
        if (step === 0) sum += spread[id]! * GAINS[++again]!;
        else if (step === NO_FEATURE) id += LONGEST_STEP;
        else {
          id += step;
          again = 0;
          sum += spread[id]!;
        }
      }
      likeness[i] = sum * scales[example]!;
    }
    for (let k = 0; k < ids.length; k++) spread[ids[k]!] = 0;
    return likeness;
  }

  /** Adds up the likeness of every example within reach, a feature counting once; returns how many were touched. */
  #read({ ids, values }: Vector): number {
    const { starts, examples } = this.#index.having;
    const [likeness, found] = [this.#likeness, this.#touched];
    let touched = 0;
    let left = MOST_READ;
    const order = this.#rarestFirst(ids);
    for (let turn = 0; turn < order.length && left > 0; turn++) {
      const k = order[turn]! % MOST_IDS;
      const id = ids[k]!;
      const value = values[k]! * this.#weights[id]!;
      const end = starts[id + 1]!;
      left -= end - starts[id]!;
      for (let at = starts[id]!; at < end; at++) {
        const example = examples[at]!;
        const before = likeness[example]!;
        if (before === 0) found[touched++] = example;
        likeness[example] = before + value;
      }
    }
    for (let i = 0; i < touched; i++) likeness[found[i]!]! *= this.#index.scales[found[i]!]!;
    return touched;
  }

  /** The places of `ids`, those with the shortest lists first: each is what remains by `MOST_IDS`. */
  #rarestFirst(ids: Int32Array): Uint32Array {
    const { starts } = this.#index.having;
    const keys = new Uint32Array(ids.length);
    for (let k = 0; k < ids.length; k++) {
      keys[k] = (starts[ids[k]! + 1]! - starts[ids[k]!]!) * MOST_IDS + k;
    }
    return keys.sort();
  }
}

/** Sorts both alike, the likest first, the lower number first among equals: few are far from their place. */
function sortByLikeness(examples: number[], likeness: Float64Array): void {
  for (let i = 1; i < examples.length; i++) {
    const [example, like] = [examples[i]!, likeness[i]!];
    let at = i;
    for (; at > 0; at--) {
      const before = likeness[at - 1]!;
      if (before > like || (before === like && examples[at - 1]! < example)) break;
      examples[at] = examples[at - 1]!;
      likeness[at] = before;
    }
    examples[at] = example;
    likeness[at] = like;
  }
}

type Scores = Float32Array | Float64Array;

/** The candidates of the highest scores, highest first; the lower number first among equals. */
export function highest(candidates: ArrayLike<number>, scores: Scores, most: number): number[] {
  const top: number[] = [];
  let least = 0;
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]!;
    const score = scores[candidate]!;
    if (top.length === most && score < least) continue;
    insert(top, candidate, scores, most);
    if (top.length === most) least = scores[top[most - 1]!]!;
  }
  return top;
}

function insert(top: number[], candidate: number, scores: Scores, most: number): void {
  const score = scores[candidate]!;
  let at = top.length;
  while (at > 0) {
    const other = top[at - 1]!;
    if (scores[other]! > score || (scores[other] === score && other < candidate)) break;
    if (at < most) top[at] = other;
    at--;
  }
  if (at < most) top[at] = candidate;
}
