import { describe, expect, it } from 'vitest';
import { openAnswerer } from '../../src/commands/answerer.ts';
import { runGolden } from '../../src/commands/golden/run.ts';
import { FLOOR, summarise } from '../../src/commands/golden/tally.ts';
import { LOADING } from '../../src/commands/open.ts';
import { loadGolden } from '../../src/content/golden.ts';
import { load } from '../../src/content/load.ts';
import { strays } from './origin.ts';

const STORES = [
  { what: 'the store', dir: 'content', golden: 'content/golden', floor: FLOOR },
  {
    what: 'the invented store',
    dir: 'tests/fixtures/store',
    golden: 'tests/fixtures/golden',
    shared: 'content',
    floor: 0.88,
  },
];

describe.each(STORES)('the golden questions of $what', ({ dir, golden, shared, floor }) => {
  const loaded = load(dir, { ...LOADING, ...(shared !== undefined && { shared }) });
  if ('problems' in loaded) throw new Error(JSON.stringify(loaded.problems, null, 2));
  const { store } = loaded;
  const questions = loadGolden(golden, store);
  if ('problems' in questions) throw new Error(JSON.stringify(questions.problems, null, 2));
  const results = runGolden(questions.cases, store, openAnswerer(store), new Date());

  it('are never answered when they must not be', () => {
    const wrongly = results.filter(({ wronglyAnswered, heldOut }) => wronglyAnswered && !heldOut);
    expect(wrongly.map(({ row, text }) => `${row.ask} → ${text}`)).toEqual([]);
    expect(summarise(results).wronglyAnswered).toBe(0);
  });

  it(`are otherwise answered as they say, ${floor * 100} of a hundred at least`, () => {
    const summary = summarise(results);
    const [open, heldOut] = [summary.open.answer, summary.heldOut.answer];
    expect((open.passed + heldOut.passed) / (open.total + heldOut.total)).toBeGreaterThanOrEqual(floor);
  });

  it('get answers in which every word is a wording of the bot or a value of the store', () => {
    expect([
      ...new Set(results.flatMap(({ answers }) => answers.flatMap((answer) => strays(answer, store)))),
    ]).toEqual([]);
  });

  it('get 0 to 3 suggestions that the store really answers', () => {
    const answerer = openAnswerer(store);
    const plans = new Set(
      results.flatMap(({ answers }) =>
        answers.flatMap(({ suggestions }) => suggestions.map(({ plan }) => plan)),
      ),
    );
    const dead = [...plans].filter((plan) => {
      const { answers } = answerer.answer({ text: '', plan, context: null, now: new Date() });
      return answers[0]?.outcome !== 'answered';
    });
    expect(dead).toEqual([]);
    expect(
      Math.max(...results.flatMap(({ answers }) => answers.map(({ suggestions }) => suggestions.length))),
    ).toBeLessThanOrEqual(3);
  });
});
