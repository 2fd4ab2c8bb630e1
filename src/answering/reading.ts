import type { Context, Store } from '../domain.ts';
import { findDates } from '../language/dates.ts';
import type { DateMention } from '../language/interval.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import { kindOf, type Lifted, slotToken } from './lifted.ts';
import { span } from './slots.ts';
import type { Speller } from './speller.ts';
import { COURTESY, type Terms } from './terms.ts';

/** A question's words with all that was recognised in them. */
export interface Recognised {
  tokens: Token[];
  concepts: string[][];
  mentions: Mention[];
  dates: DateMention[];
  /** Words that stand for a kind of entry: "the network". */
  references: { at: number; kind: string }[];
  /** Words that stand for what was spoken of: it, they. */
  pronouns: number[];
  repaired: { from: string; to: string }[];
  /** Words whose repair is a guess between names: each possible name. */
  guesses: { at: number; names: string[] }[];
  /** For each word, the name and the date that it is part of. */
  nameAt: (Mention | undefined)[];
  dateAt: (DateMention | undefined)[];
  /** By form or entry, for each word, whether its wordings account for it: told once, however often the text is read. */
  explained: Map<string, boolean[]>;
}

/** One way to read a question: which of the recognised names and kinds are lifted out of it. */
export interface Reading {
  recognised: Recognised;
  lifted: Lifted;
  mentions: Mention[];
  references: { at: number; kind: string }[];
  /** For each word, the lifted name that it is part of. */
  liftedAt: (Mention | undefined)[];
}

export interface Reader {
  store: Store;
  terms: Terms;
  lexicon: Lexicon;
  speller: Speller;
}

const PRONOUNS = new Set(
  (
    'it its they them their theirs that this those these he she him her his hers il elle ils elles lui leur leurs ' +
    'celui celle ceux son sa ses y هو هی هم هن هذا هذه ذلک تلک هولا لها له لهم بها به عنها عنه هو هوان همه هوه هم ویان'
  ).split(' '),
);

export function recognise(text: string, now: Date, reader: Reader): Recognised {
  const typed = tokenise(text);
  const { tokens, repaired, guesses } = reader.speller.spell(typed);
  const mentions = reader.lexicon.find(tokens);
  const nameAt = byWord(mentions, tokens.length);
  const taken = (i: number): boolean => nameAt[i] !== undefined;
  const free = tokens.map((t, i) => (nameAt[i]?.quality === 1 ? { ...t, word: '' } : t));
  const dates = findDates(free, now);
  const concepts = reader.terms.concepts(tokens);
  const references = tokens.flatMap((_, at) =>
    taken(at)
      ? []
      : (concepts[at] ?? []).filter((c) => reader.store.kinds.has(c)).map((kind) => ({ at, kind })),
  );
  return {
    tokens,
    concepts,
    mentions,
    dates,
    references,
    pronouns: tokens.flatMap((t, i) => (PRONOUNS.has(t.word) && !taken(i) ? [i] : [])),
    repaired,
    guesses,
    nameAt,
    dateAt: byWord(dates, tokens.length),
    explained: new Map(),
  };
}

/** For each of so many words, the stretch that it lies in. */
function byWord<T extends { start: number; end: number }>(
  stretches: readonly T[],
  words: number,
): (T | undefined)[] {
  const at = new Array<T | undefined>(words).fill(undefined);
  for (const stretch of stretches) at.fill(stretch, stretch.start, stretch.end);
  return at;
}

const MAX_OPTIONAL = 4;
/** So many words are read in all ways together: the longer a text is, the fewer its ways, since reading costs most. */
const MOST_READ = 256;
/** No question is longer. */
export const MOST_WORDS = 120;

/** What may be lifted, or left as words; `instead` is what is then no name. */
interface Optional {
  mentions: Mention[];
  reference: { at: number; kind: string } | null;
  instead: Mention | null;
}

/**
 * Every way to read it. A part of a name, a name that is also an idea ("UN" in "which UN agencies"), a kind ("network" in
 * "which networks") and a pronoun may be lifted or left as words, and so may a name that says its own kind ("statement of
 * the network"), for what else it names; all other names are lifted.
 */
