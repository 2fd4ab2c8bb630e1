import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDesk } from '../../desk/desk.ts';
import { FORGETFUL } from '../../desk/forgetful.ts';
import type { Address, Answerer, Desk } from '../../domain.ts';
import type { Memory } from '../../memory.ts';
import { openStorage, type Storage } from '../../storage/open.ts';
import { openAnswerer } from '../answerer.ts';
import { openStore } from '../open.ts';
import { readArguments } from '../usage.ts';
import type { Claimed } from './claiming.ts';
import { startOwnPostgres } from './postgres.ts';
import { table } from './table.ts';

const USAGE = `bench memory    what remembering costs: one question with memory on SQLite and PostgreSQL against none,
                and claims a second by four processes, each message claimed once
  --json        the figures as JSON

PostgreSQL is the one of TEST_DATABASE_URL, or one of its own from the development packages.`;

const QUESTION = 'Which organisations are members of the migration network?';
const ASKED = 50;
const ROUNDS = 15;
const PROCESSES = 4;
const MESSAGES = 1_000;

export interface MemoryFigures {
  memory: string;
  /** The median over the rounds, milliseconds a question. */
  question: number;
  /** Against no memory. */
  ratio: number;
  claimsASecond: number | null;
  /** Messages that two processes claimed: must be none. */
  claimedTwice: number | null;
  /** Messages that nobody claimed: must be none. */
  unclaimed: number | null;
}

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, USAGE);
  const answerer = openAnswerer(openStore(env.CONTENT_DIR ?? 'content'));
  const folder = mkdtempSync(join(tmpdir(), 'dalil-bench-'));
  const own = env.TEST_DATABASE_URL === undefined ? await startOwnPostgres() : null;
  try {
    const urls = { SQLite: `file:${folder}/dalil.db`, PostgreSQL: env.TEST_DATABASE_URL ?? own?.url ?? '' };
    const figures = await measure(answerer, urls);
    process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : asTable(figures)}\n`);
    return figures.some(({ claimedTwice, unclaimed }) => claimedTwice || unclaimed) ? 1 : 0;
  } finally {
    await own?.dispose();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(answerer: Answerer, urls: Record<string, string>): Promise<MemoryFigures[]> {
  const storages: Record<string, Storage> = {};
  for (const [name, url] of Object.entries(urls))
    storages[name] = await openStorage(url, { keys: BENCH_KEYS });
  const times = await questionTimes(answerer, { none: FORGETFUL, ...storages });
  await Promise.all(Object.values(storages).map((storage) => storage.close()));
  const none = times.none ?? [];
  const figures: MemoryFigures[] = [];
  for (const [memory, rounds] of Object.entries(times)) {
    const url = urls[memory];
    const claimed = url === undefined ? NOT_CLAIMED : await claims(url);
    const ratio = median(rounds.map((time, index) => time / (none[index] ?? time)));
    figures.push({ memory, question: median(rounds), ratio, ...claimed });
  }
  return figures;
}

const NOT_CLAIMED = { claimsASecond: null, claimedTwice: null, unclaimed: null };

/** The same as those of the claiming processes; what is measured is thrown away. */
const BENCH_KEYS = { encryption: Buffer.alloc(32), hash: Buffer.alloc(32) };

/** Milliseconds a question in each round; the memories take turns, so that a busy machine is unfair to none. */
async function questionTimes(answerer: Answerer, memories: Record<string, Memory>) {
  const options = {
    hashKey: BENCH_KEYS.hash,
    journalText: 'unanswered',
    retentionDays: 90,
    log: SILENT,
  } as const;
  const desks = Object.entries(memories).map(([name, memory]) => ({
    ...{ name, rounds: [] as number[] },
    desk: createDesk({ ...options, answerer: () => answerer, memory }),
  }));
  for (const { desk } of desks) await round(desk);
  for (let done = 0; done < ROUNDS; done += 1)
    for (const { desk, rounds } of desks) rounds.push(await round(desk));
  await Promise.all(desks.map(({ desk }) => desk.close()));
  return Object.fromEntries(desks.map(({ name, rounds }) => [name, rounds]));
}

const SILENT = { warn() {}, error() {} };

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

/** Milliseconds a question, asked one after another as one person would. */
async function round(desk: Desk): Promise<number> {
  const address: Address = { platform: 'terminal', tenant: '', place: 'bench', thread: null, asker: 'bench' };
  const from = performance.now();
  for (let asked = 0; asked < ASKED; asked += 1) await desk.ask({ address, text: QUESTION });
  return (performance.now() - from) / ASKED;
}

async function claims(url: string) {
  const script = new URL(import.meta.url.endsWith('.ts') ? 'claiming.ts' : 'claiming.js', import.meta.url);
  const children = await Promise.all(
    Array.from({ length: PROCESSES }, async (_, seed) => {
      const child = fork(script, [url, String(MESSAGES), String(seed)]);
      await once(child, 'message');
      return child;
    }),
  );
  const from = performance.now();
  const claimed = (await Promise.all(children.map(claimsOf))).flat();
  const seconds = (performance.now() - from) / 1_000;
  const distinct = new Set(claimed).size;
  return {
    claimsASecond: claimed.length / seconds,
    claimedTwice: claimed.length - distinct,
    unclaimed: MESSAGES - distinct,
  };
}

async function claimsOf(child: ChildProcess): Promise<number[]> {
  child.send('go');
  const [{ claimed }] = (await once(child, 'message')) as [Claimed];
  return claimed;
}

function asTable(figures: MemoryFigures[]): string {
  const shown = (value: number | null, digits = 0) => (value === null ? '–' : value.toFixed(digits));
  return table(
    ['memory', 'ms a question', 'ratio', `claims/s (${PROCESSES} processes)`, 'claimed twice', 'unclaimed'],
    figures.map((row) => [
      row.memory,
      shown(row.question, 3),
      shown(row.ratio, 2),
      shown(row.claimsASecond),
      shown(row.claimedTwice),
      shown(row.unclaimed),
    ]),
  );
}
