import type { Entry, Line, Relation } from '../../domain.ts';
import { ageCaveat, extras } from '../compose.ts';
import { type Engine, entryOf } from '../engine.ts';
import { fillSubject, fromMention, span, subjects, together } from '../slots.ts';
import type { ComposeScope, Draft, Filled, FillScope, Operation } from './operation.ts';
import { relationOf } from './operation.ts';

/** All that one entry's relation names: the members of a network, the issuer of a statement. */
export const list: Operation = {
  fill: fillSubject,
  compose(scope: ComposeScope): Draft | null {
    const found = related(scope);
    if (!found) return null;
    const { entry, relation } = found;
    const { speaker } = scope;
    return {
      ...head(scope, entry, relation),
      list: relation.targets.map((id) => speaker.named(id)),
      facts: extras(scope, entry),
      entries: relation.targets,
      shown: relation.targets.map((id) => ({ ask: { form: 'overview', subject: id }, entry: id })),
    };
  },
};

/** How many a relation names. */
export const count: Operation = {
  fill: fillSubject,
  compose(scope: ComposeScope): Draft | null {
    const found = related(scope);
    if (!found) return null;
    const { entry, relation } = found;
    const { speaker, form } = scope;
    const number = speaker.count(entry, `relations.${form.field}`, relation.targets.length);
    const label = speaker.say(`count.${form.field}`);
    return { ...head(scope, entry, relation), facts: [{ label, value: number }, ...extras(scope, entry)] };
  },
};

/** Whether a relation names a certain body. "No" only where the source lists all. */
export const has: Operation = {
  fill(scope: FillScope): Filled[] {
    const kinds = scope.form.subject;
    return subjects(kinds, scope).flatMap((subject) => {
      const { mentions } = scope.reading;
      const object = mentions.find(
        (m) => !m.entries.includes(subject.entry) && fromMention(m, kinds, scope.engine).length === 0,
      );
      if (!object) return spokenOf(scope, subject);
      if (object.outside && object.outside.type !== 'body') return [];
      const names = object.entries.length > 0 ? object.entries : [`outside:${object.outside?.name ?? ''}`];
      return names.map((name) => ({
        ask: { form: scope.form.id, subject: subject.entry, object: name },
        used: together(subject.used, span(object.start, object.end)),
        quality: subject.quality * object.quality,
      }));
    });
  },
  compose(scope: ComposeScope): Draft | null {
    const found = related(scope);
    if (!found) return null;
    const { entry, relation } = found;
    const verdict = judge(scope, entry, relation);
    const about = entryOf(scope.engine.store, scope.ask.object);
    return {
      ...head(scope, entry, relation),
      outcome: verdict.known ? 'answered' : 'unanswered',
      text: [...ageCaveat(scope, entry, relation), ...verdict.says],
      facts: extras(scope, entry),
      entries: about ? [about.id] : [],
      next: [{ form: 'members', subject: entry.id }],
    };
  },
};

/** "Is it a member of the network?": it is what was spoken of. */
function spokenOf(
  { form, context, engine }: FillScope,
  subject: { entry: string; used: Set<number>; quality: number },
): Filled[] {
  const object = context?.subject;
  const kind = object ? engine.store.entries.get(object)?.kind : undefined;
  if (!object || !kind || form.subject.includes(kind)) return [];
  return [
    {
      ask: { form: form.id, subject: subject.entry, object },
      used: subject.used,
      quality: subject.quality * 0.95,
    },
  ];
}

function related({ ask, form, engine }: ComposeScope): { entry: Entry; relation: Relation } | null {
  const entry = entryOf(engine.store, ask.subject);
  const relation = relationOf(entry, form.field);
  return entry && relation && relation.targets.length > 0 ? { entry, relation } : null;
}

function head(scope: ComposeScope, entry: Entry, relation: Relation): Draft {
  const { speaker, form } = scope;
  return {
    entry: entry.id,
    title: speaker.say('title', { name: speaker.short(entry), label: speaker.say(`label.${form.field}`) }),
    text: ageCaveat(scope, entry, relation),
    source: { entry, field: `relations.${form.field}`, source: relation.source },
  };
}

/** Yes where the relation names the body; another part that it has is told; "not among those listed" only of a full list. */
function judge(
  { ask, form, engine, speaker }: ComposeScope,
  entry: Entry,
  relation: Relation,
): { known: boolean; says: Line[] } {
  const object = entryOf(engine.store, ask.object);
  const name = object
    ? speaker.name(object)
    : outsideName(ask.object ?? '', engine, speaker.say('outside-name'));
  const say = (key: string): Line => speaker.say(key, { name, network: speaker.name(entry) });
  if (object && relation.targets.includes(object.id))
    return { known: true, says: [say(`has.${form.field}`)] };
  const closed = relation.complete || relation.targets.length === 1;
  const other = Object.keys(entry.relations).find(
    (field) => object && speaker.has(`part.${field}`) && entry.relations[field]?.targets.includes(object.id),
  );
  const parts = other ? [say(`part.${other}`)] : [];
  const denied = closed ? say(`has-not.${form.field}`) : say('has-unknown');
  return { known: closed || parts.length > 0, says: [...parts, denied] };
}

/** A name outside the store is shown only when it stands in the list of known names. */
function outsideName(object: string, { store }: Engine, otherwise: Line): Line {
  const name = object.replace(/^outside:/u, '');
  return store.outside.some(({ names }) => names.includes(name))
    ? [{ from: 'entry', entry: 'outside', field: name, text: name }]
    : otherwise;
}
