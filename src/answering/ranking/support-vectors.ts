import { heaviest, type LinearWeights } from './linear.ts';
import type { Vectors } from './vectors.ts';

const EPOCHS = 10;
/** What a misread example costs, and how much more when it is one of the label's own. */
const COST = 1;
const OWN_COST = 5;
/** Every so many passes all examples are looked at again. */
const WHOLE_PASS = 3;
const STOP = 0.01;
const LIGHTEST = 1e-3;

/** What is learnt from: `labels[i]` is the label number of vector `i`. */
export interface Lesson {
  vectors: Vectors;
  labels: Int32Array;
  labelCount: number;
  features: number;
  /** The examples that a label learns from: its own and those it must be told from. */
  examplesFor(label: number): Int32Array;
}

/**
 * Trains one linear support vector machine a label against the rest: L2-regularised, squared hinge
 * loss, by dual coordinate descent. At most `most` weights a label are kept.
 * The same lesson gives the same weights.
 */
export function trainLabels(lesson: Lesson, most: number): LinearWeights[] {
  const trainer = new Trainer(lesson);
  return Array.from({ length: lesson.labelCount }, (_, label) => trainer.train(label, most));
}

class Trainer {
  readonly #lesson: Lesson;
  readonly #vectors: Vectors;
  readonly #squares: Float32Array;
  readonly #weights: Float64Array;
  readonly #alphas: Float64Array;
  #bias = 0;
  #random = 1;

  constructor(lesson: Lesson) {
    this.#lesson = lesson;
    this.#vectors = lesson.vectors;
    this.#weights = new Float64Array(lesson.features);
    this.#alphas = new Float64Array(lesson.labels.length);
    this.#squares = Float32Array.from(lesson.labels, (_, i) => 1 + squared(lesson.vectors, i));
  }

  train(label: number, most: number): LinearWeights {
    this.#bias = 0;
    const all = this.#lesson.examplesFor(label);
    let active = all;
    for (let epoch = 0; epoch < EPOCHS; epoch++) {
      // Most examples soon lie on the right side for good: only now and then are all looked at.
      if (epoch % WHOLE_PASS === 0) active = all.slice();
      this.#shuffle(active);
      active = active.filter((example) => this.#step(example, label));
    }
    return this.#take(all, most);
  }

  /** One coordinate step; false when the example need not be looked at again. */
  #step(example: number, label: number): boolean {
    const sign = this.#lesson.labels[example] === label ? 1 : -1;
    const slack = 0.5 / (sign > 0 ? COST * OWN_COST : COST);
    const alpha = this.#alphas[example]!;
    const gradient = sign * this.#score(example) - 1 + alpha * slack;
    if (alpha === 0 && gradient >= 0) return gradient < STOP;
    const next = Math.max(0, alpha - gradient / (this.#squares[example]! + slack));
    if (next !== alpha) this.#move(example, sign * (next - alpha));
    this.#alphas[example] = next;
    return true;
  }

  #score(example: number): number {
    const { starts, ids, values } = this.#vectors;
    const weights = this.#weights;
    const end = starts[example + 1]!;
    let score = this.#bias;
    for (let k = starts[example]!; k < end; k++) score += values[k]! * weights[ids[k]!]!;
    return score;
  }

  #move(example: number, by: number): void {
    const { starts, ids, values } = this.#vectors;
    const weights = this.#weights;
    const end = starts[example + 1]!;
    for (let k = starts[example]!; k < end; k++) weights[ids[k]!]! += by * values[k]!;
    this.#bias += by;
  }

  #shuffle(order: Int32Array): void {
    for (let i = order.length - 1; i > 0; i--) {
      this.#random = (Math.imul(this.#random, 1103515245) + 12345) & 0x7fffffff;
      const j = Math.floor((this.#random / 0x80000000) * (i + 1));
      const swapped = order[i]!;
      order[i] = order[j]!;
      order[j] = swapped;
    }
  }

  /** What was learnt; leaves all at 0 for the next label. */
  #take(examples: Int32Array, most: number): LinearWeights {
    const ids: number[] = [];
    const weights: number[] = [];
    for (const example of examples) {
      this.#alphas[example] = 0;
      const end = this.#vectors.starts[example + 1]!;
      for (let k = this.#vectors.starts[example]!; k < end; k++) {
        const id = this.#vectors.ids[k]!;
        const weight = this.#weights[id]!;
        this.#weights[id] = 0;
        if (Math.abs(weight) < LIGHTEST) continue;
        ids.push(id);
        weights.push(weight);
      }
    }
    return { bias: Math.fround(this.#bias), ...heaviest(ids, weights, most) };
  }
}

function squared(vectors: Vectors, example: number): number {
  let square = 0;
  for (let k = vectors.starts[example]!; k < vectors.starts[example + 1]!; k++)
    square += vectors.values[k]! ** 2;
  return square;
}
