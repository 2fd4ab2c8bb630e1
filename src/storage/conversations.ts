import type { Kysely } from 'kysely';
import type { LastTurn, Memory, Turn } from '../memory.ts';
import type { Availability } from './availability.ts';
import type { Tables } from './tables.ts';

/** Every method throws a StorageAwayError while the database is away. */
export function createConversations(db: Kysely<Tables>, availability: Availability): Memory['conversations'] {
  return {
    last: (conversation: string, since: number): Promise<LastTurn | null> =>
      availability.run(async () => {
        const row = await db
          .selectFrom('conversations')
          .select(['context', 'answer'])
          .where('id', '=', conversation)
          .where('at', '>=', since)
          .executeTakeFirst();
        return row === undefined ? null : { context: JSON.parse(row.context), answer: row.answer };
      }),
    keep: (turn: Turn): Promise<void> => availability.run(() => keep(db, turn)),
    clear: (before) =>
      availability.run(async () => {
        await db.deleteFrom('conversations').where('at', '<', before).execute();
      }),
  };
}

async function keep(db: Kysely<Tables>, { conversation, context, at, rows }: Turn) {
  const fresh = { context: JSON.stringify(context), answer: rows[0]?.id ?? null, at };
  await db.transaction().execute(async (transaction) => {
    await transaction
      .insertInto('conversations')
      .values({ id: conversation, ...fresh })
      .onConflict((conflict) => conflict.column('id').doUpdateSet(fresh))
      .execute();
    if (rows.length === 0) return;
    const values = rows.map((row) => ({ ...row, entries: JSON.stringify(row.entries) }));
    await transaction.insertInto('journal').values(values).execute();
  });
}
