/** Where one sentence ends: a mark of any of the four languages, or a line's end. */
const SENTENCE = /(?<=[?!؟。])\s+|(?<=\p{L}{2}[.؛;])\s+|[\r\n]+/gu;
const JOINT =
  /\s+(?:and(?:\s+also)?|et|also|plus|as well as|و|وكذلك|وأيضا|هەروەها)\s+|\s*[,،]\s*(?:and|et|و)?\s*|\s+(?=و(?:ما|من|متى|كيف|شنو|منو|شلون|وين|كم|أين|هل|رقم|بريد)(?:\s|$))/giu;
const MAX = 12;
/** Words behind which what somebody wants begins, and such behind which only its purpose follows. */
const WANT =
  /(?<=[,،:;–—]\s)|(?<=\s)(?=(?:who|whom|whose|what|which|when|where|how|is|are|does|do|can|could|please|tell|need|looking|asking|qui|quel|quelle|quels|quelles|quand|comment|combien|où|est-ce|besoin|من|ما|ماذا|متى|أين|كم|كيف|هل|منو|شنو|شوكت|وين|شكد|شلون|أحتاج|وأحتاج|أريد|أود|اريد|إلى|لمن|کێ|چی|کەی|کوێ|چەند|چۆن|ئایا|کام|پێویستم|بۆ)(?=\s|$))/giu;
const PURPOSE =
  /(?=\s(?:for|because|so|since|as|to|pour|car|parce|afin|لأن|لاني|لأجل|بۆ|چونکە)\s)|(?=\sل[\p{L}]{4,}\s)|(?=\s?[,،–—(]\s?)/giu;
const MAX_WINDOWS = 24;

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

/** The stretches of a long sentence that may be its ask, longest first, each with what it leaves out. */
export function windows(sentence: string): { ask: string; rest: string[] }[] {
  // Of many, only the first to begin and the last to end can be among the longest.
  const starts = [0, ...places(sentence, WANT).slice(0, MAX_WINDOWS)];
  const ends = [sentence.length, ...places(sentence, PURPOSE).slice(-MAX_WINDOWS)];
  return starts
    .flatMap((start) => ends.filter((end) => end - start > 8).map((end) => ({ start, end })))
    .filter(({ start, end }) => end - start < sentence.length)
    .sort((a, b) => b.end - b.start - (a.end - a.start))
    .slice(0, MAX_WINDOWS)
    .map(({ start, end }) => ({
      ask: sentence.slice(start, end).trim(),
      rest: pieces([sentence.slice(0, start), sentence.slice(end)]),
    }));
}

function places(text: string, mark: RegExp): number[] {
  return [...text.matchAll(mark)].map((match) => match.index);
}
