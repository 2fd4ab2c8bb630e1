import type { ExampleIndex, Features, Weighed } from './example-index.ts';
import { highest } from './ranking/nearest.ts';

export interface Near {
  label: string;
  /** A cosine, 0 to 1. */
  score: number;
}

const BEST = 3;
/** So few of entries' own examples are all compared. */
const FEW = 1_000;
/** So many places of entries' own examples are read for one question, rarest features first. */
const MOST_READ = 2_000;
/** So many of the examples found so are compared in full, with all others of their entries. */
const COMPARED = 24;
const MOST_OF_LABEL = 64;

/**
 * Labelled examples, ranked by how near they are to a question: TF-IDF over whatever features are given.
 * Which entry a question names speaks for the examples that name an entry, too, and is nothing to the others.
 * The forms' wordings are always compared; of entries' own examples, in a large store, those that share
 * something rare with the question.
 */
export class NearestExamples {
  readonly #index: ExampleIndex;
  /** Per feature, where its examples begin, where those are entries' own, and each with the feature's value. */
  readonly #starts: Int32Array;
  readonly #firstOwn: Int32Array;
  readonly #examples: Int32Array;
  readonly #values: Float64Array;
  readonly #scores: Float64Array;
  /** A label's three best scores, one after another; all 0 between questions. */
  readonly #best: Float64Array;
  /** The question's values by feature; all 0 between questions. */
  readonly #asked: Float64Array;

  constructor(index: ExampleIndex) {
    this.#index = index;
    const counts = new Int32Array(index.features);
    for (let example = 0; example < index.size; example++)
      index.eachOf(example, (id) => {
        counts[id] = (counts[id] as number) + 1;
      });
    this.#starts = new Int32Array(index.features + 1);
    for (let id = 0; id < index.features; id++)
      this.#starts[id + 1] = (this.#starts[id] as number) + (counts[id] as number);
    this.#firstOwn = this.#starts.slice(0, index.features);
    this.#examples = new Int32Array(this.#starts[index.features] ?? 0);
    this.#values = new Float64Array(this.#examples.length);
    this.#fill();
    this.#scores = new Float64Array(index.size);
    this.#best = new Float64Array(index.labels * BEST);
    this.#asked = new Float64Array(index.features);
  }

  #fill(): void {
    const index = this.#index;
    const next = this.#starts.slice();
    for (let example = 0; example < index.size; example++) {
      const length = index.lengthOf(example);
      index.eachOf(example, (id, value) => {
        const at = next[id] as number;
        next[id] = at + 1;
        this.#examples[at] = example;
        this.#values[at] = value / length;
        if (example < index.firstOwn) this.#firstOwn[id] = at + 1;
      });
    }
  }

  /** The nearest labels, best first, equal ones by name. */
  rank(features: Features, limit: number): Near[] {
    const query = this.#index.weigh(features);
    const touched: number[] = [];
    if (this.#index.size - this.#index.firstOwn <= FEW) {
      for (const at of query.ids.keys()) this.#read(query, at, true, touched);
    } else {
      for (const at of query.ids.keys()) this.#read(query, at, false, touched);
      touched.push(...this.#nearestOwn(query));
    }
    return this.#first(this.#byLabel(touched, query), limit);
  }

  #ownOf(id: number): number {
    return (this.#starts[id + 1] as number) - (this.#firstOwn[id] as number);
  }

  /** Adds what one feature of the question says of the examples: of the wordings, and of entries' own. */
  #read({ ids, values }: Weighed, at: number, own: boolean, touched: number[]): void {
    const id = ids[at] as number;
    const end = own ? (this.#starts[id + 1] as number) : (this.#firstOwn[id] as number);
    this.#add(this.#starts[id] as number, end, values[at] as number, touched);
  }

  #add(start: number, end: number, value: number, touched: number[]): void {
    for (let at = start; at < end; at++) {
      const example = this.#examples[at] as number;
      const score = this.#scores[example] as number;
      if (score === 0) touched.push(example);
      this.#scores[example] = score + value * (this.#values[at] as number);
    }
  }

  /** Entries' own examples that share the question's rarest features, compared in full. */
  #nearestOwn(query: Weighed): number[] {
    const order = [...query.ids.keys()].sort(
      (a, b) => this.#ownOf(query.ids[a] as number) - this.#ownOf(query.ids[b] as number),
    );
    const touched: number[] = [];
    let left = MOST_READ;
    for (const at of order) {
      const id = query.ids[at] as number;
      left -= this.#ownOf(id);
      if (left < 0 && touched.length > 0) break;
      const end = Math.min(this.#starts[id + 1] as number, (this.#firstOwn[id] as number) + MOST_READ);
      this.#add(this.#firstOwn[id] as number, end, query.values[at] as number, touched);
    }
    const nearest = highest(touched, this.#scores, COMPARED);
    const labels = new Set(nearest.map((example) => this.#index.labelOf(example)));
    for (const example of touched) this.#scores[example] = 0;
    return this.#compare(query, labels);
  }

  #compare({ ids, values }: Weighed, labels: ReadonlySet<number>): number[] {
    for (const [at, id] of ids.entries()) this.#asked[id] = values[at] as number;
    const compared: number[] = [];
    for (const label of labels) {
      const { first, end } = this.#index.rangeOf(label);
      for (let example = first; example < Math.min(end, first + MOST_OF_LABEL); example++) {
        this.#scores[example] = this.#index.likeness(example, this.#asked);
        compared.push(example);
      }
    }
    for (const id of ids) this.#asked[id] = 0;
    return compared;
  }

  /** Every label that a touched example has, with its best scores held. Leaves the examples' scores at 0. */
  #byLabel(touched: readonly number[], query: Weighed): number[] {
    const labels: number[] = [];
    for (const example of touched) {
      const label = this.#index.labelOf(example);
      if (this.#best[label * BEST] === 0) labels.push(label);
      this.#keep(
        label * BEST,
        (this.#scores[example] ?? 0) / (this.#index.isNaming(example) ? query.length : query.plain),
      );
      this.#scores[example] = 0;
    }
    return labels;
  }

  /** The nearest of the labels. Leaves all best scores at 0. */
  #first(labels: readonly number[], limit: number): Near[] {
    const first: Near[] = [];
    for (const number of labels) {
      const score = this.#blended(number * BEST);
      const last = first[limit - 1];
      if (last && score < last.score) continue;
      const near = { label: this.#index.label(number), score };
      let at = Math.min(first.length, limit - 1);
      while (at > 0 && isNearer(near, first[at - 1] as Near)) at--;
      if (last && at === limit - 1 && !isNearer(near, last)) continue;
      first.splice(at, 0, near);
      if (first.length > limit) first.pop();
    }
    return first;
  }

  /** The nearest example counts most; that others are near, too, counts a little. */
  #blended(at: number): number {
    const best = this.#best;
    const [first, second, third] = [best[at] ?? 0, best[at + 1] ?? 0, best[at + 2] ?? 0];
    best.fill(0, at, at + BEST);
    const next = second || first * 0.8;
    return Math.min(1, 0.8 * first + 0.12 * next + 0.08 * (third || next * 0.8));
  }

  /** Puts a score among the best three that begin at `at`, in order. */
  #keep(at: number, score: number): void {
    const best = this.#best;
    let lower = score;
    for (let i = at; i < at + BEST; i++) {
      const held = best[i] ?? 0;
      if (lower <= held) continue;
      best[i] = lower;
      lower = held;
    }
  }
}

function isNearer(a: Near, b: Near): boolean {
  return a.score > b.score || (a.score === b.score && a.label < b.label);
}
