import { type Kysely, sql } from 'kysely';
import type { Forgotten } from '../memory.ts';
import type { Tables } from './tables.ts';

/**
 * Every table that holds anything of a conversation, and the instant from which its rows age. The rest
 * (installations, the platforms' last sign of life, keys' fingerprints, versions) holds nothing of one.
 */
export const AGING = {
  conversations: 'at',
  journal: 'at',
  votes: 'at',
  taps: 'at',
  messages: 'alive_until',
  leases: 'until',
  conversation_references: 'at',
} as const;

/** Each says how many rows went. */
export function createRetention(db: Kysely<Tables>, referenceRow: (id: string) => string) {
  return {
    /** Deletes every row older than `before` (milliseconds since 1970). */
    clearBefore: (before: number): Promise<number> => clearBefore(db, before),
    /** Deletes all that is held of one conversation. */
    forget: (forgotten: Forgotten): Promise<number> =>
      db
        .transaction()
        .execute((transaction) =>
          forget(transaction, { ...forgotten, reference: referenceRow(forgotten.reference) }),
        ),
    /** Deletes the tokens and references that were sealed. */
    clearSealed: async (): Promise<number> => {
      const installations = await db.deleteFrom('installations').executeTakeFirst();
      const references = await db.deleteFrom('conversation_references').executeTakeFirst();
      return Number(installations.numDeletedRows + references.numDeletedRows);
    },
  };
}

async function clearBefore(db: Kysely<Tables>, before: number): Promise<number> {
  let cleared = 0;
  for (const [table, column] of Object.entries(AGING)) {
    const result = await sql`delete from ${sql.table(table)} where ${sql.ref(column)} < ${before}`.execute(
      db,
    );
    cleared += Number(result.numAffectedRows ?? 0n);
  }
  return cleared;
}

async function forget(db: Kysely<Tables>, { conversation, sealFor, reference }: Forgotten): Promise<number> {
  const answers = (await db.selectFrom('journal').select(['id', 'seal']).execute()).filter(
    (row) => sealFor(row.id) === row.seal,
  );
  const taps = (await db.selectFrom('taps').select(['id', 'seal']).execute()).filter(
    (row) => sealFor(row.id) === row.seal,
  );
  let cleared = 0;
  const remove = async (table: keyof Tables, column: string, value: string) => {
    const result = await sql`delete from ${sql.table(table)} where ${sql.ref(column)} = ${value}`.execute(db);
    cleared += Number(result.numAffectedRows ?? 0n);
  };
  for (const { id } of answers) {
    await remove('votes', 'answer', id);
    await remove('journal', 'id', id);
  }
  for (const { id } of taps) await remove('taps', 'id', id);
  await remove('conversations', 'id', conversation);
  await remove('messages', 'conversation', conversation);
  await remove('leases', 'conversation', conversation);
  await remove('conversation_references', 'id', reference);
  return cleared;
}
