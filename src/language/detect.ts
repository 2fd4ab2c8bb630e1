import type { Language } from '../domain.ts';
import { LANGUAGES } from '../domain.ts';
import { normalise } from './normalise.ts';
import type { Token } from './tokens.ts';

/** Letters that Sorani Kurdish has and Arabic has not. */
const KURDISH = /[ێۆڕڵەپچگژڤ]|\u0647\u200c/u;
const ARABIC_SCRIPT = /[\u0600-\u06ff]/u;

/** Arabic typed in Latin letters has digits for the letters that these lack: "sa3duni". */
const ARABIC_IN_LATIN = /[a-z][23579][a-z]/iu;

/** How much a word tells of a sentence's language, by its normalised form. */
export type FrameWords = ReadonlyMap<string, Readonly<Record<Language, number>>>;

/** A list of words per language, and how much each word of it tells. */
export interface FrameList {
  words: Record<Language, readonly string[]>;
  weight: number;
}

/**
 * The words that carry a sentence's frame. What a word tells is parted among the languages that have it.
 * Words that tell the same share one record: there are few, and many words.
 */
export function frameWords(lists: readonly FrameList[]): FrameWords {
  const frame = new Map<string, Record<Language, number>>();
  for (const { words, weight } of lists) {
    for (const language of LANGUAGES) {
      for (const word of new Set(words[language].map(normalise))) {
        const tells = frame.get(word) ?? { en: 0, fr: 0, ar: 0, ckb: 0 };
        tells[language] = Math.max(tells[language], weight);
        frame.set(word, tells);
      }
    }
  }
  const shared = new Map<string, Record<Language, number>>();
  for (const [word, tells] of frame) {
    const key = JSON.stringify(tells);
    if (!shared.has(key)) shared.set(key, tells);
    frame.set(word, shared.get(key)!);
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
    const tells = frame.get(token.word);
    const languages = LANGUAGES.filter((language) => tells && tells[language] > 0);
    for (const language of languages) score[language] += (tells?.[language] ?? 0) / languages.length;
    if (ARABIC_SCRIPT.test(token.raw)) {
      if (KURDISH.test(token.raw)) score.ckb += 2;
      else if (languages.length === 0) score.ar += 0.5;
    } else if (ARABIC_IN_LATIN.test(token.raw)) score.ar += 3;
    else if (/[éèêàçùâîôûœ]/iu.test(token.raw)) score.fr += 1;
  }
  const best = LANGUAGES.reduce((a, b) => (score[b] > score[a] ? b : a));
  return score[best] > 0 ? best : null;
}

/** The language by its letters alone: what a text without any function word is answered in. */
export function scriptLanguage(text: string): Language | null {
  if (!ARABIC_SCRIPT.test(text)) return null;
  return KURDISH.test(text) ? 'ckb' : 'ar';
}

/** The language that a platform's locale asks for (BCP 47), where it is one of ours. */
export function localeLanguage(locale: string | undefined): Language | null {
  const tag = (locale ?? '').toLowerCase();
  if (/^(ku|ckb)/u.test(tag)) return 'ckb';
  const [primary] = tag.split(/[-_]/u);
  return LANGUAGES.find((language) => language === primary) ?? null;
}
