import { describe, expect, it } from 'vitest';
import { expectedText, type GoldenResult, isHeldOut, loadGolden } from '../../src/content/golden.ts';
import type { Value } from '../../src/domain.ts';
import { asLine, contentFolder, storeOf } from './invented.ts';

function golden(text: string): GoldenResult {
  const dir = contentFolder({ 'golden/rows.yaml': text });
  const result = loadGolden(`${dir}/golden`, storeOf());
  if ('cases' in result) return result;
  return { problems: result.problems.map((found) => ({ ...found, file: found.file.slice(dir.length + 1) })) };
}
const rowsOf = (text: string) => {
  const result = golden(text);
  return 'cases' in result ? result.cases.flatMap(({ turns }) => turns) : [];
};
const told = (text: string) => {
  const result = golden(text);
  return 'problems' in result ? result.problems.map(asLine) : [];
};
const show = (value: Value) => (value.type === 'number' ? `${value.number}` : value.type);

describe('A golden row', () => {
  it('is answered unless it says otherwise', () => {
    expect(rowsOf('- ask: who keeps it?\n  must: [Harbour Office]\n')).toEqual([
      expect.objectContaining({
        ask: 'who keeps it?',
        must: [{ text: 'Harbour Office' }],
        mustNot: [],
        outcome: 'answered',
        about: null,
        near: false,
        language: null,
        tags: [],
        now: null,
        line: 1,
      }),
    ]);
  });

  it('may say much more', () => {
    const text = [
      '- ask: first',
      '- ask: 2021',
      '  outcome: unanswered',
      '  near: true',
      '  about: network/sea-network',
      '  language: ar',
      '  tags: [typo]',
      '  mustNot: [TB]',
      '  now: 2026-11-24',
      '  why: a note',
    ].join('\n');
    expect(rowsOf(text)[1]).toMatchObject({
      ask: '2021',
      outcome: 'unanswered',
      near: true,
      about: 'network/sea-network',
      language: 'ar',
      tags: ['typo'],
      mustNot: [{ text: 'TB' }],
      now: '2026-11-24',
      why: 'a note',
      line: 2,
    });
  });

  it('may be a turn of a dialogue', () => {
    const result = golden(
      '- dialogue:\n    - ask: who is in it?\n    - ask: and who coordinates it?\n- ask: bye\n',
    );
    const turns =
      'cases' in result ? result.cases.map((one) => one.turns.map(({ ask, line }) => `${line} ${ask}`)) : [];
    expect(turns).toEqual([['2 who is in it?', '3 and who coordinates it?'], ['4 bye']]);
  });

  it('may name a field in place of a text: what the store holds now is what a person must see', () => {
    const [row] = rowsOf(
      '- ask: how many?\n  must: [{field: organisation/tide-bureau#facts.memberStates}]\n',
    );
    const [wanted = { text: '' }] = row?.must ?? [];
    expect(expectedText(wanted, storeOf(), show)).toBe('175');
    const changed = storeOf({ 'organisation/tide-bureau.yaml': 'name: Tide Bureau\nmemberStates: 176\n' });
    expect(expectedText(wanted, changed, show)).toBe('176');
  });
});

describe('What is wrong in a row', () => {
  it.each([
    [
      '- ask: who\n  must: [{field: organisation/tide-bureau#facts.members}]\n',
      /:2 .*`facts\.members`.*facts\.memberStates/,
    ],
    [
      '- ask: who\n  must: [{field: organisation/tide-buro#name}]\n',
      /:2 .*Did you mean `organisation\/tide-bureau`/,
    ],
    ['- ask: who\n- ask: what\n  about: network/see-network\n', /:3 .*Did you mean `network\/sea-network`/],
    ['- ask: who\n  outcome: declined\n', /:2 \[1\]\.outcome: .*unanswered/],
    ['- ask: who\n  mus: [a]\n', /:2 .*`mus`.*Did you mean `must`/],
    ['- must: [a]\n', /:1 .*`ask` is missing/],
    ['- ask: who: me\n', /:1 .*colon/],
    ['- ask: who\n  now: tomorrow\n', /:2 .*2027-05-01/],
  ])('is told at its line: %s', (text, words) => {
    expect(told(text)).toEqual([expect.stringMatching(words)]);
  });
});

it('A quarter of all questions is held out, always the same ones', () => {
  const all = Array.from({ length: 2000 }, (_, i) => `question ${i}`);
  const held = all.filter(isHeldOut);
  expect(held.length).toBeGreaterThan(425);
  expect(held.length).toBeLessThan(575);
  expect(all.filter(isHeldOut)).toEqual(held);
});
