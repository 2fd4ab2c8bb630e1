import type { Entry, Line } from '../../domain.ts';
import { ageCaveat, oldest, shownFacts } from '../compose.ts';
import { entryOf } from '../engine.ts';
import { fillSubject } from '../slots.ts';
import type { ComposeScope, Draft, Operation } from './operation.ts';

/** What an entry is: its name and all that its kind puts into an overview. */
export const overview: Operation = {
  fill: fillSubject,
  compose(scope: ComposeScope): Draft | null {
    const { ask, engine, speaker } = scope;
    const entry = entryOf(engine.store, ask.subject);
    if (!entry) return null;
    const fields = engine.store.kinds.get(entry.kind)?.overview ?? [];
    return {
      entry: entry.id,
      title: speaker.name(entry),
      text: [...ageCaveat(scope, entry, oldest(entry, fields)), ...paragraphs(scope, entry, fields)],
      facts: shownFacts(scope, entry, fields),
      source: { entry, field: 'name', source: entry.source },
    };
  },
};

function paragraphs({ speaker }: ComposeScope, entry: Entry, fields: readonly string[]): Line[] {
  return fields.flatMap((field) => {
    const value = entry.facts[field]?.value;
    return value?.type === 'prose' ? [speaker.value(entry, `facts.${field}`, value)] : [];
  });
}
