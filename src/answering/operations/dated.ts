import type { Entry, EntryId } from '../../domain.ts';
import { interval, within } from '../../language/dates.ts';
import { COUNT } from '../../language/numbers.ts';
import { entryOf, ofKinds } from '../engine.ts';
import { fromMention, issuersOf, span, together } from '../slots.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';

/** The newest of the things that have a date, by issuer, time and words. */
export const latest: Operation = { fill, compose: (scope) => newest(scope, 'latest') };
export const oldestOf: Operation = { fill, compose: (scope) => newest(scope, 'oldest') };
/** All of them. */
export const find: Operation = { fill, compose: listFound };
export const countFound: Operation = { fill, compose: countOf };

const SHOWN = 10;

function fill(scope: FillScope): Filled[] {
  const { form, reading, engine } = scope;
  const { mentions, references, recognised } = reading;
  const issuing = issuerKinds(scope);
  const issuer = mentions.find((m) => m.entries.length === 1 && fromMention(m, issuing, engine).length > 0);
  const date = recognised.dates[0];
  const limit = limitIn(scope);
  const named = mentions.filter((m) => m !== issuer && !ofThisKind(m.entries, scope));
  if (mentions.some((m) => ofThisKind(m.entries, scope) && m.quality === 1)) return [];
  const terms = termsOf(
    scope,
    together(
      ...mentions.map((m) => span(m.start, m.end)),
      date ? span(date.start, date.end) : new Set(),
      limit.used,
    ),
  );
  const words = [
    ...terms.stems,
    ...named.flatMap((m) =>
      recognised.tokens
        .slice(m.start, m.end)
        .filter((t) => !engine.terms.idle(t))
        .map((t) => t.stem),
    ),
  ];
  const used = together(
    terms.used,
    limit.used,
    ...[issuer, ...named].map((m) => (m ? span(m.start, m.end) : new Set<number>())),
    date ? span(date.start, date.end) : new Set(),
    new Set(references.filter((r) => form.subject.includes(r.kind)).map((r) => r.at)),
  );
  return [
    {
      ask: {
        form: form.id,
        ...(issuer?.entries[0] ? { issuer: issuer.entries[0] } : {}),
        ...(words.length > 0 ? { terms: [...new Set(words)].join(' ') } : {}),
        ...(date?.from ? { from: date.from } : {}),
        ...(date?.to ? { to: date.to } : {}),
        ...(limit.count ? { limit: limit.count } : {}),
      },
      used,
      quality: 1,
    },
  ];
}

function ofThisKind(entries: readonly EntryId[], { form, engine }: FillScope): boolean {
  return entries.some((id) => form.subject.includes(engine.store.entries.get(id)?.kind ?? ''));
}

function issuerKinds({ form, engine }: FillScope): string[] {
  const bodies = ofKinds(engine.store, form.subject).flatMap(
    (e) => e.relations[form.field ?? '']?.targets ?? [],
  );
  const kinds = bodies.map((id) => engine.store.entries.get(id)?.kind ?? '');
  return [...new Set([...kinds, ...(bodies.length > 0 ? ['organisation'] : [])])];
}

function limitIn({ reading }: FillScope): { count: number | null; used: Set<number> } {
  const { tokens, dates } = reading.recognised;
  for (const [i, token] of tokens.entries()) {
    if (dates.some((d) => i >= d.start && i < d.end)) continue;
    const count = COUNT.get(token.word) ?? (/^\d{1,2}$/u.test(token.word) ? Number(token.word) : null);
    if (count && !/^(un|une|one)$/u.test(token.word)) return { count, used: new Set([i]) };
  }
  return { count: null, used: new Set() };
}

/** The words of the question that the form's own wordings do not explain: what is searched for. */
function termsOf(
  { form, reading, engine }: FillScope,
  taken: ReadonlySet<number>,
): { stems: string[]; used: Set<number> } {
  const { tokens, concepts } = reading.recognised;
  const used = new Set<number>();
  const stems: string[] = [];
  const dated = ofKinds(engine.store, form.subject);
  for (const [i, token] of tokens.entries()) {
    if (taken.has(i) || engine.terms.idle(token) || engine.forms.explains(form.id, token, concepts[i] ?? []))
      continue;
    if (!dated.some((entry) => engine.passages.says(entry.id, token.stem))) continue;
    used.add(i);
    stems.push(token.stem);
  }
  return { stems, used };
}

