import type { Entry, EntryId, Form, Store } from '../domain.ts';
import type { FrameWords } from '../language/detect.ts';
import { DatedIndex, type Indexed } from './dated-index.ts';
import { EntryIndex } from './entry-index.ts';
import { FormIndex } from './forms.ts';
import { type Keep, makeAnew } from './keep.ts';
import { inQuestionsOf, readForForms } from './learn-forms.ts';
import { learnStore, naming } from './learn-store.ts';
import type { Lexicon } from './lexicon.ts';
import { OwnWords } from './own-words.ts';
import { Passages } from './passages.ts';
import { readForTexts, readTexts, type Scope } from './read-texts.ts';
import { Speller } from './speller.ts';
import { Terms } from './terms.ts';
import { TextTable, ValueTable, type WordSet } from './text-table.ts';
import { Told } from './told.ts';
import { Vocabulary } from './vocabulary.ts';

/** A store made ready for questions: every index, built once when the store loads. */
export interface Engine {
  store: Store;
  entries: EntryIndex;
  terms: Terms;
  /** The ideas by which somebody in danger is recognised. */
  alarms: Terms;
  /** Words that tie another to a question. */
  links: Terms;
  lexicon: Lexicon;
  speller: Speller;
  forms: FormIndex;
  formsById: ReadonlyMap<string, Form>;
  passages: Passages;
  own: OwnWords;
  /** What a form searches by date, words and issuer. */
  dated(form: Form): DatedIndex;
  frame: FrameWords;
  /** Stems of the words that mean something here: of answers, names and ideas, and of what is known not to be held. */
  familiar: WordSet;
  told: Told;
  /** What contacts declare that they answer for. */
  scopes: ReadonlyMap<EntryId, Scope>;
}

/** `keep`: spares what was learnt and read before of the same store. */
export function createEngine(store: Store, keep: Keep = makeAnew): Engine {
  const entries = new EntryIndex(store);
  const learnt = keep(readForForms(store), () => learnStore(store));
  const { terms, lexicon } = naming(store, learnt);
  const read = keep(readForTexts(store), () => readTexts(store, learnt, terms));
  const vocabulary = new Vocabulary(new ValueTable(read.vocabulary), new TextTable(learnt.common));
  const passages = new Passages(read.passages);
  const forms = new FormIndex(learnt.forms, (id) => {
    const entry = store.entries.get(id);
    return entry && inQuestionsOf(entry, terms, lexicon, store);
  });
  return {
    store,
    entries,
    terms,
    alarms: new Terms(learnt.alarms),
    links: new Terms(learnt.links),
    lexicon,
    speller: new Speller(vocabulary, new TextTable(read.stems), read.kurdish, lexicon),
    forms,
    formsById: new Map(store.forms.map((form) => [form.id, form])),
    passages,
    own: new OwnWords(read.own),
    dated: datedIndexes({ store, entries, lexicon, passages }),
    frame: read.frame,
    familiar: new TextTable(read.familiar),
    told: new Told(forms, new TextTable(read.declining), new TextTable(read.telling)),
    scopes: read.scopes,
  };
}

const SEARCHING = new Set(['latest', 'oldest', 'find', 'count-found']);

/** One index for all forms that search the same: built with the engine, so that no question waits for it. */
function datedIndexes(indexed: Indexed): Engine['dated'] {
  const known = new Map<string, DatedIndex>();
  const of = (form: Form): DatedIndex => {
    const key = `${form.field} ${form.subject.join(' ')}`;
    const index = known.get(key) ?? new DatedIndex(form, indexed);
    known.set(key, index);
    return index;
  };
  for (const form of indexed.store.forms) if (SEARCHING.has(form.operation)) of(form);
  return of;
}

export function entryOf(store: Store, id: EntryId | undefined): Entry | undefined {
  return id === undefined ? undefined : store.entries.get(id);
}
