import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ANSWERING, measure, RANKING } from '../../../src/commands/bench/scale-size.ts';

describe('bench scale', () => {
  it('finds generated statements by the shipped forms and words, half of the questions mistyped', async () => {
    const kept = mkdtempSync(join(tmpdir(), 'dalil-scale-'));
    try {
      const of = (name: string) => measure({ size: 100, name, contentDir: 'content', kept, asked: 200 });
      const [answering, ranking] = [await of(ANSWERING), await of(RANKING)];
      expect(answering.right).toBeGreaterThan(0.95);
      expect(answering.wrong).toBeLessThan(0.01);
      expect(ranking.right).toBeGreaterThan(0.99);
    } finally {
      rmSync(kept, { recursive: true, force: true });
    }
  });
});
