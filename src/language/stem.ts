import { stemmer } from 'stemmer';

const ARABIC = /[\u0600-\u06ff]/u;
/** Articles, joined prepositions and the Iraqi «this» of Arabic; longest first. Written as `normalise` leaves them. */
const PREFIXES = [
  'وبال',
  'وهال',
  'بهال',
  'لهال',
  'وال',
  'فال',
  'بال',
  'کال',
  'ولل',
  'هال',
  'لل',
  'ال',
  'و',
  'ب',
  'ل',
  'ف',
];
/** What Iraqis join to a verb: «is doing» and «what does». */
const IRAQI_VERB = /^[دش](?=[یتن][\u0600-\u06ff]{3})/u;
/** Arabic and Kurdish endings: plural, possession, definiteness, indefinite object. */
const SUFFIXES = [
  'هکانی',
  'هکانم',
  'هکان',
  'یهکان',
  'هکهی',
  'هکهم',
  'هکه',
  'یهکه',
  'یهکی',
  'یهک',
  'هوه',
  'دایه',
  'دا',
  'تان',
  'مان',
  'یان',
  'انهم',
  'انه',
  'هما',
  'کم',
  'هم',
  'هن',
  'ها',
  'نا',
  'وا',
  'ات',
  'ان',
  'ون',
  'ین',
  'یه',
  'هی',
  'ه',
  'ی',
  'ک',
  'ا',
];

/**
 * What Kurdish joins behind a definite noun, in its order: possession or ezafe, a postposition, "to be". That a noun
 * is definite shows where it ends: «تۆڕ-ەکە-یان-دا-یە», «سکرتاریا-کە».
 */
const DEFINITE =
  /(?<=^.{3,})(?:هکان|هکه|(?<=[او])ک(?:ان|ه))(?:مان|تان|یان|[متی])?(?:دا|ه?وه)?(?:یه|ین|یت|[هنم])?$/u;

/** The ezafe after a word that ends in the same letter: «نێودەوڵەتی-ی». «ئاسایی» has none. */
const EZAFE = /(?<=^.{2,}[^اوی])یی(?=ه?$)/u;
/** Within a word, Kurdish writes the long vowel with two letters or with one: «حکوومەت», «حکومەت». */
const LONG_VOWEL = /(?<=..)و{2,}/gu;

/**
 * A word without its inflection, the same for forms of one word, not itself a word.
 * `word` is normalised. Latin letters by Porter's algorithm, which serves French plurals too;
 * Arabic and Kurdish by stripping what is joined to a word, twice as Kurdish joins, as long as enough remains.
 */
export function stem(word: string): string {
  if (!ARABIC.test(word)) return /^[a-z]+$/u.test(word) && word.length > 3 ? stemmer(word) : word;
  const once = stripSuffix(stripPrefix(word.replace(DEFINITE, '')).replace(EZAFE, 'ی'), 3);
  return stripSuffix(once, 4).replace(LONG_VOWEL, 'و');
}

function stripPrefix(joined: string): string {
  const word = joined.replace(IRAQI_VERB, '');
  const prefix = PREFIXES.find((p) => word.startsWith(p) && word.length - p.length >= (p.length > 1 ? 3 : 4));
  return prefix ? word.slice(prefix.length) : word;
}

function stripSuffix(word: string, least: number): string {
  const suffix = SUFFIXES.find((s) => word.endsWith(s) && word.length - s.length >= least);
  return suffix ? word.slice(0, -suffix.length) : word;
}
