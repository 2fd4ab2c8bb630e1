import type { EntryId, Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { firstNotBelow, Numbering, type NumberLists, NumberListsWriter } from './number-lists.ts';

/** Words that more texts share than this lead to none of them: what one question costs is bounded. */
const MOST_SHARING = 8_000;

/** The entries whose words a question has most of, and which stems of it these are. */
export interface Held {
  entries: readonly EntryId[];
  held: ReadonlySet<string>;
}

/** Fewer words together are an entry's alone by accident. */
export const LEAST = 3;
/** No question asks with more. */
const MOST = 60;
const NONE: Held = { entries: [], held: new Set() };

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
   * The entries of the texts that hold most of the stems, and which the first of these holds: none where two of
   * the rarest stems that any text has are missing in all others.
   */
  holdingMost(stems: Iterable<string>): Held {
    const known = [...stems].flatMap((stem) => this.#stems.of(stem) ?? []);
    if (known.length < LEAST || known.length > MOST) return NONE;
    const lists = known.map((stem) => this.#holding.of(stem)).sort((a, b) => a.length - b.length);
    let best: number[] = [];
    let most: number = LEAST;
    for (const list of lists.slice(0, 2)) {
      // Who has all that is asked has the rarest of it.
      if ((best.length > 0 && most === known.length) || list.length > MOST_SHARING) break;
      for (const text of list) {
        const held = known.reduce((count, stem) => count + Number(this.#holds(text, stem)), 0);
        if (held > most) best = [];
        if (held < most) continue;
        most = held;
        best.push(text);
      }
    }
    const entries = new Set(best.map((text) => this.#entries[this.#entryOf[text]!]!));
    const held = known.filter((stem) => best.length > 0 && this.#holds(best[0]!, stem));
    return { entries: [...entries], held: new Set(held.map((stem) => this.#stems.text(stem))) };
  }

  #holds(text: number, stem: number): boolean {
    const own = this.#texts.of(text);
    return own[firstNotBelow(own, stem)] === stem;
  }
}
