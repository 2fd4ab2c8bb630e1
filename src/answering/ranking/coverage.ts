import { type TextRows, TextTable, textRows, type ValueRows, ValueTable, valueRows } from '../text-table.ts';
import type { Reading } from './reading.ts';
import { ownExamples } from './rivals.ts';

/** A text is read this far. */
const MOST_WORDS = 60;

/** Which stems the examples have, how rare each is, and which of them each label's own examples have. */
export interface HeldStems {
  stems: TextRows;
  rarities: Float32Array;
  rarest: number;
  /** Words of ordinary language and their rarity there, as `rarities` gives it. */
  ordinary: ValueRows;
  /** The stems of label `l`, ascending, lie from `starts[l]` to `starts[l + 1]`. */
  starts: Int32Array;
  held: Int32Array;
}

export function learnStems(
  readings: readonly Reading[],
  labels: Int32Array,
  labelCount: number,
  ordinary: ReadonlyMap<string, number>,
): HeldStems {
  const stems = new Map<string, number>();
  const numberOf = (stem: string): number => {
    const number = stems.get(stem) ?? stems.size;
    stems.set(stem, number);
    return number;
  };
  const examples = readings.map((reading) => [...new Set(reading.stems.map(numberOf))]);
  const holding = new Int32Array(stems.size);
  for (const example of examples) for (const stem of example) holding[stem]!++;
  const held = ownExamples(labels, labelCount).map((own) =>
    [...new Set(own.flatMap((example) => examples[example]!))].sort((a, b) => a - b),
  );
  const starts = new Int32Array(labelCount + 1);
  for (const [label, own] of held.entries()) starts[label + 1] = starts[label]! + own.length;
  return {
    stems: textRows(stems.keys()),
    rarities: Float32Array.from(holding, (count) => rarity(count, readings.length)),
    rarest: rarity(0, readings.length),
    ordinary: valueRows(ordinary),
    starts,
    held: Int32Array.from(held.flat()),
  };
}

/**
 * How much of a text a label's examples have words for. A word counts by its rarity, in the examples and in
 * ordinary language both: what every sentence is made of says little, and a word that all examples share may
 * still be what the text is about.
 */
export class Coverage {
  readonly #known: HeldStems;
  readonly #stems: TextTable;
  readonly #ordinary: ValueTable;

  constructor(known: HeldStems) {
    this.#known = known;
    this.#stems = new TextTable(known.stems);
    this.#ordinary = new ValueTable(known.ordinary);
  }

  /** For each of `labels`, from 0 to 1. */
  of({ words, stems }: Reading, labels: readonly number[]): number[] {
    const { rarities, rarest } = this.#known;
    const ids = stems.slice(0, MOST_WORDS).map((stem) => this.#stems.of(stem) ?? -1);
    const weights = ids.map((id, i) => (this.#ordinary.get(words[i]!) ?? 1) * (rarities[id] ?? rarest));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    return labels.map((label) => {
      let covered = 0;
      for (let i = 0; i < ids.length; i++)
        if (ids[i]! >= 0 && this.#holds(label, ids[i]!)) covered += weights[i]!;
      return covered / (all || 1);
    });
  }

  #holds(label: number, stem: number): boolean {
    const { starts, held } = this.#known;
    const end = starts[label + 1]!;
    let low = starts[label]!;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (held[middle]! < stem) low = middle + 1;
      else high = middle;
    }
    return low < end && held[low] === stem;
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
