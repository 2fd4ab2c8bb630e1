import { chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHashes } from '../../src/desk/address.ts';
import { backUp, restore } from '../../src/storage/copy.ts';
import { loadKeys } from '../../src/storage/keys.ts';
import { openStorage, type Storage } from '../../src/storage/open.ts';
import { AGING } from '../../src/storage/retention.ts';
import { AMAL, BASIM, closeDesks, deskOn, idOf } from '../desk/people.ts';
import { dump, temporaryFolder, testDatabases } from './databases.ts';
import { KEYS, open } from './opening.ts';

const DAY_MS = 86_400_000;
const folder = temporaryFolder();

/** Something in every table. */
async function fill(storage: Storage, at = new Date(), address = AMAL) {
  const desk = deskOn(storage, { clock: () => at, retentionDays: 3_650 });
  await desk.once({ messageId: `${at.getTime()}`, address, sentAt: at }, async () => {});
  const served = await desk.ask({ address, text: 'which office has the giraffe' });
  await desk.rate(idOf(served), address, 'not-helpful', 'no giraffe');
  await desk.choose({ address, text: '', plan: 'office:erbil' });
  await desk.ask({ address, text: 'salary of a giraffe' });
  const hashes = createHashes(KEYS.hash);
  const left = { message: address.place, sentAt: at.getTime(), holder: 'died' };
  await storage.claims.take({ ...left, conversation: hashes.conversation(address) }, 1);
  await storage.references.set(address.place, { conversation: { id: address.place } });
  await storage.installations.set('T-iom-iraq', { token: 'xoxb-secret-giraffe' });
  await storage.seen.set('slack', at);
}

describe.each(testDatabases())('What is kept on $name', (database) => {
  let storage: Storage;
  beforeAll(async () => {
    storage = await open(await database.create());
  });
  afterAll(async () => {
    await closeDesks();
    await storage.close();
  });

  it('clears the rows of every table that holds anything of a conversation after RETENTION_DAYS', async () => {
    await fill(storage);
    const future = new Date(Date.now() + 91 * DAY_MS);
    expect(Object.values(await sizes(storage, Object.keys(AGING)))).not.toContain(0);
    await deskOn(storage, { clock: () => future, retentionDays: 90 }).close();
    expect(Object.entries(await sizes(storage, Object.keys(AGING))).filter(([, rows]) => rows > 0)).toEqual(
      [],
    );
    expect((await sizes(storage, ['installations'])).installations).toBe(1);
  });

  it('forgets one conversation at once and leaves the others', async () => {
    await storage.retention.clearBefore(Number.MAX_SAFE_INTEGER);
    const mine = { ...AMAL, place: 'C-mine' };
    await fill(storage, new Date(), mine);
    await closeDesks();
    const before = await sizes(storage, Object.keys(AGING));
    await fill(storage, new Date(), { ...BASIM, place: 'C-others' });
    await closeDesks();
    const hashes = createHashes(KEYS.hash);
    const conversation = hashes.conversation(mine);
    const sealFor = (row: string) => hashes.seal(row, conversation);
    await storage.retention.forget({ conversation, sealFor, reference: mine.place });
    expect(await sizes(storage, Object.keys(AGING))).toEqual(before);
    expect(await storage.references.get('C-mine')).toBeNull();
    expect(await storage.references.get('C-others')).not.toBeNull();
  });

  it('seals tokens and references, and finds them again', async () => {
    await storage.installations.set('T-first', { token: 'xoxb-first' });
    await storage.installations.set('T-first', { token: 'xoxb-second' });
    expect(await storage.installations.get('T-first')).toEqual({ token: 'xoxb-second' });
    expect(JSON.stringify(await dump(storage))).not.toMatch(/xoxb|T-first/);
    await storage.references.set('19:meeting', { service: 'https://smba' });
    expect(await storage.references.all()).toContainEqual({ service: 'https://smba' });
    await storage.references.delete('19:meeting');
    expect(await storage.references.get('19:meeting')).toBeNull();
  });

  it('does not open a sealed value that was moved to another id', async () => {
    await storage.installations.set('T-one', { token: 'one' });
    await storage.installations.set('T-two', { token: 'two' });
    const rows = await storage.db.selectFrom('installations').selectAll().orderBy('at').execute();
    const [first, second] = rows.slice(-2);
    await storage.db
      .updateTable('installations')
      .set({ sealed: second?.sealed ?? '' })
      .where('id', '=', first?.id ?? '')
      .execute();
    await expect(storage.installations.get('T-one')).rejects.toThrow(/does not open.*ENCRYPTION_KEY/);
  });

  it('remembers when a platform was last heard of', async () => {
    const at = new Date('2026-05-01T10:00:00Z');
    await storage.seen.set('teams', at);
    expect(await storage.seen.get('teams')).toEqual(at);
    await storage.seen.delete('teams');
    expect(await storage.seen.get('teams')).toBeNull();
  });

  it('refuses other keys, which would let replicas talk past each other, until nothing depends on them', async () => {
    const url = await database.create();
    const first = await open(url);
    await fill(first);
    await closeDesks();
    await first.close();
    const otherKeys = { encryption: Buffer.alloc(32, 8), hash: Buffer.alloc(32, 9) };
    await expect(openStorage(url, { keys: { ...KEYS, hash: otherKeys.hash } })).rejects.toThrow(
      /another HASH_KEY.*Set HASH_KEY/,
    );
    await expect(openStorage(url, { keys: { ...KEYS, encryption: otherKeys.encryption } })).rejects.toThrow(
      /another ENCRYPTION_KEY/,
    );
    const clearing = await openStorage(url, { keys: otherKeys, checkKeys: false });
    await clearing.retention.clearBefore(Number.MAX_SAFE_INTEGER);
    await clearing.retention.clearSealed();
    await clearing.close();
    await (await openStorage(url, { keys: otherKeys })).close();
  });

  it('is migrated by any number of processes that start at once', async () => {
    const url = await database.create();
    const opened = await Promise.all(Array.from({ length: 5 }, () => open(url)));
    const versions = await opened[0]?.db.selectFrom('schema_versions').select('version').execute();
    expect(new Set(versions?.map(({ version }) => version)).size).toBe(versions?.length);
    await Promise.all(opened.map((each) => each.close()));
  });

  it('refuses tables that a newer version wrote', async () => {
    const url = await database.create();
    const newer = await open(url);
    await newer.db.insertInto('schema_versions').values({ version: 999, at: 0 }).execute();
    await newer.close();
    await expect(open(url)).rejects.toThrow(/newer version of Dalil.*Run that newer version/);
  });
});

