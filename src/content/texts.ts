import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Language, Localised, Prose } from '../domain.ts';
import { says } from './problem.ts';

/** One text. A number is one, too: YAML's own ideas of `NO` or `007` are not asked. */
export const text = z.string({
  error: says(
    'One text is expected here.',
    'Write it behind the colon, without [ ] or { }; put it in quotation marks (") if it holds a colon itself.',
  ),
});

function perLanguage<E extends z.ZodType, O extends z.ZodType>(english: E, other: O) {
  return {
    en: english.describe('English'),
    fr: other.optional().describe('French'),
    ar: other.optional().describe('Arabic'),
    ckb: other.optional().describe('Kurdish (Sorani)'),
  };
}

/** A text that is shown in the asker's language where it is known; a bare one is English. */
export const localised: z.ZodType<Localised> = z.union(
  [text.transform((en) => ({ en })), z.strictObject(perLanguage(text, text))],
  {
    error: says(
      'A text is expected here, or one for each language.',
      'Write `en: …` and, where known, `fr: …`, `ar: …`, `ckb: …` below it.',
    ),
  },
);

/** One text or a list of them. */
export const texts = z.union([text.transform((one) => [one]), z.array(text)], {
  error: says(
    'A list of texts is expected here.',
    'Write one a line, each behind "- ", or all in [ ] with commas between.',
  ),
});

export type WordsByLanguage = Partial<Record<Language, string[]>>;

export const wordsByLanguage = z.strictObject(perLanguage(texts.optional(), texts), {
  error: says(
    'A list of texts for each language is expected here.',
    'Write it as `en: [one, two]`, with `fr:`, `ar:`, `ckb:` likewise.',
  ),
});

/** The mark of the English text that a translation was made from: spaces and line ends do not count. */
export function markOf(english: string): string {
  return createHash('sha256').update(english.replace(/\s+/gu, ' ').trim()).digest('hex').slice(0, 12);
}

const translation = z.strictObject(
  {
    text: text.describe('The translation.'),
    reviewedBy: text
      .optional()
      .describe('The desk that compared it with the English. It is shown only once this is here.'),
    of: text.optional().describe('The mark of the English text that it was made from; the check prints it.'),
  },
  {
    error: says(
      'A translation of prose has parts of its own.',
      'Write it as `{text: …, reviewedBy: …, of: …}`.',
    ),
  },
);

/** Sentences. A bare text is English; a translation says who reviewed it and which English it was made from. */
export const prose: z.ZodType<Prose> = z.union(
  [
    text.transform((en) => ({ en: inParagraphs(en), translations: {} })),
    z.strictObject(perLanguage(text, translation)).transform((given, context) => {
      const { en, ...others } = given;
      const mark = markOf(en);
      const translations: Prose['translations'] = {};
      for (const [language, made] of Object.entries(others) as [Language, z.infer<typeof translation>][]) {
        const { reviewedBy = null, of = null } = made;
        if (reviewedBy !== null && of === null) {
          context.issues.push({ code: 'custom', path: [language], message: unmarked(mark), input: made });
        }
        translations[language] = { text: inParagraphs(made.text), reviewedBy, stale: of !== mark };
      }
      return { en: inParagraphs(en), translations };
    }),
  ],
  {
    error: says(
      'A text is expected here, or one for each language.',
      'Write it behind the colon; put it in quotation marks (") if it holds a colon itself.',
    ),
  },
);

function unmarked(mark: string): string {
  return says(
    'This translation does not say which English text it was made from.',
    `If it fits the English as it stands now, add \`of: ${mark}\`.`,
  );
}

/** Line ends inside a paragraph are spaces; an empty line parts two paragraphs. */
function inParagraphs(given: string): string {
  return given
    .split(/\n\s*\n/u)
    .map((paragraph) => paragraph.replace(/\s+/gu, ' ').trim())
    .join('\n\n');
}
