import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type { Problem } from '../../src/content/problem.ts';
import { type Watcher, watch } from '../../src/content/watch.ts';
import type { Store } from '../../src/domain.ts';
import { contentFolder, write } from './invented.ts';

const OFFICE = 'organisation/harbour-office.yaml';
const watchers: Watcher[] = [];
afterEach(async () => {
  for (const watcher of watchers.splice(0)) await watcher.close();
});

async function watching(dir: string, options: { version?: string; shared?: string } = {}) {
  const stores: Store[] = [];
  const broken: Problem[][] = [];
  const told = {
    onStore: (store: Store) => stores.push(store),
    onProblems: (all: Problem[]) => broken.push(all),
  };
  const watcher = await watch(dir, { ...options, ...told });
  watchers.push(watcher);
  const nameNow = () => stores.at(-1)?.entries.get('organisation/harbour-office')?.name.en;
  return { stores, broken, watcher, nameNow };
}
const soon = { timeout: 20_000, interval: 20 };

it('A changed file gives a new store without a restart', async () => {
  const dir = contentFolder();
  const seen = await watching(dir);
  write(dir, OFFICE, 'name: Quay Office\n');
  await vi.waitFor(() => expect(seen.nameNow()).toBe('Quay Office'), soon);
  expect(seen.broken).toEqual([]);
});

it('A new file and one that goes are seen, too', async () => {
  const dir = contentFolder();
  const seen = await watching(dir);
  write(dir, 'event/regatta.yaml', 'name: Regatta\nsource: harbour-page\nowner: a\nreview: 2027-01-01\n');
  await vi.waitFor(() => expect(seen.stores.at(-1)?.entries.has('event/regatta')).toBe(true), soon);
  rmSync(join(dir, 'event/regatta.yaml'));
  await vi.waitFor(() => expect(seen.stores.at(-1)?.entries.has('event/regatta')).toBe(false), soon);
});

it('A broken change gives no store but says what is wrong; mending it gives one again', async () => {
  const dir = contentFolder();
  const seen = await watching(dir);
  const before = seen.stores.length;
  write(dir, OFFICE, 'name: "Quay Office\n');
  await vi.waitFor(() => expect(seen.broken.at(-1)?.[0]?.message).toMatch(/not closed/), soon);
  expect(seen.stores).toHaveLength(before);
  write(dir, OFFICE, 'name: "Quay Office"\n');
  await vi.waitFor(() => expect(seen.nameNow()).toBe('Quay Office'), soon);
});

it('What changed before the watching began is not lost, and what did not change is not told', async () => {
  const dir = contentFolder();
  const first = await watching(dir);
  const version = first.stores[0]?.version ?? '';
  expect((await watching(dir, { version })).stores).toEqual([]);
  write(dir, OFFICE, 'name: Quay Office\n');
  expect((await watching(dir, { version })).nameNow()).toBe('Quay Office');
});

it('Shared wording is watched as well', async () => {
  const [shared, dir] = [contentFolder(), contentFolder({ 'replies/replies.yaml': null })];
  const seen = await watching(dir, { shared });
  write(shared, 'replies/replies.yaml', 'hello: Ahoy\n');
  await vi.waitFor(() => expect(seen.stores.at(-1)?.replies.hello).toEqual({ en: 'Ahoy' }), soon);
});

it('Once closed, nothing is told any more', async () => {
  const dir = contentFolder();
  const seen = await watching(dir);
  write(dir, OFFICE, 'name: Quay Office\n');
  await seen.watcher.close();
  const before = seen.stores.length;
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(seen.stores).toHaveLength(before);
});
