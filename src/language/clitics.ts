/** What Sorani joins behind a noun, in its order, each once. Written as `normalise` leaves it. */
const NOUN_ENDINGS = [
  // Definite, indefinite, plural, "this".
  '(?:هکان|هکه|کان|که|یهک|یک|انه|ان|ه)',
  // "Also".
  '(?:یش|ش)',
  // Possession or ezafe.
  '(?:(?:مان|تان|یان)ی?|[مت]|یی?)',
  // "In", "from".
  '(?:دا|ه?وه|ه?را)',
  // To be.
  '(?:یه|ین|یت|ن|ه)',
];
const JOINED = new RegExp(`^${NOUN_ENDINGS.map((e) => `${e}?`).join('')}$`, 'u');
const LEAST = 3;
const LONGEST = 40;
/** The present of a verb: «دە» in writing, «ئە» in Sulaymaniyah, «ب» after "may". */
const PRESENT = /^(?:ده|ه|ب)(?=.{2})/u;
const THIRD_PERSON = /[اهی]$/u;

/**
 * The words that a Sorani word may be a form of, nearest first: without what is joined to a noun, and in the spellings
 * of a verb's present. A verb that is denied («نا», «نە») is no form of the verb. `word` is normalised.
 */
export function bareForms(word: string): string[] {
  return word.length > LONGEST ? [] : [...presents(word), ...nouns(word)];
}

function nouns(word: string): string[] {
  const bare: string[] = [];
  for (let end = word.length - 1; end >= LEAST; end--) {
    if (JOINED.test(word.slice(end))) bare.push(word.slice(0, end));
  }
  return bare;
}

function presents(word: string): string[] {
  if (!PRESENT.test(word)) return [];
  const spelled = ['ده', 'ه'].map((prefix) => word.replace(PRESENT, prefix));
  const ended = THIRD_PERSON.test(word) ? spelled.map((verb) => `${verb}ت`) : [];
  return [...spelled, ...ended].filter((verb) => verb !== word);
}
