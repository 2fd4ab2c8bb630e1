import type { Store } from '../domain.ts';
import { type DateMention, findDates } from '../language/dates.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import { kindOf, type Lifted, slotToken } from './forms.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import type { Speller } from './speller.ts';
import type { Terms } from './terms.ts';

/** A question's words with all that was recognised in them. */
export interface Recognised {
  tokens: Token[];
  concepts: string[][];
  mentions: Mention[];
  dates: DateMention[];
  /** Words that stand for a kind of entry: "the network". */
  references: { at: number; kind: string }[];
  /** A word that stands for what was spoken of: it, they. */
  pronoun: boolean;
  repaired: { from: string; to: string }[];
  /** Words whose repair is a guess between names: each possible name. */
  guesses: { at: number; names: string[] }[];
}

/** One way to read a question: which of the recognised names and kinds are lifted out of it. */
export interface Reading {
  recognised: Recognised;
  lifted: Lifted;
  mentions: Mention[];
  references: { at: number; kind: string }[];
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
  const taken = (i: number): boolean => mentions.some((m) => i >= m.start && i < m.end);
  const free = tokens.map((t, i) => (taken(i) ? { ...t, word: '' } : t));
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
    dates: findDates(free, now),
    references,
    pronoun: tokens.some((t, i) => PRONOUNS.has(t.word) && !taken(i)),
    repaired,
    guesses,
  };
}

const MAX_OPTIONAL = 3;

/**
 * Every way to read it. A name that is also an idea ("UN" in "which UN agencies") and a kind
 * ("network" in "which networks") may be lifted or left as words; all other names are lifted.
 */
export function readings(recognised: Recognised, reader: Reader): Reading[] {
  const { mentions, references, concepts } = recognised;
  const optional = [
    ...mentions.filter((m) => isIdea(m, concepts)).map((mention) => ({ mention, reference: null })),
    ...references.map((reference) => ({ mention: null, reference })),
  ].slice(0, MAX_OPTIONAL);
  const fixed = mentions.filter((m) => !optional.some((o) => o.mention === m));
  const all: Reading[] = [];
  for (let bits = 0; bits < 1 << optional.length; bits++) {
    const chosen = optional.filter((_, i) => bits & (1 << i));
    const lifted = [...fixed, ...chosen.flatMap((o) => o.mention ?? [])].sort((a, b) => a.start - b.start);
    const kinds = chosen.flatMap((o) => o.reference ?? []);
    all.push({
      recognised,
      mentions: lifted,
      references: kinds,
      lifted: lift(recognised, lifted, kinds, reader),
    });
  }
  return all;
}

function isIdea(mention: Mention, concepts: readonly string[][]): boolean {
  for (let i = mention.start; i < mention.end; i++) if (!concepts[i]?.length) return false;
  return true;
}

function lift(
  r: Recognised,
  mentions: Mention[],
  kinds: { at: number; kind: string }[],
  reader: Reader,
): Lifted {
  const tokens: Token[] = [];
  for (let i = 0; i < r.tokens.length; i++) {
    const mention = mentions.find((m) => m.start <= i && i < m.end);
    const date = r.dates.find((d) => d.start <= i && i < d.end);
    const kind = kinds.find((k) => k.at === i);
    if (mention) {
      if (i === mention.start) tokens.push(slotToken(kindOf(reader.store, mention.entries)));
    } else if (date) {
      if (i === date.start) tokens.push(slotToken('date'));
    } else tokens.push(kind ? slotToken(kind.kind) : (r.tokens[i] as Token));
  }
  return {
    tokens,
    concepts: reader.terms.concepts(tokens),
    names: mentions.flatMap((m) => m.entries.map((id) => `n:${id}`)),
  };
}
