import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createAnswerer } from '../../src/answering/answerer.ts';
import { learn, Ranker } from '../../src/answering/ranking/ranker.ts';
import { keeperIn } from '../../src/commands/kept-learning.ts';
import { type Entry, LANGUAGES, type Store } from '../../src/domain.ts';
import { Asker, NOW, storeOf } from '../answering/asking.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dalil-kept-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SUBJECTS = ['water', 'camps', 'schools', 'returns', 'borders', 'health'];
const WORDS = 'when where why how who which much many last next first other'.split(' ');
const examples = (asked: string) =>
  SUBJECTS.flatMap((subject) => [
    ...Array.from({ length: 144 }, (_, i) => ({
      label: subject,
      text: `${WORDS[i % 12]} ${WORDS[Math.floor(i / 12)]} question ${i * 7919} on ${subject} ${(i * 104729).toString(36)}`,
    })),
    { label: subject, text: subject === 'water' ? asked : `tell me of ${subject}` },
  ]);
const ranker = (asked: string, folder = dir) =>
  new Ranker(keeperIn(folder)(examples(asked), () => learn(examples(asked))));

describe('what was learnt', () => {
  it('is kept, and ranks the same the next time', () => {
    const first = ranker('is there anything to drink');
    expect(readdirSync(dir)).toHaveLength(1);
    const again = keeperIn(dir)(examples('is there anything to drink'), (): ReturnType<typeof learn> => {
      throw new Error('learnt anew');
    });
    expect(new Ranker(again).rank('anything to drnk here?')).toEqual(first.rank('anything to drnk here?'));
  });

  it('is learnt anew when the kept file is cut short or altered', () => {
    const whole = ranker('is there anything to drink').rank('schools');
    const file = join(dir, readdirSync(dir)[0] ?? '');
    const bytes = readFileSync(file);
    writeFileSync(file, bytes.subarray(0, 1001));
    expect(ranker('is there anything to drink').rank('schools')).toEqual(whole);
    expect(readFileSync(file).equals(bytes)).toBe(true);
    writeFileSync(file, Buffer.from(bytes).fill(7, bytes.length >> 1, (bytes.length >> 1) + 4096));
    expect(ranker('is there anything to drink').rank('schools')).toEqual(whole);
    expect(readFileSync(file).equals(bytes)).toBe(true);
  });

  it('is not missed where nothing can be written', () => {
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    expect(ranker('is there anything to drink', file).rank('drink')[0]?.label).toBe('water');
  });

  it('fills no folder: the oldest goes', () => {
    for (let i = 0; i < 20; i++) keeperIn(dir)([i], () => new Uint8Array(300_000));
    expect(readdirSync(dir)).toHaveLength(16);
  });
});

const shipped = storeOf('content');
const kept = (store: Store) => createAnswerer(store, { keep: keeperIn(dir) });
/** Of fewer wordings, so that learning anew takes less long. */
const english: Store = {
  ...shipped,
  forms: shipped.forms.map((form) => ({
    ...form,
    wordings: { en: form.wordings.en, fr: [], ar: [], ckb: [] },
  })),
};
const ask = (store: Store, question: string) => new Asker(kept(store)).ask(question);

describe('a store whose learning was kept', () => {
  it('answers as one that has just learnt, whatever is asked', () => {
    const questions = shipped.forms.flatMap(({ wordings }) =>
      LANGUAGES.flatMap((l) => wordings[l].slice(0, 1)).map((text) => text.replace(/\{[a-z]+\}/gu, 'UNICEF')),
    );
    expect(questions.length).toBeGreaterThan(100);
    const replies = () => {
      const answerer = kept(shipped);
      return questions.map((text) => answerer.answer({ text, context: null, now: NOW }));
    };
    expect(replies()).toEqual(replies());
  });

  it('is never taken for a store of other content, and still found when that is taken back', () => {
    for (const { question, store } of changes(english)) {
      const before = ask(english, question);
      expect(before.outcome).not.toBe('answered');
      expect(ask(store, question)).toMatchObject({ outcome: 'answered' });
      expect(ask(english, question)).toEqual(before);
    }
  });
});

/** A wording, an alias, a word for an idea and a point's subject that a store of the same version has besides, and what is asked by it. */
function changes(store: Store): { question: string; store: Store }[] {
  const forms = store.forms.map((form) =>
    form.id === 'coordinator'
      ? { ...form, wordings: { ...form.wordings, en: [...form.wordings.en, 'whose baby is {network}'] } }
      : form,
  );
  const unicef = [...store.entries.values()].find(({ acronym }) => acronym === 'UNICEF');
  const renamed: Entry = {
    ...unicef!,
    names: [...unicef!.names, { ...unicef!.names[0]!, text: 'Zorblatt Fund' }],
  };
  const spoken = [...store.entries.values()].find(
    ({ kind, passages }) => kind === 'statement' && passages.length > 0,
  )!;
  const [point, ...others] = spoken.passages;
  const { about } = point!;
  const widened = { ...point!, about: { ...about, en: [...(about.en ?? []), 'zorblatts'] } };
  const { coordinate = {} } = store.words.concepts;
  const concepts = {
    ...store.words.concepts,
    coordinate: { ...coordinate, en: [...(coordinate.en ?? []), 'quarterback'] },
  };
  return [
    { question: 'whose baby is the migration network?', store: { ...store, forms } },
    {
      question: 'is the Zorblatt Fund a member of the migration network?',
      store: { ...store, entries: new Map([...store.entries, [renamed.id, renamed]]) },
    },
    {
      question: 'who quarterback the migration network?',
      store: { ...store, words: { ...store.words, concepts } },
    },
    {
      question: 'does the migrants day statement mention zorblatts?',
      store: {
        ...store,
        entries: new Map([...store.entries, [spoken.id, { ...spoken, passages: [widened, ...others] }]]),
      },
    },
  ];
}
