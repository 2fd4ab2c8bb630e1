import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

/**
 * What a backup holds, each table with the columns that order its rows. What is being worked on right now
 * (`messages`, `leases`) lives for minutes and is not part of it.
 */
const COPIED = {
  conversations: ['id'],
  journal: ['id'],
  votes: ['answer', 'voter'],
  taps: ['id'],
  installations: ['id'],
  conversation_references: ['id'],
  seen: ['platform'],
  key_fingerprints: ['name'],
} as const;

const ROWS_A_STEP = 500;

/** Empties every table that a backup fills. */
export async function clearAll(db: Transaction<Tables>) {
  for (const table of tableNames()) await db.deleteFrom(table).execute();
}

function tableNames() {
  return Object.keys(COPIED) as (keyof typeof COPIED)[];
}

/** Copies every table; says how many rows. */
export async function copyAll(source: Kysely<Tables>, into: Transaction<Tables>): Promise<number> {
  let rows = 0;
  for (const table of tableNames()) rows += await copyTable(source, into, table);
  return rows;
}

async function copyTable(source: Kysely<Tables>, into: Transaction<Tables>, table: keyof typeof COPIED) {
  const order = sql.join(COPIED[table].map((column) => sql.ref(column)));
  for (let copied = 0; ; copied += ROWS_A_STEP) {
    const { rows } = await sql<Record<string, unknown>>`select * from ${sql.table(table)}
      order by ${order} limit ${sql.lit(ROWS_A_STEP)} offset ${sql.lit(copied)}`.execute(source);
    if (rows.length > 0) await insertRows(into, table, rows);
    if (rows.length < ROWS_A_STEP) return copied + rows.length;
  }
}

async function insertRows(into: Transaction<Tables>, table: string, rows: Record<string, unknown>[]) {
  const columns = Object.keys(rows[0] ?? {});
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column]))})`);
  const names = sql.join(columns.map((column) => sql.ref(column)));
  await sql`insert into ${sql.table(table)} (${names}) values ${sql.join(values)}`.execute(into);
}
