import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run } from '../../../src/commands/bench/index.ts';
import { keywords } from '../../../src/commands/bench/keywords.ts';
import {
  auroc,
  bestThreshold,
  calibrationError,
  type Outcome,
} from '../../../src/commands/bench/measures.ts';
import { Random } from '../../../src/commands/bench/random.ts';
import { mistype } from '../../../src/commands/bench/typing.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'dalil-bench-'));
});
afterEach(() => {
  rmSync(dir, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const SET = {
  name: 'two desks',
  source: 'made up',
  licence: 'none',
  entries: [
    { id: 'water', title: 'water', examples: ['where is water', 'is the well open', 'who brings water'] },
    {
      id: 'school',
      title: 'school',
      examples: ['when does school start', 'who teaches', 'is the school open'],
    },
  ],
  validation: [
    { text: 'is there water', entry: 'water' },
    { text: 'price of gold', entry: null },
  ],
  test: [
    { text: 'who brings the water', entry: 'water' },
    { text: 'when does the school start', entry: 'school' },
    { text: 'football on friday', entry: null },
  ],
};

async function bench(...args: string[]): Promise<string> {
  let written = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });
  await run(args, {});
  return written;
}

describe('bench intents', () => {
  it('prints how many questions find their entry, and how many without one are declined', async () => {
    const file = join(dir, 'set.json');
    writeFileSync(file, JSON.stringify(SET));
    const figures = JSON.parse(await bench('intents', file, '--json'));
    expect(figures['accuracy@1']).toBe(1);
    expect(figures.auroc).toBe(1);
    expect(await bench('intents', file)).toContain('accuracy@1                      100.0 %');
  });

  it('says what is wrong with a file that is no question set', async () => {
    const file = join(dir, 'set.json');
    writeFileSync(file, '{"name": "x"}');
    await expect(bench('intents', file)).rejects.toThrow(/not a question set/);
    await expect(bench('intents', join(dir, 'none.json'))).rejects.toThrow(/cannot be read/);
    await expect(bench('nothing')).rejects.toThrow(/bench needs one of: intents/);
  });
});

describe('questions as people type them', () => {
  it('have so many slips, the same at every run, in words of three letters and more', () => {
    const question = 'who is on the migration network';
    const typed = mistype(question, 2, new Random(4));
    expect(mistype(question, 2, new Random(4))).toBe(typed);
    const changed = typed.split(' ').filter((word, i) => word !== question.split(' ')[i]);
    expect(changed.length).toBeLessThanOrEqual(2);
    expect(typed).toContain(' is on ');
  });

  it('slip on the Arabic keyboard in Arabic', () => {
    const typed = Array.from({ length: 50 }, (_, seed) => mistype('منظمة الهجرة', 1, new Random(seed))).join(
      '',
    );
    expect(typed).toMatch(/^[\u0600-\u06ff ]+$/u);
  });

  it('as keywords have no function words and no punctuation', () => {
    expect(keywords('What is the e-mail of the secretariat, please?')).toBe('e mail secretariat');
    expect(keywords('ما هي منظمة الهجرة؟')).toBe('منظمة الهجرة');
    expect(keywords('what is it?')).toBe('what is it?');
  });
});

describe('what is measured', () => {
  const outcome = (entry: string | null, first: string, confidence: number): Outcome => {
    return { entry, ranked: [first], confidence };
  };
  const outcomes = [
    outcome('a', 'a', 0.9),
    outcome('b', 'b', 0.8),
    outcome('b', 'a', 0.4),
    outcome(null, 'a', 0.5),
    outcome(null, 'b', 0.1),
  ];

  it('puts the threshold where declining costs least', () => {
    const threshold = bestThreshold(outcomes);
    expect(threshold).toBeGreaterThan(0.5);
    expect(threshold).toBeLessThan(0.8);
  });

  it('counts how often an answerable question is the surer one, and how far confidence is from truth', () => {
    expect(auroc(outcomes)).toBeCloseTo(5 / 6);
    expect(calibrationError([outcome('a', 'a', 1), outcome('a', 'b', 0)])).toBe(0);
    expect(calibrationError([outcome('a', 'b', 1)])).toBe(1);
  });
});
