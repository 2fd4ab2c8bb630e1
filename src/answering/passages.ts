import { type Entry, type EntryId, LANGUAGES, type Passage, type Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { firstNotBelow, Numbering, type NumberLists, NumberListsWriter } from './number-lists.ts';
import type { Terms } from './terms.ts';
import { WordCounts } from './vocabulary.ts';

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

/** Where an entry stands among all, and its passages among all passages. */
interface Place {
  entry: number;
  first: number;
  end: number;
}

/** Words as numbers: of what a text is about, and of all that it says. */
interface Said {
  about: Set<number>;
  text: Set<number>;
}

/** What entries say, word by word: the points of statements, and whole entries for a search among many. */
export class Passages {
  readonly #stems = new Numbering();
  readonly #places = new Map<EntryId, Place>();
  readonly #ids: string[] = [];
  readonly #passages: SaidLists;
  readonly #entries: SaidLists;
  /** How telling each stem is. */
  readonly #idf: Float64Array;
  readonly vocabulary = new WordCounts();
  readonly #terms: Terms;

  constructor(store: Store, terms: Terms) {
    this.#terms = terms;
    const passages = new SaidWriter();
    const entries = new SaidWriter();
    for (const entry of store.entries.values()) {
      const first = this.#ids.length;
      const said = entry.passages.map((passage) => this.#passage(passage));
      for (const one of said) passages.add(one);
      this.#ids.push(...entry.passages.map(({ id }) => id));
      this.#places.set(entry.id, { entry: this.#places.size, first, end: this.#ids.length });
      entries.add(this.#entry(entry, said));
    }
    this.#passages = passages.finish();
    this.#entries = entries.finish();
    const holding = this.#passages.holding(this.#stems.size);
    this.#idf = holding.map((n) => (n > 0 ? Math.log(1 + this.#ids.length / n) : 0));
  }

  #numbers(texts: readonly (string | undefined)[]): Set<number> {
    const numbers = new Set<number>();
    for (const token of texts.flatMap((text) => tokenise(text ?? ''))) {
      this.vocabulary.count(token.word);
      if (!this.#terms.idle(token)) numbers.add(this.#stems.add(token.stem));
    }
    return numbers;
  }

  /** What a point is about, by its words and by their ideas. */
  #about(texts: readonly (string | undefined)[]): Set<number> {
    const ideas = texts.flatMap((text) => this.#terms.concepts(tokenise(text ?? '')).flat());
    return new Set([...this.#numbers(texts), ...ideas.map((idea) => this.#stems.add(ideaKey(idea)))]);
  }

  #passage({ heading, about, text }: Passage): Said {
    const words = LANGUAGES.flatMap((l) => [heading[l], ...(about[l] ?? [])]);
    const prose = [text.en, ...Object.values(text.translations).map((t) => t?.text)];
    return { about: this.#about(words), text: this.#numbers(prose) };
  }

  #entry(entry: Entry, passages: readonly Said[]): Said {
    const facts = Object.values(entry.facts).flatMap(({ value }) => {
      if (value.type === 'prose')
        return [value.prose.en, ...Object.values(value.prose.translations).map((t) => t?.text)];
      if (value.type === 'list') return value.items.map((item) => item.en);
      return value.type === 'text' ? Object.values(value.text) : [];
    });
    const short = Object.values(entry.facts).flatMap(({ value }) =>
      value.type === 'text' ? Object.values(value.text) : [],
    );
    const about = this.#numbers([...entry.names.map((name) => name.text), ...short]);
    const text = this.#numbers(facts);
    for (const said of passages) {
      for (const stem of said.about) about.add(stem);
      for (const stem of said.text) text.add(stem);
    }
    return { about, text };
  }

  /** The stems of what an entry is about, as numbers: its names, its short facts such as a place, its points' headings. */
  about(entry: EntryId): Int32Array {
    return this.#entries.about.of(this.#places.get(entry)?.entry);
  }

  /** The number of a stem that some entry says. */
  numberOf(stem: string): number | undefined {
    return this.#stems.of(stem);
  }

  /** True when an entry says the word anywhere. */
  says(entry: EntryId, stem: string): boolean {
    const place = this.#places.get(entry);
    return place !== undefined && this.#entries.says(place.entry, this.#stems.of(stem));
  }

  /**
   * The passages of an entry that hold what is asked, best first. Each unit of what is asked is held when all
   * stems of one of its wordings are: a word has one wording, an entry as many as it has names.
   */
  find(units: readonly Unit[], entry: EntryId): FoundPassage[] {
    const { first, end } = this.#places.get(entry) ?? { first: 0, end: 0 };
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
      passage: this.#ids[passage] ?? '',
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
      score += (this.#idf[stem ?? 0] ?? 0) * (this.#passages.isAbout(passage, stem) ? 1 : IN_TEXT);
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

class SaidWriter {
  readonly #about = new NumberListsWriter();
  readonly #text = new NumberListsWriter();

  add({ about, text }: Said): void {
    this.#about.add(Int32Array.from(about).sort());
    this.#text.add(Int32Array.from(text).sort());
  }

  finish(): SaidLists {
    return new SaidLists(this.#about.finish(), this.#text.finish());
  }
}

/** What each of many texts is about and says. */
class SaidLists {
  readonly about: NumberLists;
  readonly #text: NumberLists;

  constructor(about: NumberLists, text: NumberLists) {
    this.about = about;
    this.#text = text;
  }

  isAbout(at: number, stem: number | undefined): boolean {
    return stem !== undefined && holds(this.about.of(at), stem);
  }

  says(at: number, stem: number | undefined): boolean {
    return stem !== undefined && (this.isAbout(at, stem) || holds(this.#text.of(at), stem));
  }

  /** How many texts hold each of the stems. */
  holding(stems: number): Float64Array {
    const holding = new Float64Array(stems);
    for (let at = 0; at < this.about.count; at++) {
      for (const stem of new Set([...this.about.of(at), ...this.#text.of(at)]))
        holding[stem] = (holding[stem] ?? 0) + 1;
    }
    return holding;
  }
}

function holds(list: Int32Array, number: number): boolean {
  return list[firstNotBelow(list, number)] === number;
}
