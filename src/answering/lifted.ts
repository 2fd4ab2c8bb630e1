import type { Store } from '../domain.ts';
import type { Token } from '../language/tokens.ts';
import type { Lexicon, Mention } from './lexicon.ts';
import type { Described } from './ranking/reading.ts';
import { isSlot } from './ranking/reading.ts';
import type { Terms } from './terms.ts';

/** A question's words as they are ranked: what each word is, its ideas, and the names lifted out. */
export interface Lifted {
  tokens: Token[];
  /** Ideas per token; of a lifted name none. */
  concepts: string[][];
  /** The entries that the names stand for, as features. */
  names: string[];
}

const SLOT = '‹any›';

/** What the ranking is told of a text: any name is one and the same word, its kind, its bearers and the ideas come beside. */
export function describe({ tokens, concepts, names }: Lifted): Described {
  const ideas = [...new Set(concepts.flat())].sort();
  const pairs = ideas.flatMap((idea, i) => ideas.slice(i + 1).map((other) => `${idea}+${other}`));
  const kinds = tokens.map((t) => t.word).filter(isSlot);
  return {
    text: tokens.map((t) => (isSlot(t.word) ? SLOT : t.word)).join(' '),
    features: [...concepts.flat().map((idea) => `c:${idea}`), ...pairs, ...kinds, ...names],
  };
}

/** A text of the store with every recognised name lifted out. */
export function liftNames(tokens: readonly Token[], terms: Terms, lexicon: Lexicon, store: Store): Lifted {
  const out: Token[] = [];
  const names: string[] = [];
  let at = 0;
  for (const mention of lexicon.find(tokens)) {
    out.push(...tokens.slice(at, mention.start), slotToken(kindOf(store, mention)));
    names.push(...mention.entries.map((id) => `n:${id}`));
    at = mention.end;
  }
  out.push(...tokens.slice(at));
  return { tokens: out, concepts: terms.concepts(out), names };
}

/** A body or a day outside the store asks as one inside does. */
const LIFTED_AS = { body: 'organisation', day: 'event', place: 'place', country: 'place' };

/** The kind that a name is lifted as. */
export function kindOf(store: Store, { entries, outside }: Mention): string {
  const [first] = entries;
  return (first && store.entries.get(first)?.kind) || LIFTED_AS[outside?.type ?? 'place'];
}

export function slotToken(kind: string): Token {
  const word = `‹${kind}›`;
  return { raw: word, word, stem: word };
}
