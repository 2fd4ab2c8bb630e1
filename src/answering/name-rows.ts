import type { EntryId, OutsideName } from '../domain.ts';
import type { Token } from '../language/tokens.ts';
import { Numbering, NumberLists, NumberListsWriter, type NumberRows } from './number-lists.ts';
import { type TextRows, TextTable, textRows } from './text-table.ts';

/** One name: of an entry, or of something outside the store. */
export interface NameRow {
  entry: EntryId | null;
  outside: { type: OutsideName['type']; name: string } | null;
  text: string;
  /** Its first word. */
  word: string;
  length: number;
  acronym: boolean;
  /** True when some word of it is not idle. */
  telling: boolean;
  /** How many different words of it tell it from other names. */
  parts: number;
}

const EMPTY = new Int32Array(0);
/** A text that more entries than this bear is a description of them and names none. */
const MOST_BEARERS = 8;
/** A word in so many names, and in this share of all, tells none of them. */
const COMMON = 1_000;
const COMMON_SHARE = 0.2;

/** Collects names; those of one entry must come one after another. */
export class NameRowsWriter {
  readonly #rows: NameRow[] = [];
  readonly #words = new Numbering();
  readonly #stems = new NumberListsWriter();
  readonly #telling = new NumberListsWriter();
  readonly #keys = new NumberListsWriter();
  readonly #byStems = new Map<string, number[]>();
  readonly #ofEntry = new Map<EntryId, { first: number; end: number }>();

  /** `telling` are the tokens that are not idle; `keys` is what each is compared by in a part of a name. */
  add(
    row: Omit<NameRow, 'word' | 'length' | 'telling' | 'parts'>,
    tokens: readonly Token[],
    telling: readonly Token[],
  ): NameRow {
    const number = (text: string): number => this.#words.add(text);
    const keys = [...new Set(telling.map(partKey))];
    const whole = {
      ...row,
      word: tokens[0]?.word ?? '',
      length: tokens.length,
      telling: keys.length > 0,
      parts: keys.length,
    };
    this.#stems.add(tokens.map((t) => number(t.stem)));
    this.#telling.add(telling.map((t) => number(t.stem)));
    this.#keys.add(row.entry === null ? EMPTY : keys.map(number));
    const at = this.#rows.push(whole) - 1;
    const stems = tokens.map((t) => t.stem).join(' ');
    const same = this.#byStems.get(stems);
    if (same) same.push(at);
    else this.#byStems.set(stems, [at]);
    if (row.entry !== null) {
      const first = this.#ofEntry.get(row.entry)?.first ?? at;
      this.#ofEntry.set(row.entry, { first, end: at + 1 });
    }
    return whole;
  }

