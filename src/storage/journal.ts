import type { Kysely } from 'kysely';
import type { Memory, TextRow, Treatment, Vote } from '../memory.ts';
import type { Availability } from './availability.ts';
import type { Tables } from './tables.ts';

/** Writes what the desk learns. Every method throws a StorageAwayError while the database is away. */
export function createJournal(db: Kysely<Tables>, availability: Availability): Memory['journal'] {
  return {
    ambiguousText: (answer) =>
      availability.run(async () => {
        const row = await db
          .selectFrom('journal')
          .select('text')
          .where('id', '=', answer)
          .where('outcome', '=', 'ambiguous')
          .executeTakeFirst();
        return row?.text ?? null;
      }),
    tap: (tap) =>
      availability.run(async () => {
        await db.insertInto('taps').values(tap).execute();
      }),
    vote: (vote) => availability.run(() => castVote(db, vote)),
    texts: (since) => availability.run(() => textsSince(db, since)),
    mark: (ids, state) => availability.run(() => markRows(db, 'journal', ids, state)),
  };
}

/** The texts of questions kept since then, oldest first. */
export async function textsSince(db: Kysely<Tables>, since: number): Promise<TextRow[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['id', 'at', 'language', 'text', 'outcome', 'state'])
    .where('text', 'is not', null)
    .where('at', '>=', since)
    .orderBy('at')
    .orderBy('id')
    .execute();
  return rows as TextRow[];
}

const ROWS_A_STATEMENT = 500;

export async function markRows(
  db: Kysely<Tables>,
  table: 'journal' | 'taps',
  ids: string[],
  state: Treatment,
): Promise<void> {
  for (let from = 0; from < ids.length; from += ROWS_A_STATEMENT) {
    const some = ids.slice(from, from + ROWS_A_STATEMENT);
    await db.updateTable(table).set({ state }).where('id', 'in', some).execute();
  }
}

async function castVote(db: Kysely<Tables>, vote: Vote): Promise<boolean> {
  const answer = await db
    .selectFrom('journal')
    .select('version')
    .where('id', '=', vote.answer)
    .executeTakeFirst();
  if (answer === undefined) return false;
  const { verdict, reason, at } = vote;
  await db
    .insertInto('votes')
    .values({ ...vote, version: answer.version })
    .onConflict((conflict) => conflict.columns(['answer', 'voter']).doUpdateSet({ verdict, reason, at }))
    .execute();
  return true;
}
