import { stringify } from 'yaml';
import { Speaker } from '../../answering/speak.ts';
import { pathsOf, valueAt } from '../../content/field.ts';
import type { Expected, GoldenRow } from '../../content/golden.ts';
import type { Answer, Entry, Language, Span, Store } from '../../domain.ts';
import type { RowResult } from './run.ts';
import { shows } from './shows.ts';

/**
 * The row that takes the place of one which an edit of the store made obsolete, as YAML; null when the row
 * looks right and the answer wrong. Obsolete is a row that misses what its entry no longer holds, and a row
 * that must not be answered but now is: whether the store is right is for its keeper to say.
 */
export function replacementFor(result: RowResult, store: Store): string | null {
  const { row, answers, missing, faults, wronglyAnswered } = result;
  const [answer] = answers;
  if (answer === undefined || answer.outcome !== 'answered') return null;
  if (wronglyAnswered) return asYaml(row, fieldsShown(answer, store), answer);
  const nothingElse = missing.length > 0 && faults.length === missing.length;
  if (!nothingElse || missing.some((text) => stillHeld(text, row, answer, store))) return null;
  const kept = row.must.filter((expected) => !('text' in expected && missing.includes(expected.text)));
  return asYaml(row, [...kept, ...fieldsShown(answer, store)], answer);
}

/** Held by the entry that the row is about; of a row that names none, anywhere in the store. */
function stillHeld(text: string, { about }: GoldenRow, { language }: Answer, store: Store): boolean {
  const entry = about === null ? undefined : store.entries.get(about);
  const entries = entry === undefined ? [...store.entries.values()] : [entry];
  return entries.some((held) => textsOf(held, store, language).some((wording) => shows(wording, text)));
}

function textsOf(entry: Entry, store: Store, language: Language): string[] {
  const speaker = new Speaker(store, language);
  const values = pathsOf(entry).flatMap((path) => {
    const value = valueAt(entry, path);
    return value === undefined ? [] : [speaker.value(entry, path, value)];
  });
  const related = Object.values(entry.relations).flatMap(({ targets }) =>
    targets.map((id) => speaker.named(id)),
  );
  const counts = Object.values(entry.relations).map(({ targets }) => String(targets.length));
  return [...[...values, ...related].map((line) => line.map(({ text }) => text).join('')), ...counts];
}

/** What the answer shows of the store, as the fields it was read from. */
function fieldsShown(answer: Answer, store: Store): Expected[] {
  const lines = [...answer.text, ...answer.facts.map(({ value }) => value), ...answer.list];
  const contacts = answer.contacts.flatMap(({ email, phone }) => [email, phone]);
  const fields = [...lines, ...contacts].flatMap((line) =>
    (line ?? []).flatMap((span) => fieldOf(span, store) ?? []),
  );
  return [...new Map(fields.map((field) => [JSON.stringify(field), field])).values()].slice(0, 20);
}

function fieldOf(span: Span, store: Store): Expected | null {
  if (span.from === 'reply') return null;
  if (span.from === 'derived' && span.how === 'count') return { text: span.text };
  const path = span.field.replace(/(^name|\.heading)\.\w+$/, '$1');
  const entry = store.entries.get(span.entry);
  if (entry === undefined || path === 'date' || path.startsWith('source')) return null;
  return valueAt(entry, path) === undefined ? null : { entry: span.entry, path };
}

function asYaml(
  { ask, mustNot, language, tags, near: _near, now }: GoldenRow,
  must: Expected[],
  answer: Answer,
): string {
  const written = (expected: Expected) =>
    'text' in expected ? expected.text : { field: `${expected.entry}#${expected.path}` };
  const row = {
    ask,
    must: must.map(written),
    ...(mustNot.length > 0 && { mustNot: mustNot.map(written) }),
    ...(answer.entry !== null && { about: answer.entry }),
    ...(language !== null && { language }),
    ...(tags.length > 0 && { tags }),
    ...(now !== null && { now }),
  };
  return stringify([row], { lineWidth: 0 }).trimEnd();
}
