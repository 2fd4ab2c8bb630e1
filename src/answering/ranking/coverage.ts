import type { Reading } from './reading.ts';
import { ownExamples } from './rivals.ts';

/** A text is read this far. */
const MOST_WORDS = 60;

/**
 * How much of a text a label's examples have words for. A word counts by its rarity, in the examples and in
 * ordinary language both: what every sentence is made of says little, and a word that all examples share may
 * still be what the text is about.
 */
export class Coverage {
  readonly #stems = new Map<string, number>();
  readonly #rarities: Float32Array;
  readonly #rarest: number;
  readonly #ordinary: ReadonlyMap<string, number>;
  /** The stems of label `l`, ascending, lie from `starts[l]` to `starts[l + 1]`. */
  readonly #starts: Int32Array;
  readonly #held: Int32Array;

  /** `ordinary`: words of ordinary language and their rarity there, as `rarities` gives it. */
  constructor(
    readings: readonly Reading[],
    labels: Int32Array,
    labelCount: number,
    ordinary: ReadonlyMap<string, number>,
  ) {
    this.#ordinary = ordinary;
    const examples = readings.map(({ stems }) => [...new Set(stems.map((stem) => this.#number(stem)))]);
    const holding = new Int32Array(this.#stems.size);
    for (const stems of examples) for (const stem of stems) holding[stem]!++;
    this.#rarest = rarity(0, readings.length);
    this.#rarities = Float32Array.from(holding, (count) => rarity(count, readings.length));
    const held = ownExamples(labels, labelCount).map((own) =>
      [...new Set(own.flatMap((example) => examples[example]!))].sort((a, b) => a - b),
    );
    this.#starts = new Int32Array(labelCount + 1);
    for (const [label, stems] of held.entries())
      this.#starts[label + 1] = this.#starts[label]! + stems.length;
    this.#held = Int32Array.from(held.flat());
  }

  /** For each of `labels`, from 0 to 1. */
  of({ words, stems }: Reading, labels: readonly number[]): number[] {
    const ids = stems.slice(0, MOST_WORDS).map((stem) => this.#stems.get(stem) ?? -1);
    const weights = ids.map(
      (id, i) => (this.#ordinary.get(words[i]!) ?? 1) * (this.#rarities[id] ?? this.#rarest),
    );
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return labels.map((label) => {
      let covered = 0;
      for (let i = 0; i < ids.length; i++)
        if (ids[i]! >= 0 && this.#holds(label, ids[i]!)) covered += weights[i]!;
      return covered / (all || 1);
    });
  }

  #holds(label: number, stem: number): boolean {
    const held = this.#held;
    const end = this.#starts[label + 1]!;
    let low = this.#starts[label]!;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (held[middle]! < stem) low = middle + 1;
      else high = middle;
    }
    return low < end && held[low] === stem;
  }

  #number(stem: string): number {
    const known = this.#stems.get(stem);
    if (known !== undefined) return known;
    this.#stems.set(stem, this.#stems.size);
    return this.#stems.size - 1;
  }
}

function rarity(holding: number, examples: number): number {
  return Math.log((examples + 1) / (holding + 1)) + 1;
}

/** How rare each word of the lists is, from near 0 for the commonest to 1. Each list is ordered, commonest first. */
export function rarities(lists: readonly (readonly string[])[]): Map<string, number> {
  const rarest = new Map<string, number>();
  for (const list of lists) {
    for (const [place, word] of list.entries()) {
      const rare = Math.log(2 + place) / Math.log(2 + list.length);
      rarest.set(word, Math.min(rare ** 2, rarest.get(word) ?? 1));
    }
  }
  return rarest;
}
