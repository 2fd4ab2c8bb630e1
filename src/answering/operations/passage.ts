import type { Entry, EntryId, Line } from '../../domain.ts';
import { within } from '../../language/interval.ts';
import { type Engine, entryOf } from '../engine.ts';
import type { Mention } from '../lexicon.ts';
import { ideaKey, type Unit } from '../passages.ts';
import type { Reading } from '../reading.ts';
import { type Candidate, fillSubject, fromMentions, span, subjects, together } from '../slots.ts';
import { NEGATION } from '../terms.ts';
import { asksOfAnother } from './another.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';

/** What a statement says on one thing: its point on it, or that the summary held here has none. */
export const passage: Operation = {
  fill(scope: FillScope): Filled[] {
    return statements(scope).flatMap((subject) => {
      if (asksOfAnother(subject, scope)) return [];
      const asked = askedFor(scope, subject);
      if (asked.length === 0) return [];
      const known = asked.filter((i) => !isStrange(i, scope));
      const [best] = scope.engine.passages.find(unitsOf(known, scope), subject.entry);
      const whole = best?.coverage === 1 && 2 * (asked.length - known.length) < asked.length;
      const slots = { form: scope.form.id, subject: subject.entry };
      const heeded = new Set(whole ? known : asked);
      const used = together(subject.used, heeded, setAside(scope.reading, subject, scope.engine));
      if (!whole) return [{ ask: slots, used, quality: subject.quality * WITHOUT_POINT }];
      const evidence = IN_TEXT + (1 - IN_TEXT) * 0.7 * best.about;
      return [{ ask: { ...slots, passage: best.passage }, used, quality: subject.quality, evidence }];
    });
  },
  compose({ ask, engine, speaker }: ComposeScope): Draft | null {
    const entry = entryOf(engine.store, ask.subject);
    if (!entry) return null;
    const point = entry.passages.find((p) => p.id === ask.passage);
    const shown = entry.passages.map((p) => ({ ask: { ...ask, passage: p.id }, entry: entry.id }));
    const source = { entry, field: 'date', source: entry.source };
    if (!point) {
      return {
        entry: entry.id,
        title: speaker.name(entry),
        outcome: 'unanswered',
        text: [speaker.say('nothing-on-that')],
        list: headings(entry, speaker),
        source,
        shown,
      };
    }
    return {
      entry: entry.id,
      title: speaker.say('title', { name: speaker.name(entry), label: heading(entry, point, speaker) }),
      text: [speaker.prose(entry, `passages.${point.id}.text`, point.text)],
      source,
      next: [{ form: 'summary', subject: entry.id }],
    };
  },
};

/** That nothing is said on what is asked is the less likely what was meant. */
const WITHOUT_POINT = 0.85;
/** How strong the evidence is that a point holds every word asked about, in its text or in what it is about. */
const IN_TEXT = 0.4;

/** All that a statement says, point by point. */
export const summary: Operation = {
  fill: fillSubject,
  compose({ ask, engine, speaker }: ComposeScope): Draft | null {
    const entry = entryOf(engine.store, ask.subject);
    const text = entry?.facts.summary?.value;
    if (!entry || (text?.type !== 'prose' && entry.passages.length === 0)) return null;
    return {
      entry: entry.id,
      title: speaker.name(entry),
      text: text?.type === 'prose' ? [speaker.value(entry, 'facts.summary', text)] : [],
      list: headings(entry, speaker),
      source: { entry, field: 'date', source: entry.source },
      shown: entry.passages.map((p) => ({
        ask: { form: 'passage', subject: entry.id, passage: p.id },
        entry: entry.id,
      })),
    };
  },
};

/** The statements meant: named, referred to, spoken of before, or the only one of an issuer that is named. */
function statements(scope: FillScope): Candidate[] {
  const { reading, engine, form } = scope;
  const named = fromMentions(reading, form.subject, engine);
  if (named.length > 0) return named;
  for (const mention of reading.mentions) {
    const [only, other] = issuedBy(mention, scope);
    if (only && !other) return [{ entry: only, used: span(mention.start, mention.end), quality: 0.95 }];
  }
  const others = subjects(form.subject, { ...scope, reading: { ...reading, mentions: [] } });
  return others.filter(({ entry, used }) => used.size > 0 || entry === scope.context?.subject);
}

