import type { Language } from '../domain.ts';
import { LANGUAGES } from '../domain.ts';
import { normalise } from './normalise.ts';
import type { Token } from './tokens.ts';

/** Letters that Sorani Kurdish has and Arabic has not. */
const KURDISH = /[ێۆڕڵەپچگژڤ]|\u0647\u200c/u;
const ARABIC_SCRIPT = /[\u0600-\u06ff]/u;

/** The words that carry a sentence's frame, per language: what decides a mixed sentence. */
export type FrameWords = ReadonlyMap<string, readonly Language[]>;

/** Every normalised word of each language's list, with the languages it belongs to. */
export function frameWords(lists: Record<Language, readonly string[]>): FrameWords {
  const frame = new Map<string, Language[]>();
  for (const language of LANGUAGES) {
    for (const word of new Set(lists[language].map(normalise))) {
      frame.set(word, [...(frame.get(word) ?? []), language]);
    }
  }
  return frame;
}

/**
 * The language of a sentence's frame: of its function words, whatever the names in it are written in.
 * Null when nothing tells (a bare acronym, a number). `tokens` should leave out recognised names.
 */
export function detect(tokens: readonly Token[], frame: FrameWords): Language | null {
  const score: Record<Language, number> = { en: 0, fr: 0, ar: 0, ckb: 0 };
  for (const token of tokens) {
    const known = frame.get(token.word) ?? [];
    for (const language of known) score[language] += 2 / known.length;
    if (ARABIC_SCRIPT.test(token.raw)) {
      if (KURDISH.test(token.raw)) score.ckb += 2;
      else if (known.length === 0) score.ar += 0.5;
    } else if (/[éèêàçùâîôûœ]/iu.test(token.raw)) score.fr += 1;
  }
  const best = LANGUAGES.reduce((a, b) => (score[b] > score[a] ? b : a));
  return score[best] > 0 ? best : null;
}

/** The language by its letters alone: what a text without any function word is answered in. */
export function scriptLanguage(text: string): Language | null {
  if (!ARABIC_SCRIPT.test(text)) return null;
  return KURDISH.test(text) ? 'ckb' : 'ar';
}
