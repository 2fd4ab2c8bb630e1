import type { EntryId, Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { firstNotBelow, Numbering, NumberLists, NumberListsWriter, type NumberRows } from './number-lists.ts';
import { type TextRows, TextTable, textRows } from './text-table.ts';

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

/** The words of each question with its entry's names, as plain values. */
export interface OwnWordLists {
  stems: TextRows;
  entries: readonly EntryId[];
  /** Per text, its entry and its stems, ascending; per stem, the texts that hold it. */
  entryOf: Int32Array;
  texts: NumberRows;
  holding: NumberRows;
}

export function readOwnWords({ entries }: Pick<Store, 'entries'>): OwnWordLists {
  const stems = new Numbering();
  const numbers = (text: string): number[] => tokenise(text).map(({ stem }) => stems.add(stem));
  const texts = new NumberListsWriter();
  const entryOf: number[] = [];
  const asked = [...entries.values()].filter(({ questions }) => questions.length > 0);
  for (const [entry, { names, questions }] of asked.entries()) {
    const called = names.flatMap(({ text }) => numbers(text));
    for (const { text } of questions) {
      texts.add(Int32Array.from(new Set([...called, ...numbers(text)])).sort());
      entryOf.push(entry);
    }
  }
  const lists = texts.finish();
  return {
    stems: textRows(stems.texts),
    entries: asked.map(({ id }) => id),
    entryOf: Int32Array.from(entryOf),
    texts: lists.rows,
    holding: lists.inverted(stems.size).rows,
  };
}

/** The words by which entries with questions of their own are asked for: of each question, with the entry's names. */
export class OwnWords {
  readonly #lists: OwnWordLists;
  readonly #stems: TextTable;
  readonly #texts: NumberLists;
  readonly #holding: NumberLists;

  constructor(lists: OwnWordLists) {
    this.#lists = lists;
    this.#stems = new TextTable(lists.stems);
    this.#texts = new NumberLists(lists.texts);
    this.#holding = new NumberLists(lists.holding);
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
    const { entries: ids, entryOf } = this.#lists;
    const entries = new Set(best.map((text) => ids[entryOf[text]!]!));
    const held = known.filter((stem) => best.length > 0 && this.#holds(best[0]!, stem));
    return { entries: [...entries], held: new Set(held.map((stem) => this.#stems.text(stem))) };
  }

  #holds(text: number, stem: number): boolean {
    const own = this.#texts.of(text);
    return own[firstNotBelow(own, stem)] === stem;
  }
}