describe('Backups', () => {
  const [sqlite, postgres] = testDatabases();
  const pairs = [
    [sqlite, sqlite],
    [postgres, postgres],
    [sqlite, postgres],
    [postgres, sqlite],
  ];

  it.each(pairs)('from %o to %o bring all of it back while others write', async (from, to) => {
    const source = await open((await from?.create()) ?? '');
    const target = await open((await to?.create()) ?? '');
    await fill(source);
    await fill(target, new Date(), { ...BASIM, place: 'C-replaced' });
    await closeDesks();
    const kept = await backedUp(source);
    const writing = deskOn(source);
    const file = join(folder(), `${from?.name}-${to?.name}.db`);
    const [rows] = await Promise.all([
      backUp(source.db, file),
      ...Array.from({ length: 20 }, (_, index) =>
        writing.ask({ address: BASIM, text: `while serving ${index}` }),
      ),
    ]);
    expect(rows).toBeGreaterThanOrEqual(Object.values(kept).flat().length);
    expect(statSync(file).mode & 0o077).toBe(0);
    await restore(target.db, file, KEYS);
    const back = await backedUp(target);
    for (const table of ['votes', 'taps', 'installations', 'conversation_references', 'seen'])
      expect(back[table]).toEqual(kept[table]);
    expect(back.journal).toEqual(expect.arrayContaining(kept.journal ?? []));
    expect(await target.installations.get('T-iom-iraq')).toEqual({ token: 'xoxb-secret-giraffe' });
    await closeDesks();
    await Promise.all([source.close(), target.close()]);
  });

  it('are never overwritten, and a wrong file changes nothing', async () => {
    const storage = await open((await sqlite?.create()) ?? '');
    await fill(storage);
    await closeDesks();
    const before = await dump(storage);
    const file = join(folder(), 'once.db');
    await backUp(storage.db, file);
    await expect(backUp(storage.db, file)).rejects.toThrow(/exists already/);
    writeFileSync(join(folder(), 'notes.txt'), 'shopping list '.repeat(500));
    await expect(restore(storage.db, join(folder(), 'notes.txt'), KEYS)).rejects.toThrow(/no whole backup/);
    await expect(restore(storage.db, join(folder(), 'missing.db'), KEYS)).rejects.toThrow(/cannot be read/);
    const half = readFileSync(file).subarray(0, 6_000);
    writeFileSync(join(folder(), 'half.db'), half);
    await expect(restore(storage.db, join(folder(), 'half.db'), KEYS)).rejects.toThrow(/no whole backup/);
    const otherKeys = { ...KEYS, hash: Buffer.alloc(32, 9) };
    await expect(restore(storage.db, file, otherKeys)).rejects.toThrow(/made with another HASH_KEY/);
    await expect(backUp(storage.db, join(folder(), 'notes.txt', 'x.db'))).rejects.toThrow(
      /cannot be written/,
    );
    expect(await dump(storage)).toEqual(before);
    expect(readdirSync(folder()).filter((name) => name.includes('.part'))).toEqual([]);
    await storage.close();
  });
});

describe('Keys', () => {
  it('are made once, readable by their owner alone, and stay the same', () => {
    const directory = join(folder(), 'keys', 'data');
    const made = loadKeys({ encryptionKey: null, hashKey: null, directory });
    expect(loadKeys({ encryptionKey: null, hashKey: null, directory })).toEqual(made);
    expect(made.hash).not.toEqual(made.encryption);
    expect(statSync(join(directory, 'hash.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(directory).sort()).toEqual(['encryption.key', 'hash.key']);
  });

  it('are not made when they are given', () => {
    const directory = join(folder(), 'given');
    const key = 'k'.repeat(32);
    loadKeys({ encryptionKey: key, hashKey: key, directory });
    expect(existsSync(directory)).toBe(false);
  });

  it('say what to do when their folder cannot be made or a key file is damaged', () => {
    const file = join(folder(), 'a-file');
    writeFileSync(file, '');
    const under = { encryptionKey: null, hashKey: null, directory: join(file, 'data') };
    expect(() => loadKeys(under)).toThrow(/cannot be read or made.*openssl rand/);
    writeFileSync(join(folder(), 'encryption.key'), 'short');
    chmodSync(join(folder(), 'encryption.key'), 0o600);
    expect(() => loadKeys({ ...under, directory: folder() })).toThrow(/too short to be a key/);
  });
});

async function sizes(storage: Storage, tables: string[]) {
  const rows = await dump(storage);
  return Object.fromEntries(tables.map((table) => [table, rows[table]?.length ?? -1]));
}

/** The rows that a backup holds, in the order of their ids. */
async function backedUp(storage: Storage) {
  const { messages, leases, schema_versions, ...rows } = await dump(storage);
  for (const table of Object.values(rows))
    table.sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  return rows;
}
