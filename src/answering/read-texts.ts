import type { EntryId, Language, Store } from '../domain.ts';
import { type FrameList, type FrameWords, frameWords } from '../language/detect.ts';
import { normalise } from '../language/normalise.ts';
import { stem } from '../language/stem.ts';
import { tokenise, words } from '../language/tokens.ts';
import { leaningTo, stemsAsked } from './learn-forms.ts';
import type { LearntStore } from './learn-store.ts';
import { type OwnWordLists, readOwnWords } from './own-words.ts';
import { type PassageLists, readPassages } from './read-passages.ts';
import { ASKING, groupOf, SCOPE, type Terms } from './terms.ts';
import { type TextRows, TextTable, textRows, type ValueRows, ValueTable, valueRows } from './text-table.ts';
import { WordCounts } from './vocabulary.ts';

/** What all texts of a store come to, as plain values. */
export interface ReadTexts {
  passages: PassageLists;
  own: OwnWordLists;
  /** How often each word is anywhere in the store. */
  vocabulary: ValueRows;
  /** Stems of these and of ordinary words. */
  stems: TextRows;
  /** Words of what is asked in Kurdish. */
  kurdish: ReadonlySet<string>;
  /** Stems of the words that mean something here: of answers, names and ideas, and of what is known not to be held. */
  familiar: TextRows;
  /** Stems of the words that an answer must heed: of what is known not to be held, and of names and texts of the store. */
  declining: TextRows;
  telling: TextRows;
  frame: FrameWords;
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

/** All of a store that `readTexts` reads, piece by piece. */
export function* readForTexts({ forms, words, outside, kinds, entries }: Store): Iterable<unknown> {
  yield* ['texts', forms, words, outside, [...kinds.keys()]];
  yield* entries.values();
}

export function readTexts(
  store: Store,
  { terms, names, common: ordinary, forms }: LearntStore,
  ideas: Terms,
): ReadTexts {
  const passages = readPassages(store, ideas);
  const vocabulary = new WordCounts();
  const own = [terms.vocabulary, names.vocabulary, passages.vocabulary];
  for (const counts of [...own, forms.vocabulary]) vocabulary.addAll(new ValueTable(counts));
  const declined = store.forms.filter((form) => form.operation === 'decline').map(({ id }) => id);
  const wordsOf = ({ texts }: ValueRows): Iterable<string> => new TextTable(texts).keys();
  const common = stemsOf(commonest(store));
  const texts = [...stemsOf(wordsOf(passages.vocabulary))].filter((stem) => !common.has(stem));
  return {
    passages,
    own: readOwnWords(store),
    vocabulary: valueRows(vocabulary),
    stems: textRows(stemsOf(vocabulary.keys(), new TextTable(ordinary).keys())),
    kurdish: new Set(kurdish(store).flatMap(words)),
    familiar: textRows([...stemsOf(...own.map(wordsOf)), ...declined.flatMap((id) => stemsAsked(forms, id))]),
    declining: textRows(leaningTo(declined, forms)),
    telling: textRows([...stemsOf(wordsOf(names.vocabulary)), ...texts]),
    frame: frameWords(frameLists(store)),
    scopes: scopesIn(store, ideas),
  };
}

/** So many words of a language are so common that their being in a text of the store says nothing. */
const COMMONEST = 3_000;

function commonest({ words: { ordinary } }: Store): string[] {
  return ordinary.flatMap((list) => list.split('\n').slice(0, COMMONEST)).map(normalise);
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
