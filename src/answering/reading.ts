import type { Context, Store } from '../domain.ts';
import { findDates } from '../language/dates.ts';
import type { DateMention } from '../language/interval.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import { kindOf, type Lifted, slotToken } from './lifted.ts';
import { optionalIn } from './optional.ts';
import { byWord } from './slots.ts';
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
  /** Greetings and thanks beside an ask: no part of it. */
  courtesies: ReadonlySet<number>;
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
    courtesies: courtesiesIn(tokens, concepts, nameAt, reader.terms),
    nameAt,
    dateAt: byWord(dates, tokens.length),
    explained: new Map(),
  };
}

/** No question is longer. */
export const MOST_WORDS = 120;

/** Every way to read it: whatever is optional is lifted or left as words; all other names are lifted. */
export function readings(recognised: Recognised, context: Context | null, reader: Reader): Reading[] {
  const optional = optionalIn(recognised, context, reader);
  const fixed = recognised.mentions.filter((m) => !optional.some((o) => o.mentions.includes(m)));
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

/** "Hello" and "thanks", where something is asked beside them. */
function courtesiesIn(
  tokens: readonly Token[],
  concepts: readonly string[][],
  nameAt: readonly (Mention | undefined)[],
  terms: Terms,
): Set<number> {
  const isCourtesy = (i: number): boolean => !nameAt[i] && concepts[i]!.includes(COURTESY);
  const places = [...tokens.keys()];
  const asks = places.some(
    (i) => nameAt[i] || (concepts[i]!.length > 0 && !terms.idle(tokens[i]!) && !isCourtesy(i)),
  );
  return new Set(asks ? places.filter(isCourtesy) : []);
}

function lift(reading: Omit<Reading, 'lifted'>, reader: Reader): Lifted {
  const { recognised, mentions, references, liftedAt } = reading;
  const tokens: Token[] = [];
  for (const [i, token] of recognised.tokens.entries()) {
    if (recognised.courtesies.has(i)) continue;
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