function matching({ ask, form, engine }: ComposeScope): { entry: Entry; certain: boolean }[] {
  const terms = ask.terms ? ask.terms.split(' ') : [];
  const range = { from: ask.from ?? null, to: ask.to ?? null };
  const timed = range.from !== null || range.to !== null;
  return ofKinds(engine.store, form.subject)
    .filter((e) => !ask.issuer || issuersOf(e, engine, form.field ?? '').includes(ask.issuer))
    .filter((e) => terms.every((t) => engine.passages.says(e.id, t)))
    .map((entry) => ({ entry, held: timed ? within(entry.date ?? 'unknown', range) : ('yes' as const) }))
    .filter(({ held }) => held !== 'no')
    .map(({ entry, held }) => ({ entry, certain: held === 'yes' }))
    .sort((a, b) => Number(b.certain) - Number(a.certain) || newestFirst(a.entry, b.entry));
}

/** By the last day that a date may mean; unknown dates come last. */
function newestFirst(a: Entry, b: Entry): number {
  const day = (e: Entry): string => interval(e.date ?? 'unknown')?.to ?? '';
  return day(a) < day(b) ? 1 : day(a) > day(b) ? -1 : a.id < b.id ? -1 : 1;
}

function newest(scope: ComposeScope, which: 'latest' | 'oldest'): Draft | null {
  const found = matching(scope).filter(
    ({ entry }) => which === 'latest' || interval(entry.date ?? '') !== null,
  );
  if (which === 'oldest') found.reverse();
  const [first] = found;
  if (!first) return null;
  if ((scope.ask.limit ?? 1) > 1) return several(scope, found.slice(0, scope.ask.limit), `label.${which}`);
  return one(scope, first.entry, which);
}

function one({ speaker, engine, form }: ComposeScope, entry: Entry, which: 'latest' | 'oldest'): Draft {
  const issuer = entry.relations[form.field ?? '']?.targets ?? [];
  const coordinators = issuer.flatMap(
    (id) => engine.store.entries.get(id)?.relations.coordinator?.targets ?? [],
  );
  const place = entry.facts.place;
  const summary = entry.facts.summary?.value;
  return {
    entry: entry.id,
    title: speaker.name(entry),
    text: [
      speaker.say(`${which}-held`),
      ...(summary?.type === 'prose' ? [speaker.value(entry, 'facts.summary', summary)] : []),
    ],
    facts: [
      { label: speaker.say('label.date'), value: speaker.date(entry, 'date', entry.date ?? 'unknown') },
      ...issuer.map((id) => ({ label: speaker.say('label.issuer'), value: speaker.named(id) })),
      ...coordinators.map((id) => ({ label: speaker.say('label.coordinator'), value: speaker.named(id) })),
      ...(place
        ? [{ label: speaker.say('label.place'), value: speaker.value(entry, 'facts.place', place.value) }]
        : []),
    ],
    entries: [...issuer, ...coordinators],
    source: { entry, field: 'date', source: entry.source },
  };
}

function several(scope: ComposeScope, found: { entry: Entry; certain: boolean }[], label: string): Draft {
  const { speaker } = scope;
  const line = ({ entry, certain }: { entry: Entry; certain: boolean }) =>
    speaker.say(certain ? 'dated-item' : 'dated-item-uncertain', {
      date: speaker.date(entry, 'date', entry.date ?? 'unknown'),
      name: speaker.name(entry),
    });
  const [first] = found;
  return {
    entry: found.length === 1 && first ? first.entry.id : null,
    title: speaker.say(label),
    list: found.map(line),
    entries: found.map(({ entry }) => entry.id),
    source: first ? { entry: first.entry, field: 'date', source: first.entry.source } : null,
    shown: found.map(({ entry }) => ({ ask: { form: 'overview', subject: entry.id }, entry: entry.id })),
  };
}

function listFound(scope: ComposeScope): Draft | null {
  const found = matching(scope);
  const [only] = found;
  if (!only) return null;
  if (found.length === 1 && only.certain) return one(scope, only.entry, 'latest');
  const offset = scope.ask.offset ?? 0;
  return {
    ...several(scope, found.slice(offset, offset + Math.max(SHOWN, scope.ask.limit ?? 0)), 'label.found'),
    ...(found.length > offset + SHOWN ? { next: [{ ...scope.ask, offset: offset + SHOWN }] } : {}),
  };
}

function countOf(scope: ComposeScope): Draft | null {
  const found = matching(scope);
  const [first] = found;
  if (!first || !entryOf(scope.engine.store, first.entry.id)) return null;
  const { speaker } = scope;
  const certain = found.filter((f) => f.certain).length;
  return {
    ...several(scope, found.slice(0, SHOWN), 'label.found'),
    facts: [
      { label: speaker.say('label.count'), value: speaker.count(first.entry, 'date', certain) },
      ...(found.length > certain
        ? [
            {
              label: speaker.say('label.count-uncertain'),
              value: speaker.count(first.entry, 'date', found.length - certain),
            },
          ]
        : []),
    ],
  };
}
