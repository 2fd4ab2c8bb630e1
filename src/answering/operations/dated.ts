import type { Entry } from '../../domain.ts';
import { interval, within } from '../../language/interval.ts';
import { entryOf, ofKinds } from '../engine.ts';
import { issuersOf } from '../slots.ts';
import { fillSearch } from './dated-slots.ts';
import type { ComposeScope, Draft, Operation } from './operation.ts';

/** The newest of the things that have a date, by issuer, time and words. */
export const latest: Operation = { fill: fillSearch, compose: (scope) => newest(scope, 'latest') };
export const oldestOf: Operation = { fill: fillSearch, compose: (scope) => newest(scope, 'oldest') };
/** All of them. */
export const find: Operation = { fill: fillSearch, compose: listFound };
export const countFound: Operation = { fill: fillSearch, compose: countOf };

const SHOWN = 10;

function matching({ ask, form, engine }: ComposeScope): { entry: Entry; certain: boolean }[] {
  const terms = ask.terms ? ask.terms.split(' ') : [];
  const range = { from: ask.from ?? null, to: ask.to ?? null };
  const timed = range.from !== null || range.to !== null;
  return ofKinds(engine.store, form.subject)
    .filter((e) => !ask.issuer || issuersOf(e, engine, form.field ?? '').includes(ask.issuer))
    .filter((e) => !ask.about || e.relations.about?.targets.includes(ask.about))
    .filter((e) => terms.every((t) => engine.passages.speaksOf(e.id, t)))
    .map((entry) => ({ entry, held: timed ? within(entry.date ?? 'unknown', range) : ('yes' as const) }))
    .filter(({ held }) => held !== 'no')
    .map(({ entry, held }) => ({ entry, certain: held === 'yes' }))
    .filter(
      ({ entry }, _, all) =>
        !timed || interval(entry.date ?? 'unknown') !== null || all.some((f) => f.certain),
    )
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
