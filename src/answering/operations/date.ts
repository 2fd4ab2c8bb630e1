import type { Entry, Line } from '../../domain.ts';
import { interval } from '../../language/interval.ts';
import { ageCaveat } from '../compose.ts';
import { entryOf } from '../engine.ts';
import { fillSubject, span, together } from '../slots.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';
import { overview } from './overview.ts';

/** When something was published or takes place; of a yearly day, its occurrence in the year asked for. */
export const date: Operation = {
  heedsDate: true,
  fill(scope: FillScope): Filled[] {
    const asked = scope.reading.recognised.dates[0];
    return fillSubject(scope).map((filled) => {
      const entry = entryOf(scope.engine.store, filled.ask.subject);
      const yearly = entry?.facts.every?.value.type === 'annual';
      if (!asked?.from || !yearly) return filled;
      return {
        ...filled,
        ask: { ...filled.ask, from: asked.from },
        used: together(filled.used, span(asked.start, asked.end)),
      };
    });
  },
  compose(scope: ComposeScope): Draft | null {
    const { ask, engine, speaker } = scope;
    const entry = entryOf(engine.store, ask.subject);
    const value = entry ? when(scope, entry) : null;
    if (!entry || !value) return null;
    return {
      entry: entry.id,
      title: speaker.name(entry),
      text: ageCaveat(scope, entry, { source: entry.source, changes: false }),
      facts: [{ label: speaker.say('label.date'), value }],
      source: { entry, field: 'date', source: entry.facts.every?.source ?? entry.source },
    };
  },
};

function when({ ask, speaker, now }: ComposeScope, entry: Entry): Line | null {
  const every = entry.facts.every?.value;
  if (every?.type === 'annual') {
    const yearly = speaker.say('every-year', { date: speaker.value(entry, 'facts.every', every) });
    const asked = ask.from && interval(ask.from) ? Number(ask.from.slice(0, 4)) : null;
    const day = asked ? speaker.occurrence(entry, 'facts.every', asked, every.month, every.day) : null;
    return day
      ? speaker.say('occurrence', { day, yearly })
      : speaker.say('occurrence', { day: next(entry, every, now, speaker), yearly });
  }
  return entry.date ? speaker.date(entry, 'date', entry.date) : null;
}

function next(
  entry: Entry,
  every: { month: number; day: number },
  now: Date,
  speaker: ComposeScope['speaker'],
): Line {
  const passed =
    now.getMonth() + 1 > every.month || (now.getMonth() + 1 === every.month && now.getDate() > every.day);
  const year = now.getFullYear() + (passed ? 1 : 0);
  return speaker.occurrence(entry, 'facts.every', year, every.month, every.day) ?? [];
}

/** What falls on a day: "what is on 18 December?" */
export const onDate: Operation = {
  heedsDate: true,
  fill({ form, reading }: FillScope): Filled[] {
    const [asked] = reading.recognised.dates;
    if (!asked?.from || asked.from !== asked.to) return [];
    return [{ ask: { form: form.id, from: asked.from }, used: span(asked.start, asked.end), quality: 1 }];
  },
  compose(scope: ComposeScope): Draft | null {
    const { ask, form, engine } = scope;
    const [found, other] = engine.entries
      .ofKinds(form.subject)
      .filter((entry) => fallsOn(entry, ask.from ?? ''));
    if (!found || other) return null;
    return overview.compose({ ...scope, ask: { form: 'overview', subject: found.id } });
  },
};

function fallsOn(entry: Entry, day: string): boolean {
  const every = entry.facts.every?.value;
  if (every?.type !== 'annual') return entry.date === day;
  return day.slice(5) === `${String(every.month).padStart(2, '0')}-${String(every.day).padStart(2, '0')}`;
}
