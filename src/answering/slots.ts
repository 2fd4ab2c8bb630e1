import type { Context, EntryId } from '../domain.ts';
import type { Engine } from './engine.ts';
import type { Mention } from './lexicon.ts';
import type { Filled, FillScope } from './operations/operation.ts';
import type { Reading } from './reading.ts';
import { ASKING } from './terms.ts';

/** One entry that may fill a slot. */
export interface Candidate {
  entry: EntryId;
  used: Set<number>;
  quality: number;
}

/** More than this many cannot be offered as a choice. */
const MOST_CHOICES = 4;
/** A text that names more than can be offered is a list, and asks of none of them. */
const MOST_NAMED = MOST_CHOICES + 1;
const REFERRED = 0.97;
const FROM_CONTEXT = 0.95;
const RELATED = 0.93;
const SOLE = 0.88;

export function span(start: number, end: number): Set<number> {
  return new Set(Array.from({ length: end - start }, (_, i) => start + i));
}

/** For each of so many words, the stretch that it lies in. */
export function byWord<T extends { start: number; end: number }>(
  stretches: readonly T[],
  words: number,
): (T | undefined)[] {
  const at = new Array<T | undefined>(words).fill(undefined);
  for (const stretch of stretches) at.fill(stretch, stretch.start, stretch.end);
  return at;
}

/** The entries of these kinds that a question may mean: named, referred to, spoken of before, or the only one. */
export function subjects(kinds: readonly string[], scope: FillScope): Candidate[] {
  const named = fromMentions(scope.reading, kinds, scope.engine);
  if (named.length > 0) return named;
  const referred = fromReference(kinds, scope);
  if (referred.length > 0) return referred;
  if (hasUnusedName(scope.reading, kinds, scope.engine)) return sole(kinds, scope, SOLE * 0.9);
  const spoken = fromContext(kinds, scope.context, scope.engine);
  if (spoken.length > 0 || leansBack(scope.reading, scope.engine)) return spoken;
  return sole(kinds, scope, SOLE);
}

/** True for "since when?" and "what is its role": they ask of something said before, never of the only one there is. */
export function leansBack({ recognised, mentions }: Reading, engine: Engine): boolean {
  const { tokens, concepts, pronouns } = recognised;
  const possessive = pronouns.some(
    (at) => !mentions.some((m) => m.start === at) && POSSESSIVE.test(tokens[at]?.word ?? ''),
  );
  return (
    possessive ||
    tokens.every((t, i) => engine.terms.idle(t) || (concepts[i] ?? []).some((idea) => ASKING.has(idea)))
  );
}

const POSSESSIVE = /^(it|its|they|them|their|he|she|her|him|his|il|elle|ils|elles|leur|leurs|lui)$/u;

/** Whatever is named, as far as a question can mean it. */
export function fromMentions({ mentions }: Reading, kinds: readonly string[], engine: Engine): Candidate[] {
  return mentions.flatMap((m) => fromMention(m, kinds, engine)).slice(0, MOST_NAMED);
}

export function fromMention(mention: Mention, kinds: readonly string[], engine: Engine): Candidate[] {
  return mention.entries
    .filter((id) => kinds.includes(engine.store.entries.get(id)?.kind ?? ''))
    .map((entry) => ({ entry, used: span(mention.start, mention.end), quality: mention.quality }));
}

function fromReference(kinds: readonly string[], scope: FillScope): Candidate[] {
  const { reading, context, engine } = scope;
  const reference = reading.references.find(({ kind }) => kinds.includes(kind));
  if (!reference) return [];
  const used = new Set([reference.at]);
  const spoken = fromContext([reference.kind], context, engine)[0];
  if (spoken) return [{ ...spoken, used, quality: REFERRED }];
  const related = relatedTo(reference, scope);
  if (related) return [related];
  const all = engine.entries.ofKinds([reference.kind]);
  const quality = all.length === 1 ? REFERRED : REFERRED * 0.9;
  return all.length > MOST_CHOICES ? [] : all.map((entry) => ({ entry: entry.id, used, quality }));
}

/** "The statement on the Pact": the only one of the kind that speaks of what is named. */
function relatedTo(
  reference: { at: number; kind: string },
  { reading, engine }: FillScope,
): Candidate | null {
  for (const mention of reading.mentions.filter((m) => m.start > reference.at)) {
    const bound = mention.entries.flatMap((id) => engine.entries.related(reference.kind, id).slice(0, 2));
    const [only, other] = new Set(bound);
    const used = together(new Set([reference.at]), span(mention.start, mention.end));
    if (only && !other) return { entry: only.id, used, quality: RELATED };
  }
  return null;
}

/** The subject of the last answer, where its kind fits; fills what a pronoun or an ellipsis leaves out. */
function fromContext(kinds: readonly string[], context: Context | null, engine: Engine): Candidate[] {
  const entry = context?.subject ? engine.store.entries.get(context.subject) : undefined;
  return entry && kinds.includes(entry.kind)
    ? [{ entry: entry.id, used: new Set(), quality: FROM_CONTEXT }]
    : [];
}

/**
 * The only entry of a kind, where the form is also asked without naming it ("who are the members?"). Of what has
 * a date there are more than are held, so the only one is none to suppose.
 */
function sole(kinds: readonly string[], { form, engine }: FillScope, quality: number): Candidate[] {
  const [kind, further] = kinds;
  if (!kind || further || !engine.forms.unnamed(form.id, kind)) return [];
  const [only, other] = engine.entries.ofKinds(kinds);
  return only && !other && only.date === null ? [{ entry: only.id, used: new Set(), quality }] : [];
}

/** True when something is named that cannot be the subject: then nothing is taken over from the turn before. */
function hasUnusedName(reading: Reading, kinds: readonly string[], engine: Engine): boolean {
  return reading.mentions.some((m) => !m.pronoun && fromMention(m, kinds, engine).length === 0);
}

/** True when a day is named that nothing held is of, however much its words are held. */
export function isOfAnotherDay({ mentions }: Reading): boolean {
  return mentions.some(({ outside }) => outside?.type === 'day');
}

/** Fills a form that has one subject and nothing else. */
export function fillSubject(scope: FillScope): Filled[] {
  return subjects(scope.form.subject, scope).map(({ entry, used, quality }) => ({
    ask: { form: scope.form.id, subject: entry },
    used,
    quality,
  }));
}

export function fillNothing({ form }: FillScope): Filled[] {
  return [{ ask: { form: form.id }, used: new Set(), quality: 1 }];
}

/** Union of what is used. */
export function together(...sets: ReadonlySet<number>[]): Set<number> {
  return new Set(sets.flatMap((set) => [...set]));
}
