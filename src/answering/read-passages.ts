import { type Entry, type EntryId, LANGUAGES, type Passage, type Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { Numbering, NumberListsWriter, type NumberRows } from './number-lists.ts';
import { ideaKey } from './passages.ts';
import type { Terms } from './terms.ts';
import { type TextRows, textRows, type ValueRows, valueRows } from './text-table.ts';
import { WordCounts } from './vocabulary.ts';

/** What entries say, word by word, as plain values. Words are numbers: places in `stems`. */
export interface PassageLists {
  stems: TextRows;
  places: ReadonlyMap<EntryId, Place>;
  /** Of all passages. */
  ids: readonly string[];
  passages: SaidRows;
  entries: SaidRows;
  /** How telling each stem is. */
  telling: Float64Array;
  /** How often each word is said. */
  vocabulary: ValueRows;
}

/** Where an entry stands among all, and its passages among all passages. */
interface Place {
  entry: number;
  first: number;
  end: number;
}

/** Of many texts, what each is about and all that it says. */
export interface SaidRows {
  about: NumberRows;
  text: NumberRows;
}

interface Said {
  about: Set<number>;
  text: Set<number>;
}

export function readPassages(store: Store, terms: Terms): PassageLists {
  const reader = new PassageReader(terms);
  const places = new Map<EntryId, Place>();
  const ids: string[] = [];
  const passages: Said[] = [];
  const entries: Said[] = [];
  for (const entry of store.entries.values()) {
    const said = entry.passages.map((passage) => reader.passage(passage));
    places.set(entry.id, { entry: places.size, first: ids.length, end: ids.length + said.length });
    ids.push(...entry.passages.map(({ id }) => id));
    passages.push(...said);
    entries.push(reader.entry(entry, said));
  }
  const telling = holding(passages, reader.stems.size).map((n) => (n > 0 ? Math.log(1 + ids.length / n) : 0));
  return {
    stems: textRows(reader.stems.texts),
    places,
    ids,
    passages: rowsOf(passages),
    entries: rowsOf(entries),
    telling,
    vocabulary: valueRows(reader.vocabulary),
  };
}

class PassageReader {
  readonly stems = new Numbering();
  readonly vocabulary = new WordCounts();
  readonly #terms: Terms;

  constructor(terms: Terms) {
    this.#terms = terms;
  }

  #numbers(texts: readonly (string | undefined)[]): Set<number> {
    const numbers = new Set<number>();
    for (const token of texts.flatMap((text) => tokenise(text ?? ''))) {
      this.vocabulary.count(token.word);
      if (!this.#terms.idle(token)) numbers.add(this.stems.add(token.stem));
    }
    return numbers;
  }

  /** What a point is about, by its words and by their ideas. */
  #about(texts: readonly (string | undefined)[]): Set<number> {
    const ideas = texts.flatMap((text) => this.#terms.concepts(tokenise(text ?? '')).flat());
    return new Set([...this.#numbers(texts), ...ideas.map((idea) => this.stems.add(ideaKey(idea)))]);
  }

  passage({ heading, about, text }: Passage): Said {
    const words = LANGUAGES.flatMap((l) => [heading[l], ...(about[l] ?? [])]);
    const prose = [text.en, ...Object.values(text.translations).map((t) => t?.text)];
    return { about: this.#about(words), text: this.#numbers(prose) };
  }

  entry(entry: Entry, passages: readonly Said[]): Said {
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
}

/** How many texts hold each of the stems. */
function holding(texts: readonly Said[], stems: number): Float64Array {
  const counts = new Float64Array(stems);
  for (const { about, text } of texts) for (const stem of new Set([...about, ...text])) counts[stem]!++;
  return counts;
}

function rowsOf(texts: readonly Said[]): SaidRows {
  const about = new NumberListsWriter();
  const text = new NumberListsWriter();
  for (const said of texts) {
    about.add(Int32Array.from(said.about).sort());
    text.add(Int32Array.from(said.text).sort());
  }
  return { about: about.finish().rows, text: text.finish().rows };
}
