import type { Kysely } from 'kysely';
import type { Platform } from '../domain.ts';
import type { Availability } from './availability.ts';
import type { Tables } from './tables.ts';

/** A sign of life is written at most so often by one process. */
const WRITTEN_EVERY_MS = 60_000;

/** When each platform last sent anything. Every method throws a StorageAwayError while the database is away. */
export function createSeen(db: Kysely<Tables>, availability: Availability) {
  const written = new Map<Platform, number>();
  return {
    async set(platform: Platform, at: Date): Promise<void> {
      if (at.getTime() - (written.get(platform) ?? 0) < WRITTEN_EVERY_MS) return;
      const fresh = { at: at.getTime() };
      const insert = db.insertInto('seen').values({ platform, ...fresh });
      await availability.run(() =>
        insert.onConflict((conflict) => conflict.column('platform').doUpdateSet(fresh)).execute(),
      );
      written.set(platform, at.getTime());
    },
    async get(platform: Platform): Promise<Date | null> {
      const row = await availability.run(() =>
        db.selectFrom('seen').select('at').where('platform', '=', platform).executeTakeFirst(),
      );
      return row === undefined ? null : new Date(row.at);
    },
    async delete(platform: Platform): Promise<void> {
      written.delete(platform);
      await availability.run(() => db.deleteFrom('seen').where('platform', '=', platform).execute());
    },
  };
}
