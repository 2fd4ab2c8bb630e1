import type { Answer, Entry, Suggestion } from '../domain.ts';
import { finish } from './compose.ts';
import { type Engine, entryOf } from './engine.ts';
import type { Interpretation } from './interpret.ts';
import { contactCard, contactsFor } from './operations/contact.ts';
import type { Draft } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';
import type { Scope } from './read-texts.ts';
import type { Recognised } from './reading.ts';
import type { Speaker } from './speak.ts';
import { answerable, suggestionsFor, titleOf } from './suggest.ts';

const MOST = 3;

/** A reply that holds nothing of the store: `talk.<key>`. */
export function smallReply(key: string, speaker: Speaker): Answer {
  return finish(
    { entry: null, outcome: 'smalltalk', text: [speaker.say(`talk.${key}`)], source: null },
    speaker,
    1,
  );
}

/** Two to four readings to choose from; null when fewer than two can be answered. */
export function ambiguous(
  among: readonly Interpretation[],
  engine: Engine,
  speaker: Speaker,
  now: Date,
): { answer: Answer; draft: Draft } | null {
  const open = among.flatMap((i) => openly(i, engine, speaker, now));
  if (open.length < 2) return null;
  const choices = open.map(
    (ask): Suggestion => ({ label: titleOf(ask, engine, speaker, true), plan: encodePlan(ask) }),
  );
  const shown = open.map((ask) => ({ ask, entry: ask.subject ?? null }));
  const draft: Draft = {
    entry: null,
    outcome: 'ambiguous',
    text: [speaker.say('which-one')],
    choices,
    source: null,
    shown,
  };
  return { answer: finish(draft, speaker, among[0]?.confidence ?? 0), draft };
}

/** A choice that leads somewhere: the very question, or what is held on its subject. */
function openly({ ask }: Interpretation, engine: Engine, speaker: Speaker, now: Date): Ask[] {
  const options = [ask, ...(ask.subject ? [{ form: 'overview', subject: ask.subject }] : [])];
  return options.filter((option) => answerable(option, engine, speaker, now)).slice(0, 1);
}

/** Says that it is not known, what is near, and whom to ask where a contact's declared scope fits. */
export function unanswered(
  recognised: Recognised,
  near: readonly Interpretation[],
  engine: Engine,
  speaker: Speaker,
  now: Date,
): Answer {
  const subject = entryOf(engine.store, recognised.mentions.find((m) => m.entries.length === 1)?.entries[0]);
  const outside = recognised.mentions.some((m) => m.outside?.type === 'body') && !subject;
  const text = outside
    ? speaker.say('outside')
    : subject
      ? speaker.say('not-held', { name: speaker.short(subject) })
      : speaker.say('unanswered');
  const contacts = seeksElsewhere(recognised)
    ? []
    : subject
      ? contactsFor(subject, engine)
      : byScope(recognised, engine);
  return finish(
    {
      entry: null,
      outcome: 'unanswered',
      text: [text, ...(contacts.length > 0 ? [speaker.say('ask-them')] : [])],
      contacts: contacts.map((c) => contactCard(c, speaker)),
      suggestions: nearest(near, engine, speaker, now, subject),
      source: null,
    },
    speaker,
    near[0] ? 1 - near[0].confidence : 1,
  );
}

function nearest(
  near: readonly Interpretation[],
  engine: Engine,
  speaker: Speaker,
  now: Date,
  subject: Entry | undefined,
): Suggestion[] {
  const asks = near
    .filter((i) => i.form.operation !== 'smalltalk' && answerable(i.ask, engine, speaker, now))
    .map((i) => i.ask);
  const home =
    asks.length === 0 && !subject
      ? START.filter((form) => engine.formsById.has(form)).map((form) => ({ form }))
      : [];
  return suggestionsFor(subject, { form: '' }, [...asks, ...home], engine, speaker, now).slice(0, MOST);
}

/** About another place or body, or a contact that is not held: then no contact of the store fits. */
function seeksElsewhere({ mentions, concepts }: Recognised): boolean {
  const wanted = new Set(concepts.flat());
  return mentions.some((m) => m.outside) || ['contact', 'email', 'phone'].some((idea) => wanted.has(idea));
}

const START = ['latest-statement', 'all-organisations', 'all-agreements'];

/** The contacts whose declared scope holds a word of the question that is no idle word. */
function byScope({ tokens }: Recognised, engine: Engine): Entry[] {
  const asked = new Set(tokens.filter((t) => !engine.terms.idle(t)).map((t) => t.stem));
  const fits = ({ texts }: Scope): boolean =>
    texts.some((stems) => stems.length > 0 && stems.every((s) => asked.has(s)));
  return [...engine.scopes]
    .filter(([, scope]) => fits(scope))
    .flatMap(([id]) => entryOf(engine.store, id) ?? []);
}
