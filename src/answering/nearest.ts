/** A text's features with how much each counts. Names of entries begin with `n:`. */
export type Features = ReadonlyMap<string, number>;

export interface Labelled {
  label: string;
  features: Features;
}

export interface Near {
  label: string;
  /** A cosine, 0 to 1. */
  score: number;
}

interface Weighed {
  ids: number[];
  values: number[];
  /** Length of the whole vector, and of what in it is no name. */
  length: number;
  plain: number;
}

const BEST = 3;

/**
 * Labelled examples, ranked by how near they are to a question: TF-IDF over whatever features are given.
 * Which entry a question names speaks for the examples that name an entry, too, and is nothing to the others.
 */
export class NearestExamples {
  readonly #ids = new Map<string, number>();
  readonly #idf: number[] = [];
  readonly #isName: boolean[] = [];
  readonly #labels: string[] = [];
  /** Each example's label, as a number. */
  readonly #labelOf: number[] = [];
  readonly #naming: boolean[] = [];
  readonly #postings: { examples: number[]; values: number[] }[] = [];
  readonly #scores: Float64Array;
  /** A label's three best scores, one after another; all 0 between questions. */
  readonly #best: Float64Array;

  constructor(examples: readonly Labelled[]) {
    const counts = new Map<string, number>();
    for (const { features } of examples)
      for (const f of features.keys()) counts.set(f, (counts.get(f) ?? 0) + 1);
    for (const [feature, count] of counts) {
      this.#ids.set(feature, this.#idf.length);
      this.#idf.push(Math.log(1 + examples.length / count));
      this.#isName.push(feature.startsWith('n:'));
      this.#postings.push({ examples: [], values: [] });
    }
    const numbers = new Map<string, number>();
    for (const { label, features } of examples) {
      const number = numbers.get(label) ?? this.#labels.push(label) - 1;
      numbers.set(label, number);
      this.#add(number, this.#weigh(features));
    }
    this.#scores = new Float64Array(examples.length);
    this.#best = new Float64Array(this.#labels.length * BEST);
  }

  #add(label: number, { ids, values, length }: Weighed): void {
    const example = this.#labelOf.length;
    this.#labelOf.push(label);
    this.#naming.push(ids.some((id) => this.#isName[id]));
    for (const [i, id] of ids.entries()) {
      this.#postings[id]?.examples.push(example);
      this.#postings[id]?.values.push((values[i] ?? 0) / length);
    }
  }

  #weigh(features: Features): Weighed {
    const weighed: Weighed = { ids: [], values: [], length: 0, plain: 0 };
    for (const [feature, count] of features) {
      const id = this.#ids.get(feature);
      if (id === undefined) continue;
      const value = count * (this.#idf[id] ?? 0);
      weighed.ids.push(id);
      weighed.values.push(value);
      weighed.length += value * value;
      if (!this.#isName[id]) weighed.plain += value * value;
    }
    return { ...weighed, length: Math.sqrt(weighed.length) || 1, plain: Math.sqrt(weighed.plain) || 1 };
  }

  /** The nearest labels, best first, equal ones by name. */
  rank(features: Features, limit: number): Near[] {
    const query = this.#weigh(features);
    const touched: number[] = [];
    for (const [i, id] of query.ids.entries()) {
      const { examples, values } = this.#postings[id] ?? { examples: [], values: [] };
      const value = query.values[i] ?? 0;
      for (let at = 0; at < examples.length; at++) {
        const example = examples[at] as number;
        const score = this.#scores[example] as number;
        if (score === 0) touched.push(example);
        this.#scores[example] = score + value * (values[at] as number);
      }
    }
    return this.#byLabel(touched, query)
      .sort((a, b) => b.score - a.score || (a.label < b.label ? -1 : 1))
      .slice(0, limit);
  }

  /** Every label that a touched example has, by its best examples. Leaves all scores at 0. */
  #byLabel(touched: readonly number[], query: Weighed): Near[] {
    const labels: number[] = [];
    for (const example of touched) {
      const label = this.#labelOf[example] ?? 0;
      if (this.#best[label * BEST] === 0) labels.push(label);
      this.#keep(
        label * BEST,
        (this.#scores[example] ?? 0) / (this.#naming[example] ? query.length : query.plain),
      );
      this.#scores[example] = 0;
    }
    return labels.map((label) => {
      const three = this.#best.subarray(label * BEST, label * BEST + BEST);
      const score = Math.min(1, blend(three[0] ?? 0, three[1] ?? 0, three[2] ?? 0));
      three.fill(0);
      return { label: this.#labels[label] ?? '', score };
    });
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

/** The nearest example counts most; that others are near, too, counts a little. */
function blend(first: number, second: number, third: number): number {
  const next = second || first * 0.8;
  return 0.8 * first + 0.12 * next + 0.08 * (third || next * 0.8);
}
