import type { EntryId, OutsideName } from '../domain.ts';
import { inCapitals, type Token } from '../language/tokens.ts';
import { type NameRow, NameRows, partKey } from './name-rows.ts';
import { intersect } from './number-lists.ts';
import type { ReadNames } from './read-names.ts';
import type { Terms } from './terms.ts';
import type { WordSet } from './text-table.ts';

/** A name found in a question: tokens `start` to `end` (exclusive). */
export interface Mention {
  start: number;
  end: number;
  /** The entries that bear the name; more than one where a name is shared. */
  entries: EntryId[];
  /** The name outside the store, for a body or place that is known but not covered. */
  outside: { type: OutsideName['type']; name: string } | null;
  /** 1 for a whole name, less for a part of one. */
  quality: number;
  /** Where the name ends without the "in Iraq" behind it, where it is a name without, too. */
  short?: number;
  /** True for a word such as "it" that stands for a name. */
  pronoun?: boolean;
}

/** The share of a name's telling words below which a part of it is no name. */
const LEAST_PART = 0.6;
/** How sure a name is all of whose telling words are there, if not word for word. */
const PART_WHOLE = 0.95;
/** Idle words that may stand between two words of one name. */
const MOST_BETWEEN = 2;
/** A part that fits more entries than this names none. */
const MOST_OF_PART = 4;
/** So many names are compared in search of parts in one text; only a text made to be slow needs more. */
const MOST_COMPARED = 100_000;
/** Two words that so many names hold each are compared once; so many such pairs are remembered. */
const MANY = 256;
const MOST_PAIRS = 4_000;
/** A part reaches this far. */
const REACH = 12;

/** All names of the store and the known names outside it, found whole or in part. */
export class Lexicon {
  readonly #names: NameRows;
  readonly #acronyms: ReadonlyMap<string, readonly NameRow[]>;
  readonly #terms: Terms;
  readonly #common: WordSet;
  readonly #kinds: ReadonlySet<string>;
  #compared = 0;
  readonly #pairs = new Map<string, Int32Array>();

  /** `common`: ordinary words. `kinds`: those of entries. */
  constructor({ names, acronyms }: ReadNames, terms: Terms, common: WordSet, kinds: Iterable<string>) {
    this.#names = new NameRows(names);
    this.#acronyms = acronyms;
    this.#terms = terms;
    this.#common = common;
    this.#kinds = new Set(kinds);
  }

  /** True when a name of the entry holds the stem. */
  bears(entry: EntryId, stem: string): boolean {
    return this.#names.bears(entry, stem);
  }

  /** The stems of all words in an entry's names. */
  stemsOf(entry: EntryId): string[] {
    return this.#names.stemsOf(entry);
  }

  /** The stems of the telling words of each of an entry's names. */
  namesOf(entry: EntryId): string[][] {
    return this.#names.tellingOf(entry);
  }

