/** Where one sentence ends: a mark of any of the four languages, or a line's end. */
const SENTENCE = /(?<=[?!؟。])\s+|(?<=\p{L}{2}[.؛;])\s+|[\r\n]+/gu;
const JOINT =
  /\s+(?:and(?:\s+also)?|et|also|plus|as well as|و|وكذلك|وأيضا|هەروەها)\s+|\s*[,،]\s*(?:and|et|و)?\s*|\s+(?=و(?:ما|من|متى|كيف|شنو|منو|شلون|وين|كم|أين|هل|رقم|بريد)(?:\s|$))/giu;
const MAX = 12;

/** The sentences of a message, in order, without empty ones. */
export function sentences(text: string): string[] {
  return pieces(text.split(SENTENCE));
}

/** Every way to part a sentence in two at a joint, as two asks may be joined. */
export function joined(sentence: string): [string, string][] {
  const parts: [string, string][] = [];
  for (const match of sentence.matchAll(JOINT)) {
    const before = sentence.slice(0, match.index).trim();
    const after = sentence.slice(match.index + match[0].length).trim();
    if (before && after) parts.push([before, after]);
  }
  return parts.slice(0, MAX);
}

function pieces(parts: readonly string[]): string[] {
  return parts
    .map((part) => part.trim())
    .filter((part) => /[\p{L}\p{N}]/u.test(part))
    .slice(0, MAX);
}
