import type { Direction, Language, Line } from '../../domain.ts';

/** A line as one text, without what could hide, break or turn its neighbours, or what a card would run. */
export function lineText(line: Line | null): string {
  return withoutFunctions(clean((line ?? []).map((span) => span.text).join('')));
}

/** Control characters, lone surrogates and direction overrides go; line breaks stay. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cs}\u202A-\u202E]|(?!\n)\p{Cc}/gu, (found) => (found === '\t' ? ' ' : ''));
}

/** True when nothing of it would be seen. */
export function isBlank(text: string): boolean {
  return text.replace(/[\p{C}\p{Z}]/gu, '') === '';
}

const WORD_JOINER = '\u2060';

/** Cards turn `{{DATE(…)}}` into a date of the reader's own: here it stays as it is written. */
function withoutFunctions(text: string): string {
  return text.replace(/\{(?=\{)/g, `{${WORD_JOINER}`);
}

/**
 * For the places where cards read Markdown (headings, facts). Only what would be read as markup is escaped,
 * so that an ordinary text is the same everywhere.
 */
export function withoutMarkdown(text: string): string {
  const escaped = text
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(/\](?=\s*[([])/g, '\\]')
    .replace(/</g, '\\<')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)([-+>#]|\d+(?=[.)]))(?=[.)\s#>-])/gm, escapeMarker);
  return ['*', '_', '~', '`'].reduce(escapePairs, escaped);
}

const escapeMarker = (_all: string, space: string, marker: string): string =>
  /\d/.test(marker) ? `${space}${marker}\\` : `${space}\\${marker}`;

function escapePairs(text: string, mark: string): string {
  const pieces = text.split(mark);
  return pieces.length > 2 ? pieces.join(`\\${mark}`) : text;
}

const FIRST_TO_LAST = { ltr: '\u2066', rtl: '\u2067' } as const;
const END = '\u2069';

/**
 * A text that is wholly of the other direction than its card keeps its own: a telephone number in an Arabic
 * card, an English sentence with its full stop. A mail address reads right as it is, and is copied as it is.
 */
export function inDirection(text: string, card: Direction): string {
  const rightToLeft = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u.test(text);
  const leftToRight = /\p{L}/u.test(
    text.replace(/[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/gu, ''),
  );
  if (card === 'ltr') return rightToLeft && !leftToRight ? FIRST_TO_LAST.rtl + text + END : text;
  if (rightToLeft || mailAddress(text) !== null || !/[\p{L}\p{N}]/u.test(text)) return text;
  return FIRST_TO_LAST.ltr + text + END;
}

const sentences = new Map<Language, Intl.Segmenter>();
/** No first sentence is looked for beyond this. */
const LONGEST_SENTENCE = 2_000;

/** The first sentence of a text, as its language ends sentences. */
export function firstSentence(text: string, language: Language): string {
  const segmenter = sentences.get(language) ?? new Intl.Segmenter(language, { granularity: 'sentence' });
  sentences.set(language, segmenter);
  for (const { segment } of segmenter.segment(text.slice(0, LONGEST_SENTENCE)))
    if (!isBlank(segment)) return segment.trim();
  return text.trim();
}

/** UTF-8 bytes of a value as JSON. */
export function jsonBytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value) ?? '');
}

/** A web address that may be opened, or null. */
export function webAddress(text: string | undefined): string | null {
  return text !== undefined && /^https?:\/\//i.test(text) && URL.canParse(text) ? text : null;
}

/** The address that opens a new mail, or null where the text is no plain mail address. */
export function mailAddress(text: string): string | null {
  return /^[^\s@?&<>"]+@[^\s@?&<>"]+\.[^\s@?&<>"]+$/.test(text) ? `mailto:${text}` : null;
}
