import type { Context } from '../domain.ts';
import type { Mention } from './lexicon.ts';
import type { Reader, Recognised } from './reading.ts';
import { byWord, span } from './slots.ts';

const MAX_OPTIONAL = 4;
/** So many words are read in all ways together: the longer a text is, the fewer its ways, since reading costs most. */
const MOST_READ = 256;
/** What may be lifted out of a question, or left as words. */
export interface Optional {
  mentions: Mention[];
  reference?: { at: number; kind: string };
  /** The name that is then none. */
  instead?: Mention;
}

/**
 * A part of a name, a name that is also an idea ("UN" in "which UN agencies"), a kind ("network" in "which networks")
 * and a pronoun may be lifted or left, and so may a name that says its own kind ("statement of the network"), for what
 * else it names.
 */
export function optionalIn(recognised: Recognised, context: Context | null, reader: Reader): Optional[] {
  const { tokens, mentions, references, concepts } = recognised;
  const shorter = mentions.flatMap((m) => (m.short ? [{ ...m, end: m.short }] : []));
  const ideas = mentions.filter((m) => m.quality < 1 || (!m.outside && isIdea(m, concepts)));
  const named = [...shorter, ...referents(recognised, context), ...ideas];
  return [
    ...named.map((mention) => ({ mentions: [mention] })),
    ...opened(recognised, reader),
    ...references.map((reference) => ({ mentions: [], reference })),
  ].slice(0, mostOptional(tokens.length));
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
      ? [{ mentions, instead: whole }]
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
