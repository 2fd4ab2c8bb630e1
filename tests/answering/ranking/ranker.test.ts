import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { trainRanker } from '../../../src/answering/ranking/ranker.ts';

const examples = [
  ['who-members', 'which organisations are members of ‹network›'],
  ['who-members', 'list the members of ‹network›'],
  ['who-members', 'who belongs to ‹network›'],
  ['who-members', 'quelles organisations sont membres de ‹network›'],
  ['who-members', 'من هم أعضاء ‹network›'],
  ['who-members', 'ئەندامانی ‹network› کێن'],
  ['when-founded', 'when was ‹organisation› founded'],
  ['when-founded', 'since when does ‹organisation› exist'],
  ['when-founded', 'what year was ‹organisation› created'],
  ['when-founded', 'quand ‹organisation› a-t-elle été créée'],
  ['when-founded', 'متى تأسست ‹organisation›'],
  ['when-founded', 'کەی ‹organisation› دامەزرا'],
  ['contact', 'how do I reach ‹organisation›'],
  ['contact', 'email address of ‹organisation›'],
  ['contact', 'comment contacter ‹organisation›'],
  ['contact', 'كيف أتواصل مع ‹organisation›'],
  ['contact', 'چۆن پەیوەندی بە ‹organisation› بکەم'],
].map(([label = '', text = '']) => ({ label, text }));
const ranker = trainRanker(examples);

describe('a question like an example', () => {
  it.each([
    ['members of ‹network› please', 'who-members'],
    ['organistaions that are memebrs of ‹network›', 'who-members'],
    ['in which year was ‹organisation› founded?', 'when-founded'],
    ['the email of ‹organisation›', 'contact'],
    ['est-ce que vous savez quand ‹organisation› a été créée', 'when-founded'],
    ['أريد أن أتواصل مع ‹organisation›', 'contact'],
    ['‹organisation› کەی دامەزراوە', 'when-founded'],
  ])('%s', (text, label) => {
    expect(ranker.rank(text)[0]?.label).toBe(label);
  });

  it('is taken with more confidence than one that shares nothing but a name', () => {
    const [like] = ranker.rank('when was ‹organisation› founded');
    const [unlike] = ranker.rank('salary grade P3 at ‹organisation›');
    expect(like?.confidence).toBeGreaterThan(unlike?.confidence ?? 0);
  });

  it('is taken with less confidence for its ordinary words than for the others', () => {
    const asked = [
      { label: 'water', text: 'where is the water point' },
      { label: 'water', text: 'where is the water tank' },
      { label: 'food', text: 'when is the food given out' },
    ];
    const ordinary = [['the', 'is', 'and', 'where', 'so']];
    const sure = (text: string, options = {}) => trainRanker(asked, options).rank(text)[0]?.confidence ?? 0;
    expect(sure('where is the moon base', { ordinary })).toBeLessThan(sure('where is the moon base'));
    expect(sure('water and so', { ordinary })).toBeGreaterThan(sure('water and so'));
  });

  it('is told apart from what is asked otherwise, however many examples are like it', () => {
    const accounts = Array.from({ length: 80 }, (_, i) => ({
      label: 'open',
      text: `open account number ${i}`,
    }));
    const ranked = trainRanker([{ label: 'close', text: 'close the office' }, ...accounts]);
    expect(ranked.rank('open an account please')[0]?.label).toBe('open');
  });

  it('is repaired to the word that fits its neighbours', () => {
    const asked = trainRanker([
      { label: 'camp', text: 'who runs the camp in Basra' },
      { label: 'camp', text: 'the camp is open' },
      { label: 'lamp', text: 'where do I buy a lamp shade' },
      { label: 'lamp', text: 'a lamp for my tent' },
    ]);
    expect(asked.rank('the vamp')[0]?.label).toBe('camp');
    expect(asked.rank('a vamp')[0]?.label).toBe('lamp');
  });

  it('is told apart by what is known beside its words', () => {
    const described = trainRanker([
      { label: 'call', text: { text: 'ring the office', features: ['concept:contact'] } },
      { label: 'visit', text: { text: 'see the office', features: ['concept:place'] } },
    ]);
    expect(described.rank({ text: 'the office', features: ['concept:contact'] })[0]?.label).toBe('call');
    expect(described.rank({ text: 'the office', features: ['concept:place'] })[0]?.label).toBe('visit');
  });
});

describe('training', () => {
  it('twice on the same examples ranks the same', () => {
    const again = trainRanker(examples);
    expect(again.rank('who are members')).toEqual(ranker.rank('who are members'));
  });

  it('on nothing finds nothing', () => {
    expect(trainRanker([]).rank('who are members')).toEqual([]);
  });
});

describe('any text', () => {
  it('gets labels of the examples, best first, each once, with a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.lorem()),
        fc.nat(5),
        (text, limit) => {
          const ranked = ranker.rank(text, limit);
          expect(ranked.length).toBeLessThanOrEqual(limit);
          expect(new Set(ranked.map(({ label }) => label)).size).toBe(ranked.length);
          for (const [i, { score, confidence }] of ranked.entries()) {
            expect(confidence).toBeGreaterThanOrEqual(0);
            expect(confidence).toBeLessThanOrEqual(1);
            if (i > 0) expect(score).toBeLessThanOrEqual(ranked[i - 1]?.score ?? 0);
          }
        },
      ),
    );
  });
});
