import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Storage } from '../../src/storage/open.ts';

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

/** On the server of `TEST_DATABASE_URL` when that is set, else on the run's own. */
export function postgres(): TestDatabase {
  let server = '';
  const made: string[] = [];
  beforeAll(async () => {
    server = process.env.TEST_DATABASE_URL ?? (await ownServer());
  });
  afterAll(async () => {
    for (const name of made) await administer(server, `drop database if exists "${name}" with (force)`);
  });
  return {
    name: 'PostgreSQL',
    async create() {
      const name = randomName();
      await administer(server, `create database "${name}"`);
      made.push(name);
      const url = new URL(server);
      url.pathname = `/${name}`;
      return url.href;
    },
  };
}

async function ownServer(): Promise<string> {
  const response = await fetch(inject('postgresDoor'));
  if (!response.ok) throw new Error(await response.text());
  return response.text();
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

async function administer(url: string, statement: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

function randomName(): string {
  return `dalil_${randomBytes(6).toString('hex')}`;
}
