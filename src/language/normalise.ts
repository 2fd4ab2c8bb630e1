/** Letters that people's keyboards write differently and readers take for one another. */
const LETTERS: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ى: 'ی',
  ي: 'ی',
  ئ: 'ی',
  ێ: 'ی',
  ې: 'ی',
  ؤ: 'و',
  ۆ: 'و',
  ۇ: 'و',
  ك: 'ک',
  ة: 'ه',
  ە: 'ه',
  ھ: 'ه',
  ہ: 'ه',
  ۀ: 'ه',
  ڕ: 'ر',
  ڒ: 'ر',
  ڵ: 'ل',
  ڤ: 'ف',
  ء: '',
  ـ: '',
  œ: 'oe',
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  ı: 'i',
  '’': "'",
  '‘': "'",
  ʼ: "'",
  '`': "'",
  '´': "'",
};
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/** Heh and zero-width non-joiner is how an Arabic keyboard writes the Kurdish ە. */
const KURDISH_E = /ه\u200c/gu;
/** At the start of a Kurdish word this letter only carries the vowel after it. */
const CARRIER = /(?<![\p{L}\p{M}])ئ/gu;
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}]/gu;
const ARABIC_DIGIT = /[\u0660-\u0669\u06f0-\u06f9]/gu;

/** Already as it is compared: most words are, and need no more work. */
const PLAIN = /^[a-z0-9 ]*$/u;

/** Western digits for the Arabic-Indic and Persian ones. */
export function westernDigits(text: string): string {
  return text.replace(ARABIC_DIGIT, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
}

/**
 * One spelling for what readers take as the same text: lower case, no diacritics or vowel marks,
 * Arabic and Kurdish letter variants folded, western digits, no invisible characters.
 * Total: any string, lone surrogates included, gives a string. Idempotent.
 */
export function normalise(text: string): string {
  if (PLAIN.test(text)) return text;
  const visible = text
    .replace(KURDISH_E, 'ه')
    .replace(CARRIER, '')
    .replace(/[\t\n\r\u2028\u2029]/gu, ' ')
    .replace(INVISIBLE, '');
  return westernDigits(visible.normalize('NFKD').toLowerCase())
    .normalize('NFC')
    .replace(FOLDED, (letter) => LETTERS[letter] ?? letter)
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC');
}
