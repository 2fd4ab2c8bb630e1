import { entryOf } from '../engine.ts';
import { fillNothing, fillSubject } from '../slots.ts';
import type { ComposeScope, Draft, Operation } from './operation.ts';
import { overview } from './overview.ts';

const MANY = 40;

/** Every entry of a kind. */
export const all: Operation = {
  fill: fillNothing,
  compose({ form, engine, speaker }: ComposeScope): Draft | null {
    const found = engine.entries.ofKinds(form.subject).slice(0, MANY);
    const [first] = found;
    if (!first) return null;
    return {
      entry: null,
      title: speaker.say(`kind.${form.subject[0]}`),
      list: found.map((entry) => speaker.name(entry)),
      entries: found.map((entry) => entry.id),
      source: { entry: first, field: 'name', source: first.source },
      shown: found.map((entry) => ({ ask: { form: 'overview', subject: entry.id }, entry: entry.id })),
    };
  },
};

/** Greetings, thanks, help: a reply and nothing of the store. */
export const smalltalk: Operation = {
  fill: fillNothing,
  compose({ form, speaker }: ComposeScope): Draft {
    const key = `talk.${form.field}`;
    const more = speaker.has(`${key}-more`) ? [speaker.say(`${key}-more`)] : [];
    return { entry: null, outcome: 'smalltalk', text: [speaker.say(key), ...more], source: null };
  },
};

/** What people ask and the store does not hold: recognised, so that nothing near it is taken for it. */
export const decline: Operation = {
  fill: fillNothing,
  compose: () => null,
};

/** An entry that answers questions of its own: its answer in full. */
export const topic: Operation = {
  fill: fillSubject,
  compose(scope: ComposeScope): Draft | null {
    const { ask, engine, speaker } = scope;
    const entry = entryOf(engine.store, ask.subject);
    const fact = entry ? (entry.facts.answer ?? entry.facts.summary ?? entry.facts.what) : undefined;
    if (entry && !fact) return overview.compose(scope);
    if (!entry || !fact) return null;
    const field = entry.facts.answer ? 'answer' : entry.facts.summary ? 'summary' : 'what';
    return {
      entry: entry.id,
      title: speaker.name(entry),
      text: [speaker.value(entry, `facts.${field}`, fact.value)],
      source: { entry, field: `facts.${field}`, source: fact.source },
    };
  },
};
