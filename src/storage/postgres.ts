import {
  type Dialect,
  type PostgresCursor,
  PostgresDialect,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
} from 'kysely';
import pg from 'pg';
import { codeOf, StorageError } from './errors.ts';

/** How long to wait for a connection, and for one statement: a question's answer is not to be held up. */
const CONNECT_PATIENCE_MS = 5_000;
const STATEMENT_PATIENCE_MS = { serving: 5_000, maintenance: 600_000 };
const BIGINT = 20;

/**
 * Connects once to see that the address is right. Throws a StorageError that says how to mend it and never
 * shows the password.
 */
export async function openPostgres(url: string, use: 'serving' | 'maintenance'): Promise<Dialect> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: CONNECT_PATIENCE_MS,
    query_timeout: STATEMENT_PATIENCE_MS[use],
    statement_timeout: STATEMENT_PATIENCE_MS[use],
    keepAlive: true,
    application_name: 'dalil',
    types: { getTypeParser },
  });
  // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  // The same for one that is lent and breaks between two statements: its next statement tells.
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    (await pool.connect()).release();
  } catch (error) {
    await pool.end();
    throw explainPostgres(url, error);
  }
  return new PostgresDialect({ pool: new LendingPool(pool) });
}

/** Instants are kept as bigint and stay far below 2^53. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  return oid === BIGINT ? Number : pg.types.getTypeParser(oid, format ?? 'text');
}

/** Gives up a connection on which a statement found no answer, so that nobody waits on it again. */
class LendingPool implements PostgresPool {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async connect(): Promise<PostgresPoolClient> {
    return new LentClient(await this.#pool.connect());
  }

  end(): Promise<void> {
    return this.#pool.end();
  }
}

class LentClient implements PostgresPoolClient {
  readonly #client: pg.PoolClient;
  #broken = false;

  constructor(client: pg.PoolClient) {
    this.#client = client;
  }

  query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  query<R>(
    text: string | PostgresCursor<R>,
    parameters: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof text !== 'string') throw new Error('Rows are read whole from PostgreSQL.');
    return this.#ask<R>(text, parameters);
  }

  release() {
    this.#client.release(this.#broken);
  }

  async #ask<R>(text: string, parameters: readonly unknown[]) {
    try {
      const { command, rowCount, rows } = await this.#client.query(text, [...parameters]);
      return { command, rowCount, rows } as PostgresQueryResult<R>;
    } catch (error) {
      this.#broken ||= !isAnswer(error);
      throw error;
    }
  }
}

/** The server itself said no (with an SQLSTATE); anything else is a broken connection. */
function isAnswer(error: unknown): boolean {
  return /^[0-9A-Z]{5}$/.test(codeOf(error));
}

const CURES: readonly [codes: string[], problem: string, cure: string][] = [
  [['ECONNREFUSED'], 'nothing listens there', 'Start PostgreSQL, or mend host and port in DATABASE_URL.'],
  [['ENOTFOUND', 'EAI_AGAIN'], 'there is no such host', 'Mend the host in DATABASE_URL.'],
  [['28P01', '28000'], 'user and password are refused', 'Mend user and password in DATABASE_URL.'],
  [
    ['3D000'],
    'there is no such database',
    'Make it (createdb NAME), or mend the name at the end of DATABASE_URL.',
  ],
  [['42501'], 'the user may not do that', 'Grant the user CREATE on the schema public of the database.'],
  [['57P03', '53300'], 'it takes no connections at the moment', 'Wait until it is up, then start again.'],
];

/** The same words at start, in the commands and in the doctor. */
export function explainPostgres(url: string, error: unknown): StorageError {
  const code = codeOf(error);
  const known = CURES.find(([codes]) => codes.includes(code));
  const problem = known?.[1] ?? 'it does not answer';
  const cure =
    known?.[2] ??
    'See that PostgreSQL runs there, that the way is open (firewall) and whether it asks for ?sslmode=require.';
  return new StorageError(`PostgreSQL at ${withoutPassword(url)}: ${problem}.`, cure, { cause: error });
}

function withoutPassword(url: string): string {
  const { hostname, port, pathname } = new URL(url);
  return `${hostname}${port ? `:${port}` : ''}${pathname}`;
}
