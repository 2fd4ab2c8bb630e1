import type { EntryId } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Engine } from './engine.ts';
import type { Interpretation } from './interpret.ts';
import { type Held, LEAST } from './own-words.ts';
import type { Recognised } from './reading.ts';
import { ASKING, SAYING, SCOPE } from './terms.ts';
import { TOPIC } from './topic.ts';
import { type Unexplained, unexplainedWords } from './unexplained.ts';
import { Vocabulary } from './vocabulary.ts';

const SURE = 0.9;
/** Lists of ordinary words hold abbreviations of such length that are as likely to be slips. */
const SHORT = 2;

/** The entries with questions of their own whose words a question has most of, and how many tell in the question. */
export interface Nearest extends Held {
  asked: number;
}

export function nearestByWords({ tokens, dateAt }: Recognised, { own, terms }: Engine): Nearest {
  const telling = tokens.filter((token, i) => !dateAt[i] && !terms.idle(token));
  const stems = new Set(telling.map(({ stem }) => stem));
  return { ...own.holdingMost(stems), asked: stems.size };
}

/**
 * The question of an entry's own that is asked in the entry's own words: its names and one of its questions hold
 * all that tells, as no other's do, and nothing is left unexplained; or all but one slip of the finger.
 */
export function askedOutright(
  { entries, held, asked }: Nearest,
  recognised: Recognised,
  engine: Engine,
): Interpretation | null {
  const { tokens, nameAt } = recognised;
  const [entry, other] = entries;
  if (!entry || other || held.size < asked - 1) return null;
  const used = new Set(tokens.flatMap(({ stem }, i) => (held.has(stem) ? i : [])));
  const isBearers = (i: number): boolean => nameAt[i]?.entries.includes(entry) ?? true;
  if ([...used].filter(isBearers).length < LEAST) return null;
  // A name alone asks nothing, and a word that only ends otherwise ("nations", "nationality") may be another.
  const said = wordsOf(entry, engine);
  const frames = (i: number): boolean =>
    (recognised.concepts[i] ?? []).some((idea) => idea === SCOPE || ASKING.has(idea));
  const beside = [...used].filter((i) => nameAt[i]?.quality !== 1 && !frames(i));
  if (beside.length === 0 || !beside.every((i) => said.has(tokens[i]!.word))) return null;
  const ask = { form: TOPIC.id, subject: entry };
  const reading = { recognised, mentions: [], liftedAt: [] };
  const left = unexplainedWords(entry, TOPIC, { ask, used, quality: 1 }, reading, engine);
  if (left.length !== asked - held.size) return null;
  if (left[0] && !isSlip(left[0], entry, recognised, engine)) return null;
  return { ask, form: TOPIC, confidence: SURE, score: SURE, unexplained: [], filling: used.size };
}

function wordsOf(id: EntryId, { store }: Engine): Set<string> {
  const { names = [], questions = [] } = store.entries.get(id) ?? {};
  return new Set([...names, ...questions].flatMap(({ text }) => tokenise(text)).map(({ word }) => word));
}

/**
 * True for a word that nobody knows and that lies near one of the entry's own that is not asked. Where a question of the
 * entry's is asked in full, an unknown word stands for none of its words, and may be an idle one.
 */
function isSlip({ text }: Unexplained, id: EntryId, { tokens }: Recognised, engine: Engine): boolean {
  const typed = normalise(text);
  const entry = engine.store.entries.get(id);
  if (!entry || /\p{Lu}{2}|\p{N}/u.test(text) || (typed.length > SHORT && engine.speller.knows(typed)))
    return false;
  const asked = new Set(tokens.map(({ stem }) => stem));
  const unasked = ({ text: said }: { text: string }): Token[] =>
    tokenise(said).filter(({ stem }) => !asked.has(stem));
  const isAside = (token: Token): boolean =>
    engine.terms.idle(token) ||
    (engine.terms.concepts([token])[0] ?? []).some((idea) => idea === SAYING || idea === entry.kind);
  const inFull = entry.questions.some((question) => unasked(question).every(isAside));
  if (inFull && engine.terms.nearlyIdle(typed)) return true;
  const words = [...entry.names, ...entry.questions].flatMap(unasked).map(({ word }) => word);
  return new Vocabulary(words, [], { lenient: true }).repair(typed) !== null;
}
