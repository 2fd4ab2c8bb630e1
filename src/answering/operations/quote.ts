import type { Entry } from '../../domain.ts';
import { type Engine, entryOf } from '../engine.ts';
import { fillSubject, span, together } from '../slots.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';

/** What a person is quoted with: the points that name the person. */
export const quote: Operation = {
  fill(scope: FillScope): Filled[] {
    const { reading, context, engine, form } = scope;
    const { tokens, concepts, mentions } = reading.recognised;
    const named = new Set(mentions.flatMap((m) => [...span(m.start, m.end)]));
    const meant = fillSubject(scope).filter(
      ({ ask, used }) => used.size > 0 || ask.subject === context?.subject,
    );
    return meant.map((filled) => {
      const said = quotedIn(engine, filled.ask.subject ?? '').map(({ entry }) => entry.id);
      const about = tokens.flatMap((token, i) => {
        const own = engine.terms.idle(token) || engine.forms.explains(form.id, token, concepts[i] ?? []);
        return !named.has(i) && !own && said.some((id) => engine.passages.says(id, token.stem)) ? [i] : [];
      });
      return { ...filled, used: together(filled.used, new Set(about)) };
    });
  },
  compose({ ask, engine, speaker }: ComposeScope): Draft | null {
    const person = entryOf(engine.store, ask.subject);
    const [first] = person ? quotedIn(engine, person.id) : [];
    if (!person || !first) return null;
    return {
      entry: person.id,
      title: speaker.name(person),
      text: first.points.map((point) => speaker.prose(first.entry, `passages.${point.id}.text`, point.text)),
      facts: [
        ...(person.facts.role
          ? [
              {
                label: speaker.say('label.role'),
                value: speaker.value(person, 'facts.role', person.facts.role.value),
              },
            ]
          : []),
        { label: speaker.say('label.quotedIn'), value: speaker.name(first.entry) },
      ],
      entries: [first.entry.id],
      source: { entry: first.entry, field: 'date', source: first.entry.source },
    };
  },
};

/** Entries that quote a person, with the points that say so by naming the person. */
function quotedIn(engine: Engine, person: string): { entry: Entry; points: Entry['passages'] }[] {
  const names = engine.store.entries.get(person)?.name;
  const family = (names?.en ?? '').split(' ').at(-1) ?? '';
  return engine.entries
    .pointing('quotes', person)
    .map((entry) => ({ entry, points: entry.passages.filter((p) => p.text.en.includes(family)) }));
}
