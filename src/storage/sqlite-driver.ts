import { setTimeout as sleep } from 'node:timers/promises';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely';
import type Database from 'libsql';
import { codeOf } from './errors.ts';

/** How long a write waits for another process's write before it counts as failed. */
const BUSY_PATIENCE_MS = 2_000;
/** After a wait in vain the next ones do not wait, for so long: a locked file must not hold up a queue. */
const IMPATIENT_MS = 1_000;

/** One connection, lent to one at a time. A writing transaction takes the lock at once, so none fails half-way. */
export class SqliteDriver implements Driver {
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

export class SqliteConnection implements DatabaseConnection {
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
    for (let tries = 1; ; tries += 1) {
      try {
        return work();
      } catch (error) {
        if (codeOf(error) !== 'SQLITE_BUSY') throw error;
        if (Date.now() >= deadline) {
          this.#gaveUpAt = Date.now();
          throw error;
        }
        await sleep(Math.min(tries, 20) * (0.5 + Math.random()));
      }
    }
  }
}

/** What never needs the write lock; anything else outside a transaction gets one of its own. */
const READS = /^\s*(select|pragma)\b/i;
