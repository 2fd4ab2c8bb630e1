import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Availability } from './availability.ts';
import { StorageError } from './errors.ts';
import type { Keys } from './keys.ts';
import type { Tables } from './tables.ts';

/**
 * JSON values under ids, sealed with AES-256-GCM; the ids are kept as keyed hashes. A row that was changed
 * or moved to another id does not open. Every method throws a StorageAwayError while the database is away.
 */
export interface Vault {
  /** The value as it was set; null when there is none. Throws a StorageError when it does not open. */
  get(id: string): Promise<unknown>;
  set(id: string, value: unknown): Promise<void>;
  delete(id: string): Promise<void>;
  /** Every value. */
  all(): Promise<unknown[]>;
}

export function createVault(
  db: Kysely<Tables>,
  table: 'installations' | 'conversation_references',
  keys: Keys,
  availability: Availability,
): Vault {
  const row = (id: string) => vaultId(keys, table, id);
  const open = (kept: { id: string; sealed: string }) => unseal(keys.encryption, kept.id, kept.sealed);
  return {
    async get(id) {
      const kept = await availability.run(() =>
        db.selectFrom(table).selectAll().where('id', '=', row(id)).executeTakeFirst(),
      );
      return kept === undefined ? null : open(kept);
    },
    async set(id, value) {
      const fresh = { sealed: seal(keys.encryption, row(id), value), at: Date.now() };
      const insert = db.insertInto(table).values({ id: row(id), ...fresh });
      await availability.run(() =>
        insert.onConflict((conflict) => conflict.column('id').doUpdateSet(fresh)).execute(),
      );
    },
    async delete(id) {
      await availability.run(() => db.deleteFrom(table).where('id', '=', row(id)).execute());
    },
    async all() {
      const rows = await availability.run(() => db.selectFrom(table).selectAll().orderBy('at').execute());
      return rows.map(open);
    },
  };
}

/** The row under which a vault keeps an id. */
export function vaultId(keys: Keys, table: string, id: string): string {
  return createHmac('sha256', keys.encryption).update(`${table}\n${id}`).digest('hex').slice(0, 32);
}

function seal(key: Buffer, row: string, value: unknown): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(row));
  const body = Buffer.concat([cipher.update(JSON.stringify(value), 'utf8'), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64');
}

function unseal(key: Buffer, row: string, sealed: string): unknown {
  const bytes = Buffer.from(sealed, 'base64');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(Buffer.from(row));
    decipher.setAuthTag(bytes.subarray(12, 28));
    return JSON.parse(decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8'));
  } catch (cause) {
    throw new StorageError(
      'A sealed value in the database does not open.',
      'Set ENCRYPTION_KEY to the key it was written with, or install the app anew.',
      { cause },
    );
  }
}
