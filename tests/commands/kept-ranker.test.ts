import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keptRanker } from '../../src/commands/kept-ranker.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dalil-kept-'));
});
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const SUBJECTS = ['water', 'camps', 'schools', 'returns', 'borders', 'health'];
const store = (asked: string) =>
  SUBJECTS.flatMap((subject) => [
    ...Array.from({ length: 60 }, (_, i) => ({ label: subject, text: `question ${i} on ${subject}` })),
    { label: subject, text: subject === 'water' ? asked : `tell me of ${subject}` },
  ]);

describe('what was trained', () => {
  it('is kept, and answers the same the next time', () => {
    const first = keptRanker(dir, store('is there anything to drink'));
    expect(readdirSync(dir)).toHaveLength(1);
    const second = keptRanker(dir, store('is there anything to drink'));
    expect(readdirSync(dir)).toHaveLength(1);
    expect(second.rank('anything to drink here?')).toEqual(first.rank('anything to drink here?'));
  });

  it('is never used for other content: a changed wording changes the answer', () => {
    expect(keptRanker(dir, store('is there anything to drink')).rank('anything to drink')[0]?.label).toBe(
      'water',
    );
    expect(keptRanker(dir, store('tell me of water')).rank('anything to drink')[0]?.label).not.toBe('water');
    expect(keptRanker(dir, store('is there anything to drink')).rank('anything to drink')[0]?.label).toBe(
      'water',
    );
  });

  it('is trained anew when the kept file is damaged', () => {
    const whole = keptRanker(dir, store('is there anything to drink')).rank('schools');
    const [name = ''] = readdirSync(dir);
    writeFileSync(join(dir, name), readFileSync(join(dir, name)).subarray(0, 1001));
    expect(keptRanker(dir, store('is there anything to drink')).rank('schools')).toEqual(whole);
  });

  it('is not missed where nothing can be written', () => {
    const file = join(dir, 'a-file');
    writeFileSync(file, '');
    expect(keptRanker(file, store('is there anything to drink')).rank('drink')[0]?.label).toBe('water');
  });
});
