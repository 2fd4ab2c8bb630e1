import { Features, KINDS } from './features.ts';
import { KeyNumbers } from './key-numbers.ts';
import type { Reading } from './reading.ts';
import type { TextVector } from './vectors.ts';

/** Bounds the memory of a space, whatever is read into it. */
const MOST_FEATURES = 1 << 21;

/** A text's vector. */
export interface KnownVector extends TextVector {
  /** The sum of the values. */
  total: number;
}

/** How much a feature counts that a text has so many times. */
export function frequency(times: number): number {
  return times === 1 ? 1 : 1 + Math.log(times);
}

/** What a space knows of its features: their keys, numbered from 0, and the weight of each. */
export interface FeatureWeights {
  kinds: ReadonlySet<string>;
  keys: Int32Array;
  weights: Float32Array;
}

/** The features of the given kinds that the examples have, each weighted by its kind and its rarity. */
export function learnFeatures(examples: readonly Reading[], kinds: ReadonlySet<string>): FeatureWeights {
  const features = new Features();
  const numbers = new KeyNumbers();
  const holding: number[] = [];
  const kindOf: number[] = [];
  const seenIn: number[] = [];
  for (const [example, reading] of examples.entries()) {
    const { keys, kinds: ofKeys, length } = features.extract(reading, kinds);
    for (let i = 0; i < length; i++) {
      const id = numbers.size < MOST_FEATURES ? numbers.add(keys[i]!) : numbers.of(keys[i]!);
      if (id === undefined || seenIn[id] === example) continue;
      seenIn[id] = example;
      holding[id] = (holding[id] ?? 0) + 1;
      kindOf[id] ??= ofKeys[i]!;
    }
  }
  const weights = Float32Array.from(holding, (count, id) => {
    const rarity = Math.log((examples.length + 1) / (count + 1)) + 1;
    return Math.sqrt(rarity) * KINDS[kindOf[id]!]!.weight;
  });
  return { kinds, keys: numbers.keys, weights };
}

/** Makes vectors of texts. */
export class FeatureSpace {
  readonly #kinds: ReadonlySet<string>;
  readonly #features = new Features();
  readonly #numbers: KeyNumbers;
  readonly #weights: Float32Array;
  readonly #sums: Uint16Array;
  readonly #found = new Int32Array(2048);

  constructor({ kinds, keys, weights }: FeatureWeights) {
    this.#kinds = kinds;
    this.#numbers = new KeyNumbers(keys);
    this.#weights = weights;
    this.#sums = new Uint16Array(weights.length);
  }

  /** The text as a vector of length 1; features that no example has are left out. */
  vector(reading: Reading): KnownVector {
    const { keys, length } = this.#features.extract(reading, this.#kinds);
    const [numbers, sums, found] = [this.#numbers, this.#sums, this.#found];
    let distinct = 0;
    for (let i = 0; i < length; i++) {
      const id = numbers.of(keys[i]!);
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
    const times = new Uint16Array(ids.length);
    let square = 0;
    for (let i = 0; i < ids.length; i++) {
      const id = ids[i]!;
      times[i] = sums[id]!;
      const value = frequency(sums[id]!) * weights[id]!;
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
    return { ids, values, total, times, scale };
  }
}
