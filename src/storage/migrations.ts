import { type Kysely, sql, type Transaction } from 'kysely';
import { StorageError } from './errors.ts';
import type { Tables } from './tables.ts';

type Migration = (db: Transaction<Tables>) => Promise<void>;

/** In order, never changed once released: a database is as old as the number of these it has seen. */
const MIGRATIONS: readonly Migration[] = [createConversationTables, createPlatformTables];

/** The version of the tables that this program writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/**
 * Brings the tables up to this version, in one transaction and under a lock, so that any number of
 * processes may start at once. Refuses a database that a newer version of the program has written.
 */
export async function migrate(db: Kysely<Tables>, lock: (db: Transaction<Tables>) => Promise<void>) {
  await db.transaction().execute(async (transaction) => {
    await lock(transaction);
    const version = await versionOf(transaction);
    if (version > SCHEMA_VERSION) throw tooNew(version);
    for (let next = version; next < SCHEMA_VERSION; next += 1) {
      await MIGRATIONS[next]?.(transaction);
      await transaction
        .insertInto('schema_versions')
        .values({ version: next + 1, at: Date.now() })
        .execute();
    }
  });
}

async function versionOf(db: Transaction<Tables>): Promise<number> {
  await db.schema
    .createTable('schema_versions')
    .ifNotExists()
    .addColumn('version', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  const row = await db
    .selectFrom('schema_versions')
    .select((query) => query.fn.max('version').as('version'))
    .executeTakeFirst();
  return row?.version ?? 0;
}

function tooNew(version: number): StorageError {
  return new StorageError(
    `The database was written by a newer version of Dalil (tables ${version}, this program knows ${SCHEMA_VERSION}).`,
    'Run that newer version, or restore a backup made by this one.',
  );
}

async function createConversationTables(db: Transaction<Tables>) {
  await db.schema
    .createTable('conversations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('context', 'text', (column) => column.notNull())
    .addColumn('answer', 'text')
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await createJournal(db);
  await createMessages(db);
}

async function createJournal(db: Transaction<Tables>) {
  await db.schema
    .createTable('journal')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('platform', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('outcome', 'text', (column) => column.notNull())
    .addColumn('confidence', 'double precision', (column) => column.notNull())
    .addColumn('entry', 'text')
    .addColumn('entries', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('text', 'text')
    .addColumn('state', 'text')
    .addColumn('seal', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('journal_at').on('journal').column('at').execute();
  await createVotesAndTaps(db);
}

async function createVotesAndTaps(db: Transaction<Tables>) {
  await db.schema
    .createTable('votes')
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('voter', 'text', (column) => column.notNull())
    .addColumn('verdict', 'text', (column) => column.notNull())
    .addColumn('reason', 'text')
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('votes_once', ['answer', 'voter'])
    .execute();
  await db.schema
    .createTable('taps')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .addColumn('entry', 'text', (column) => column.notNull())
    .addColumn('language', 'text', (column) => column.notNull())
    .addColumn('text', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('seal', 'text', (column) => column.notNull())
    .execute();
}

async function createMessages(db: Transaction<Tables>) {
  await db.schema
    .createTable('messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation', 'text', (column) => column.notNull())
    .addColumn('sent_at', 'bigint', (column) => column.notNull())
    .addColumn('alive_until', 'bigint', (column) => column.notNull())
    .addColumn('done_at', 'bigint')
    .execute();
  await db.schema
    .createIndex('messages_waiting')
    .on('messages')
    .columns(['conversation', 'sent_at'])
    .where(sql.ref('done_at'), 'is', null)
    .execute();
  await db.schema
    .createTable('leases')
    .addColumn('conversation', 'text', (column) => column.primaryKey())
    .addColumn('holder', 'text', (column) => column.notNull())
    .addColumn('until', 'bigint', (column) => column.notNull())
    .execute();
}

async function createPlatformTables(db: Transaction<Tables>) {
  for (const table of ['installations', 'conversation_references'] as const) {
    await db.schema
      .createTable(table)
      .addColumn('id', 'text', (column) => column.primaryKey())
      .addColumn('sealed', 'text', (column) => column.notNull())
      .addColumn('at', 'bigint', (column) => column.notNull())
      .execute();
  }
  await db.schema
    .createTable('seen')
    .addColumn('platform', 'text', (column) => column.primaryKey())
    .addColumn('at', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('key_fingerprints')
    .addColumn('name', 'text', (column) => column.primaryKey())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .execute();
}
