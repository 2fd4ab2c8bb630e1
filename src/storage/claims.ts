import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Claims, Ticket } from '../memory.ts';
import type { Availability } from './availability.ts';
import type { Tables } from './tables.ts';

/** How long a message that was dealt with is remembered. */
export const DONE_REMEMBERED_MS = 10 * 60_000;

/** Milliseconds since 1970 by the database's own clock, so that replicas need not agree on the time. */
export type DatabaseClock = RawBuilder<number>;

/** Every method throws a StorageAwayError while the database is away. */
export function createClaims(db: Kysely<Tables>, now: DatabaseClock, availability: Availability): Claims {
  return {
    arrive: (ticket, leaseMs) => availability.run(() => arrive(db, now, ticket, leaseMs)),
    take: (ticket, leaseMs) => availability.run(() => take(db, now, ticket, leaseMs)),
    renew: (ticket, leaseMs) => availability.run(() => renew(db, now, ticket, leaseMs)),
    finish: (ticket) => availability.run(() => finish(db, now, ticket)),
    abandon: (ticket) => availability.run(() => abandon(db, ticket)),
    sweep: () => availability.run(() => sweep(db, now)),
  };
}

const doneLately = (now: DatabaseClock) =>
  sql<boolean>`messages.done_at is not null and messages.done_at > ${now} - ${sql.lit(DONE_REMEMBERED_MS)}`;

async function arrive(db: Kysely<Tables>, now: DatabaseClock, ticket: Ticket, leaseMs: number) {
  const aliveUntil = sql<number>`${now} + ${sql.lit(leaseMs)}`;
  const row = await db
    .insertInto('messages')
    .values({
      id: ticket.message,
      conversation: ticket.conversation,
      sent_at: ticket.sentAt,
      alive_until: aliveUntil,
      done_at: null,
    })
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({
        alive_until: aliveUntil,
        done_at: sql`case when ${doneLately(now)} then messages.done_at end`,
      }),
    )
    .returning('done_at')
    .executeTakeFirstOrThrow();
  return row.done_at === null ? 'waiting' : 'done';
}

/**
 * The lease first, then a look at what stands in its way: whoever had it before has said by then whether the
 * message is done. Each statement stands alone; a crash between two leaves a lease that runs out.
 */
async function take(db: Kysely<Tables>, now: DatabaseClock, ticket: Ticket, leaseMs: number) {
  if (!(await leased(db, now, ticket, leaseMs))) return 'busy';
  const standing = await standingOf(db, now, ticket);
  if (standing !== 'taken') await giveBack(db, ticket);
  return standing;
}

async function standingOf(db: Kysely<Tables>, now: DatabaseClock, { message, conversation, sentAt }: Ticket) {
  const { rows } = await sql<{ done: unknown; earlier: unknown }>`select
    exists (select 1 from messages where id = ${message} and ${doneLately(now)}) as done,
    exists (select 1 from messages where conversation = ${conversation} and done_at is null
      and alive_until > ${now} and (sent_at < ${sentAt} or (sent_at = ${sentAt} and id < ${message}))) as earlier
  `.execute(db);
  const [row] = rows;
  if (row?.done) return 'done';
  return row?.earlier ? 'busy' : 'taken';
}

async function leased(db: Kysely<Tables>, now: DatabaseClock, ticket: Ticket, leaseMs: number) {
  const lease = { holder: ticket.holder, until: sql<number>`${now} + ${sql.lit(leaseMs)}` };
  const rows = await db
    .insertInto('leases')
    .values({ conversation: ticket.conversation, ...lease })
    .onConflict((conflict) =>
      conflict
        .column('conversation')
        .doUpdateSet(lease)
        .where((where) =>
          where.or([where('leases.until', '<=', now), where('leases.holder', '=', ticket.holder)]),
        ),
    )
    .returning('holder')
    .execute();
  return rows.length > 0;
}

async function renew(db: Kysely<Tables>, now: DatabaseClock, ticket: Ticket, leaseMs: number) {
  const { numUpdatedRows } = await db
    .updateTable('leases')
    .set({ until: sql<number>`${now} + ${sql.lit(leaseMs)}` })
    .where('conversation', '=', ticket.conversation)
    .where('holder', '=', ticket.holder)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Done before the lease is given back: who takes the lease next sees it. */
async function finish(db: Kysely<Tables>, now: DatabaseClock, ticket: Ticket) {
  const { message, conversation, sentAt } = ticket;
  await db
    .insertInto('messages')
    .values({ id: message, conversation, sent_at: sentAt, alive_until: now, done_at: now })
    .onConflict((conflict) => conflict.column('id').doUpdateSet({ done_at: now }))
    .execute();
  await giveBack(db, ticket);
}

async function abandon(db: Kysely<Tables>, ticket: Ticket) {
  await db.deleteFrom('messages').where('id', '=', ticket.message).where('done_at', 'is', null).execute();
  await giveBack(db, ticket);
}

async function giveBack(db: Kysely<Tables>, ticket: Ticket) {
  await db
    .deleteFrom('leases')
    .where('conversation', '=', ticket.conversation)
    .where('holder', '=', ticket.holder)
    .execute();
}

async function sweep(db: Kysely<Tables>, now: DatabaseClock) {
  const limit = sql<number>`${now} - ${sql.lit(DONE_REMEMBERED_MS)}`;
  await db.deleteFrom('messages').where('done_at', '<=', limit).execute();
  await db.deleteFrom('messages').where('done_at', 'is', null).where('alive_until', '<=', limit).execute();
  await db.deleteFrom('leases').where('until', '<=', limit).execute();
}
