import { createHash } from 'node:crypto';
import { stem } from '../language/stem.ts';
import { words } from '../language/tokens.ts';

/** Texts that ask the same, in the order they came. */
export interface Likes<Row> {
  /** Stays the same as long as the first of them is kept. */
  id: string;
  rows: Row[];
}

/** Two texts ask the same when more than this share of their telling words is common. */
const SAME_QUESTION = 0.75;
/** Two words are one, mistyped, from this share of common letter pairs on. */
const SAME_WORD = 0.7;
/** Shorter words (acronyms, grades) and those with digits must be equal. */
const LONG_WORD = 5;
/** Mistyped words are looked for among those that begin alike. */
const BEGINNING = 2;

/**
 * Groups texts by likeness; a text joins the group whose first text it is most like. `filler` are words that
 * tell nothing ("what", "the"). The same texts in the same order give the same groups.
 */
export function groupByLikeness<Row extends { text: string }>(
  rows: readonly Row[],
  filler: ReadonlySet<string>,
): Likes<Row>[] {
  const groups: Likes<Row>[] = [];
  const canonical = mistypings();
  const find = index();
  const known = new Map<string, number>();
  for (const row of rows) {
    const telling = tellingWords(row.text, filler).map(canonical);
    const key = [...new Set(telling)].sort().join(' ');
    const found = known.get(key) ?? find(new Set(telling));
    known.set(key, found);
    groups[found] ??= { id: createHash('sha256').update(key).digest('hex').slice(0, 8), rows: [] };
    groups[found].rows.push(row);
  }
  return groups;
}

/** What a kept text says in place of an address or a number. */
const MASKED = /\[(?:e-mail|number|handle|link)\]/gu;

/** Words that tell nothing, spelled as they are compared. */
export function fillerOf(filler: Iterable<string>): ReadonlySet<string> {
  return new Set([...filler].flatMap(comparable));
}

/** The words by which texts are compared: without filler, inflection, diacritics and spelling variants. */
export function tellingWords(text: string, filler: ReadonlySet<string>): string[] {
  const all = comparable(text);
  const telling = all.filter((word) => !filler.has(word));
  return telling.length > 0 ? telling : all;
}

function comparable(text: string): string[] {
  return words(text.replace(MASKED, ' ')).map(stem);
}

/** Says for each word the one it is taken as: itself, or an earlier one of which it is a mistyping. */
function mistypings(): (word: string) => string {
  const taken = new Map<string, string>();
  const byBeginning = new Map<string, string[]>();
  return (word) => {
    const before = taken.get(word);
    if (before !== undefined) return before;
    const alike = listIn(byBeginning, word.slice(0, BEGINNING));
    const same = alike.find((other) => isMistyping(word, other)) ?? word;
    if (same === word) alike.push(word);
    taken.set(word, same);
    return same;
  };
}

function isMistyping(word: string, other: string): boolean {
  if (word.length < LONG_WORD || other.length < LONG_WORD || /\p{Nd}/u.test(word + other)) return false;
  const pairs = letterPairs(word);
  const otherPairs = letterPairs(other);
  const shared = [...pairs].filter((pair) => otherPairs.has(pair)).length;
  return (2 * shared) / (pairs.size + otherPairs.size) >= SAME_WORD;
}

function letterPairs(word: string): Set<string> {
  const letters = ` ${word} `;
  return new Set(Array.from({ length: letters.length - 1 }, (_, at) => letters.slice(at, at + 2)));
}

/** Finds the group that a set of words is most like, or opens a new one; groups are numbered from 0. */
function index(): (wanted: ReadonlySet<string>) => number {
  const groups: ReadonlySet<string>[] = [];
  const holders = new Map<string, number[]>();
  return (wanted) => {
    let best = groups.length;
    let most = SAME_QUESTION;
    for (const group of candidates(wanted, holders)) {
      const likeness = likenessOf(wanted, groups[group] ?? new Set());
      if (likeness > most) [best, most] = [group, likeness];
    }
    if (best < groups.length) return best;
    for (const word of wanted) listIn(holders, word).push(best);
    groups.push(wanted);
    return best;
  };
}

/** What is like enough shares three words in five, so it holds one of the rarest others. */
function candidates(wanted: ReadonlySet<string>, holders: ReadonlyMap<string, number[]>): Set<number> {
  const rarest = [...wanted].map((word) => holders.get(word) ?? []).sort((a, b) => a.length - b.length);
  const enough = wanted.size - Math.ceil(wanted.size * (SAME_QUESTION / (2 - SAME_QUESTION))) + 1;
  return new Set(rarest.slice(0, enough).flat());
}

function likenessOf(some: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of some) if (others.has(word)) shared += 1;
  return (2 * shared) / (some.size + others.size);
}

function listIn<Item>(lists: Map<string, Item[]>, name: string): Item[] {
  const list = lists.get(name) ?? [];
  lists.set(name, list);
  return list;
}
