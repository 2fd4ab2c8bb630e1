import type { EntryId, Language, NameUse, OutsideName, Store } from '../domain.ts';
import { LANGUAGES } from '../domain.ts';
import { inCapitals, type Token, tokenise } from '../language/tokens.ts';
import type { Terms } from './terms.ts';

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

interface NameRow {
  entry: EntryId | null;
  outside: Mention['outside'];
  text: string;
  words: string[];
  stems: string[];
  /** The words that tell this name from idle ones, as parts are compared. */
  content: string[];
  acronym: boolean;
  use: NameUse | 'outside';
}

/** The share of a name's telling words below which a part of it is no name. */
const LEAST_PART = 0.6;
/** How sure a name is all of whose telling words are there, if not word for word. */
const PART_WHOLE = 0.95;
/** Idle words that may stand between two words of one name. */
const MOST_BETWEEN = 2;
const EMPTY: ReadonlySet<string> = new Set();

/** All names of the store and the known names outside it, found whole or in part. */
export class Lexicon {
  readonly #rows: NameRow[] = [];
  readonly #byFirst = new Map<string, NameRow[]>();
  readonly #byContent = new Map<string, NameRow[]>();
  readonly #ofEntry = new Map<EntryId, Set<string>>();
  readonly #contents = new Map<EntryId, string[][]>();
  readonly #terms: Terms;
  readonly #common: ReadonlySet<string>;
  readonly #kinds: ReadonlySet<string>;
  /** Every word of every name, for the repair of mistyped ones. */
  readonly vocabulary: string[] = [];

