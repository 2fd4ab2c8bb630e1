import type { Store } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type LearntForms, learnForms } from './learn-forms.ts';
import { Lexicon } from './lexicon.ts';
import { type ReadNames, readNames } from './read-names.ts';
import { LINK, readTerms, SAFETY, type TermLists, Terms } from './terms.ts';
import { type TextRows, TextTable, textRows } from './text-table.ts';

/** What a store's words, names and wordings come to, as plain values. */
export interface LearntStore {
  terms: TermLists;
  /** The ideas by which somebody in danger is recognised. */
  alarms: TermLists;
  /** Words that tie another to a question. */
  links: TermLists;
  names: ReadNames;
  /** Ordinary words. */
  common: TextRows;
  forms: LearntForms;
}

export function learnStore(store: Store): LearntStore {
  const terms = readTerms(store.words);
  const read = {
    terms,
    alarms: readTerms(store.words, SAFETY),
    links: readTerms(store.words, LINK),
    names: readNames(store, new Terms(terms)),
    common: textRows(commonWords(store).map(normalise)),
  };
  const known = naming(store, read);
  return { ...read, forms: learnForms(store, known.terms, known.lexicon) };
}

/** The ideas and names of a store, ready to be looked up. */
export function naming(
  { kinds }: Store,
  { terms: lists, names, common }: Omit<LearntStore, 'forms'>,
): { terms: Terms; lexicon: Lexicon } {
  const terms = new Terms(lists);
  return { terms, lexicon: new Lexicon(names, terms, new TextTable(common), kinds.keys()) };
}

/** Words that are right as they are though no content holds them, so that "number" never becomes "member". */
function commonWords({ words: { common, ordinary } }: Store): string[] {
  const longer = ordinary.flatMap((list) => list.split('\n')).filter((word) => word.length > 2);
  return [...longer, ...common];
}
