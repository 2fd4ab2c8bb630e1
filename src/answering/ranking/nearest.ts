import { inSteps, type Narrow, narrow, type Steps } from './narrow.ts';
import type { Vector, Vectors } from './vectors.ts';

/** So many entries of the index are read for one question, rarest features first. */
const MOST_READ = 4_000;
/** A feature that more examples have than this says little about any of them. */
const LONGEST_LIST = 1_000;
/** So many of the examples found are compared in full. */
const COMPARED = 64;
/** No text has more features than this. */
const MOST_IDS = 4_096;

/** The examples as vectors, their labels, and which of them have a feature, with its value: those of feature `f` lie from `starts[f]` to `starts[f + 1]`. */
export interface ExampleIndex {
  vectors: { starts: Int32Array; ids: Narrow; values: Steps };
  labels: Int32Array;
  starts: Int32Array;
  examples: Narrow;
  values: Steps;
}

/** `labels[i]` is the label number of example `i`; features are numbered below `features`. */
export function indexExamples(vectors: Vectors, labels: Int32Array, features: number): ExampleIndex {
  const lengths = new Int32Array(features + 1);
  for (const id of vectors.ids) if (lengths[id]! < LONGEST_LIST) lengths[id]!++;
  const starts = new Int32Array(features + 1);
  for (let id = 0; id < features; id++) starts[id + 1] = starts[id]! + lengths[id]!;
  const examples = new Int32Array(starts[features]!);
  const values = new Float32Array(starts[features]!);
  const next = starts.slice();
  for (let example = 0; example + 1 < vectors.starts.length; example++) {
    for (let k = vectors.starts[example]!; k < vectors.starts[example + 1]!; k++) {
      const id = vectors.ids[k]!;
      const at = next[id]!;
      if (at === starts[id + 1]) continue;
      next[id] = at + 1;
      examples[at] = example;
      values[at] = vectors.values[k]!;
    }
  }
  return {
    vectors: { starts: vectors.starts, ids: narrow(vectors.ids), values: inSteps(vectors.values) },
    labels,
    starts,
    examples: narrow(examples),
    values: inSteps(values),
  };
}

/**
 * Finds the labels whose examples are nearest to a text, by an inverted index. The work is bounded:
 * what a question costs does not grow with the number of examples.
 */
export class NearestExamples {
  readonly #labels: Int32Array;
  readonly #starts: Int32Array;
  readonly #examples: Narrow;
  readonly #values: Int16Array;
  readonly #likeness: Float32Array;
  readonly #touched: Int32Array;
  readonly #vectors: ExampleIndex['vectors'];
  readonly #spread: Float32Array;

  constructor({ vectors, labels, starts, examples, values }: ExampleIndex) {
    this.#vectors = vectors;
    this.#labels = labels;
    this.#starts = starts;
    this.#examples = examples;
    this.#values = values.steps;
    this.#likeness = new Float32Array(labels.length);
    this.#touched = new Int32Array(Math.min(labels.length, MOST_READ + LONGEST_LIST));
    this.#spread = new Float32Array(starts.length - 1);
  }

  /** The nearest labels, nearest first, at most `limit`: of each, the cosine to its nearest example, from 0 to 1. */
  find(vector: Vector, limit: number): Map<number, number> {
    const examples = this.findExamples(vector, COMPARED);
    const likeness = this.#compare(vector, examples);
    sortByLikeness(examples, likeness);
    const near = new Map<number, number>();
    for (let i = 0; i < examples.length && near.size < limit; i++) {
      const label = this.#labels[examples[i]!]!;
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
  #compare(vector: Vector, examples: readonly number[]): Float64Array {
    const { starts, ids, values } = this.#vectors;
    const { unit, steps } = values;
    const spread = this.#spread;
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = vector.values[k]!;
    const likeness = new Float64Array(examples.length);
    for (let i = 0; i < examples.length; i++) {
      const end = starts[examples[i]! + 1]!;
      let sum = 0;
      for (let k = starts[examples[i]!]!; k < end; k++) sum += steps[k]! * spread[ids[k]!]!;
      likeness[i] = sum * unit;
    }
    for (let k = 0; k < vector.ids.length; k++) spread[vector.ids[k]!] = 0;
    return likeness;
  }

  /** Adds up the likeness, in steps, of every example within reach; returns how many were touched. */
  #read(vector: Vector): number {
    let touched = 0;
    let left = MOST_READ;
    const [starts, examples, values] = [this.#starts, this.#examples, this.#values];
    const [likeness, found] = [this.#likeness, this.#touched];
    const order = this.#rarestFirst(vector.ids);
    for (let turn = 0; turn < order.length && left > 0; turn++) {
      const k = order[turn]! % MOST_IDS;
      const value = vector.values[k]!;
      const start = starts[vector.ids[k]!]!;
      const end = starts[vector.ids[k]! + 1]!;
      left -= end - start;
      for (let at = start; at < end; at++) {
        const example = examples[at]!;
        const before = likeness[example]!;
        if (before === 0) found[touched++] = example;
        likeness[example] = before + value * values[at]!;
      }
    }
    return touched;
  }

  /** The places of `ids`, those with the shortest lists first: each is what remains by `MOST_IDS`. */
  #rarestFirst(ids: Int32Array): Uint32Array {
    const starts = this.#starts;
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
