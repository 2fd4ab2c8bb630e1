import { createHash } from 'node:crypto';

/** Texts that ask the same, in the order they came. */
export interface Likes<Row> {
  /** Stays the same as long as the first of them is kept. */
  id: string;
  rows: Row[];
}

/** Two texts ask the same when more than this share of their telling words is common. */
const SAME_QUESTION = 0.75;
/** Two words are one, mistyped or inflected, from this share of common letter pairs on. */
const SAME_WORD = 0.7;
/** Shorter words (acronyms, grades, years) must be equal. */
const LONG_WORD = 5;
/** Candidates for a group share the beginning of a word. */
const BEGINNING = 3;

/**
 * Groups texts by likeness; a text joins the group whose first text it is most like. `filler` are words that
 * tell nothing ("what", "the"). The same texts in the same order give the same groups.
 */
export function groupByLikeness<Row extends { text: string }>(
  rows: readonly Row[],
  filler: ReadonlySet<string>,
): Likes<Row>[] {
  const groups: (Likes<Row> & { words: string[] })[] = [];
  const known = new Map<string, Likes<Row>>();
  const beginnings = new Map<string, Set<number>>();
  for (const row of rows) {
    const words = tellingWords(row.text, filler);
    const key = [...words].sort().join(' ');
    let group = known.get(key) ?? mostLike(words, groups, candidates(words, beginnings));
    if (group === undefined) {
      group = { id: idOf(key), rows: [] };
      for (const word of words) at(beginnings, word.slice(0, BEGINNING)).add(groups.length);
      groups.push(Object.assign(group, { words }));
    }
    known.set(key, group);
    group.rows.push(row);
  }
  return groups.map(({ id, rows: members }) => ({ id, rows: members }));
}

/** Words that tell nothing, spelled as they are compared. */
export function fillerOf(words: Iterable<string>): ReadonlySet<string> {
  return new Set([...words].map(plain));
}

/** The words by which texts are compared: lower case, without diacritics and spelling variants. */
export function tellingWords(text: string, filler: ReadonlySet<string>): string[] {
  const words = [...new Set(plain(text).match(/[\p{L}\p{N}]+/gu) ?? [])];
  const telling = words.filter((word) => !filler.has(word));
  return telling.length > 0 ? telling : words;
}

const ARABIC_VARIANTS: Record<string, string> = { أ: 'ا', إ: 'ا', آ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ک: 'ك' };

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[أإآىیةک]/gu, (letter) => ARABIC_VARIANTS[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}\u0640]/gu, '')
    .normalize('NFC')
    .toLowerCase();
}

function candidates(words: string[], beginnings: ReadonlyMap<string, Set<number>>): Set<number> {
  const found = new Set<number>();
  for (const word of words)
    for (const group of beginnings.get(word.slice(0, BEGINNING)) ?? []) found.add(group);
  return found;
}

function mostLike<Group extends { words: string[] }>(
  words: string[],
  groups: readonly Group[],
  among: ReadonlySet<number>,
): Group | undefined {
  let best: Group | undefined;
  let bestLikeness = SAME_QUESTION;
  for (const index of among) {
    const group = groups[index];
    const likeness = group === undefined ? 0 : likenessOf(words, group.words);
    if (likeness > bestLikeness) [best, bestLikeness] = [group, likeness];
  }
  return best;
}

function likenessOf(some: string[], others: string[]): number {
  const shared = some.filter((word) => others.some((other) => sameWord(word, other))).length;
  return (2 * shared) / (some.length + others.length);
}

function sameWord(one: string, other: string): boolean {
  if (one === other) return true;
  if (one.length < LONG_WORD || other.length < LONG_WORD) return false;
  const pairs = letterPairs(one);
  const otherPairs = letterPairs(other);
  const shared = [...pairs].filter((pair) => otherPairs.has(pair)).length;
  return (2 * shared) / (pairs.size + otherPairs.size) >= SAME_WORD;
}

function letterPairs(word: string): Set<string> {
  const letters = ` ${word} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, index) => letters.slice(index, index + 2)));
}

function idOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 8);
}

function at<Key, Value>(map: Map<Key, Set<Value>>, key: Key): Set<Value> {
  const value = map.get(key) ?? new Set<Value>();
  map.set(key, value);
  return value;
}
