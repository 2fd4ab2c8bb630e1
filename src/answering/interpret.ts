import type { Context, EntryId, Form } from '../domain.ts';
import type { Engine } from './engine.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Filled } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';
import type { Reading } from './reading.ts';
import { leansBack } from './slots.ts';
import { ASKING, SCOPE } from './terms.ts';
import { TOPIC } from './topic.ts';
import { unexplainedWords } from './unexplained.ts';

/** One way to understand a question, with how sure it is and which words it leaves unexplained. */
export interface Interpretation {
  ask: Ask;
  form: Form;
  /** 0 to 1. */
  confidence: number;
  /** How near the wording is, before slots and unexplained words are weighed. */
  score: number;
  unexplained: string[];
  /** How many words of the question fill its slots: none where what it is about was taken from before, or for want of another. */
  filling: number;
}

const RANKED = 10;
const UNANCHORED = 0.5;
/** A reading that puts more of the question into its slots is the likelier. */
const SLOT_BONUS = 0.03;
const MOST_SLOTS = 4;
/** What is held goes before what is known not to be, where both are as near. */
const DECLINED = 0.9;
const TALK = 0.9;
const BESIDE_TOPIC = 0.6;
const UNSCOPED = 0.85;
const ELSEWHERE = 0.8;
const UNASKED = 0.7;
const UNEXPLAINED = 0.3;

/**
 * Every interpretation of a question's readings, likeliest first; plans are told apart, not readings.
 * `own`: the entries that may be meant where a question is near to the questions of entries, whichever they are.
 */
export function interpret(
  readings: readonly Reading[],
  own: readonly EntryId[],
  context: Context | null,
  engine: Engine,
): Interpretation[] {
  const best = new Map<string, Interpretation>();
  for (const reading of readings) {
    for (const { label: id, score } of engine.forms.rank(reading.lifted, RANKED)) {
      const form = engine.formsById.get(id);
      const meant = id === TOPIC.id ? own : [id];
      for (const filled of meant.flatMap((one) => fillings(one, form, reading, context, engine))) {
        const plan = encodePlan(filled.ask);
        const least = best.get(plan)?.confidence ?? -1;
        const found = weigh(
          form ?? TOPIC,
          form ? id : (filled.ask.subject ?? id),
          score,
          filled,
          reading,
          context,
          engine,
          least,
        );
        if (found) best.set(plan, found);
      }
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || b.score - a.score);
}

/** What a form, or an entry's own question, may ask of. */
function fillings(
  id: string,
  form: Form | undefined,
  reading: Reading,
  context: Context | null,
  engine: Engine,
): Filled[] {
  if (!form) return [{ ask: { form: TOPIC.id, subject: id }, used: new Set(), quality: 1 }];
  return OPERATIONS[form.operation]?.fill({ form, reading, context, engine }) ?? [];
}

/** Null for what is no surer than `least`: many readings come to one plan. */
function weigh(
  form: Form,
  id: string,
  score: number,
  filled: Filled,
  reading: Reading,
  context: Context | null,
  engine: Engine,
  least: number,
): Interpretation | null {
  const evidence = filled.evidence ? Math.max(score, filled.evidence) : score;
  const anchored =
    form === TOPIC
      ? aboutSubject(filled.ask.subject, reading, engine)
      : engine.forms.anchored(id, reading.lifted) * scoped(id, reading, engine);
  const { subject } = filled.ask;
  const asked = form !== TOPIC && subject && engine.forms.turnsOnName(id, subject) ? UNANCHORED : 1;
  const bonus = 1 + SLOT_BONUS * Math.min(filled.used.size, MOST_SLOTS);
  const likely =
    evidence *
    anchored *
    asked *
    leaning(id, filled.ask, reading, context, engine) *
    filled.quality *
    standing(form, reading, engine) *
    bonus;
  if (Math.min(1, likely) <= least) return null;
  // What is declined anyhow may hold any word.
  const unexplained = form.operation === 'decline' ? [] : unexplainedWords(id, form, filled, reading, engine);
  const strange = form === TOPIC || SEARCHING.has(form.operation) ? UNEXPLAINED : STRANGE;
  const doubt = unexplained.map(({ told }) => (told ? UNEXPLAINED : strange)).slice(0, 3);
  const confidence = Math.min(1, likely) * doubt.reduce((product, each) => product * each, 1);
  if (confidence <= least) return null;
  const words = unexplained.map(({ text }) => text);
  return { ask: filled.ask, form, confidence, score, unexplained: words, filling: filled.used.size };
}

/** What a form is worth beside others that are as near: what is held goes first, and small talk names nothing. */
function standing({ operation }: Form, reading: Reading, engine: Engine): number {
  if (operation === 'decline') return asksOfTopic(reading, engine) ? DECLINED * BESIDE_TOPIC : DECLINED;
  return operation === 'smalltalk' && reading.recognised.mentions.length > 0 ? TALK : 1;
}

/** "And where?" asks of what was spoken of before, and of what a form asks in most of its wordings. */
function leaning(id: string, ask: Ask, reading: Reading, context: Context | null, engine: Engine): number {
  if (!context?.subject || !leansBack(reading, engine)) return 1;
  const asked = reading.recognised.concepts.flat().filter((idea) => ASKING.has(idea));
  const share = Math.max(0, ...asked.map((idea) => engine.forms.share(id, idea)));
  return (
    (ask.subject === context.subject ? 1 : ELSEWHERE) *
    (asked.length > 0 ? UNASKED + (1 - UNASKED) * share : 1)
  );
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

/** What a word costs that the whole store never uses: it may mean nothing, or just what is asked. */
const STRANGE = 0.8;
/** What is found by its words alone is near many questions that it does not answer: there every word counts. */
const SEARCHING: ReadonlySet<string> = new Set(['find', 'latest', 'oldest', 'count-found']);
