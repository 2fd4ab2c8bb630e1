import { describe, expect, it } from 'vitest';
import { loadGolden } from '../../src/content/golden.ts';
import { load } from '../../src/content/load.ts';
import { asLine } from './invented.ts';

describe('The shipped content', () => {
  const loaded = load('content');

  it('has no problem', () => {
    expect('problems' in loaded ? loaded.problems.map(asLine) : []).toEqual([]);
  });

  it('is asked only for what it holds by its golden questions', () => {
    const golden = loadGolden('content/golden', 'store' in loaded ? loaded.store : undefined);
    expect('problems' in golden ? golden.problems.map(asLine) : []).toEqual([]);
  });
});

describe('The invented store', () => {
  it('has no problem with the shipped wording', () => {
    const loaded = load('tests/fixtures/store', { shared: 'content' });
    expect('problems' in loaded ? loaded.problems.map(asLine) : []).toEqual([]);
  });
});
