import type { Context, Entry, EntryId, Form } from '../domain.ts';
import { within } from '../language/interval.ts';
import type { Token } from '../language/tokens.ts';
import type { Engine } from './engine.ts';
import type { Mention } from './lexicon.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Filled } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';
import type { Reading, Recognised } from './reading.ts';
import { leansBack } from './slots.ts';
import { ASKING, SAYING, SCOPE } from './terms.ts';

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

/** The form that entries with questions of their own answer by. */
export const TOPIC: Form = {
  id: 'topic',
  operation: 'topic',
  field: null,
  with: [],
  subject: [],
  wordings: { en: [], fr: [], ar: [], ckb: [] },
  file: '',
};

/** Written as an acronym: another body's, unless it is recognised as a name. */
const ACRONYM = /^\p{Lu}{2,6}$/u;

const RANKED = 10;
const UNANCHORED = 0.5;
/** How sure a name must be to stand against an entry that does not bear it. */
const NAMED = 0.9;
/** A reading that puts more of the question into its slots is the likelier. */
const SLOT_BONUS = 0.03;
const MOST_SLOTS = 4;
/** What is held goes before what is known not to be, where both are as near. */
const DECLINED = 0.9;
const BESIDE_TOPIC = 0.6;
const UNSCOPED = 0.85;
const ELSEWHERE = 0.8;
const UNASKED = 0.7;
const UNEXPLAINED = 0.3;

/** Every interpretation of a question's readings, likeliest first; plans are told apart, not readings. */
export function interpret(
  readings: readonly Reading[],
  context: Context | null,
  engine: Engine,
): Interpretation[] {
  const best = new Map<string, Interpretation>();
  for (const reading of readings) {
    for (const { label: id, score } of engine.forms.rank(reading.lifted, RANKED)) {
      for (const found of ofForm(id, score, reading, context, engine)) {
        const plan = encodePlan(found.ask);
        const known = best.get(plan);
        if (!known || known.confidence < found.confidence) best.set(plan, found);
      }
    }
  }
  return [...best.values()].sort((a, b) => b.confidence - a.confidence || b.score - a.score);
}

function ofForm(
  id: string,
  score: number,
  reading: Reading,
  context: Context | null,
  engine: Engine,
): Interpretation[] {
  const form = engine.formsById.get(id);
  const filled = form
    ? (OPERATIONS[form.operation]?.fill({ form, reading, context, engine }) ?? [])
    : ownQuestion(id);
  return filled.map((f) => weigh(form ?? TOPIC, id, score, f, reading, context, engine));
}

function ownQuestion(entry: EntryId): Filled[] {
  return [{ ask: { form: TOPIC.id, subject: entry }, used: new Set(), quality: 1 }];
}

