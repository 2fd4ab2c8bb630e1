import type { Vector, Vectors } from './vectors.ts';

/** So many entries of the index are read for one question, rarest features first. */
const MOST_READ = 12_000;
/** A feature that more examples have than this says little about any of them. */
const LONGEST_LIST = 4_000;
/** So many of the nearest examples vote. */
const VOTERS = 30;

/** How near the examples of one label come to a text. */
export interface Near {
  label: number;
  /** Cosine to its nearest example, from 0 to 1. */
  likeness: number;
  /** Its share of the votes of the nearest examples, from 0 to 1. */
  votes: number;
}

/**
 * Finds the labels whose examples are nearest to a text, by an inverted index. The work is bounded:
 * what a question costs does not grow with the number of examples.
 */
export class NearestExamples {
  readonly #labels: Int32Array;
  readonly #starts: Int32Array;
  readonly #examples: Int32Array;
  readonly #values: Float32Array;
  readonly #likeness: Float32Array;
  readonly #touched: Int32Array;
  readonly #best: Float32Array;

  /** `labels[i]` is the label number of example `i`; features are numbered below `features`. */
  constructor(vectors: Vectors, labels: Int32Array, labelCount: number, features: number) {
    this.#labels = labels;
    const lengths = new Int32Array(features + 1);
    for (const id of vectors.ids) if (lengths[id]! < LONGEST_LIST) lengths[id]!++;
    this.#starts = new Int32Array(features + 1);
    for (let id = 0; id < features; id++) this.#starts[id + 1] = this.#starts[id]! + lengths[id]!;
    this.#examples = new Int32Array(this.#starts[features]!);
    this.#values = new Float32Array(this.#starts[features]!);
    this.#fill(vectors);
    this.#likeness = new Float32Array(labels.length);
    this.#touched = new Int32Array(Math.min(labels.length, MOST_READ + LONGEST_LIST));
    this.#best = new Float32Array(labelCount);
  }

  /** The nearest labels, nearest first, at most `limit`. */
  find(vector: Vector, limit: number): Near[] {
    const touched = this.#read(vector);
    const labels: number[] = [];
    for (let i = 0; i < touched; i++) {
      const example = this.#touched[i]!;
      const label = this.#labels[example]!;
      if (this.#best[label] === 0) labels.push(label);
      if (this.#likeness[example]! > this.#best[label]!) this.#best[label] = this.#likeness[example]!;
    }
    const votes = this.#vote(touched);
    const near = highest(labels, this.#best, limit).map((label) => {
      return { label, likeness: Math.min(1, this.#best[label]!), votes: votes.get(label) ?? 0 };
    });
    for (const label of labels) this.#best[label] = 0;
    for (let i = 0; i < touched; i++) this.#likeness[this.#touched[i]!] = 0;
    return near;
  }

  /** The nearest examples themselves, nearest first. */
  findExamples(vector: Vector, limit: number): number[] {
    const touched = this.#read(vector);
    const examples = highest(this.#touched.subarray(0, touched), this.#likeness, limit);
    for (let i = 0; i < touched; i++) this.#likeness[this.#touched[i]!] = 0;
    return examples;
  }

  /** Adds up the likeness of every example within reach; returns how many were touched. */
  #read(vector: Vector): number {
    const lengthOf = (id: number) => this.#starts[id + 1]! - this.#starts[id]!;
    const order = Array.from(vector.ids, (_, k) => k).sort(
      (a, b) => lengthOf(vector.ids[a]!) - lengthOf(vector.ids[b]!) || a - b,
    );
    let touched = 0;
    let left = MOST_READ;
    for (const k of order) {
      if (left <= 0) break;
      const id = vector.ids[k]!;
      const end = this.#starts[id + 1]!;
      left -= lengthOf(id);
      for (let at = this.#starts[id]!; at < end; at++) {
        const example = this.#examples[at]!;
        if (this.#likeness[example] === 0) this.#touched[touched++] = example;
        this.#likeness[example]! += vector.values[k]! * this.#values[at]!;
      }
    }
    return touched;
  }

  #vote(touched: number): Map<number, number> {
    const voters = highest(this.#touched.subarray(0, touched), this.#likeness, VOTERS);
    const votes = new Map<number, number>();
    let all = 0;
    for (const example of voters) {
      const weight = this.#likeness[example]! ** 3;
      all += weight;
      votes.set(this.#labels[example]!, (votes.get(this.#labels[example]!) ?? 0) + weight);
    }
    for (const [label, weight] of votes) votes.set(label, weight / all);
    return votes;
  }

  #fill(vectors: Vectors): void {
    const next = this.#starts.slice();
    for (let example = 0; example + 1 < vectors.starts.length; example++) {
      for (let k = vectors.starts[example]!; k < vectors.starts[example + 1]!; k++) {
        const id = vectors.ids[k]!;
        const at = next[id]!;
        if (at === this.#starts[id + 1]) continue;
        next[id] = at + 1;
        this.#examples[at] = example;
        this.#values[at] = vectors.values[k]!;
      }
    }
  }
}

/** The candidates of the highest scores, highest first; the lower number first among equals. */
function highest(candidates: ArrayLike<number>, scores: Float32Array, most: number): number[] {
  const top: number[] = [];
  for (let i = 0; i < candidates.length; i++) {
    const candidate = candidates[i]!;
    const before = (other: number) =>
      scores[other]! > scores[candidate]! || (scores[other] === scores[candidate] && other < candidate);
    if (top.length === most && before(top[most - 1]!)) continue;
    let at = Math.min(top.length, most - 1);
    while (at > 0 && !before(top[at - 1]!)) top[at] = top[--at]!;
    top[at] = candidate;
  }
  return top;
}
