import type { Entry, Form, Line, Store, Suggestion } from '../domain.ts';
import { type Engine, entryOf } from './engine.ts';
import { OPERATIONS } from './operations/index.ts';
import { type Ask, encodePlan } from './plan.ts';
import { Speaker } from './speak.ts';
import { TOPIC } from './topic.ts';

const MOST = 3;

/** What an Ask is called where it is offered: whom it is about and what it asks. */
export function titleOf(ask: Ask, engine: Engine, speaker: Speaker, inFull = false): Line {
  const entry = entryOf(engine.store, ask.subject);
  const form = engine.formsById.get(ask.form);
  const label = labelOf(ask, form, entry, speaker);
  if (!entry) return label ?? speaker.say('label.more');
  const passage = entry.passages.find((p) => p.id === ask.passage);
  if (passage) {
    const language = passage.heading[speaker.language] ? speaker.language : 'en';
    return [
      {
        from: 'entry',
        entry: entry.id,
        field: `passages.${passage.id}.heading.${language}`,
        text: passage.heading[language] ?? '',
      },
    ];
  }
  return label
    ? speaker.say('title', { name: inFull ? speaker.name(entry) : speaker.short(entry), label })
    : speaker.name(entry);
}

function labelOf(ask: Ask, form: Form | undefined, entry: Entry | undefined, speaker: Speaker): Line | null {
  if (!form || form === TOPIC || ask.form === 'overview') return null;
  if (ask.offset) return speaker.say('label.more');
  for (const key of [`form.${form.id}`, `label.${form.field}`, `kind.${entry ? '' : form.subject[0]}`]) {
    if (speaker.has(key)) return speaker.say(key);
  }
  return null;
}

/** Further questions on an entry that the store really answers, in the order of its kind's overview. */
export function suggestionsFor(
  entry: Entry | undefined,
  asked: Ask,
  next: readonly Ask[],
  engine: Engine,
  speaker: Speaker,
  now: Date,
): Suggestion[] {
  const asks = [...next, ...(entry ? about(entry, engine) : [])];
  const seen = new Set([encodePlan(asked)]);
  const suggestions: Suggestion[] = [];
  for (const ask of asks) {
    const plan = encodePlan(ask);
    if (suggestions.length >= MOST || seen.has(plan) || !answerable(ask, engine, speaker, now)) continue;
    seen.add(plan);
    suggestions.push({ label: titleOf(ask, engine, speaker), plan });
  }
  return suggestions;
}

/** True when composing it gives an answer: checked, never supposed. */
export function answerable(ask: Ask, engine: Engine, speaker: Speaker, now: Date): boolean {
  const form = engine.formsById.get(ask.form) ?? (ask.form === TOPIC.id ? TOPIC : undefined);
  const quiet = new Speaker(engine.store, speaker.language);
  const draft = form && OPERATIONS[form.operation]?.compose({ ask, form, engine, speaker: quiet, now });
  return draft !== null && draft !== undefined && draft.outcome !== 'unanswered';
}

function about(entry: Entry, engine: Engine): Ask[] {
  return suggestedFor(entry.kind, engine)
    .filter((form) => form.field === null || entry.facts[form.field]?.value.type !== 'unknown')
    .map((form) => ({ form: form.id, subject: entry.id }));
}

/** The forms suggested for each kind, by the store that they belong to. */
const suggested = new WeakMap<Store, Map<string, readonly Form[]>>();

function suggestedFor(kind: string, { store }: Engine): readonly Form[] {
  const perKind = suggested.get(store) ?? new Map<string, readonly Form[]>();
  suggested.set(store, perKind);
  const known = perKind.get(kind);
  if (known) return known;
  const order = store.kinds.get(kind)?.overview ?? [];
  const place = (form: Form): number => {
    const at = order.indexOf(form.field ?? '');
    return at < 0 ? order.length : at;
  };
  const forms = store.forms
    .filter((form) => form.subject.includes(kind) && SUGGESTED.has(form.operation))
    .sort((a, b) => place(a) - place(b));
  perKind.set(kind, forms);
  return forms;
}

const SUGGESTED = new Set(['value', 'list', 'contact', 'date', 'summary', 'quote']);
