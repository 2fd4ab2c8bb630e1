import { type Narrow, narrow } from './narrow.ts';
import type { Vectors } from './vectors.ts';

/** A feature that more examples have than this says little about any of them. */
export const LONGEST_LIST = 1_000;
/** What a step is at most, and what stands for one so long that leads to no feature. */
export const LONGEST_STEP = 2 ** 16 - 2;
export const NO_FEATURE = LONGEST_STEP + 1;

/**
 * The examples: their labels, their features, and which of them have a feature. Values are not kept: a feature's value
 * is how often an example has it, by its weight, by the example's scale.
 */
export interface ExampleIndex {
  labels: Int32Array;
  scales: Float32Array;
  /** The features of example `e` lie from `starts[e]` to `starts[e + 1]`. */
  features: { starts: Int32Array; steps: Uint16Array };
  /** The examples of feature `f` lie from `starts[f]` to `starts[f + 1]`. */
  having: { starts: Int32Array; examples: Narrow };
}

/** `labels[i]` is the label number of example `i`; features are numbered below `features`. */
export function indexExamples(vectors: Vectors, labels: Int32Array, features: number): ExampleIndex {
  return {
    labels,
    scales: vectors.scales,
    features: inSteps(vectors, features),
    having: inverted(vectors, features),
  };
}

/**
 * The features of each example, ascending, each as the step from the one before it: none where the example has the same
 * feature once more, and as many of the longest as it takes.
 */
function inSteps({ starts, ids, times }: Vectors, features: number): ExampleIndex['features'] {
  const examples = starts.length - 1;
  const held = times.reduce((sum, each) => sum + each, 0);
  const steps = new Uint16Array(held + examples * Math.floor(features / LONGEST_STEP));
  const ends = new Int32Array(starts.length);
  let at = 0;
  for (let example = 0; example < examples; example++) {
    let before = -1;
    for (const id of inOrder(ids, times, starts[example]!, starts[example + 1]!)) {
      let step = id - before;
      for (; step > LONGEST_STEP; step -= LONGEST_STEP) steps[at++] = NO_FEATURE;
      steps[at++] = step;
      before = id;
    }
    ends[example + 1] = at;
  }
  return { starts: ends, steps: steps.slice(0, at) };
}

/** Each feature as often as it is there. */
function inOrder(ids: Int32Array, times: Uint16Array, start: number, end: number): Int32Array {
  const all: number[] = [];
  for (let k = start; k < end; k++) for (let i = 0; i < times[k]!; i++) all.push(ids[k]!);
  return Int32Array.from(all).sort();
}

function inverted(vectors: Vectors, features: number): ExampleIndex['having'] {
  const lengths = new Int32Array(features + 1);
  for (const id of vectors.ids) if (lengths[id]! < LONGEST_LIST) lengths[id]!++;
  const starts = new Int32Array(features + 1);
  for (let id = 0; id < features; id++) starts[id + 1] = starts[id]! + lengths[id]!;
  const examples = new Int32Array(starts[features]!);
  const next = starts.slice();
  for (let example = 0; example + 1 < vectors.starts.length; example++) {
    for (let k = vectors.starts[example]!; k < vectors.starts[example + 1]!; k++) {
      const id = vectors.ids[k]!;
      if (next[id]! < starts[id + 1]!) examples[next[id]!++] = example;
    }
  }
  return { starts, examples: narrow(examples) };
}