export function readings(recognised: Recognised, context: Context | null, reader: Reader): Reading[] {
  const { mentions, references, concepts } = recognised;
  const ideas = mentions.filter((m) => m.quality < 1 || (!m.outside && isIdea(m, concepts)));
  const shorter = mentions.flatMap((m) => (m.short ? [{ ...m, end: m.short }] : []));
  const optional: Optional[] = [
    ...shorter.map((mention) => ({ mentions: [mention], reference: null, instead: null })),
    ...referents(recognised, context).map((mention) => ({
      mentions: [mention],
      reference: null,
      instead: null,
    })),
    ...ideas.map((mention) => ({ mentions: [mention], reference: null, instead: null })),
    ...opened(recognised, reader),
    ...references.map((reference) => ({ mentions: [], reference, instead: null })),
  ].slice(0, mostOptional(recognised.tokens.length));
  const fixed = mentions.filter((m) => !optional.some((o) => o.mentions.includes(m)));
  const all: Reading[] = [];
  for (let bits = 0; bits < 1 << optional.length; bits++) {
    const chosen = optional.filter((_, i) => bits & (1 << i));
    const picked = chosen.flatMap((o) => o.mentions);
    const kept = fixed.filter(
      (m) => !chosen.some((o) => o.instead === m) && !picked.some((p) => p.start === m.start),
    );
    const lifted = [...kept, ...picked].sort((a, b) => a.start - b.start);
    if (lifted.some((m, i) => (lifted[i + 1]?.start ?? m.end) < m.end)) continue;
    const references = chosen.flatMap((o) => o.reference ?? []);
    const liftedAt = byWord(lifted, recognised.tokens.length);
    const reading = { recognised, mentions: lifted, references, liftedAt };
    all.push({ ...reading, lifted: lift(reading, reader) });
  }
  return all;
}

/** Each that is optional doubles the ways. */
function mostOptional(words: number): number {
  const affordable = Math.floor(Math.log2(MOST_READ / Math.max(1, words)));
  return Math.max(0, Math.min(MAX_OPTIONAL, affordable));
}

/** What the first pronoun may stand for: the last subject, or the only thing its answer showed. */
function referents({ pronouns }: Recognised, context: Context | null): Mention[] {
  const [at] = pronouns;
  if (at === undefined || !context) return [];
  const [only, other] = context.shown;
  const spoken = [context.subject, other ? null : (only?.entry ?? null)].filter((id) => id !== null);
  return [...new Set(spoken)].map((id, i) => ({
    start: at,
    end: at + 1,
    entries: [id],
    outside: null,
    quality: 0.97 - i * 0.05,
    pronoun: true,
  }));
}

/** Names of dated things that are a kind and another name, opened: there may be newer ones of that kind and name. */
function opened({ mentions, tokens, concepts }: Recognised, { store, lexicon, terms }: Reader): Optional[] {
  return mentions.flatMap((whole) => {
    const dated = whole.entries
      .flatMap((id) => store.entries.get(id) ?? [])
      .filter(({ date }) => date !== null);
    const isKind = (i: number): boolean => dated.some(({ kind }) => concepts[i]?.includes(kind));
    const at = [...span(whole.start, whole.end)].find(isKind);
    if (at === undefined) return [];
    const mentions = [
      ...within(lexicon.find(tokens.slice(whole.start, at)), whole.start),
      ...within(lexicon.find(tokens.slice(at + 1, whole.end)), at + 1),
    ].filter(({ entries }) => !entries.some((id) => whole.entries.includes(id)));
    const named = byWord(mentions, whole.end);
    const isNamed = (i: number): boolean => i === at || !!named[i] || terms.idle(tokens[i]!);
    return [...span(whole.start, whole.end)].every(isNamed) && mentions.length > 0
      ? [{ mentions, reference: null, instead: whole }]
      : [];
  });
}

/** Names found in a part of the words, by their places among all. */
function within(mentions: readonly Mention[], from: number): Mention[] {
  return mentions.map((m) => ({ ...m, start: m.start + from, end: m.end + from }));
}

function isIdea(mention: Mention, concepts: readonly string[][]): boolean {
  for (let i = mention.start; i < mention.end; i++) if (!concepts[i]?.length) return false;
  return true;
}

/** "Hello" and "thanks" say nothing of what is asked beside them. */
function isCourtesy({ concepts, nameAt }: Recognised, at: number): boolean {
  return nameAt[at] === undefined && (concepts[at] ?? []).includes(COURTESY);
}

function lift(reading: Omit<Reading, 'lifted'>, reader: Reader): Lifted {
  const { recognised, mentions, references, liftedAt } = reading;
  const tokens: Token[] = [];
  const asks = recognised.tokens.some(
    (token, i) =>
      recognised.nameAt[i] ||
      (recognised.concepts[i]!.length > 0 && !reader.terms.idle(token) && !isCourtesy(recognised, i)),
  );
  for (const [i, token] of recognised.tokens.entries()) {
    if (asks && isCourtesy(recognised, i)) continue;
    const mention = liftedAt[i];
    const date = recognised.dateAt[i];
    const kind = references.find((k) => k.at === i);
    if (mention) {
      if (i === mention.start) tokens.push(slotToken(kindOf(reader.store, mention)));
    } else if (date) {
      if (i === date.start) tokens.push(slotToken('date'));
    } else tokens.push(kind ? slotToken(kind.kind) : token);
  }
  return {
    tokens,
    concepts: reader.terms.concepts(tokens),
    names: mentions.flatMap((m) => m.entries.map((id) => `n:${id}`)),
  };
}
