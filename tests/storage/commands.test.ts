import { cpSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as backup from '../../src/commands/backup.ts';
import * as journal from '../../src/commands/journal.ts';
import * as restore from '../../src/commands/restore.ts';
import { loadKeys } from '../../src/storage/keys.ts';
import { openStorage } from '../../src/storage/open.ts';
import { AMAL, BASIM, closeDesks, deskOn, idOf } from '../desk/people.ts';
import { temporaryFolder } from './databases.ts';

const folder = temporaryFolder();
const said = { stdout: '', stderr: '' };
let home = '';
let env: NodeJS.ProcessEnv = {};

beforeEach(() => {
  home = mkdtempSync(join(folder(), 'home-'));
  env = { DATABASE_URL: `file:${home}/dalil.db`, CONTENT_DIR: 'content' };
  for (const stream of ['stdout', 'stderr'] as const) {
    said[stream] = '';
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      said[stream] += text;
      return true;
    });
  }
});
afterEach(() => vi.restoreAllMocks());

/** What people asked before an editor opens the journal. */
async function someDays() {
  const keys = loadKeys({ encryptionKey: null, hashKey: null, directory: home });
  const storage = await openStorage(`file:${home}/dalil.db`, { keys });
  const own = { hashKey: keys.hash, retentionDays: 3_650 };
  await deskOn(storage, { ...own, clock: () => new Date('2026-01-05T12:00:00Z') }).ask({
    address: AMAL,
    text: 'where do I park',
  });
  const desk = deskOn(storage, own);
  const served = await desk.ask({ address: AMAL, text: 'members of the network' });
  await desk.rate(idOf(served), BASIM, 'not-helpful', 'two are missing');
  await desk.ask({ address: AMAL, text: 'Where do I park?' });
  await desk.ask({ address: BASIM, text: 'salary of a P3' });
  await desk.ask({ address: AMAL, text: 'the office up north' });
  await desk.choose({ address: AMAL, text: '', plan: 'office:erbil' });
  await closeDesks();
  await storage.close();
}

async function report(...args: string[]) {
  said.stdout = '';
  expect(await journal.run([...args, '--json'], env)).toBe(0);
  return JSON.parse(said.stdout);
}

describe('npm run journal', () => {
  it('shows what was asked, not answered, rated badly and suggested', async () => {
    await someDays();
    expect(await journal.run([], env)).toBe(0);
    expect(said.stdout).toMatch(/^6 questions, all that is kept/);
    expect(said.stdout).toMatch(/unanswered +3/);
    expect(said.stdout).toMatch(/Not answered or ambiguous: 3\n {2}q-\w{8} +2× {2}Where do I park\?/);
    expect(said.stdout).toMatch(/1 of 1 {2}network\/migration \(en\): two are missing/);
    expect(said.stdout).toMatch(
      /Suggested example questions: 1\n {2}s-\w{8} +1× {2}contact\/erbil: the office up north/,
    );
  });

  it('shows the same as JSON, and of the last days alone', async () => {
    await someDays();
    const all = await report();
    expect(all).toMatchObject({ since: null, questions: 6, badlyRated: [{ notHelpful: 1, helpful: 0 }] });
    expect(all.queue[0]).toMatchObject({ text: 'Where do I park?', unanswered: 2, state: 'new' });
    expect((await report('--since', '7d')).questions).toBe(5);
    expect((await report('--since', '2026-01-06')).questions).toBe(5);
  });

  it('names entries never used and entries past their review date', async () => {
    env.CONTENT_DIR = join(home, 'content');
    cpSync('content', env.CONTENT_DIR, { recursive: true });
    const file = join(env.CONTENT_DIR, 'organisation', 'iom.yaml');
    const entry = readFileSync(file, 'utf8').replace(/^review:.*$/m, '');
    writeFileSync(file, `${entry}\nreview: 2020-02-03\n`);
    const { neverUsed, pastReview } = await report();
    expect(neverUsed).toContain('organisation/iom');
    expect(pastReview[0]).toMatchObject({ entry: 'organisation/iom', review: '2020-02-03' });
  });

  it('can be read while the content has mistakes, and says what is left out', async () => {
    env.CONTENT_DIR = join(home, 'no-content');
    expect(await report()).toMatchObject({ neverUsed: null, pastReview: null });
    expect(said.stderr).toMatch(/content has mistakes.*left out/);
  });

  it('does not show again what was dealt with, though it is asked again', async () => {
    await someDays();
    const [first] = (await report()).queue;
    expect(await journal.run(['done', first.id], env)).toBe(0);
    await someDays();
    expect((await report()).queue.map((item: { text: string }) => item.text)).not.toContain(
      'Where do I park?',
    );
    const treated = (await report('--all')).queue.find((item: { id: string }) => item.id === first.id);
    expect(treated).toMatchObject({ state: 'done', unanswered: 4 });
    await journal.run(['reopen', first.id], env);
    expect((await report()).queue.map((item: { id: string }) => item.id)).toContain(first.id);
  });

  it('can ignore a suggested example', async () => {
    await someDays();
    const [suggestion] = (await report()).suggestions;
    await journal.run(['ignore', suggestion.id], env);
    expect((await report()).suggestions).toEqual([]);
  });

  it('refuses an id that it does not show, and ways it does not know', async () => {
    await expect(journal.run(['done', 'q-00000000'], env)).rejects.toThrow('The journal has no q-00000000');
    await expect(journal.run(['fix'], env)).rejects.toThrow(/does not know "fix"/);
    await expect(journal.run(['--since', 'yesterday'], env)).rejects.toThrow(
      /neither a span such as 7d nor a date/,
    );
    await expect(journal.run(['forget'], env)).rejects.toThrow(/Say what: forget --before/);
    await expect(journal.run(['forget', '--conversation', 'amal'], env)).rejects.toThrow(
      /names no conversation/,
    );
  });
});

