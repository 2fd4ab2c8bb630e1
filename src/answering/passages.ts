import { type Entry, type EntryId, LANGUAGES, type Passage, type Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import type { Terms } from './terms.ts';

export interface FoundPassage {
  entry: EntryId;
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

interface Doc {
  entry: EntryId;
  passage: string | null;
  about: Set<string>;
  text: Set<string>;
}

/** What entries say, word by word: the points of statements, and whole entries for a search among many. */
export class Passages {
  readonly #docs: Doc[] = [];
  readonly #whole = new Map<EntryId, Doc>();
  readonly #idf = new Map<string, number>();
  readonly vocabulary: string[] = [];
  readonly #terms: Terms;

  constructor(store: Store, terms: Terms) {
    this.#terms = terms;
    for (const entry of store.entries.values()) {
      const docs = entry.passages.map((passage) => this.#passage(entry, passage));
      this.#docs.push(...docs);
      this.#whole.set(entry.id, this.#entry(entry, docs));
    }
    const df = new Map<string, number>();
    for (const doc of this.#docs)
      for (const s of new Set([...doc.about, ...doc.text])) df.set(s, (df.get(s) ?? 0) + 1);
    for (const [s, n] of df) this.#idf.set(s, Math.log(1 + this.#docs.length / n));
  }

  #stems(texts: readonly (string | undefined)[]): Set<string> {
    const tokens = texts.flatMap((text) => tokenise(text ?? ''));
    this.vocabulary.push(...tokens.map((t) => t.word));
    return new Set(tokens.filter((t) => !this.#terms.idle(t)).map((t) => t.stem));
  }

  /** What a point is about, by its words and by their ideas. */
  #about(texts: readonly (string | undefined)[]): Set<string> {
    const ideas = texts.flatMap((text) => this.#terms.concepts(tokenise(text ?? '')).flat());
    return new Set([...this.#stems(texts), ...ideas.map(ideaKey)]);
  }

  #passage(entry: Entry, passage: Passage): Doc {
    const { heading, about, text } = passage;
    const words = LANGUAGES.flatMap((l) => [heading[l], ...(about[l] ?? [])]);
    const prose = [text.en, ...Object.values(text.translations).map((t) => t?.text)];
    return { entry: entry.id, passage: passage.id, about: this.#about(words), text: this.#stems(prose) };
  }

  #entry(entry: Entry, docs: readonly Doc[]): Doc {
    const facts = Object.values(entry.facts).flatMap(({ value }) => {
      if (value.type === 'prose')
        return [value.prose.en, ...Object.values(value.prose.translations).map((t) => t?.text)];
      if (value.type === 'list') return value.items.map((item) => item.en);
      return value.type === 'text' ? Object.values(value.text) : [];
    });
    const short = Object.values(entry.facts).flatMap(({ value }) =>
      value.type === 'text' ? Object.values(value.text) : [],
    );
    const about = this.#stems([...entry.names.map((name) => name.text), ...short]);
    const text = this.#stems(facts);
    for (const doc of docs) {
      for (const stem of doc.about) about.add(stem);
      for (const stem of doc.text) text.add(stem);
    }
    return { entry: entry.id, passage: null, about, text };
  }

  /** True when the word is in what an entry is about: its names, its short facts such as a place, its points' headings. */
  speaksOf(entry: EntryId, stem: string): boolean {
    return this.#whole.get(entry)?.about.has(stem) ?? false;
  }

  /** True when an entry says the word anywhere. */
  says(entry: EntryId, stem: string): boolean {
    const doc = this.#whole.get(entry);
    return doc !== undefined && (doc.about.has(stem) || doc.text.has(stem));
  }

  /**
   * The passages of these entries that hold what is asked, best first. Each unit of what is asked is held when all
   * stems of one of its wordings are: a word has one wording, an entry as many as it has names.
   */
  find(units: readonly Unit[], entries: ReadonlySet<EntryId> | null): FoundPassage[] {
    if (units.length === 0) return [];
    return this.#docs
      .filter((doc) => entries === null || entries.has(doc.entry))
      .map((doc) => this.#match(doc, units))
      .filter((found) => found.coverage > 0)
      .sort((a, b) => b.coverage - a.coverage || b.score - a.score);
  }

  #match(doc: Doc, units: readonly Unit[]): FoundPassage {
    const held = units.map((unit) => Math.max(0, ...unit.map((stems) => this.#held(doc, stems))));
    const share = (n: number): number => n / units.length;
    return {
      entry: doc.entry,
      passage: doc.passage ?? '',
      coverage: share(held.filter((score) => score > 0).length),
      about: share(
        units.filter((unit) => unit.some((stems) => stems.length > 0 && stems.every((s) => doc.about.has(s))))
          .length,
      ),
      score: held.reduce((sum, score) => sum + score, 0),
    };
  }

  /** How telling the words are that a passage holds; 0 when it lacks one of them. */
  #held(doc: Doc, stems: readonly string[]): number {
    let score = 0;
    for (const stem of stems) {
      if (!doc.about.has(stem) && !doc.text.has(stem)) return 0;
      score += (this.#idf.get(stem) ?? 0) * (doc.about.has(stem) ? 1 : IN_TEXT);
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
