import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../../../src/domain.ts';
import { WORDING } from './wording.ts';

const folder = fileURLToPath(new URL('../../../src/platforms/slack', import.meta.url));
const source = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n');
const used = new Set([...source.matchAll(/'((?:slack|button)\.\w+)'/g)].map(([, key]) => key ?? ''));
const verbs = ['button.ask', 'button.choose'];

describe('Slack’s own wording', () => {
  it('is there in every language, with the same slots', () => {
    for (const key of [...used, ...verbs]) {
      const slots = LANGUAGES.map((language) => {
        const text = WORDING[key]?.[language];
        expect(text, `${key} in ${language}`).toBeTruthy();
        return (text?.match(/\{\w+\}/g) ?? []).join();
      });
      expect(new Set(slots).size, key).toBe(1);
    }
  });

  it('holds nothing that is never said', () => {
    const own = Object.keys(WORDING).filter((key) => key.startsWith('slack.'));
    expect(own.filter((key) => !used.has(key))).toEqual([]);
  });

  it('fits where Slack has little room', () => {
    for (const language of LANGUAGES) {
      for (const key of ['slack.why_title', 'slack.answer_title', 'slack.send', 'slack.close']) {
        expect(WORDING[key]?.[language]?.length, `${key} in ${language}`).toBeLessThanOrEqual(24);
      }
    }
  });
});
