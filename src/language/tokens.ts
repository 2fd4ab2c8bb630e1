import { normalise } from './normalise.ts';
import { stem } from './stem.ts';

/** A word of a text, as it was typed and as it is compared. Never changed once made. */
export interface Token {
  readonly raw: string;
  /** `raw` normalised. */
  readonly word: string;
  readonly stem: string;
}

/** No question worth answering is longer; what follows is not read. */
export const MAX_CHARACTERS = 4000;
const MAX_TOKENS = 400;

const SLOT = /‹[a-z-]+›/u;
const PIECE = /‹[a-z-]+›|[\p{L}\p{M}\p{N}\u200c]+(?:['’ʼ][\p{L}\p{M}]+)*/gu;
/** What Kurdish joins to a Latin word or to digits, and where an Arabic article is joined to one. */
const KURDISH_ENDING =
  /(?<=[a-z])[\u0600-\u06ff\u200c]+$|(?<=\p{Nd})(?:[یيى]|ه?ەم|هه\u200cم|[یيى]?ە?م?دا|ەوە|[یيى]?ە)$/iu;
const BETWEEN_SCRIPTS = /(?<=[\u0600-\u06ff\u200c])(?=[a-z])/iu;
/** An Arabic article that stands alone, as before a Latin word. */
const ARTICLE = /^(?:[وبل]?ال|لل)$/u;
/** Single letters tied by a hyphen or dots: e-mail, U.N., I.O.M. */
const TIED =
  /(?<![\p{L}\p{N}])(\p{L})[-‑–](?=mails?(?![\p{L}]))|(?<=(?<![\p{L}])\p{L})\.(?=\p{L}(?![\p{L}]))/giu;
/** What `TIED` needs: few texts have it. */
const TYING = /[-‑–.]/u;
/** French elisions before a vowel: l'OIM, qu'est, d'une. */
const ELISION = /^(?:l|d|c|j|n|s|t|m|qu|jusqu|lorsqu|puisqu)'(?=\p{L})/u;
const POSSESSIVE = /'s$/u;
/** "What's" asks as "what is" does, and "isn't" denies. */
const CONTRACTION = /^(what|who|where|when|how|why|which|it|that|there|here|he|she)'s$|^(.+)n't$/u;

/**
 * The words of a text in order. Slots written `‹kind›` are one token. Total: any string gives a list,
 * bounded in length whatever the text's.
 */
export function tokenise(text: string): Token[] {
  const read = text.slice(0, MAX_CHARACTERS);
  const tied = TYING.test(read) ? read.replace(TIED, (_, letter: string | undefined) => letter ?? '') : read;
  const tokens: Token[] = [];
  for (const piece of tied.match(PIECE) ?? []) {
    if (tokens.length >= MAX_TOKENS) break;
    for (const word of wordsOf(piece)) tokens.push(word);
  }
  return tokens;
}

/** What pieces were taken apart to: the same words come again and again. */
const taken = new Map<string, readonly Token[]>();
const MOST_TAKEN = 20_000;
const LONGEST_TAKEN = 40;

function wordsOf(piece: string): readonly Token[] {
  const known = taken.get(piece);
  if (known) return known;
  const scripts = SLOT.test(piece) ? [piece] : piece.replace(KURDISH_ENDING, '').split(BETWEEN_SCRIPTS);
  const tokens = scripts.flatMap(split).filter((t) => t.word !== '' && !ARTICLE.test(t.word));
  if (taken.size >= MOST_TAKEN) taken.clear();
  if (piece.length <= LONGEST_TAKEN) taken.set(piece, tokens);
  return tokens;
}

function split(piece: string): Token[] {
  if (SLOT.test(piece)) return [{ raw: piece, word: piece, stem: piece }];
  const word = normalise(piece);
  const elided = ELISION.exec(word)?.[0];
  if (elided && word !== "c'mon") {
    return [token(piece.slice(0, elided.length), elided.slice(0, -1)), ...split(piece.slice(elided.length))];
  }
  const [, verb, denied] = CONTRACTION.exec(word) ?? [];
  if (verb) return [token(piece, verb), token('is', 'is')];
  if (denied) return [token(piece, denied), token('not', 'not')];
  return [token(piece, word.replace(POSSESSIVE, '').replaceAll("'", ''))];
}

function token(raw: string, word: string): Token {
  return { raw, word, stem: stem(word) };
}

/** True when everything is in capitals, so that capitals tell no acronym. A script without them is not in capitals. */
export function inCapitals(tokens: readonly Token[]): boolean {
  return tokens.every(({ raw }) => !/[\p{Ll}\p{Lo}]/u.test(raw));
}

/** The normalised words alone. */
export function words(text: string): string[] {
  return tokenise(text).map((t) => t.word);
}
