import { Features, KINDS } from './features.ts';
import type { Reading } from './reading.ts';
import type { Vector } from './vectors.ts';

/** Bounds the memory of a space, whatever is read into it. */
const MOST_FEATURES = 1 << 21;

/** A text's vector. */
export interface KnownVector extends Vector {
  /** The sum of the values. */
  total: number;
}

/**
 * The features that the examples have, numbered from 0, each weighted by its kind and its rarity.
 * Read every example with `learn` first, then close with `weigh`; only then make vectors.
 */
export class FeatureSpace {
  readonly #kinds: ReadonlySet<string>;
  readonly #features = new Features();
  readonly #numbers = new Map<number, number>();
  #examples = 0;
  #holding: number[] = [];
  #kindOf: number[] = [];
  #seenIn: number[] = [];
  #weights = new Float32Array(0);
  #sums = new Float32Array(0);
  readonly #found = new Int32Array(2048);

  constructor(kinds: ReadonlySet<string>) {
    this.#kinds = kinds;
  }

  get size(): number {
    return this.#holding.length;
  }

  learn(reading: Reading): void {
    const { keys, kinds, length } = this.#features.extract(reading, this.#kinds);
    this.#examples++;
    for (let i = 0; i < length; i++) {
      const id = this.#number(keys[i]!, kinds[i]!);
      if (id === undefined || this.#seenIn[id] === this.#examples) continue;
      this.#seenIn[id] = this.#examples;
      this.#holding[id]!++;
    }
  }

  weigh(): void {
    this.#weights = Float32Array.from(this.#holding, (holding, id) => {
      const rarity = Math.log((this.#examples + 1) / (holding + 1)) + 1;
      return Math.sqrt(rarity) * KINDS[this.#kindOf[id]!]!.weight;
    });
    this.#sums = new Float32Array(this.size);
    this.#seenIn = [];
  }

  /** The text as a vector of length 1; features that no example has are left out. */
  vector(reading: Reading): KnownVector {
    const { keys, length } = this.#features.extract(reading, this.#kinds);
    const [numbers, sums, found] = [this.#numbers, this.#sums, this.#found];
    let distinct = 0;
    for (let i = 0; i < length; i++) {
      const id = numbers.get(keys[i]!);
      if (id === undefined) continue;
      const before = sums[id]!;
      if (before === 0) found[distinct++] = id;
      sums[id] = before + 1;
    }
    return this.#normalised(found.slice(0, distinct));
  }

  #normalised(ids: Int32Array): KnownVector {
    const [sums, weights] = [this.#sums, this.#weights];
    const values = new Float32Array(ids.length);
    let square = 0;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      const times = sums[id]!;
      const value = (times === 1 ? 1 : 1 + Math.log(times)) * weights[id]!;
      sums[id] = 0;
      values[i] = value;
      square += value * value;
    }
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    let total = 0;
    for (let i = 0; i < values.length; i++) {
      values[i]! *= scale;
      total += values[i]!;
    }
    return { ids, values, total };
  }

  #number(key: number, kind: number): number | undefined {
    const known = this.#numbers.get(key);
    if (known !== undefined || this.size >= MOST_FEATURES) return known;
    const id = this.size;
    this.#numbers.set(key, id);
    this.#holding.push(0);
    this.#kindOf.push(kind);
    return id;
  }
}
