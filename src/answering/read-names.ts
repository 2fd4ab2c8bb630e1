import { type EntryId, LANGUAGES, type OutsideName, type Store } from '../domain.ts';
import { tokenise } from '../language/tokens.ts';
import { type NameLists, type NameRow, NameRowsWriter } from './name-rows.ts';
import type { Terms } from './terms.ts';
import { type ValueRows, valueRows } from './text-table.ts';
import { WordCounts } from './vocabulary.ts';

/** All names of the store and the known names outside it, as plain values. */
export interface ReadNames {
  names: NameLists;
  /** By stem. */
  acronyms: Map<string, NameRow[]>;
  /** How often each word is in the names. */
  vocabulary: ValueRows;
}

export function readNames(store: Store, terms: Terms): ReadNames {
  const writer = new NameRowsWriter();
  const acronyms = new Map<string, NameRow[]>();
  const vocabulary = new WordCounts();
  const add = (text: string, entry: EntryId | null, outside: NameRow['outside']): void => {
    const tokens = tokenise(text);
    const [first] = tokens;
    if (!first) return;
    const telling = tokens.filter((t) => !terms.idle(t));
    const acronym = tokens.length === 1 && /^[\p{Lu}\d&-]{2,8}$/u.test(text.trim());
    const row = writer.add({ entry, outside, text, acronym }, tokens, telling);
    if (acronym) acronyms.set(first.stem, [...(acronyms.get(first.stem) ?? []), row]);
    for (const { word } of tokens) vocabulary.count(word);
  };
  for (const { id, names } of store.entries.values()) for (const { text } of names) add(text, id, null);
  for (const { type, names } of [...store.outside, ...countries()])
    for (const text of names) add(text, null, { type, name: names[0] ?? '' });
  return { names: writer.finish(), acronyms, vocabulary: valueRows(vocabulary) };
}

/** Every country but Iraq by its names in the four languages, as the runtime's own data gives them. */
function countries(): OutsideName[] {
  const names = LANGUAGES.map((l) => new Intl.DisplayNames([l], { type: 'region', fallback: 'none' }));
  const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
  const codes = letters
    .flatMap((a) => letters.map((b) => a + b))
    .filter((code) => !/^(IQ|UN|EU|ZZ|QO|EZ|XA|XB|X.|Q.)$/u.test(code));
  return codes
    .map((code) => ({
      type: 'country' as const,
      names: [...new Set(names.flatMap((n) => n.of(code) ?? []))],
    }))
    .filter(({ names: found }) => found.length > 0);
}
