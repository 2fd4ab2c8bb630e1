import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { run } from '../../../src/commands/playground.ts';

const CHROMIUM = [
  process.env.CHROMIUM,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
]
  .filter((path) => path !== undefined)
  .find((path) => existsSync(path));
const NAMESPACES = spawnSync('unshare', ['-n', 'sh', '-c', 'ip link set lo up']).status === 0;
const REQUIRED = process.env.REQUIRE_BROWSER === '1';
const missing = [
  ...(CHROMIUM === undefined ? ['Chromium'] : []),
  ...(NAMESPACES ? [] : ['network namespaces (unshare -n, as root)']),
];
if (missing.length > 0 && !REQUIRED)
  process.stderr.write(`The Agents Playground is not visited: no ${missing.join(', no ')} here.\n`);

describe('in the real Agents Playground', () => {
  it.skipIf(missing.length > 0 && !REQUIRED)(
    'a person is welcomed, asks, reads the card, taps on, votes, reads Arabic from the right, and searches',
    async () => {
      expect(missing).toEqual([]);
      const seen = JSON.parse(await inside());
      expect(seen.welcome).toContain('names its source and date');
      for (const acronym of ['IOM', 'UNHCR', 'UNESCO', 'UNDP']) expect(seen.answer).toContain(acronym);
      expect(seen.answer).toMatch(/Source: .*International Migrants Day 2021/);
      expect(seen.suggestion).not.toBe('');
      expect(seen.afterTap).not.toBe(seen.answer);
      expect(seen.thanked).toBe(true);
      expect(seen.search).toBe(true);
      expect(seen.arabicDirection).toBe('rtl');
      expect(seen.hostileText).toContain('[Official page](https://evil.example/steal)');
      expect(seen.hostileMarkup).toEqual([]);
    },
    180_000,
  );
});

describe('npm run playground', () => {
  it('says what to do when no bot is running', async () => {
    await expect(run([], { PORT: '1' })).rejects.toThrow(/No bot answers[\s\S]*npm start/);
  });
});

/** What the person saw, from a process that knows no network but its own loopback. */
function inside(): Promise<string> {
  const script = fileURLToPath(new URL('./playground/inside.ts', import.meta.url));
  const shell = 'ip link set lo up && exec "$0" --import tsx "$1"';
  const child = spawn('unshare', ['-n', 'sh', '-c', shell, process.execPath, script], {
    env: { ...process.env, CHROMIUM, NODE_ENV: '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout.on('data', (data) => {
    out += data;
  });
  child.stderr.on('data', (data) => {
    errors += data;
  });
  return new Promise((resolve, reject) => {
    child.once('exit', (code) => (code === 0 ? resolve(out) : reject(new Error(errors.slice(-2000)))));
  });
}
