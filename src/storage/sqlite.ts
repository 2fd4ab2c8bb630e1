import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Dialect, SqliteAdapter, SqliteIntrospector, SqliteQueryCompiler } from 'kysely';
import Database from 'libsql';
import { codeOf, StorageError } from './errors.ts';
import { SqliteConnection, SqliteDriver } from './sqlite-driver.ts';

/**
 * Opens (or makes, readable by its owner alone) the file and checks that it is whole.
 * Throws a StorageError that says how to mend it.
 */
export async function openSqlite(file: string) {
  const path = resolve(file);
  const explain = (error: unknown) => explainSqlite(path, error);
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const isNew = !existsSync(path);
    const connection = new SqliteConnection(new Database(path));
    if (isNew) chmodSync(path, 0o600);
    await prepareFile(connection);
    return { dialect: dialectOver(connection), explain };
  } catch (error) {
    throw explain(error);
  }
}

async function prepareFile(connection: SqliteConnection) {
  await connection.run('pragma journal_mode = wal');
  await connection.run('pragma synchronous = normal');
  await connection.run('pragma secure_delete = on');
  const [check] = await connection.run<{ quick_check: string }>('pragma quick_check(1)');
  if (check?.quick_check !== 'ok') throw Object.assign(new Error('damaged'), { code: 'SQLITE_CORRUPT' });
  await connection.begin('begin immediate');
  await connection.end('rollback');
}

function explainSqlite(path: string, error: unknown): StorageError {
  const cause = { cause: error };
  const code = codeOf(error);
  if (code === 'SQLITE_NOTADB' || code === 'SQLITE_CORRUPT')
    return new StorageError(
      `${path} is not a whole SQLite database.`,
      'Move it aside and start again (a new one is made), then bring back a backup: npm run --silent restore -- FILE.',
      cause,
    );
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED')
    return new StorageError(
      `${path} is locked by another program.`,
      'Close the program that holds it (an editor of databases, a copy under way) and start again.',
      cause,
    );
  return new StorageError(
    `The database ${path} cannot be opened or written${code.startsWith('E') ? ` (${code})` : ''}.`,
    'Make its folder writable for the user that runs Dalil and see that the disk is not full, or name another file: DATABASE_URL=file:/path/to/dalil.db.',
    cause,
  );
}

function dialectOver(connection: SqliteConnection): Dialect {
  return {
    createAdapter: () => new SqliteAdapter(),
    createDriver: () => new SqliteDriver(connection),
    createIntrospector: (db) => new SqliteIntrospector(db),
    createQueryCompiler: () => new SqliteQueryCompiler(),
  };
}
