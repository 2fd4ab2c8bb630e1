import type { Direction, Line } from '../../../domain.ts';

const RIGHT_TO_LEFT_MARK = '\u200F';
const LEFT_TO_RIGHT_MARK = '\u200E';

/** A line as one text, without what could turn, hide or break its neighbours. */
export function lineText(line: Line | null): string {
  return clean((line ?? []).map((span) => span.text).join(''));
}

/** Control characters and direction overrides go; line breaks stay. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/[\p{Cs}\u202A-\u202E]|(?!\n)\p{Cc}/gu, (found) => (found === '\t' ? ' ' : ''));
}

/** True when nothing of it would be seen. */
export function isBlank(text: string): boolean {
  return text.replace(/[\p{C}\p{Z}]/gu, '') === '';
}

/** Set so that a client, which goes by the first letter, lays the text out in the given direction. */
export function directed(text: string, direction: Direction): string {
  const first = firstDirection(text);
  if (first === direction || (direction === 'ltr' && first === null)) return text;
  return (direction === 'rtl' ? RIGHT_TO_LEFT_MARK : LEFT_TO_RIGHT_MARK) + text;
}

/** The direction of the first letter that has one. */
export function firstDirection(text: string): Direction | null {
  for (const character of text) {
    if (/[\u200F\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}]/u.test(character)) return 'rtl';
    if (/[\u200E\p{L}]/u.test(character)) return 'ltr';
  }
  return null;
}

/** Slack's markup in a text is shown as it is written. */
export function escapeMarkup(text: string): string {
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
}

/** A web address that may be opened, or null. */
export function webAddress(text: string | undefined): string | null {
  const plain = (text ?? '').trim();
  return /^https?:\/\/[^\s<>|"]{1,2900}$/i.test(plain) && URL.canParse(plain) ? plain : null;
}

/** The address of a mail button, or null for what is no plain mail address. */
export function mailAddress(text: string): string | null {
  return /^[^\s?&@<>|"]+@[^\s?&@<>|"]+$/.test(text) ? `mailto:${text}` : null;
}

/** The address that calls a telephone number, or null. */
export function phoneAddress(text: string): string | null {
  return /^\+?[\d\s().-]{5,30}$/.test(text) ? `tel:${text.replace(/[^+\d]/g, '')}` : null;
}