function weigh(
  form: Form,
  id: string,
  score: number,
  filled: Filled,
  reading: Reading,
  context: Context | null,
  engine: Engine,
): Interpretation {
  // What is declined anyhow may hold any word.
  const unexplained = form.operation === 'decline' ? [] : unexplainedWords(id, form, filled, reading, engine);
  const evidence = filled.evidence ? Math.max(score, filled.evidence) : score;
  const anchored =
    form === TOPIC
      ? aboutSubject(filled.ask.subject, reading, engine)
      : engine.forms.anchored(id, reading.lifted) * scoped(id, reading, engine);
  const bonus = 1 + SLOT_BONUS * Math.min(filled.used.size, MOST_SLOTS);
  const likely =
    evidence *
    anchored *
    leaning(id, filled.ask, reading, context, engine) *
    filled.quality *
    (form.operation !== 'decline'
      ? bonus
      : asksOfTopic(reading, engine)
        ? DECLINED * BESIDE_TOPIC
        : DECLINED);
  const strange = form === TOPIC || SEARCHING.has(form.operation) ? UNEXPLAINED : STRANGE;
  const doubt = unexplained.map(({ told }) => (told ? UNEXPLAINED : strange)).slice(0, 3);
  const confidence = Math.min(1, likely) * doubt.reduce((product, each) => product * each, 1);
  const words = unexplained.map(({ text }) => text);
  return { ask: filled.ask, form, confidence, score, unexplained: words, filling: filled.used.size };
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

/** A word that an interpretation leaves over; `told` when it surely means something that the answer would not heed. */
interface Unexplained {
  text: string;
  told: boolean;
}

/** Written as a name or a number. */
const TELLING = /^\p{Lu}|\p{N}/u;
/** What a word costs that the whole store never uses: it may mean nothing, or just what is asked. */
const STRANGE = 0.68;
/** What is found by its words alone is near many questions that it does not answer: there every word counts. */
const SEARCHING: ReadonlySet<string> = new Set(['find', 'latest', 'oldest', 'count-found']);

/** The words that neither a slot nor the form's wordings account for: what near misses are made of. */
function unexplainedWords(
  id: string,
  form: Form,
  filled: Filled,
  reading: Reading,
  engine: Engine,
): Unexplained[] {
  const { tokens, concepts, dates, nameAt, dateAt } = reading.recognised;
  const subject = filled.ask.subject;
  const spelledOut = reading.mentions.filter((m) => m.entries.some((entry) => engine.forms.names(id, entry)));
  const fitting = dates.filter((d) => fitsAsOf(d, subject, form, engine));
  const foreign = form === TOPIC ? foreignTo(subject, reading, engine) : [];
  // "Who" asks where a question begins; further on it only joins ("people who …").
  const opening = tokens.findIndex((t) => !engine.terms.idle(t));
  const explained = explainedBy(id, reading.recognised, engine);
  const isLeft = (token: Token, i: number): boolean => {
    const [name, date, lifted] = [nameAt[i], dateAt[i], reading.liftedAt[i]];
    if (filled.used.has(i) || (date && fitting.includes(date)) || (lifted && spelledOut.includes(lifted)))
      return false;
    if (name ? foreign.includes(name) : date) return true;
    const ideas = concepts[i] ?? [];
    const idle = engine.terms.idle(token);
    if (!lifted) {
      const asking = ideas.some((idea) => ASKING.has(idea) && (idea !== 'who' || i <= opening));
      if (!name && !asking && idle) return false;
      if (ideas.includes(SCOPE) || explained[i]) return false;
    }
    if (subject && isOwn(subject, form, token.stem, ideas, engine) && !ACRONYM.test(token.raw)) return false;
    return !(name && idle);
  };
  const isTold = (token: Token, i: number): boolean =>
    nameAt[i] !== undefined ||
    dateAt[i] !== undefined ||
    engine.familiar.has(token.stem) ||
    TELLING.test(token.raw);
  const left = tokens.flatMap((token, i) => (isLeft(token, i) ? i : []));
  const others = tokens.flatMap((token, i) => (left.includes(i) || engine.terms.idle(token) ? [] : i));
  // "The network's logo": where all else names something, the word that is strange is what is asked.
  const naming = others.filter(
    (i) => nameAt[i] || (concepts[i] ?? []).some((c) => engine.store.kinds.has(c)),
  );
  const isAsked = naming.length > 0 && naming.length === others.length;
  return left.map((i) => ({ text: tokens[i]!.raw, told: isAsked || isTold(tokens[i]!, i) }));
}

function explainedBy(
  id: string,
  { tokens, concepts, explained }: Recognised,
  { forms }: Engine,
): readonly boolean[] {
  const known = explained.get(id);
  if (known) return known;
  const words = tokens.map((token, i) => forms.explains(id, token, concepts[i] ?? []));
  explained.set(id, words);
  return words;
}

/** The names that an entry with questions of its own neither bears nor speaks about. */
function foreignTo(subject: EntryId | undefined, { recognised }: Reading, engine: Engine): Mention[] {
  const entry = subject ? engine.store.entries.get(subject) : undefined;
  const relations = Object.values(entry?.relations ?? {});
  const isRelated = (id: EntryId): boolean => id === subject || relations.some((r) => r.targets.includes(id));
  return recognised.mentions.filter(
    (m) => m.quality >= NAMED && m.entries.length > 0 && !m.entries.some(isRelated),
  );
}

/** True for a word of the subject's own: its kind, its names, or, where it answers questions of its own, its text. */
function isOwn(
  subject: EntryId,
  form: Form,
  stem: string,
  ideas: readonly string[],
  engine: Engine,
): boolean {
  const entry = engine.store.entries.get(subject);
  if (!entry) return false;
  if (ideas.includes(entry.kind)) return true;
  if (form !== TOPIC) return engine.lexicon.bears(subject, stem);
  return engine.passages.says(subject, stem) || ideas.includes(SAYING) || isAbout(entry, ideas, engine);
}

/** True where the kind of what an entry points at is named: a topic is what a statement speaks of. */
function isAbout({ relations }: Entry, ideas: readonly string[], engine: Engine): boolean {
  return Object.values(relations).some(({ targets }) =>
    targets.some((target) => ideas.includes(engine.store.entries.get(target)?.kind ?? '')),
  );
}

/** A date that only repeats of when the store speaks asks for nothing more. */
function fitsAsOf(
  date: { from: string | null; to: string | null },
  subject: EntryId | undefined,
  form: Form,
  engine: Engine,
): boolean {
  const entry = subject ? engine.store.entries.get(subject) : undefined;
  if (!entry || form.operation === 'smalltalk') return false;
  const said = form.field
    ? (entry.facts[form.field] ?? entry.relations[form.field])?.source.asOf
    : (entry.date ?? entry.source.asOf);
  return said !== undefined && said !== null && said !== 'unknown' && within(said, date) === 'yes';
}