describe('npm run journal -- forget', () => {
  it('clears what is older than a date', async () => {
    await someDays();
    await journal.run(['forget', '--before', '2026-01-06'], env);
    expect((await report()).questions).toBe(5);
  });

  it('clears one conversation and leaves no trace of it in the files', async () => {
    await someDays();
    const name = ['slack', AMAL.tenant, AMAL.place, '-', AMAL.asker].map(encodeURIComponent).join('/');
    expect(await journal.run(['forget', '--conversation', name], env)).toBe(0);
    expect((await report()).queue.map((item: { text: string }) => item.text)).toEqual(['salary of a P3']);
    const files = ['dalil.db', 'dalil.db-wal'].map((file) => contents(join(home, file))).join('');
    expect(files).toContain('salary of a P3');
    expect(files).not.toContain('office up north');
  });

  it('clears everything, also when the key of the time is lost', async () => {
    await someDays();
    env.HASH_KEY = 'a new key that is long enough to be one';
    await expect(report()).rejects.toThrow(/another HASH_KEY.*forget --all/);
    await journal.run(['forget', '--all'], env);
    expect((await report()).questions).toBe(0);
  });
});

describe('npm run backup and restore', () => {
  it('bring back what was cleared, and say that the keys are kept apart', async () => {
    await someDays();
    const file = join(home, 'backup.db');
    expect(await backup.run([file], env)).toBe(0);
    expect(said.stderr).toMatch(/keys are not in it/);
    await journal.run(['forget', '--all'], env);
    env.RETENTION_DAYS = '3650';
    expect(await restore.run([file], env)).toBe(0);
    expect((await report()).questions).toBe(6);
  });

  it('do not bring back what is past its time', async () => {
    await someDays();
    const file = join(home, 'backup.db');
    await backup.run([file], env);
    env.RETENTION_DAYS = '90';
    await restore.run([file], env);
    expect((await report()).questions).toBe(5);
    expect(said.stderr).toMatch(/1 of them were older than RETENTION_DAYS/);
  });

  it('want one file', async () => {
    await expect(backup.run([], env)).rejects.toThrow(/Name the one file/);
    await expect(restore.run(['a', 'b'], env)).rejects.toThrow(/Name the one file/);
  });
});

function contents(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return '';
  }
}
