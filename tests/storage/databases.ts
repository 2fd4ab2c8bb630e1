import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../../src/commands/bench/postgres.ts';
import { openStorage, type Storage } from '../../src/storage/open.ts';

/** Keys that every process of a test shares. */
export const KEYS = { encryption: Buffer.alloc(32, 1), hash: Buffer.alloc(32, 2) };

export interface TestDatabase {
  name: string;
  /** The address of a new, empty database. */
  create(): Promise<string>;
}

/** Both databases, for real; each is made before the file's tests and removed after them. */
export function testDatabases(): TestDatabase[] {
  return [sqlite(), postgres()];
}

export function sqlite(): TestDatabase {
  const folder = temporaryFolder();
  return { name: 'SQLite', create: async () => `file:${join(folder(), `${randomName()}.db`)}` };
}

/** `TEST_DATABASE_URL` when it is set, else a PostgreSQL of the tests' own. */
export function postgres(): TestDatabase {
  let own: OwnPostgres | null = null;
  const made: string[] = [];
  const given = process.env.TEST_DATABASE_URL;
  beforeAll(async () => {
    if (given === undefined) own = await startOwnPostgres();
  });
  afterAll(async () => {
    await own?.dispose();
    for (const name of made) await administer(given ?? '', `drop database if exists "${name}" with (force)`);
  });
  return {
    name: 'PostgreSQL',
    async create() {
      const name = randomName();
      if (own !== null) return own.createDatabase(name);
      await administer(given ?? '', `create database "${name}"`);
      made.push(name);
      const url = new URL(given ?? '');
      url.pathname = `/${name}`;
      return url.href;
    },
  };
}

/** A folder that is gone after the file's tests. */
export function temporaryFolder(): () => string {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'dalil-test-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return () => folder;
}

/** Everything that is kept, as text. */
export async function dump(storage: Storage): Promise<Record<string, Record<string, unknown>[]>> {
  const tables = await storage.db.introspection.getTables();
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const { name } of tables)
    rows[name] = (await storage.db
      .selectFrom(name as 'journal')
      .selectAll()
      .execute()) as unknown as Record<string, unknown>[];
  return rows;
}

export function open(url: string): Promise<Storage> {
  return openStorage(url, { keys: KEYS });
}

async function administer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function randomName(): string {
  return `dalil_${randomBytes(6).toString('hex')}`;
}
