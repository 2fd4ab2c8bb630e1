import type { Kysely, Transaction } from 'kysely';
import { StorageError } from './errors.ts';
import { fingerprint, type Keys } from './keys.ts';
import type { Tables } from './tables.ts';

const HASHED = ['conversations', 'journal', 'votes', 'taps', 'messages'] as const;
const SEALED = ['installations', 'conversation_references'] as const;

/**
 * Sees that this process uses the keys that the database was written with: with others, replicas would not
 * know each other's messages and tokens could not be read. A database that holds nothing made with the old
 * key takes the new one.
 */
export async function checkKeys(db: Kysely<Tables>, keys: Keys) {
  await db.transaction().execute(async (transaction) => {
    if (!(await agrees(transaction, 'hash', keys.hash, HASHED))) throw otherHashKey();
    if (!(await agrees(transaction, 'encryption', keys.encryption, SEALED))) throw otherEncryptionKey();
  });
}

async function agrees(
  db: Transaction<Tables>,
  name: string,
  key: Buffer,
  tables: readonly (keyof Tables)[],
): Promise<boolean> {
  const mine = fingerprint(key);
  await db
    .insertInto('key_fingerprints')
    .values({ name, fingerprint: mine })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const kept = await db
    .selectFrom('key_fingerprints')
    .selectAll()
    .where('name', '=', name)
    .executeTakeFirst();
  if (kept?.fingerprint === mine) return true;
  for (const table of tables) if (await holdsAnything(db, table)) return false;
  await db.updateTable('key_fingerprints').set({ fingerprint: mine }).where('name', '=', name).execute();
  return true;
}

async function holdsAnything(db: Transaction<Tables>, table: keyof Tables): Promise<boolean> {
  const rows = await db
    .selectFrom(table)
    .select((query) => query.lit(1).as('one'))
    .limit(1)
    .execute();
  return rows.length > 0;
}

function otherHashKey(): StorageError {
  return new StorageError(
    'The database was written with another HASH_KEY.',
    'Set HASH_KEY to the one of the other replicas (or bring back data/hash.key). If it is lost, clear what was made with it: npm run --silent journal -- forget --all.',
  );
}

function otherEncryptionKey(): StorageError {
  return new StorageError(
    'The database was written with another ENCRYPTION_KEY.',
    'Set ENCRYPTION_KEY to the one of the other replicas (or bring back data/encryption.key). If it is lost, clear what was sealed with it and install the app anew: npm run --silent journal -- forget --installations.',
  );
}
