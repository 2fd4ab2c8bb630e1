import { ageCaveat, extras } from '../compose.ts';
import { entryOf } from '../engine.ts';
import { fillSubject } from '../slots.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';
import { factOf } from './operation.ts';

const NUMBER_FOR_LIST = 0.4;

/** One fact of one entry. */
export const value: Operation = {
  fill(scope: FillScope): Filled[] {
    const ideas = new Set(scope.reading.recognised.concepts.flat());
    const wantsEach = ideas.has('which') && !ideas.has('how-many');
    return fillSubject(scope).map((filled) => {
      const fact = factOf(entryOf(scope.engine.store, filled.ask.subject), scope.form.field);
      // "In which countries?" is not answered by how many they are.
      return wantsEach && fact?.value.type === 'number'
        ? { ...filled, quality: filled.quality * NUMBER_FOR_LIST }
        : filled;
    });
  },
  compose(scope: ComposeScope): Draft | null {
    const { ask, form, engine, speaker } = scope;
    const entry = entryOf(engine.store, ask.subject);
    const fact = factOf(entry, form.field);
    if (!entry || !fact) return null;
    const field = `facts.${form.field}`;
    const shown = speaker.value(entry, field, fact.value);
    const long = fact.value.type === 'prose';
    return {
      entry: entry.id,
      title: speaker.say('title', { name: speaker.short(entry), label: speaker.say(`label.${form.field}`) }),
      text: [...ageCaveat(scope, entry, fact), ...(long ? [shown] : [])],
      facts: [
        ...(long ? [] : [{ label: speaker.say(`label.${form.field}`), value: shown }]),
        ...extras(scope, entry),
      ],
      source: { entry, field, source: fact.source },
    };
  },
};