  /** The one entry that bears an acronym. */
  bearer(acronym: string): EntryId | null {
    return (this.#acronyms.get(acronym) ?? []).find((row) => row.entry)?.entry ?? null;
  }

  /** True for a word that is an acronym of some name. */
  isAcronym(word: string): boolean {
    return (this.#acronyms.get(word) ?? []).some((row) => row.word === word);
  }

  /** The names in a text, from left to right, not overlapping; longer and whole ones first. */
  find(tokens: readonly Token[]): Mention[] {
    this.#compared = 0;
    const shouting = tokens.length > 1 && inCapitals(tokens);
    const mentions: Mention[] = [];
    for (let at = 0; at < tokens.length; ) {
      const mention = this.#best(tokens, at, shouting);
      if (mention) mentions.push(this.#withScope(mention, tokens, shouting));
      at = mention ? mention.end : at + 1;
    }
    return mentions;
  }

  #best(tokens: readonly Token[], at: number, shouting: boolean): Mention | null {
    const whole = this.#whole(tokens, at, shouting);
    const part = this.#part(tokens, at, shouting);
    if (!part || (whole && whole.end >= part.end)) return whole;
    return whole && part.end - part.start < whole.end - whole.start + 1 ? whole : part;
  }

  /** Notes where a name is whole without the "in Iraq" behind it: that may be what is asked. */
  #withScope(mention: Mention, tokens: readonly Token[], shouting: boolean): Mention {
    const whole = this.#whole(tokens.slice(0, mention.end - 1), mention.start, shouting);
    if (!whole?.entries.some((id) => mention.entries.includes(id))) return mention;
    const rest = tokens.slice(whole.end, mention.end);
    const scoped = rest.every((t) => this.#terms.idle(t) || this.#terms.isScope(t));
    return scoped && whole.end < mention.end ? { ...mention, short: whole.end } : mention;
  }

  #whole(tokens: readonly Token[], at: number, shouting: boolean): Mention | null {
    for (const length of this.#names.lengths(tokens[at]?.stem ?? '')) {
      if (at + length > tokens.length) continue;
      const stems = tokens.slice(at, at + length).map((t) => t.stem);
      const rows = this.#names.withStems(stems.join(' '));
      const matching = rows.filter((row) => this.#matches(row, tokens, at, shouting));
      const entries = new Set(matching.flatMap((row) => row.entry ?? []));
      const [first] = matching;
      if (!first) continue;
      const outside = entries.size > 0 ? null : first.outside;
      return { start: at, end: at + length, entries: [...entries], outside, quality: 1 };
    }
    return null;
  }

  /** Whether a name with the stems at this place is meant there. */
  #matches(row: NameRow, tokens: readonly Token[], at: number, shouting: boolean): boolean {
    const token = tokens[at] as Token;
    if (row.acronym) {
      if (token.word !== row.word) return false;
      if (tokens.length === 1 || !this.#ordinary(row, token)) return true;
      // "Who" asks; "the who" is a body.
      const called = row.entry === null && tokens[at - 1]?.word === 'the';
      return called || (token.raw === row.text && !shouting);
    }
    if (row.length === 1 && this.#terms.idle(token) && token.word !== row.word) return false;
    return row.telling || tokens.length === row.length;
  }

  /** An acronym that is also a word is meant only when it is written as one. */
  #ordinary(row: NameRow, token: Token): boolean {
    return this.#terms.idle(token) || (row.entry === null && this.#common.has(token.word));
  }

  /** A part of one entry's name: two telling words or more, in any order, with idle words between. */
  #part(tokens: readonly Token[], at: number, shouting: boolean): Mention | null {
    const first = tokens[at] as Token;
    let rows = this.#terms.idle(first) ? NONE : this.#names.holding(partKey(first));
    if (rows.length === 0) return null;
    const used = new Set([partKey(first)]);
    let end = at + 1;
    for (let i = at + 1; i < tokens.length && i - at < REACH; i++) {
      const token = tokens[i] as Token;
      const key = partKey(token);
      const tells = !this.#terms.idle(token) && !this.#names.isCommon(key);
      if (!tells && i - end < MOST_BETWEEN) continue;
      const left = used.has(key) ? NONE : this.#both(rows, key, used);
      if (left.length === 0) break;
      rows = left;
      used.add(key);
      end = i + 1;
    }
    const part = used.size < 2 ? null : this.#partMention(rows, used.size, at, end);
    return part && !this.#onlyKinds(tokens.slice(at, end)) && !this.#holdsWhole(part, tokens, shouting)
      ? part
      : null;
  }

  /** The names among `rows`, which hold what is used, that hold a further word. What many names share is remembered. */
  #both(rows: Int32Array, key: string, used: ReadonlySet<string>): Int32Array {
    const others = this.#names.holding(key);
    const many = used.size === 1 && Math.min(rows.length, others.length) >= MANY;
    const pair = many ? `${[...used][0]} ${key}` : '';
    const known = many ? this.#pairs.get(pair) : undefined;
    if (known) return known;
    if (this.#compared > MOST_COMPARED) return NONE;
    this.#compared += Math.min(rows.length, others.length);
    const both = intersect(rows, others);
    if (many && this.#pairs.size < MOST_PAIRS) this.#pairs.set(pair, both.slice());
    return both;
  }

  /** "Agencies in the network" names no one, though a name holds both words. */
  #onlyKinds(tokens: readonly Token[]): boolean {
    const concepts = this.#terms.concepts(tokens);
    return tokens.every((t, i) => this.#terms.idle(t) || concepts[i]?.some((idea) => this.#kinds.has(idea)));
  }

  /** A whole name further on is better than a part that swallows it with words before. */
  #holdsWhole(part: Mention, tokens: readonly Token[], shouting: boolean): boolean {
    for (let at = part.start + 1; at < part.end; at++) {
      const whole = this.#whole(tokens, at, shouting);
      const same = whole?.entries.some((id) => part.entries.includes(id));
      if (whole && (same || whole.end > part.end || part.quality < PART_WHOLE)) return true;
    }
    return false;
  }

  /** The entries whose names hold the largest share of what was used, where they are few enough to be meant. */
  #partMention(rows: Int32Array, used: number, start: number, end: number): Mention | null {
    let best = 0;
    for (const row of rows) best = Math.max(best, used / this.#names.at(row).parts);
    if (best < LEAST_PART) return null;
    const entries = new Set<EntryId>();
    for (const number of rows) {
      const row = this.#names.at(number);
      if (row.entry && used / row.parts > best - 0.01) entries.add(row.entry);
      if (entries.size > MOST_OF_PART) return null;
    }
    return { start, end, entries: [...entries], outside: null, quality: PART_WHOLE - 0.35 * (1 - best) };
  }
}

const NONE = new Int32Array(0);
