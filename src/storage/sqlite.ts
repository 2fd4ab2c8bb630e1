import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
  type TransactionSettings,
} from 'kysely';
import Database from 'libsql';
import { codeOf, StorageError } from './errors.ts';

/** How long a write waits for another process's write before it counts as failed. */
const BUSY_PATIENCE_MS = 2_000;
/** After a wait in vain the next ones do not wait, for so long: a locked file must not hold up a queue. */
const IMPATIENT_MS = 1_000;

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

/** One connection, lent to one at a time. A writing transaction takes the lock at once, so none fails half-way. */
class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  #last: Promise<void> = Promise.resolve();
  #giveBack: () => void = () => {};

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  async init() {}

  async acquireConnection(): Promise<SqliteConnection> {
    const before = this.#last;
    let giveBack = () => {};
    this.#last = new Promise((resolve) => {
      giveBack = resolve;
    });
    await before;
    this.#giveBack = giveBack;
    return this.#connection;
  }

  async releaseConnection() {
    this.#giveBack();
  }

  async beginTransaction(connection: SqliteConnection, { accessMode }: TransactionSettings) {
    await connection.begin(accessMode === 'read only' ? 'begin' : 'begin immediate');
  }

  async commitTransaction(connection: SqliteConnection) {
    await connection.end('commit');
  }

  async rollbackTransaction(connection: SqliteConnection) {
    await connection.end('rollback');
  }

  async destroy() {
    this.#connection.close();
  }
}

class SqliteConnection implements DatabaseConnection {
  readonly #database: Database.Database;
  #gaveUpAt = 0;

  constructor(database: Database.Database) {
    this.#database = database;
  }

  /** `begin` waits for the lock of another process. Commands go through `exec`, which leaves nothing open when it fails. */
  async begin(command: 'begin' | 'begin immediate') {
    await this.#patiently(() => this.#database.exec(command));
  }

  /** A grave fault has rolled back already; then there is nothing left to end. */
  async end(command: 'commit' | 'rollback') {
    if (command === 'rollback' && !this.#database.inTransaction) return;
    await this.#patiently(() => this.#database.exec(command));
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    if (this.#database.inTransaction || READS.test(query.sql))
      return this.#patiently(() => this.#execute<R>(query));
    await this.begin('begin immediate');
    try {
      const result = this.#execute<R>(query);
      await this.end('commit');
      return result;
    } catch (error) {
      await this.end('rollback');
      throw error;
    }
  }

  async run<R>(text: string): Promise<R[]> {
    return (await this.#patiently(() => this.#execute<R>(CompiledQuery.raw(text)))).rows;
  }

  streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Rows are read whole from SQLite.');
  }

  close() {
    this.#database.close();
  }

  #execute<R>(query: CompiledQuery): QueryResult<R> {
    const statement = this.#database.prepare(query.sql);
    if (statement.reader) return { rows: statement.all(query.parameters) as R[] };
    const { changes } = statement.run(query.parameters);
    return { rows: [], numAffectedRows: BigInt(changes) };
  }

  async #patiently<T>(work: () => T): Promise<T> {
    const deadline = Date.now() + (Date.now() - this.#gaveUpAt < IMPATIENT_MS ? 0 : BUSY_PATIENCE_MS);
    for (;;) {
      try {
        return work();
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY') throw error;
        if (Date.now() >= deadline) {
          this.#gaveUpAt = Date.now();
          throw error;
        }
        await sleep(2 + Math.random() * 18);
      }
    }
  }
}

/** What never needs the write lock; anything else outside a transaction gets one of its own. */
const READS = /^\s*(select|pragma)\b/i;
