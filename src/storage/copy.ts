import { randomBytes } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Kysely, sql } from 'kysely';
import { clearAll, copyAll } from './copy-tables.ts';
import { codeOf, StorageError } from './errors.ts';
import { fingerprint, type Keys } from './keys.ts';
import { migrate } from './migrations.ts';
import { openSqlite } from './sqlite.ts';
import type { Tables } from './tables.ts';

/**
 * Writes all that is kept, as it stands at one instant, into one new SQLite file, whichever database it
 * comes from and while others write to it. Says how many rows. Throws a StorageError when the file exists or
 * cannot be written; a broken-off backup leaves no file.
 */
export async function backUp(db: Kysely<Tables>, file: string): Promise<number> {
  if (existsSync(file))
    throw new StorageError(`${file} exists already.`, 'Name a new file: a backup is never overwritten.');
  const draft = `${resolve(file)}.${randomBytes(4).toString('hex')}.part`;
  try {
    const rows = await withFile(draft, (target) =>
      db
        .transaction()
        .setIsolationLevel('repeatable read')
        .setAccessMode('read only')
        .execute((source) => target.transaction().execute((into) => copyAll(source, into))),
    );
    renameSync(draft, file);
    return rows;
  } finally {
    for (const left of ['', '-wal', '-shm'].map((ending) => `${draft}${ending}`))
      if (existsSync(left)) rmSync(left);
  }
}

/**
 * Replaces all that is kept by what the backup holds, in one transaction and while others serve. A backup of
 * an older version is brought up to date on the way; the file itself stays as it is. Says how many rows.
 * Throws a StorageError when it is no whole backup or was made with other keys; then nothing changes.
 */
export async function restore(db: Kysely<Tables>, file: string, keys: Keys): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'dalil-restore-'));
  const copy = join(folder, 'backup.db');
  try {
    copyOf(file, copy);
    return await withFile(
      copy,
      async (source) => {
        await requireSameKeys(source, keys);
        return db.transaction().execute(async (into) => {
          await clearAll(into);
          return copyAll(source, into);
        });
      },
      file,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function copyOf(file: string, copy: string) {
  try {
    copyFileSync(file, copy);
  } catch (error) {
    throw new StorageError(`${file} cannot be read (${codeOf(error)}).`, 'Name the file that backup wrote.', {
      cause: error,
    });
  }
}

/** Works on a backup file. `backup` names an existing one as the person knows it; without it a new one is made. */
async function withFile<T>(
  path: string,
  work: (db: Kysely<Tables>) => Promise<T>,
  backup: string | null = null,
): Promise<T> {
  const { dialect } = await openSqlite(path).catch((error) => {
    throw backup === null ? unwritable(path, error) : noBackup(backup, error);
  });
  const db = new Kysely<Tables>({ dialect });
  try {
    if (backup !== null) await requireBackup(db, backup);
    await migrate(db, async () => {});
    const result = await work(db);
    await sql`pragma journal_mode = delete`.execute(db);
    return result;
  } finally {
    await db.destroy();
  }
}

async function requireBackup(db: Kysely<Tables>, file: string) {
  const { rows } = await sql`select name from sqlite_master where name = 'schema_versions'`.execute(db);
  if (rows.length === 0) throw noBackup(file);
}

function noBackup(file: string, cause?: unknown): StorageError {
  return new StorageError(`${file} is no whole backup.`, 'Name a file that backup wrote.', { cause });
}

function unwritable(path: string, cause: unknown): StorageError {
  return new StorageError(
    `${path} cannot be written.`,
    'Name a file in a folder that this user may write to and that has room.',
    { cause },
  );
}

async function requireSameKeys(source: Kysely<Tables>, keys: Keys) {
  const mine: Record<string, string> = {
    hash: fingerprint(keys.hash),
    encryption: fingerprint(keys.encryption),
  };
  for (const { name, fingerprint: theirs } of await source
    .selectFrom('key_fingerprints')
    .selectAll()
    .execute())
    if (mine[name] !== undefined && mine[name] !== theirs)
      throw new StorageError(
        `The backup was made with another ${name.toUpperCase()}_KEY.`,
        `Set ${name.toUpperCase()}_KEY to the key of the time (data/${name}.key), then restore.`,
      );
}
