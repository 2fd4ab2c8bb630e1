import type { Entry, EntryId, Form } from '../domain.ts';
import { within } from '../language/interval.ts';
import type { Token } from '../language/tokens.ts';
import { askedAbout } from './asked-about.ts';
import type { Engine } from './engine.ts';
import type { Mention } from './lexicon.ts';
import type { Filled } from './operations/operation.ts';
import type { Reading, Recognised } from './reading.ts';
import { ASKING, COURTESY, PADDING, SAYING, SCOPE } from './terms.ts';
import { TOPIC } from './topic.ts';

/** A word that an interpretation leaves over; `told` when it surely means something that the answer would not heed. */
export interface Unexplained {
  text: string;
  told: boolean;
}

/** Written as an acronym: another body's, unless it is recognised as a name. */
const ACRONYM = /^\p{Lu}{2,6}$/u;

/** How sure a name must be to stand against an entry that does not bear it. */
const NAMED = 0.9;

/** The words that neither a slot nor the form's wordings account for: what near misses are made of. */
export function unexplainedWords(
  id: string,
  form: Form,
  filled: Filled,
  reading: Omit<Reading, 'lifted' | 'references'>,
  engine: Engine,
): Unexplained[] {
  const { tokens, concepts, dates, nameAt, dateAt } = reading.recognised;
  const subject = filled.ask.subject;
  const spelledOut = reading.mentions.filter((m) => m.entries.some((entry) => engine.forms.names(id, entry)));
  const fitting = dates.filter((d) => fitsAsOf(d, subject, form, engine));
  const foreign = form === TOPIC ? foreignTo(subject, reading, engine) : [];
  // "Who" asks where a question begins; further on it only joins ("people who …").
  const opening = tokens.findIndex((t) => !engine.terms.idle(t));
  const explained = (): readonly boolean[] => explainedBy(id, reading.recognised, engine);
  const isLeft = (token: Token, i: number): boolean => {
    const [name, date, lifted] = [nameAt[i], dateAt[i], reading.liftedAt[i]];
    if (filled.used.has(i) || (date && fitting.includes(date)) || (lifted && spelledOut.includes(lifted)))
      return false;
    if (name ? foreign.includes(name) : date) return true;
    const ideas = concepts[i] ?? [];
    const idle = engine.terms.idle(token);
    if (!lifted) {
      if (ideas.includes(PADDING) || (form.operation !== 'smalltalk' && ideas.includes(COURTESY)))
        return false;
      const asking = ideas.some((idea) => ASKING.has(idea) && (idea !== 'who' || i <= opening));
      if (!name && !asking && idle) return false;
      if (ideas.includes(SCOPE) || explained()[i]) return false;
    }
    if (subject && isOwn(subject, form, token.stem, ideas, engine) && !ACRONYM.test(token.raw)) return false;
    return !(name && !name.outside && idle);
  };
  const isTold = (token: Token, i: number): boolean =>
    nameAt[i] !== undefined || dateAt[i] !== undefined || engine.told.tells(token, concepts[i] ?? []);
  const left = tokens.flatMap((token, i) => (isLeft(token, i) ? i : []));
  const asked = askedAbout(left, reading.recognised, engine);
  return left.map((i) => ({ text: tokens[i]!.raw, told: asked.has(i) || isTold(tokens[i]!, i) }));
}

function explainedBy(
  id: string,
  { tokens, concepts, explained }: Recognised,
  { forms }: Engine,
): readonly boolean[] {
  const known = explained.get(id);
  if (known) return known;
  const words = tokens.map((token, i) => forms.explains(id, token, concepts[i] ?? []));
  explained.set(id, words);
  return words;
}

/** The names that an entry with questions of its own neither bears nor speaks about. */
function foreignTo(
  subject: EntryId | undefined,
  { recognised }: Pick<Reading, 'recognised'>,
  engine: Engine,
): Mention[] {
  const entry = subject ? engine.store.entries.get(subject) : undefined;
  const relations = Object.values(entry?.relations ?? {});
  const isRelated = (id: EntryId): boolean => id === subject || relations.some((r) => r.targets.includes(id));
  return recognised.mentions.filter(
    (m) => m.quality >= NAMED && m.entries.length > 0 && !m.entries.some(isRelated),
  );
}

/** True for a word of the subject's own: its kind, its names, or, where it answers questions of its own, its text. */
function isOwn(
  subject: EntryId,
  form: Form,
  stem: string,
  ideas: readonly string[],
  engine: Engine,
): boolean {
  const entry = engine.store.entries.get(subject);
  if (!entry) return false;
  if (ideas.includes(entry.kind)) return true;
  if (form !== TOPIC) return engine.lexicon.bears(subject, stem);
  return engine.passages.says(subject, stem) || ideas.includes(SAYING) || isAbout(entry, ideas, engine);
}

/** True where the kind of what an entry points at is named: a topic is what a statement speaks of. */
function isAbout({ relations }: Entry, ideas: readonly string[], engine: Engine): boolean {
  return Object.values(relations).some(({ targets }) =>
    targets.some((target) => ideas.includes(engine.store.entries.get(target)?.kind ?? '')),
  );
}

/** A date that only repeats of when the store speaks asks for nothing more. */
function fitsAsOf(
  date: { from: string | null; to: string | null },
  subject: EntryId | undefined,
  form: Form,
  engine: Engine,
): boolean {
  const entry = subject ? engine.store.entries.get(subject) : undefined;
  if (!entry || form.operation === 'smalltalk') return false;
  const said = form.field
    ? (entry.facts[form.field] ?? entry.relations[form.field])?.source.asOf
    : (entry.date ?? entry.source.asOf);
  return said !== undefined && said !== null && said !== 'unknown' && within(said, date) === 'yes';
}