  constructor(store: Store, terms: Terms, common: ReadonlySet<string>) {
    this.#terms = terms;
    this.#common = common;
    this.#kinds = new Set(store.kinds.keys());
    for (const entry of store.entries.values()) {
      for (const name of entry.names) this.#add(name.text, entry.id, null, name.use);
    }
    for (const { type, names } of [...store.outside, ...countries()]) {
      const first = names[0] ?? '';
      for (const name of names) this.#add(name, null, { type, name: first }, 'outside');
    }
    for (const row of this.#rows) {
      push(this.#byFirst, row.stems[0] ?? '', row);
      if (!row.entry) continue;
      for (const key of new Set(row.content)) push(this.#byContent, key, row);
      const own = this.#ofEntry.get(row.entry) ?? new Set();
      for (const stem of row.stems) own.add(stem);
      this.#ofEntry.set(row.entry, own);
    }
    for (const rows of this.#byFirst.values()) rows.sort((a, b) => b.stems.length - a.stems.length);
  }

  #add(text: string, entry: EntryId | null, outside: Mention['outside'], use: NameRow['use']): void {
    const tokens = tokenise(text);
    if (tokens.length === 0) return;
    const content = tokens.filter((t) => !this.#terms.idle(t)).map(partKey);
    const words = tokens.map((t) => t.word);
    const acronym = tokens.length === 1 && /^[\p{Lu}\d&-]{2,8}$/u.test(text.trim());
    this.#rows.push({ entry, outside, text, words, stems: tokens.map((t) => t.stem), content, acronym, use });
    this.vocabulary.push(...words);
    if (entry)
      push(
        this.#contents,
        entry,
        tokens.filter((t) => !this.#terms.idle(t)).map((t) => t.stem),
      );
  }

  /** The stems of all words in an entry's names. */
  names(entry: EntryId): ReadonlySet<string> {
    return this.#ofEntry.get(entry) ?? EMPTY;
  }

  /** The stems of the telling words of each of an entry's names. */
  namesOf(entry: EntryId): string[][] {
    return this.#contents.get(entry) ?? [];
  }

  /** The one entry that bears an acronym. */
  bearer(acronym: string): EntryId | null {
    return (this.#byFirst.get(acronym) ?? []).find((row) => row.acronym && row.entry)?.entry ?? null;
  }

  /** True for a word that is an acronym of some name. */
  isAcronym(word: string): boolean {
    return (this.#byFirst.get(word) ?? []).some((row) => row.acronym && row.words[0] === word);
  }

  /** The names in a text, from left to right, not overlapping; longer and whole ones first. */
  find(tokens: readonly Token[]): Mention[] {
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
    const rows = (this.#byFirst.get(tokens[at]?.stem ?? '') ?? []).filter((row) =>
      this.#matches(row, tokens, at, shouting),
    );
    const longest = rows[0]?.stems.length ?? 0;
    const same = rows.filter((row) => row.stems.length === longest);
    if (same.length === 0) return null;
    const inside = same.filter((row) => row.entry);
    const entries = [...new Set(inside.map((row) => row.entry ?? ''))];
    return {
      start: at,
      end: at + longest,
      entries,
      outside: inside.length ? null : (same[0]?.outside ?? null),
      quality: 1,
    };
  }

  #matches(row: NameRow, tokens: readonly Token[], at: number, shouting: boolean): boolean {
    if (row.acronym) {
      const token = tokens[at];
      if (!token || token.word !== row.words[0]) return false;
      return tokens.length === 1 || !this.#ordinary(row, token) || (token.raw === row.text && !shouting);
    }
    if (!row.stems.every((stem, i) => tokens[at + i]?.stem === stem)) return false;
    const [only, other] = tokens.slice(at, at + row.stems.length);
    if (only && !other && this.#terms.idle(only) && only.word !== row.words[0]) return false;
    return row.content.length > 0 || tokens.length === row.stems.length;
  }

  /** An acronym that is also a word is meant only when it is written as one. */
  #ordinary(row: NameRow, token: Token): boolean {
    return this.#terms.idle(token) || (row.entry === null && this.#common.has(token.word));
  }

  /** A part of one entry's name: two telling words or more, in any order, with idle words between. */
  #part(tokens: readonly Token[], at: number, shouting: boolean): Mention | null {
    let rows = this.#candidates(tokens[at]);
    if (rows.length === 0) return null;
    const used = new Set([partKey(tokens[at] as Token)]);
    let end = at + 1;
    for (let i = at + 1; i < tokens.length && i - at < 12; i++) {
      const token = tokens[i] as Token;
      if (this.#terms.idle(token) && i - end < MOST_BETWEEN) continue;
      const left = rows.filter((row) => row.content.includes(partKey(token)));
      if (left.length === 0 || used.has(partKey(token))) break;
      rows = left;
      used.add(partKey(token));
      end = i + 1;
    }
    const part =
      used.size < 2 || this.#onlyKinds(tokens.slice(at, end)) ? null : this.#partMention(rows, used, at, end);
    return part && this.#holdsWhole(part, tokens, shouting) ? null : part;
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

  #partMention(rows: NameRow[], used: ReadonlySet<string>, start: number, end: number): Mention | null {
    const coverage = (row: NameRow): number => used.size / new Set(row.content).size;
    const best = Math.max(...rows.map(coverage));
    const top = rows.filter((row) => coverage(row) > best - 0.01);
    const entries = [...new Set(top.map((row) => row.entry ?? ''))];
    return best < LEAST_PART || entries.length > 4
      ? null
      : { start, end, entries, outside: null, quality: PART_WHOLE - 0.35 * (1 - best) };
  }

  #candidates(token: Token | undefined): NameRow[] {
    return token && !this.#terms.idle(token) ? (this.#byContent.get(partKey(token)) ?? []) : [];
  }
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

/** What is compared in parts of names: nearer to the word than its stem, since "developed" names no programme. */
function partKey(token: Token): string {
  return /^[a-z]/u.test(token.word) ? token.word.replace(/s$/u, '') : token.stem;
}

/** Every country but Iraq by its names in the four languages, as the runtime's own data gives them. */
function countries(): OutsideName[] {
  const names = LANGUAGES.map(
    (l: Language) => new Intl.DisplayNames([l], { type: 'region', fallback: 'none' }),
  );
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => !/^(IQ|UN|EU|ZZ|QO|EZ|XA|XB|X.|Q.)$/u.test(code));
  return codes
    .map((code) => ({
      type: 'country' as const,
      names: [...new Set(names.flatMap((n) => n.of(code) ?? []))],
    }))
    .filter(({ names: found }) => found.length > 0);
}
