import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AGING } from '../../src/storage/retention.ts';
import { testDatabases } from './databases.ts';
import { open } from './opening.ts';

const TABLE_ROW = /^\| (\w+) \| (\w+) \| (.+) \| (.+) \|$/gm;
const rows = [...readFileSync('docs/privacy.md', 'utf8').matchAll(TABLE_ROW)].filter(
  ([, table]) => table !== 'table',
);

describe.each(testDatabases())('docs/privacy.md and the tables on $name', (database) => {
  it('list the same columns', async () => {
    const storage = await open(await database.create());
    const tables = await storage.db.introspection.getTables();
    const columns = tables.flatMap((table) => table.columns.map((column) => `${table.name}.${column.name}`));
    expect(rows.map(([, table, column]) => `${table}.${column}`).sort()).toEqual(columns.sort());
    await storage.close();
  });
});

describe('docs/privacy.md', () => {
  it('keeps for good only what holds nothing of a conversation', () => {
    const forGood = rows
      .filter(([, , , , long = '']) => long.startsWith('for good'))
      .map(([, table]) => table);
    expect(forGood.filter((table) => table !== undefined && table in AGING)).toEqual([]);
    const other = rows.map(([, table]) => table).filter((table) => table !== undefined && !(table in AGING));
    expect(new Set(other)).toEqual(new Set(['installations', 'seen', 'key_fingerprints', 'schema_versions']));
  });
});
