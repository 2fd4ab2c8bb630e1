import type { EntryId, Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { firstNotBelow, Numbering, type NumberLists, NumberListsWriter } from './number-lists.ts';

/** Words that more texts share than this lead to none of them: what one question costs is bounded. */
const MOST_SHARING = 8_000;

/** The words by which entries with questions of their own are asked for: of each question, with the entry's names. */
export class OwnWords {
  readonly #stems = new Numbering();
  readonly #entries: EntryId[] = [];
  /** Per text, its entry and its stems, ascending; per stem, the texts that hold it. */
  readonly #entryOf: Int32Array;
  readonly #texts: NumberLists;
  readonly #holding: NumberLists;

  constructor({ entries }: Pick<Store, 'entries'>) {
    const texts = new NumberListsWriter();
    const entryOf: number[] = [];
    for (const { id, names, questions } of entries.values()) {
      if (questions.length === 0) continue;
      const called = names.flatMap(({ text }) => this.#numbers(text));
      for (const { text } of questions) {
        texts.add(Int32Array.from(new Set([...called, ...this.#numbers(text)])).sort());
        entryOf.push(this.#entries.length);
      }
      this.#entries.push(id);
    }
    this.#entryOf = Int32Array.from(entryOf);
    this.#texts = texts.finish();
    this.#holding = this.#texts.inverted(this.#stems.size);
  }

  #numbers(text: string): number[] {
    return tokenise(text).map(({ stem }) => this.#stems.add(stem));
  }

  /**
   * The entries of the texts that hold most of the stems, and how many these hold: none where two of
   * the rarest stems that any text has are missing in all others.
   */
  holdingMost(stems: ReadonlySet<string>): { entries: EntryId[]; held: number } {
    const known = [...stems].flatMap((stem) => this.#stems.of(stem) ?? []);
    const lists = known.map((stem) => ({ stem, texts: this.#holding.of(stem) }));
    lists.sort((a, b) => a.texts.length - b.texts.length);
    const entries = new Set<number>();
    let held = 0;
    for (const { texts } of lists.slice(0, 2)) {
      // Who has all that is asked has the rarest of it.
      if (held === known.length || texts.length > MOST_SHARING) break;
      for (const text of texts) {
        const own = this.#texts.of(text);
        let holds = 0;
        for (const stem of known) if (own[firstNotBelow(own, stem)] === stem) holds++;
        if (holds > held) entries.clear();
        if (holds < held) continue;
        held = holds;
        entries.add(this.#entryOf[text]!);
      }
    }
    return { entries: Array.from(entries, (entry) => this.#entries[entry]!), held };
  }
}
