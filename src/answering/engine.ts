import type { Entry, EntryId, Form, Language, Store } from '../domain.ts';
import { type FrameList, type FrameWords, frameWords } from '../language/detect.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';
import { tokenise, words } from '../language/tokens.ts';
import { DatedIndex, type Indexed } from './dated-index.ts';
import { EntryIndex } from './entry-index.ts';
import { FormIndex } from './forms.ts';
import { type Keep, makeAnew } from './keep.ts';
import { inQuestionsOf, learnForms, readForForms } from './learn-forms.ts';
import { Lexicon } from './lexicon.ts';
import { OwnWords } from './own-words.ts';
import { Passages } from './passages.ts';
import { Speller } from './speller.ts';
import { ASKING, groupOf, LINK, SAFETY, SCOPE, Terms } from './terms.ts';
import { Told } from './told.ts';
import { Vocabulary, WordCounts } from './vocabulary.ts';

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
  familiar: ReadonlySet<string>;
  told: Told;
  /** What contacts declare that they answer for. */
  scopes: ReadonlyMap<EntryId, Scope>;
}

/** The words of a declared scope and the ideas that they stand for. */
export interface Scope {
  stems: ReadonlySet<string>;
  ideas: ReadonlySet<string>;
  /** Each text of the scope as its telling stems. */
  texts: readonly (readonly string[])[];
}

/** `keep`: spares what was learnt before of the same store. */
export function createEngine(store: Store, keep: Keep = makeAnew): Engine {
  const entries = new EntryIndex(store);
  const common = new Set(store.words.common.map(normalise));
  const terms = new Terms(store.words);
  const lexicon = new Lexicon(store, terms, common);
  const forms = new FormIndex(
    keep(readForForms(store), () => learnForms(store, terms, lexicon)),
    (id) => {
      const entry = store.entries.get(id);
      return entry && inQuestionsOf(entry, terms, lexicon, store);
    },
  );
  const passages = new Passages(store, terms);
  const known = new WordCounts();
  for (const part of [terms, lexicon, forms, passages]) known.addAll(part.vocabulary);
  const vocabulary = new Vocabulary(known, common);
  const own = [terms, lexicon, passages].map((part) => part.vocabulary.keys());
  const declined = store.forms.filter((form) => form.operation === 'decline');
  const familiar = new Set([...stemsOf(...own), ...declined.flatMap((form) => forms.stems(form.id))]);
  return {
    store,
    entries,
    terms,
    alarms: new Terms(store.words, SAFETY),
    links: new Terms(store.words, LINK),
    lexicon,
    speller: new Speller(
      vocabulary,
      stemsOf(known.keys(), common),
      new Set(kurdish(store).flatMap(words)),
      lexicon,
    ),
    forms,
    formsById: new Map(store.forms.map((form) => [form.id, form])),
    passages,
    own: new OwnWords(store),
    dated: datedIndexes({ store, entries, lexicon, passages }),
    frame: frameWords(frameLists(store)),
    familiar,
    told: new Told(store, forms, {
      names: stemsOf(lexicon.vocabulary.keys()),
      texts: stemsOf(passages.vocabulary.keys()),
    }),
    scopes: scopesIn(store, terms),
  };
}

/** Everything by which the store is asked in Kurdish. */
function kurdish({ words: { concepts, filler }, forms, entries }: Store): string[] {
  const asked = [...entries.values()].flatMap(({ names, questions, passages }) => [
    ...[...names, ...questions].filter(({ language }) => language === 'ckb').map(({ text }) => text),
    ...passages.flatMap(({ about }) => about.ckb ?? []),
  ]);
  return [
    ...Object.values(concepts).flatMap((lists) => lists.ckb ?? []),
    ...filler.ckb,
    ...forms.flatMap(({ wordings }) => wordings.ckb),
    ...asked,
  ];
}

function stemsOf(...lists: Iterable<string>[]): Set<string> {
  const stems = new Set<string>();
  for (const words of lists) for (const word of words) stems.add(stem(word));
  return stems;
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

function scopesIn(store: Store, terms: Terms): Map<EntryId, Scope> {
  const scopes = new Map<EntryId, Scope>();
  for (const { id, scope } of store.entries.values()) {
    const texts = Object.values(scope)
      .flatMap((list) => list ?? [])
      .map((text) => tokenise(text));
    if (texts.length === 0) continue;
    const ideas = new Set(texts.flatMap((text) => terms.concepts(text)).flat());
    ideas.delete(SCOPE);
    const telling = texts.map((text) => text.filter((t) => !terms.idle(t)).map((t) => t.stem));
    scopes.set(id, { stems: new Set(texts.flat().map((t) => t.stem)), ideas, texts: telling });
  }
  return scopes;
}

/** The words by which a sentence's language is told: idle ones and those of small talk, then single words for ideas. */
function frameLists({ words: { filler, concepts }, forms }: Store): FrameList[] {
  const perLanguage = (list: (language: Language) => string[]): Record<Language, string[]> => ({
    en: list('en'),
    fr: list('fr'),
    ar: list('ar'),
    ckb: list('ckb'),
  });
  const talk = forms.filter((form) => form.operation === 'smalltalk');
  const ideas = Object.entries(concepts).filter(([concept]) => groupOf(concept) === null);
  const single = (asking: boolean, language: Language): string[] =>
    ideas
      .filter(([concept]) => ASKING.has(concept) === asking)
      .flatMap(([, lists]) => (lists[language] ?? []).filter((phrase) => !phrase.includes(' ')));
  return [
    {
      weight: 2,
      words: perLanguage((l) => [
        ...filler[l],
        ...single(true, l),
        ...talk.flatMap((f) => f.wordings[l] ?? []).flatMap(words),
      ]),
    },
    { weight: 0.7, words: perLanguage((l) => single(false, l)) },
  ];
}

export function entryOf(store: Store, id: EntryId | undefined): Entry | undefined {
  return id === undefined ? undefined : store.entries.get(id);
}