  finish(): NameLists {
    const named = new NumberListsWriter();
    for (const rows of this.#byStems.values()) named.add(this.#naming(rows));
    const holding = this.#keys.finish().inverted(this.#words.size);
    return {
      rows: this.#rows,
      words: textRows(this.#words.texts),
      stems: this.#stems.finish().rows,
      telling: this.#telling.finish().rows,
      holding: holding.rows,
      common: this.#common(holding),
      wholes: textRows(this.#byStems.keys()),
      named: named.finish().rows,
      lengths: lengthsIn(this.#byStems.keys()),
      ofEntry: this.#ofEntry,
    };
  }

  #naming(numbers: number[]): number[] {
    const entries = new Set(numbers.map((number) => this.#rows[number]!.entry));
    const shared = numbers.length > MOST_BEARERS && entries.size > MOST_BEARERS;
    return shared ? numbers.filter((number) => this.#rows[number]!.entry === null) : numbers;
  }

  /** A word that tells no name is no part of any. */
  #common(holding: NumberLists): Set<number> {
    const common = new Set<number>();
    const most = Math.max(COMMON, COMMON_SHARE * this.#rows.length);
    for (let word = 0; word < holding.count; word++) {
      const rows = holding.of(word);
      if (rows.length <= most) continue;
      common.add(word);
      for (const row of rows) this.#rows[row]!.parts--;
    }
    return common;
  }
}

function lengthsIn(wholes: Iterable<string>): Map<string, number[]> {
  const found = new Map<string, number[]>();
  for (const stems of wholes) {
    const [first = '', ...others] = stems.split(' ');
    const lengths = found.get(first) ?? [];
    if (!lengths.includes(others.length + 1)) lengths.push(others.length + 1);
    found.set(first, lengths);
  }
  for (const lengths of found.values()) lengths.sort((a, b) => b - a);
  return found;
}

/** What is compared in parts of names: nearer to the word than its stem, since "developed" names no programme. */
export function partKey(token: Token): string {
  return /^[a-z]/u.test(token.word) ? token.word.replace(/s$/u, '') : token.stem;
}

/** All names and what they hold, as plain values. */
export interface NameLists {
  rows: readonly NameRow[];
  words: TextRows;
  /** Per row, its stems, and those of its telling words. */
  stems: NumberRows;
  telling: NumberRows;
  /** Per word as parts are compared, the rows of entries that hold it. */
  holding: NumberRows;
  /** The words that tell no name. */
  common: ReadonlySet<number>;
  /** Whole names as their stems, parted by blanks, and the rows that each names. */
  wholes: TextRows;
  named: NumberRows;
  /** Per first stem, the lengths of the names that begin with it, longest first. */
  lengths: ReadonlyMap<string, readonly number[]>;
  ofEntry: ReadonlyMap<EntryId, { first: number; end: number }>;
}

/** All names, found by what they hold. */
export class NameRows {
  readonly #lists: NameLists;
  readonly #words: TextTable;
  readonly #stems: NumberLists;
  readonly #telling: NumberLists;
  readonly #holding: NumberLists;
  readonly #wholes: TextTable;
  readonly #named: NumberLists;

  constructor(lists: NameLists) {
    this.#lists = lists;
    this.#words = new TextTable(lists.words);
    this.#stems = new NumberLists(lists.stems);
    this.#telling = new NumberLists(lists.telling);
    this.#holding = new NumberLists(lists.holding);
    this.#wholes = new TextTable(lists.wholes);
    this.#named = new NumberLists(lists.named);
  }

  at(row: number): NameRow {
    return this.#lists.rows[row] as NameRow;
  }

  /** The lengths that a name may have that begins with this stem, longest first. */
  lengths(first: string): readonly number[] {
    return this.#lists.lengths.get(first) ?? [];
  }

  /** The names that are these stems, joined by spaces. */
  withStems(stems: string): readonly NameRow[] {
    return Array.from(this.#named.of(this.#wholes.of(stems)), (row) => this.at(row));
  }

  /** True for a word, as parts are compared, that so many names hold that it tells none of them. */
  isCommon(key: string): boolean {
    return this.#lists.common.has(this.#words.of(key) ?? -1);
  }

  /** The numbers of the names of entries that a word tells, as parts are compared. */
  holding(key: string): Int32Array {
    return this.isCommon(key) ? EMPTY : this.#holding.of(this.#words.of(key));
  }

  /** True when a name of the entry holds the stem. */
  bears(entry: EntryId, stem: string): boolean {
    const number = this.#words.of(stem);
    return number !== undefined && this.#stemsOf(entry).includes(number);
  }

  /** The stems of all words in an entry's names. */
  stemsOf(entry: EntryId): string[] {
    return Array.from(new Set(this.#stemsOf(entry)), (word) => this.#words.text(word));
  }

  /** The stems of the telling words of each of an entry's names. */
  tellingOf(entry: EntryId): string[][] {
    const { first, end } = this.#lists.ofEntry.get(entry) ?? { first: 0, end: 0 };
    return Array.from({ length: end - first }, (_, i) =>
      Array.from(this.#telling.of(first + i), (word) => this.#words.text(word)),
    );
  }

  #stemsOf(entry: EntryId): Int32Array {
    const rows = this.#lists.ofEntry.get(entry);
    return rows ? this.#stems.between(rows.first, rows.end) : EMPTY;
  }
}
