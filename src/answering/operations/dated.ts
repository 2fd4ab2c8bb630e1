import type { Answer, Entry } from '../../domain.ts';
import type { Found } from '../dated-index.ts';
import { fillSearch } from './dated-slots.ts';
import type { ComposeScope, Draft, Operation } from './operation.ts';
import { heading } from './passage.ts';

/** The newest of the things that have a date, by issuer, time and words. */
export const latest: Operation = {
  heedsDate: true,
  fill: fillSearch,
  compose: (scope) => newest(scope, 'latest'),
};
export const oldestOf: Operation = {
  heedsDate: true,
  fill: fillSearch,
  compose: (scope) => newest(scope, 'oldest'),
};
/** All of them. */
export const find: Operation = { heedsDate: true, fill: fillSearch, compose: listFound };
export const countFound: Operation = { heedsDate: true, fill: fillSearch, compose: countOf };

const SHOWN = 10;
const MOST_POINTS = 3;

function matching({ ask, form, engine }: ComposeScope): Found {
  return engine.dated(form).search(ask);
}

function newest(scope: ComposeScope, which: 'latest' | 'oldest'): Draft | null {
  const found = matching(scope);
  const limit = Math.max(1, scope.ask.limit ?? 1);
  const end = which === 'latest' ? limit : found.dated;
  const wanted = found.slice(which === 'latest' ? 0 : Math.max(0, end - limit), end);
  if (which === 'oldest') wanted.reverse();
  const [first] = wanted;
  if (!first) return null;
  return limit > 1 ? several(scope, wanted, `label.${which}`) : one(scope, first.entry, which);
}

function one(
  { speaker, engine, form }: ComposeScope,
  entry: Entry,
  which: 'latest' | 'oldest',
  points: Answer['facts'] = [],
): Draft {
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
      ...points,
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
  const [only, other] = found.slice(0, 2);
  if (!only) return null;
  if (!other && only.certain) return one(scope, only.entry, 'latest', pointsOn(scope, only.entry));
  const offset = scope.ask.offset ?? 0;
  return {
    ...several(scope, found.slice(offset, offset + Math.max(SHOWN, scope.ask.limit ?? 0)), 'label.found'),
    ...(found.length > offset + SHOWN ? { next: [{ ...scope.ask, offset: offset + SHOWN }] } : {}),
  };
}

/** The points of what was found that hold the words it was found by, where these are few enough to tell something. */
function pointsOn({ ask, engine, speaker }: ComposeScope, entry: Entry): Answer['facts'] {
  const units = (ask.terms ?? '').split(' ').flatMap((stem) => (stem ? [[[stem]]] : []));
  const held = engine.passages.find(units, entry.id).filter(({ coverage }) => coverage === 1);
  if (held.length > MOST_POINTS) return [];
  return held.flatMap(({ passage }) =>
    entry.passages
      .filter(({ id }) => id === passage)
      .map((point) => ({ label: speaker.say('label.point'), value: heading(entry, point, speaker) })),
  );
}

function countOf(scope: ComposeScope): Draft | null {
  const found = matching(scope);
  const [first] = found.slice(0, 1);
  if (!first) return null;
  const { speaker } = scope;
  const { certain } = found;
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
