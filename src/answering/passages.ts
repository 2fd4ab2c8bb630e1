import type { EntryId } from '../domain.ts';
import { firstNotBelow, NumberLists } from './number-lists.ts';
import type { PassageLists, SaidRows } from './read-passages.ts';
import { TextTable } from './text-table.ts';

export interface FoundPassage {
  passage: string;
  /** Share of the asked words that the passage holds, 0 to 1. */
  coverage: number;
  /** Share that lies in what the passage is about, not merely in its text, 0 to 1. */
  about: number;
  /** Both weighed by how telling the words are, to order by. */
  score: number;
}

/** One thing that is asked about: the stems of each way to say it. */
export type Unit = readonly (readonly string[])[];

/** What entries say, word by word: the points of statements, and whole entries for a search among many. */
export class Passages {
  readonly #stems: TextTable;
  readonly #lists: PassageLists;
  readonly #passages: SaidLists;
  readonly #entries: SaidLists;

  constructor(lists: PassageLists) {
    this.#lists = lists;
    this.#stems = new TextTable(lists.stems);
    this.#passages = new SaidLists(lists.passages);
    this.#entries = new SaidLists(lists.entries);
  }

  /** The stems of what an entry is about, as numbers: its names, its short facts such as a place, its points' headings. */
  about(entry: EntryId): Int32Array {
    return this.#entries.about.of(this.#lists.places.get(entry)?.entry);
  }

  /** The number of a stem that some entry says. */
  numberOf(stem: string): number | undefined {
    return this.#stems.of(stem);
  }

  /** True when an entry says the word anywhere. */
  says(entry: EntryId, stem: string): boolean {
    const place = this.#lists.places.get(entry);
    return place !== undefined && this.#entries.says(place.entry, this.#stems.of(stem));
  }

  /**
   * The passages of an entry that hold what is asked, best first. Each unit of what is asked is held when all
   * stems of one of its wordings are: a word has one wording, an entry as many as it has names.
   */
  find(units: readonly Unit[], entry: EntryId): FoundPassage[] {
    const { first, end } = this.#lists.places.get(entry) ?? { first: 0, end: 0 };
    if (units.length === 0) return [];
    const asked = units.map((unit) => unit.map((stems) => stems.map((stem) => this.#stems.of(stem))));
    return Array.from({ length: end - first }, (_, i) => this.#match(first + i, asked))
      .filter((found) => found.coverage > 0)
      .sort((a, b) => b.coverage - a.coverage || b.score - a.score);
  }

  #match(passage: number, units: readonly (number | undefined)[][][]): FoundPassage {
    const held = units.map((unit) => Math.max(0, ...unit.map((stems) => this.#held(passage, stems))));
    const isAbout = (stems: readonly (number | undefined)[]): boolean =>
      stems.length > 0 && stems.every((stem) => this.#passages.isAbout(passage, stem));
    return {
      passage: this.#lists.ids[passage] ?? '',
      coverage: held.filter((score) => score > 0).length / units.length,
      about: units.filter((unit) => unit.some(isAbout)).length / units.length,
      score: held.reduce((sum, score) => sum + score, 0),
    };
  }

  /** How telling the words are that a passage holds; 0 when it lacks one of them. */
  #held(passage: number, stems: readonly (number | undefined)[]): number {
    let score = 0;
    for (const stem of stems) {
      if (!this.#passages.says(passage, stem)) return 0;
      score += (this.#lists.telling[stem ?? 0] ?? 0) * (this.#passages.isAbout(passage, stem) ? 1 : IN_TEXT);
    }
    return score;
  }
}

/** An idea as it stands among the stems of a text. */
export function ideaKey(idea: string): string {
  return `c:${idea}`;
}

/** How much a word counts in a passage's text, beside 1 in what it is about. */
const IN_TEXT = 0.4;

/** What each of many texts is about and says. */
class SaidLists {
  readonly about: NumberLists;
  readonly #text: NumberLists;

  constructor({ about, text }: SaidRows) {
    this.about = new NumberLists(about);
    this.#text = new NumberLists(text);
  }

  isAbout(at: number, stem: number | undefined): boolean {
    return stem !== undefined && holds(this.about.of(at), stem);
  }

  says(at: number, stem: number | undefined): boolean {
    return stem !== undefined && (this.isAbout(at, stem) || holds(this.#text.of(at), stem));
  }
}

function holds(list: Int32Array, number: number): boolean {
  return list[firstNotBelow(list, number)] === number;
}
