import { subYears } from 'date-fns/subYears';
import type { Answer, Entry, Fact, Line, Relation, Source } from '../domain.ts';
import { direction } from '../language/format.ts';
import { interval } from '../language/interval.ts';
import { contactsFor } from './operations/contact.ts';
import type { ComposeScope, Draft } from './operations/operation.ts';
import type { Speaker } from './speak.ts';

type Dated = Pick<Fact | Relation, 'source' | 'changes'>;

/**
 * The first words of an answer that may be out of date: what changes by itself and is older than a year, or
 * undated, says so and whom to ask.
 */
export function ageCaveat({ engine, speaker, now }: ComposeScope, entry: Entry, fact: Dated | null): Line[] {
  if (!fact?.changes) return [];
  const days = interval(fact.source.asOf);
  if (days && new Date(days.to) > subYears(now, 1)) return [];
  const [contact] = contactsFor(entry, engine);
  const email = contact?.facts.email?.value;
  const ask =
    contact && email && email.type !== 'unknown'
      ? [speaker.say('ask-at', { email: speaker.value(contact, 'facts.email', email) })]
      : [];
  const ofKind = `as-of.${entry.kind}`;
  const caveat = days
    ? speaker.say(speaker.has(ofKind) ? ofKind : 'as-of', {
        date: speaker.date(entry, 'source', fact.source.asOf),
      })
    : speaker.say('as-of-unknown');
  return ask[0] ? [speaker.say('two-sentences', { first: caveat, second: ask[0] })] : [caveat];
}

/** Of several facts, the one whose date says least: undated, or longest out of date. */
export function oldest(entry: Entry, fields: readonly string[]): Dated | null {
  const changing = fields.flatMap((f) => entry.facts[f] ?? entry.relations[f] ?? []).filter((f) => f.changes);
  const end = (f: Dated): string => interval(f.source.asOf)?.to ?? '';
  return changing.reduce<Dated | null>((a, b) => (a === null || end(b) < end(a) ? b : a), null);
}

/** The further facts that a form says belong in its answer. */
export function extras(scope: ComposeScope, entry: Entry): { label: Line; value: Line }[] {
  return shownFacts(scope, entry, scope.form.with, true);
}

/** Fields and relations as label and value; prose only where asked for, unknown values left to questions about them. */
export function shownFacts(
  { engine, speaker }: ComposeScope,
  entry: Entry,
  fields: readonly string[],
  prose = false,
): { label: Line; value: Line }[] {
  return fields.flatMap((field) => {
    const label = speaker.say(`label.${field}`);
    if (field === 'date' && entry.date) return [{ label, value: speaker.date(entry, 'date', entry.date) }];
    const value = entry.facts[field]?.value;
    if (value && value.type !== 'unknown' && (prose || value.type !== 'prose'))
      return [{ label, value: speaker.value(entry, `facts.${field}`, value) }];
    const targets = entry.relations[field]?.targets ?? [];
    if (targets.length === 0) return [];
    const short = targets.length > 1;
    return [
      {
        label,
        value: speaker.join(
          targets.map((id) => {
            const target = engine.store.entries.get(id);
            return target ? (short ? speaker.short(target) : speaker.name(target)) : [];
          }),
        ),
      },
    ];
  });
}

/** The source as one line: label, title, publisher, as-of date. */
export function sourceLine(entry: Entry, field: string, source: Source, speaker: Speaker): Line {
  const part = (text: string): Line => [speaker.source(entry, field, text)];
  return speaker.say('source', {
    title: part(source.title),
    publisher: part(source.publisher),
    date: interval(source.asOf)
      ? speaker.date(entry, `${field}.source`, source.asOf)
      : speaker.say('date-unknown'),
  });
}

/** An Answer from what an operation found; what it left out is empty. */
export function finish(draft: Draft, speaker: Speaker, confidence: number): Answer {
  const { next: _next, shown: _shown, source, ...parts } = draft;
  const text = parts.text ?? [];
  return {
    title: null,
    facts: [],
    list: [],
    contacts: [],
    choices: [],
    suggestions: [],
    plan: null,
    confidential: false,
    outcome: 'answered',
    ...parts,
    text: speaker.untranslated ? [...text, speaker.say('prose-in-english')] : text,
    entries: [...new Set([...(draft.entry ? [draft.entry] : []), ...(draft.entries ?? [])])],
    source: source
      ? { ...source.source, line: sourceLine(source.entry, source.field, source.source, speaker) }
      : null,
    confidence,
    language: speaker.language,
    direction: direction(speaker.language),
  };
}
