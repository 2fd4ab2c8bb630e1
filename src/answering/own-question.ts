import type { EntryId } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type Token, tokenise } from '../language/tokens.ts';
import type { Engine } from './engine.ts';
import type { Interpretation } from './interpret.ts';
import type { Recognised } from './reading.ts';
import { TOPIC } from './topic.ts';
import { type Unexplained, unexplainedWords } from './unexplained.ts';
import { Vocabulary } from './vocabulary.ts';

/** So many telling words together are one entry's alone by no accident. */
const TELLING = 3;
const SURE = 0.9;

/**
 * The question of an entry's own that is asked in the entry's own words: its names and one of its questions hold
 * more of what tells than those of any other, and nothing is left unexplained but at most one slip of the finger.
 */
export function ownQuestion(recognised: Recognised, engine: Engine): Interpretation | null {
  const { tokens, dateAt, nameAt } = recognised;
  const telling = new Set(tokens.filter((t, i) => !dateAt[i] && !engine.terms.idle(t)).map((t) => t.stem));
  if (telling.size < TELLING) return null;
  const { entries, held } = engine.own.holdingMost(telling);
  const [entry, other] = entries;
  if (!entry || other || held < telling.size - 1) return null;
  const beside = tokens.filter((t, i) => telling.has(t.stem) && (nameAt[i]?.entries.includes(entry) ?? true));
  if (beside.length < TELLING) return null;
  const ask = { form: TOPIC.id, subject: entry };
  const reading = { recognised, mentions: [], liftedAt: [] };
  const left = unexplainedWords(entry, TOPIC, { ask, used: new Set(), quality: 1 }, reading, engine);
  if (left.length !== telling.size - held || (left[0] && !isSlip(left[0], entry, recognised, engine)))
    return null;
  return { ask, form: TOPIC, confidence: SURE, score: SURE, unexplained: [], filling: held };
}

/** True for a word that nobody knows and that lies near one of the entry's own that is not asked, or near an idle one. */
function isSlip({ text }: Unexplained, entry: EntryId, { tokens }: Recognised, engine: Engine): boolean {
  const typed = normalise(text);
  if (engine.speller.knows(typed) || /\p{Lu}{2}|\p{N}/u.test(text)) return false;
  const { names = [], questions = [] } = engine.store.entries.get(entry) ?? {};
  const asked = new Set(tokens.map(({ stem }) => stem));
  const own = [...names, ...questions].flatMap((said) => tokenise(said.text));
  const words = own.filter((token: Token) => !asked.has(token.stem)).map(({ word }) => word);
  return new Vocabulary([...words, ...engine.terms.filler], [], { short: true }).repairs(typed).length > 0;
}
