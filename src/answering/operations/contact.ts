import type { ContactCard, Entry, EntryId } from '../../domain.ts';
import { type Engine, entryOf } from '../engine.ts';
import { fillSubject } from '../slots.ts';
import type { Speaker } from '../speak.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';

/** Whom to write to: about an entry, or for what a contact declares that it answers for. */
export const contact: Operation = { fill, compose: (scope) => compose(scope, false) };

/** As `contact`, asked for a telephone number: says so where none is known, and gives what is. */
export const phone: Operation = { fill, compose: (scope) => compose(scope, true) };

function fill(scope: FillScope): Filled[] {
  return scope.form.subject.length > 0 ? fillSubject(scope) : fillByPurpose(scope);
}

/** The contacts whose declared scope holds words of the question, or other words for the same idea. */
function fillByPurpose({ form, reading, engine }: FillScope): Filled[] {
  const { tokens, concepts } = reading.recognised;
  return [...engine.scopes].flatMap(([contact, { stems, ideas }]) => {
    const used = tokens.flatMap((t, i) => {
      const said = stems.has(t.stem) || (concepts[i] ?? []).some((idea) => ideas.has(idea));
      return said && !engine.terms.idle(t) ? [i] : [];
    });
    return used.length > 0
      ? [{ ask: { form: form.id, subject: contact }, used: new Set(used), quality: 1 }]
      : [];
  });
}

function compose({ ask, engine, speaker }: ComposeScope, calling: boolean): Draft | null {
  const subject = entryOf(engine.store, ask.subject);
  if (!subject) return null;
  const contacts = contactsFor(subject, engine);
  const [first] = contacts;
  if (!first) return null;
  const withPhone = contacts.some((c) => c.facts.phone && c.facts.phone.value.type !== 'unknown');
  return {
    entry: subject.id,
    title: speaker.say('title', { name: speaker.short(subject), label: speaker.say('label.contact') }),
    text: calling && !withPhone ? [speaker.say('no-phone')] : [],
    contacts: contacts.map((c) => contactCard(c, speaker)),
    entries: contacts.map((c) => c.id),
    source: { entry: first, field: 'facts.email', source: first.facts.email?.source ?? first.source },
    shown: contacts.map((c) => ({ ask: { form: 'overview', subject: c.id }, entry: c.id })),
  };
}

const CONTACT = 'contact';

/** The contact itself, or those that declare to answer for the entry, or for what issued it. */
export function contactsFor(entry: Entry, engine: Engine): Entry[] {
  if (entry.kind === CONTACT) return [entry];
  const isContact = ({ kind }: Entry): boolean => kind === CONTACT;
  const answering = (id: EntryId): Entry[] => engine.entries.pointing('for', id).filter(isContact);
  const named = (entry.relations.contact?.targets ?? []).flatMap((id) => entryOf(engine.store, id) ?? []);
  const direct = [...answering(entry.id), ...named.filter(isContact)];
  if (direct.length > 0 || entry.kind === 'organisation') return [...new Set(direct)];
  const targets = Object.values(entry.relations).flatMap((r) => r.targets);
  return [...new Set(targets.flatMap(answering))];
}

export function contactCard(entry: Entry, speaker: Speaker): ContactCard {
  const fact = (field: string) => {
    const value = entry.facts[field]?.value;
    return value && value.type !== 'unknown' ? speaker.value(entry, `facts.${field}`, value) : null;
  };
  return { name: speaker.name(entry), purpose: fact('purpose'), email: fact('email'), phone: fact('phone') };
}
