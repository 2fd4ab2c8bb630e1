import { tokenise } from '../../language/tokens.ts';

/** A text, and what is known about it beside its words, such as the concepts it names. */
export interface Described {
  text: string;
  /** Each counts as one word of the text. */
  features?: readonly string[];
}
export type Readable = string | Described;

/** A text taken apart once: what every feature is made from. */
export interface Reading {
  words: string[];
  stems: string[];
  features: readonly string[];
}

export function read(text: Readable): Reading {
  const described = typeof text === 'string' ? { text } : text;
  const tokens = tokenise(described.text);
  return {
    words: tokens.map((token) => token.word),
    stems: tokens.map((token) => token.stem),
    features: described.features ?? [],
  };
}

/** Names that were lifted out stand in a text as `‹kind›`. */
export function isSlot(word: string): boolean {
  return word.startsWith('‹');
}
