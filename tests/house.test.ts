import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';

/** What each room may import of the others; CONTRIBUTING.md draws it. The longest name that fits a file counts. */
const MAY_IMPORT: Record<string, string[]> = {
  'domain.ts': [],
  'refusal.ts': [],
  'memory.ts': ['domain.ts'],
  'config.ts': ['domain.ts', 'environment.ts', 'refusal.ts'],
  'environment.ts': ['domain.ts', 'config.ts', 'setting.ts'],
  'setting.ts': [],
  'log.ts': ['config.ts'],
  'language/': ['domain.ts'],
  'content/': ['domain.ts', 'language/'],
  'answering/': ['domain.ts', 'language/', 'content/'],
  'desk/': ['domain.ts', 'memory.ts', 'log.ts', 'language/'],
  'storage/': ['domain.ts', 'memory.ts', 'log.ts', 'refusal.ts'],
  'platforms/': ['domain.ts', 'log.ts', 'config.ts', 'refusal.ts', 'platforms/cut.ts'],
  'commands/': [''],
  'main.ts': [''],
};

/** The one place that knows each SDK, so that a successor touches nothing else. A benchmark may measure it as a peer. */
const PEERS = 'commands/bench/peers.ts';
const SDKS: Record<string, string> = {
  '@slack/bolt': 'platforms/slack/',
  botbuilder: 'platforms/teams/',
  'fuse.js': 'answering/vocabulary.ts',
  kysely: 'storage/',
};

const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
  file.endsWith('.ts'),
);
const imports = files.flatMap((file) =>
  [...readFileSync(join('src', file), 'utf8').matchAll(/(?:from|import|import\()\s*'([^']+)'/g)].map(
    ([, what = '']) => ({
      file,
      what: what.startsWith('.') ? relative('src', join('src', dirname(file), what)) : what,
      own: what.startsWith('.'),
    }),
  ),
);
const room = (file: string) => /^platforms\/\w+\//.exec(file)?.[0] ?? /^\w+\//.exec(file)?.[0] ?? file;

describe('the house', () => {
  it('rooms know only what they may', () => {
    const trespassing = imports.filter(({ file, what, own }) => {
      const allowed = Object.entries(MAY_IMPORT).find(([name]) => file.startsWith(name))?.[1] ?? [];
      return own && room(what) !== room(file) && !allowed.some((name) => what.startsWith(name));
    });
    expect(trespassing.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });

  it('each SDK is known in one place', () => {
    const elsewhere = imports.filter(({ file, what }) => {
      const place = Object.entries(SDKS).find(([sdk]) => what === sdk || what.startsWith(`${sdk}/`))?.[1];
      return place !== undefined && !file.startsWith(place) && file !== PEERS;
    });
    expect(elsewhere.map(({ file, what }) => `${file} imports ${what}`)).toEqual([]);
  });
});
