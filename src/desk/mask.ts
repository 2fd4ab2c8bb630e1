import { westernDigits } from '../language/normalise.ts';

/** A kept text is at most so long. */
const KEPT_CHARACTERS = 500;
/** More is not even looked at: nobody asks a question that long. */
const READ_CHARACTERS = 4_000;

/** Zero-width and direction marks, which would break up an address without being seen (ZWNJ is Kurdish spelling). */
const INVISIBLE = /\u00AD|\u200B|\u200D|[\u200E\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/gu;

const AT = String.raw`(?:@|\s?[([{]\s?(?:at|AT|ات|آت)\s?[)\]}]\s?)`;
const E_MAIL = new RegExp(
  String.raw`(?<![\p{L}\p{N}.+_-])[\p{L}\p{N}.+_-]+${AT}[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*`,
  'gu',
);
/** What Slack and Teams put in angle brackets: people, channels, groups, links with their labels. */
const PLATFORM_MENTION = /<at[^>]*>[^<]*<\/at>|<[@#!][^>]*>/giu;
const PLATFORM_LINK = /<(?:https?|mailto|tel|ftp):[^>]*>/giu;
const LINK = /\b(?:[a-z][a-z+.-]*:\/\/|www\.|mailto:|tel:)[^\s<>]+/giu;
/** A host without a scheme: with a path behind it, or under a name that hosts end in. */
const BARE_LINK =
  /(?<![\p{L}\p{N}@.-])(?:[\p{L}\p{N}-]{2,}\.)+(?:\p{L}{2,}\/[^\s<>]*|(?:com|org|net|int|info|edu|gov|mil|iq|krd|io|me|ly|gl|be|fr|uk|eu|de|jo|sy|tr|ir)(?![\p{L}\p{N}]))/giu;
const HANDLE = /@[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_.-]*[\p{L}\p{N}_])?/gu;
/** Seven digits or more, in any script, with what people set between them. */
const NUMBER = /(?:\+|\()?\p{Nd}(?:[\s\u00A0()./\u2010-\u2015-]{0,3}\p{Nd}){6,}/gu;
/** Dates and spans of years look like numbers and tell nothing of a person. */
const DATE =
  /^(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}|(?:19|20)\d{2}\s?[-\u2010-\u2015]\s?(?:19|20)\d{2})$/u;

/**
 * The text as it may be kept: e-mail addresses, telephone and other long numbers, handles and links are
 * replaced by what they are. Names of people cannot be told from other words and stay.
 */
export function mask(text: string): string {
  const masked = readable(text)
    .replace(PLATFORM_MENTION, '[handle]')
    .replace(PLATFORM_LINK, '[link]')
    .replace(E_MAIL, '[e-mail]')
    .replace(LINK, '[link]')
    .replace(BARE_LINK, '[link]')
    .replace(HANDLE, '[handle]')
    .replace(NUMBER, (number) => (DATE.test(westernDigits(number.trim())) ? number : '[number]'));
  return shorten(masked, KEPT_CHARACTERS);
}

function readable(text: string): string {
  const plain = text
    .slice(0, READ_CHARACTERS * 2)
    .normalize('NFKC')
    .replace(INVISIBLE, '');
  return shorten(plain.replace(/\s+/gu, ' ').trim(), READ_CHARACTERS);
}

/** Cuts between words: a half telephone number would not be known as one. */
function shorten(text: string, length: number): string {
  if (text.length <= length) return text;
  const cut = text.slice(0, length);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(' '), 0))} …`.trim();
}
