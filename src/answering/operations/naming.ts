import { entryOf } from '../engine.ts';
import { fillSubject } from '../slots.ts';
import type { ComposeScope, Draft, Operation } from './operation.ts';

/** What an acronym or short name stands for: the official name. */
export const name: Operation = {
  fill: fillSubject,
  compose({ ask, engine, speaker }: ComposeScope): Draft | null {
    const entry = entryOf(engine.store, ask.subject);
    if (!entry) return null;
    return {
      entry: entry.id,
      title: speaker.short(entry),
      facts: [{ label: speaker.say('label.name'), value: speaker.name(entry) }],
      source: { entry, field: 'name', source: entry.nameSource ?? entry.source },
    };
  },
};

/** The acronym of a name. */
export const acronym: Operation = {
  fill: fillSubject,
  compose({ ask, engine, speaker }: ComposeScope): Draft | null {
    const entry = entryOf(engine.store, ask.subject);
    if (!entry?.acronym) return null;
    return {
      entry: entry.id,
      title: speaker.name(entry),
      facts: [{ label: speaker.say('label.acronym'), value: speaker.short(entry) }],
      source: { entry, field: 'name', source: entry.nameSource ?? entry.source },
    };
  },
};