function issuedBy({ entries }: Mention, { form, engine }: FillScope): Set<EntryId> {
  const issued = entries.flatMap((id) => engine.entries.pointing('issuer', id));
  return new Set(issued.filter(({ kind }) => form.subject.includes(kind)).map(({ id }) => id));
}

/** The positions of the words that say what is asked about: neither idle nor the form's own, nor such as turn it into another ask. */
function askedFor({ reading, engine, form }: FillScope, subject: Candidate): number[] {
  const { tokens, concepts } = reading.recognised;
  const named = mentionedPositions(reading, subject);
  const aside = setAside(reading, subject, engine);
  return tokens.flatMap((token, i) => {
    if (subject.used.has(i) || engine.terms.idle(token) || aside.has(i)) return [];
    const ideas = concepts[i] ?? [];
    const own = engine.forms.explains(form.id, token, ideas) || ideas.includes(NEGATION);
    return named.has(i) || !own ? [i] : [];
  });
}

/** A word that the whole store never uses cannot lead to a point; it stays unexplained beside those that do. */
function isStrange(at: number, { reading, engine }: FillScope): boolean {
  const { tokens, mentions } = reading.recognised;
  const token = tokens[at];
  return (
    token !== undefined &&
    !engine.familiar.has(token.stem) &&
    !mentions.some((m) => at >= m.start && at < m.end)
  );
}

/** What names the statement otherwise: its kind, its year, its issuer's kind. */
function setAside(
  { recognised, references }: Reading,
  { entry: id }: Candidate,
  engine: Engine,
): Set<number> {
  const entry = engine.store.entries.get(id);
  const issuers = (entry?.relations.issuer?.targets ?? []).map((t) => engine.store.entries.get(t)?.kind);
  const kinds = [entry?.kind, ...issuers];
  const words = [...recognised.references, ...references]
    .filter((r) => kinds.includes(r.kind))
    .map((r) => r.at);
  const dates = recognised.dates
    .filter((d) => within(entry?.date ?? 'unknown', d) === 'yes')
    .map((d) => span(d.start, d.end));
  return together(new Set(words), ...dates);
}

/** What is asked about, word by word; a name as any name of what it names. */
function unitsOf(asked: readonly number[], { reading, engine }: FillScope): Unit[] {
  const { tokens, concepts } = reading.recognised;
  const named = reading.mentions.filter((m) => asked.includes(m.start));
  const within = named.flatMap((m) => [...span(m.start, m.end)]);
  const typed = (m: Mention): string[] =>
    tokens
      .slice(m.start, m.end)
      .filter((t) => !engine.terms.idle(t))
      .map((t) => t.stem);
  return [
    ...asked
      .filter((i) => !within.includes(i))
      .map((i) => [[tokens[i]?.stem ?? ''], ...subjectsOf(concepts[i] ?? [], engine)]),
    ...named.map((m) => [typed(m), ...m.entries.flatMap((id) => engine.lexicon.namesOf(id))]),
  ];
}

/** Ideas that may be spoken of; one that a form turns on says what is wanted. */
function subjectsOf(ideas: readonly string[], engine: Engine): string[][] {
  return ideas.filter((idea) => !engine.forms.turnsOn(idea)).map((idea) => [ideaKey(idea)]);
}

function mentionedPositions(reading: Reading, subject: Candidate): Set<number> {
  return together(
    ...reading.mentions.filter((m) => !subject.used.has(m.start)).map((m) => span(m.start, m.end)),
  );
}

/** What a point of a statement is about. */
export function heading(
  entry: Entry,
  point: Entry['passages'][number],
  speaker: ComposeScope['speaker'],
): Line {
  const language = point.heading[speaker.language] ? speaker.language : 'en';
  return [
    {
      from: 'entry',
      entry: entry.id,
      field: `passages.${point.id}.heading.${language}`,
      text: point.heading[language] ?? '',
    },
  ];
}

function headings(entry: Entry, speaker: ComposeScope['speaker']): Line[] {
  return entry.passages.map((point) => heading(entry, point, speaker));
}
