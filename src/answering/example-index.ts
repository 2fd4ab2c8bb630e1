import { Numbering, type NumberLists, NumberListsWriter } from './number-lists.ts';

/** A text's features with how much each counts. Names of entries begin with `n:`. */
export type Features = ReadonlyMap<string, number>;

export interface Labelled {
  label: string;
  features: Features;
}

/** The examples of one label stand one after another. */
interface Range {
  first: number;
  end: number;
}

/** A text as numbered features, each with what it counts times how rare it is. */
export interface Weighed {
  ids: number[];
  values: number[];
  /** Length of the whole vector, and of what in it is no name. */
  length: number;
  plain: number;
}

/** Examples with weighed features, by feature and by label. Those of `wordings` are numbered first. */
export class ExampleIndex {
  readonly #features = new Numbering();
  readonly #labels = new Numbering();
  readonly #ranges: Range[] = [];
  readonly #labelOf: number[] = [];
  /** How much features may count: there are a handful of weights, which a byte can number. */
  readonly #weights: number[] = [];
  readonly #held: NumberLists;
  readonly #heldWeights: Uint8Array;
  readonly #idf: Float64Array;
  readonly #isName: Uint8Array;
  readonly #lengths: Float64Array;
  readonly #naming: Uint8Array;
  /** The number of the first example that is an entry's own. */
  readonly firstOwn: number;

  constructor(wordings: Iterable<Labelled>, own: Iterable<Labelled>) {
    const held = new NumberListsWriter();
    const weights = new NumberListsWriter();
    for (const example of wordings) this.#add(example, held, weights);
    this.firstOwn = this.#labelOf.length;
    for (const example of own) this.#add(example, held, weights);
    this.#held = held.finish();
    this.#heldWeights = Uint8Array.from(weights.finish().between(0, this.size));
    this.#isName = Uint8Array.from({ length: this.features }, (_, id) =>
      Number(this.#features.text(id).startsWith('n:')),
    );
    this.#idf = this.#rarity();
    this.#lengths = Float64Array.from({ length: this.size }, (_, example) => this.#lengthOf(example));
    this.#naming = Uint8Array.from({ length: this.size }, (_, example) =>
      Number(this.#held.of(example).some((id) => this.#isName[id] === 1)),
    );
  }

  #add({ label, features }: Labelled, held: NumberListsWriter, weights: NumberListsWriter): void {
    const number = this.#labels.add(label);
    const example = this.#labelOf.push(number) - 1;
    const first = this.#ranges[number]?.first ?? example;
    this.#ranges[number] = { first, end: example + 1 };
    held.add(Array.from(features.keys(), (feature) => this.#features.add(feature)));
    weights.add(Array.from(features.values(), (weight) => this.#numberOfWeight(weight)));
  }

  #numberOfWeight(weight: number): number {
    const known = this.#weights.indexOf(weight);
    return known >= 0 ? known : this.#weights.push(weight) - 1;
  }

  /** Entries' own examples tell no more of what is rare than as many wordings would, however many they are. */
  #rarity(): Float64Array {
    const own = this.size - this.firstOwn;
    const share = Math.min(1, this.firstOwn / own || 0) || 1;
    const counts = new Float64Array(this.features);
    for (let example = 0; example < this.size; example++) {
      const one = example < this.firstOwn ? 1 : share;
      for (const id of this.#held.of(example)) counts[id] = (counts[id] ?? 0) + one;
    }
    const all = this.firstOwn + own * share;
    return counts.map((count) => Math.log(1 + all / count));
  }

  #lengthOf(example: number): number {
    let square = 0;
    this.eachOf(example, (_, value) => {
      square += value * value;
    });
    return Math.sqrt(square) || 1;
  }

  get size(): number {
    return this.#labelOf.length;
  }

  get features(): number {
    return this.#features.size;
  }

  get labels(): number {
    return this.#labels.size;
  }

  label(number: number): string {
    return this.#labels.text(number);
  }

  labelOf(example: number): number {
    return this.#labelOf[example] ?? 0;
  }

  rangeOf(label: number): Range {
    return this.#ranges[label] as Range;
  }

  isNaming(example: number): boolean {
    return this.#naming[example] === 1;
  }

  lengthOf(example: number): number {
    return this.#lengths[example] ?? 1;
  }

  /** Each feature of an example with its weighed value. */
  eachOf(example: number, each: (id: number, value: number) => void): void {
    const ids = this.#held.of(example);
    const start = this.#held.startOf(example);
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      const weight = this.#weights[this.#heldWeights[start + i] as number] as number;
      each(id, weight * (this.#idf[id] as number));
    }
  }

  /** How near an example is to a question whose values are given by feature. */
  likeness(example: number, asked: Float64Array): number {
    const ids = this.#held.of(example);
    const start = this.#held.startOf(example);
    let sum = 0;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i] as number;
      const value = asked[id] as number;
      if (value === 0) continue;
      sum +=
        value * (this.#weights[this.#heldWeights[start + i] as number] as number) * (this.#idf[id] as number);
    }
    return sum / this.lengthOf(example);
  }

  /** The share of a label's examples that hold a feature, and how many examples it has. */
  share(label: string, feature: string): { share: number; examples: number } {
    const id = this.#features.of(feature);
    const range = this.#ranges[this.#labels.of(label) ?? -1];
    if (!range) return { share: 0, examples: 0 };
    const examples = range.end - range.first;
    // An example holds a feature once, and those of a label lie side by side.
    let held = 0;
    if (id !== undefined)
      for (const other of this.#held.between(range.first, range.end)) if (other === id) held++;
    return { share: held / examples, examples };
  }

  /** The features that some example has, weighed. */
  weigh(features: Features): Weighed {
    const ids: number[] = [];
    const values: number[] = [];
    let [whole, plain] = [0, 0];
    for (const [feature, count] of features) {
      const id = this.#features.of(feature);
      if (id === undefined) continue;
      const value = count * (this.#idf[id] ?? 0);
      ids.push(id);
      values.push(value);
      whole += value * value;
      if (this.#isName[id] === 0) plain += value * value;
    }
    return { ids, values, length: Math.sqrt(whole) || 1, plain: Math.sqrt(plain) || 1 };
  }
}
