import { Speaker } from '../../answering/speak.ts';
import { pathsOf, valueAt } from '../../content/field.ts';
import type { GoldenRow } from '../../content/golden.ts';
import { type Entry, LANGUAGES, type Prose, type Store, type Value } from '../../domain.ts';
import { shows } from '../golden/shows.ts';

/** All that a search library is given: the entries' own questions, names and prose, in every language. */
export function searchTexts({ entries }: Store): { text: string; entry: string }[] {
  return [...entries.values()].flatMap((entry) => {
    const told = pathsOf(entry).flatMap((path) => wordsOf(valueAt(entry, path)));
    const about = entry.passages.flatMap((passage) => Object.values(passage.about).flat());
    const own = [...entry.questions, ...entry.names].map(({ text }) => text);
    return [...new Set([...own, ...told, ...about])].map((text) => ({ text, entry: entry.id }));
  });
}

function wordsOf(value: Value | undefined): string[] {
  if (value?.type === 'prose') return proseWords(value.prose);
  if (value?.type === 'list') return value.items.flatMap(proseWords);
  return value?.type === 'text' ? Object.values(value.text) : [];
}

const proseWords = ({ en, translations }: Prose): string[] => [
  en,
  ...Object.values(translations).map(({ text }) => text),
];

/**
 * True when the found entry is what a golden row wants: the one it is about, or one that holds all it must show.
 * A found entry counts with everything it says, its neighbours' names included: more than a person would see.
 */
export function fits(row: GoldenRow, found: Entry, store: Store): boolean {
  if (row.about === found.id) return true;
  if (row.must.length === 0) return row.about === null;
  const text = textOf(found, store);
  return row.must.every((wanted) =>
    'text' in wanted ? shows(text, wanted.text) : wanted.entry === found.id,
  );
}

const known = new WeakMap<Entry, string>();

function textOf(entry: Entry, store: Store): string {
  const text = known.get(entry) ?? everythingOf(entry, store);
  known.set(entry, text);
  return text;
}

function everythingOf(entry: Entry, store: Store): string {
  const spoken = LANGUAGES.flatMap((language) => {
    const speaker = new Speaker(store, language);
    return pathsOf(entry).map((path) => {
      const value = valueAt(entry, path);
      return value === undefined
        ? ''
        : speaker
            .value(entry, path, value)
            .map((span) => span.text)
            .join('');
    });
  });
  const neighbours = Object.values(entry.relations).flatMap(({ targets }) => targets);
  const names = [entry, ...neighbours.map((id) => store.entries.get(id))].flatMap((one) => one?.names ?? []);
  return [...spoken, ...names.map(({ text }) => text)].join('\n');
}
