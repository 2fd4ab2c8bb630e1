import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDistance } from '../../src/answering/edit-distance.ts';
import { Vocabulary } from '../../src/answering/vocabulary.ts';

const store = new Vocabulary(
  [
    'migration',
    'agency',
    'agencies',
    'smugglers',
    'network',
    'network',
    'unhcr',
    'iom',
    'ilo',
    'wfp',
    'هجرة',
    'كۆچبەران',
  ],
  ['unep', 'jordan'],
);

describe('a mistyped word', () => {
  it.each([
    ['migrtaion', 'migration'],
    ['migraton', 'migration'],
    ['migratiion', 'migration'],
    ['nigration', 'migration'],
    ['smuglers', 'smugglers'],
    ['netwrok', 'network'],
    ['unchr', 'unhcr'],
    ['هجره', 'هجرة'],
    ['كۆچبرەان', 'كۆچبەران'],
  ])('%s is taken for %s', (typed, meant) => {
    expect(store.repair(typed)).toBe(meant);
  });

  it('is taken for the commoner of two equally near words', () => {
    const words = new Vocabulary(['form', 'from', 'from', 'from', 'from']);
    expect(words.repair('frm')).toBeNull();
    expect(words.repair('frmo')).toBe('from');
    expect(words.repairs('foorm').map(({ word }) => word)).toEqual(['form']);
  });
});

describe('what is left alone', () => {
  it.each(['migration', 'unep', 'jordan', 'imo2', '‹network›', '2021', 'a', 'weather', ''])('%s', (word) => {
    expect(store.repair(word)).toBeNull();
  });

  it('a short acronym one letter away, but not one with two letters swapped', () => {
    expect(store.repair('icm')).toBeNull();
    expect(store.repair('ipo')).toBeNull();
    expect(store.repair('imo')).toBe('iom');
    expect(new Vocabulary(['iom'], ['imo']).repair('imo')).toBeNull();
  });
});

describe('in a whole sentence, where names are not at stake', () => {
  it('a short word may hold a slip too', () => {
    const sentences = new Vocabulary(['have', 'have', 'who', 'water'], [], { lenient: true });
    expect(sentences.repair('hve')).toBe('have');
    expect(sentences.repair('wjo')).toBe('who');
  });
});

describe('any text', () => {
  const anyWord = fc.oneof(fc.string(), fc.string({ unit: fc.constantFrom('a', 'b', 'ه', 'ج') }));

  it('is repaired to a word of the vocabulary or not at all, the same each time', () => {
    fc.assert(
      fc.property(fc.array(anyWord), anyWord, (words, typed) => {
        const repaired = new Vocabulary(words).repair(typed);
        expect(new Vocabulary(words).repair(typed)).toBe(repaired);
        if (repaired !== null) expect(words).toContain(repaired);
      }),
    );
  });

  it('is as far from another as that one is from it, and never farther than the limit says', () => {
    fc.assert(
      fc.property(anyWord, anyWord, fc.nat(4), (a, b, limit) => {
        expect(editDistance(a, b, limit)).toBe(editDistance(b, a, limit));
        expect(editDistance(a, b, limit)).toBe(Math.min(limit + 1, editDistance(a, b, 100)));
      }),
    );
  });
});
