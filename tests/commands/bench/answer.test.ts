import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { contentCopy, run } from '../program.ts';

const copies: ReturnType<typeof contentCopy>[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) copy.remove();
});

const FEW = ['--runs', '1', '--questions', '30'];

/** Content of which only these golden questions are asked. */
function asked(rows: string): string {
  const copy = contentCopy();
  copies.push(copy);
  for (const name of copy.files('golden')) writeFileSync(join(copy.path, 'golden', name), '[]\n');
  writeFileSync(join(copy.path, 'golden/only.yaml'), rows);
  return copy.path;
}

const ROWS = `
- ask: how many member states does IOM have?
  must: ["175"]
  about: organisation/iom
- dialogue:
    - ask: who coordinates the network?
      must: [IOM]
    - ask: which organisations are members?
      must: [UNHCR]
- ask: what is the salary of a P3
  outcome: unanswered
- ask: hello
  outcome: smalltalk
`;

describe('bench answer', { timeout: 120_000 }, () => {
  it('counts right, wrong and declined beside Fuse.js on the same questions, and what each costs', async () => {
    const { out, code } = await run(['bench', 'answer', '--json', ...FEW, '--content', asked(ROWS)]);
    const { opening, ask, piped, matchers } = JSON.parse(out);
    expect(code).toBe(piped.grown ? 1 : 0);
    expect(matchers.map(({ name }: { name: string }) => name).sort()).toEqual([
      'Dalil',
      'Fuse.js',
      'Fuse.js token search',
    ]);
    const own = { right: 3, wrong: 0, declined: 0, wronglyAnswered: 0, rightlyDeclined: 1 };
    expect(matchers[0].all).toEqual(own);
    for (const { all } of matchers) {
      expect(all.right + all.wrong + all.declined).toBe(3);
      expect(all.wronglyAnswered + all.rightlyDeclined).toBe(1);
    }
    const costs = [...Object.values(opening), ...Object.values(ask), piped.start.used, piped.end.used];
    for (const cost of costs.filter((value) => typeof value === 'number')) expect(cost).toBeGreaterThan(0);
  });

  it('prints the same as tables', async () => {
    const { out } = await run(['bench', 'answer', ...FEW, '--content', asked(ROWS)]);
    expect(out).toMatch(/^the whole ask process +\d+ +[\d.]+ +[\d.]+ ×$/mu);
    expect(out).toMatch(/^Dalil .* all +3 +0 +0 +0 +1$/mu);
    expect(out).toMatch(/^Fuse\.js token search .* held out/mu);
  });

  it('refuses what it cannot measure', async () => {
    const none = await run(['bench', 'answer', '--content', asked('[]\n')]);
    expect(none.err).toContain('There are no golden questions');
    const runs = await run(['bench', 'answer', '--runs', 'many']);
    expect(runs.err).toContain('"many" is not a whole number');
    expect([none.code, runs.code]).toEqual([1, 2]);
  });
});
