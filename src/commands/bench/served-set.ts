import { entryExamples } from '../../answering/ranking/entries.ts';
import { type Ranker, type RankerOptions, trainRanker } from '../../answering/ranking/ranker.ts';
import { commonWordLists } from '../../content/common-words.ts';
import type { Entry } from '../../domain.ts';
import { normalise } from '../../language/normalise.ts';
import type { QuestionSet } from './question-set.ts';

const SOURCE = { title: 'A public question set', publisher: 'its authors', asOf: 'unknown' };

/** The set as content: an entry for each intent, asked by its examples. */
export function asEntries(set: QuestionSet, shots = Number.POSITIVE_INFINITY): Entry[] {
  return set.entries.map(({ id, title, examples }) => ({
    id: `topic/${id}`,
    kind: 'topic',
    name: { en: title },
    acronym: null,
    names: [{ text: title, language: null, use: 'official' }],
    facts: {},
    relations: {},
    passages: [],
    questions: examples.slice(0, shots).map((text) => ({ text, language: 'en' })),
    date: null,
    source: SOURCE,
    nameSource: null,
    scope: {},
    owner: 'benchmark',
    review: '9999-12-31',
    validFrom: null,
    validUntil: null,
    file: `topic/${id}.yaml`,
  }));
}

/** Ranks entries as answering does, ordinary words left as they are. */
export function serve(entries: readonly Entry[], options?: RankerOptions): Ranker {
  const ordinary = commonWordLists().map((list) => list.split('\n').map(normalise));
  return trainRanker(entries.flatMap(entryExamples), { ordinary, ...options });
}
