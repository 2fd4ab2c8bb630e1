import { type Dialect, Kysely, sql, type Transaction } from 'kysely';
import type { Log } from '../log.ts';
import type { Treatment } from '../memory.ts';
import { Availability } from './availability.ts';
import { createClaims, type DatabaseClock } from './claims.ts';
import { createConversations } from './conversations.ts';
import { StorageError } from './errors.ts';
import { checkKeys } from './fingerprints.ts';
import { createJournal, markRows } from './journal.ts';
import type { Keys } from './keys.ts';
import { migrate } from './migrations.ts';
import { createReading } from './reading.ts';
import { createRetention } from './retention.ts';
import { createSeen } from './seen.ts';
import type { Tables } from './tables.ts';
import { createVault, vaultId } from './vault.ts';

export interface StorageOptions {
  keys: Keys;
  /** Hears that the database went away and came back. Details hold codes, never data. */
  log?: Pick<Log, 'info' | 'warn'>;
  /** Maintenance (a backup) may take its time, which a question may not. */
  use?: 'serving' | 'maintenance';
  /** False only for a command that clears what was made with lost keys. */
  checkKeys?: boolean;
}

export type Storage = Awaited<ReturnType<typeof openStorage>>;

const SILENT: Pick<Log, 'info' | 'warn'> = { info() {}, warn() {} };

/**
 * Opens `file:…` (SQLite) or `postgres://…`, brings its tables up to date and checks that it was written
 * with these keys. Throws a StorageError that says what is wrong and how to mend it. From then on a database
 * that goes away makes calls throw a StorageAwayError at once, until it is back.
 */
export async function openStorage(url: string, options: StorageOptions) {
  const { keys, log = SILENT, use = 'serving', checkKeys: check = true } = options;
  const engine = await openEngine(url, use);
  const { db, now } = engine;
  const prepare = () => migrate(db, engine.lock);
  try {
    await prepare();
    if (check) await checkKeys(db, keys);
  } catch (error) {
    await db.destroy();
    throw error instanceof StorageError ? error : engine.explain(error);
  }
  const availability = new Availability(prepare, log);
  return {
    db,
    conversations: createConversations(db, availability),
    journal: createJournal(db, availability),
    claims: createClaims(db, now, availability),
    retention: createRetention(db, (id) => vaultId(keys, 'conversation_references', id)),
    /** Removes deleted rows from the disk too. */
    scrub: engine.scrub,
    reading: createReading(db),
    installations: createVault(db, 'installations', keys, availability),
    references: createVault(db, 'conversation_references', keys, availability),
    seen: createSeen(db, availability),
    /** Treats suggested examples, as `journal.mark` treats questions. */
    markTaps: (ids: string[], state: Treatment) => markRows(db, 'taps', ids, state),
    /** True while the database is known to be away. */
    get away(): boolean {
      return availability.away;
    },
    async close() {
      availability.close();
      await db.destroy();
    },
  };
}

interface Engine {
  db: Kysely<Tables>;
  now: DatabaseClock;
  /** Lets one process at a time change the tables. */
  lock(db: Transaction<Tables>): Promise<void>;
  /** Removes deleted rows from the disk. */
  scrub(): Promise<void>;
  explain(error: unknown): StorageError;
}

/** Only the driver that is configured is loaded. */
async function openEngine(url: string, use: 'serving' | 'maintenance'): Promise<Engine> {
  if (url.startsWith('file:')) return sqliteEngine(url.slice('file:'.length).replace(/^\/\/(?=\/)/, ''));
  if (/^postgres(ql)?:/.test(url)) return postgresEngine(url, use);
  throw new StorageError(
    'DATABASE_URL is neither a file nor a PostgreSQL address.',
    'Set file:data/dalil.db or postgres://user:password@host:5432/name.',
  );
}

async function sqliteEngine(file: string): Promise<Engine> {
  const { openSqlite } = await import('./sqlite.ts');
  const { dialect, explain } = await openSqlite(file);
  const db = open(dialect);
  return {
    db,
    now: sql<number>`cast(unixepoch('subsec') * 1000 as integer)`,
    // A transaction already holds the file's only write lock.
    lock: async () => {},
    scrub: async () => {
      await sql`pragma wal_checkpoint(truncate)`.execute(db);
    },
    explain,
  };
}

async function postgresEngine(url: string, use: 'serving' | 'maintenance'): Promise<Engine> {
  const { explainPostgres, openPostgres } = await import('./postgres.ts');
  const db = open(await openPostgres(url, use));
  return {
    db,
    now: sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`,
    lock: async (transaction) => {
      await sql`select pg_advisory_xact_lock(${sql.lit(MIGRATION_LOCK)})`.execute(transaction);
    },
    scrub: async () => {
      await sql`vacuum conversations, journal, votes, taps, messages, conversation_references`.execute(db);
    },
    explain: (error) => explainPostgres(url, error),
  };
}

/** Any number that no other program on the same database uses. */
const MIGRATION_LOCK = 7_315_020;

function open(dialect: Dialect): Kysely<Tables> {
  return new Kysely<Tables>({ dialect });
}
