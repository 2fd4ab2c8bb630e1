import type { EntryId } from '../domain.ts';
import type { Engine } from './engine.ts';
import type { Filled, FillScope } from './operations/operation.ts';
import type { Ask } from './plan.ts';
import type { Reading } from './reading.ts';
import { leansBack } from './slots.ts';
import { ASKING, SCOPE } from './terms.ts';
import { TOPIC } from './topic.ts';

const UNANCHORED = 0.5;
/** A reading that puts more of the question into its slots is the likelier. */
const SLOT_BONUS = 0.03;
const MOST_SLOTS = 4;
/** What is held goes before what is known not to be, where both are as near. */
const DECLINED = 0.9;
const BESIDE_TOPIC = 0.6;
const TALK = 0.9;
const UNSCOPED = 0.85;
const ELSEWHERE = 0.8;
const UNASKED = 0.7;

/** How likely a form, or an entry by its own questions, is meant with these slots, from 0 to 1, whatever words are left over. */
export function likelihood(id: string, score: number, filled: Filled, scope: FillScope): number {
  const found = filled.evidence ? filled.evidence * wanting(id, scope) : 0;
  const evidence = Math.max(score, found);
  const bonus = 1 + SLOT_BONUS * Math.min(filled.used.size, MOST_SLOTS);
  const fitting = anchored(id, filled.ask.subject, scope) * leaning(id, filled.ask, scope);
  return Math.min(1, evidence * fitting * filled.quality * standing(scope) * bonus);
}

/** Less where the question lacks what nearly all wordings hold, or fills a slot with a name that is no slot of theirs. */
function anchored(id: string, subject: EntryId | undefined, { form, reading, engine }: FillScope): number {
  if (form === TOPIC) return aboutSubject(subject, reading, engine);
  const spelledOut = subject !== undefined && engine.forms.turnsOnName(id, subject);
  return (
    engine.forms.anchored(id, reading.lifted) * scoped(id, reading, engine) * (spelledOut ? UNANCHORED : 1)
  );
}

/** What a form is worth beside others that are as near: what is held goes first, and small talk names nothing. */
function standing({ form: { operation }, reading, engine }: FillScope): number {
  if (operation === 'decline') return asksOfTopic(reading, engine) ? DECLINED * BESIDE_TOPIC : DECLINED;
  return operation === 'smalltalk' && reading.recognised.mentions.length > 0 ? TALK : 1;
}

/** "And where?" asks of what was spoken of before, and of what a form asks in most of its wordings. */
function leaning(id: string, ask: Ask, scope: FillScope): number {
  const { reading, context, engine } = scope;
  if (!context?.subject || !leansBack(reading, engine)) return 1;
  return (ask.subject === context.subject ? 1 : ELSEWHERE) * wanting(id, scope);
}

/** How far a form's wordings ask as the question does: where, when, who … */
function wanting(id: string, { reading, engine }: FillScope): number {
  const asked = reading.recognised.concepts.flat().filter((idea) => ASKING.has(idea));
  if (asked.length === 0) return 1;
  return UNASKED + (1 - UNASKED) * Math.max(...asked.map((idea) => engine.forms.share(id, idea)));
}

/** "In Iraq" is true of every answer, yet where it is said, a form that asks with it is the likelier. */
function scoped(id: string, { lifted, mentions }: Reading, engine: Engine): number {
  const said = mentions.some((m) => m.short) || lifted.concepts.some((ideas) => ideas.includes(SCOPE));
  return said ? UNSCOPED + (1 - UNSCOPED) * Math.min(1, 2 * engine.forms.share(id, SCOPE)) : 1;
}

/** Whether a question shares with an entry more than the way of asking: a word that it says, or a name that is its alone. */
function aboutSubject(subject: EntryId | undefined, reading: Reading, engine: Engine): number {
  const { tokens, concepts, mentions } = reading.recognised;
  const shared = tokens.some((token, i) => {
    const ideas = concepts[i] ?? [];
    const telling = !engine.terms.idle(token) && !ideas.some((idea) => ASKING.has(idea));
    return telling && subject !== undefined && engine.passages.says(subject, token.stem);
  });
  const name = mentions.find((m) => subject !== undefined && m.entries.includes(subject));
  return shared && (name?.entries.length ?? 1) === 1 ? 1 : UNANCHORED;
}

/** Whether what is named is a topic, which is there to be asked of in any words. */
function asksOfTopic({ mentions }: Reading, engine: Engine): boolean {
  return mentions.some(
    (m) => m.quality === 1 && m.entries.some((id) => engine.store.entries.get(id)?.kind === 'topic'),
  );
}
