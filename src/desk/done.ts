import type { Claims, Ticket } from '../memory.ts';
import { every } from './timers.ts';

const REMEMBERED_MS = 10 * 60_000;
const TELL_AGAIN_MS = 1_000;

/**
 * The messages that this process has dealt with in the last ten minutes, and those of them that the database
 * does not know of yet because it was away.
 */
export function createDoneMessages(claims: Claims) {
  const messages = new Map<string, number>();
  const untold = new Map<string, Ticket>();
  const stop = every(TELL_AGAIN_MS, tellAll);

  async function tellAll() {
    for (const ticket of untold.values()) {
      if (has(ticket.message)) await claims.finish(ticket);
      untold.delete(ticket.message);
    }
  }

  /** Forgets the oldest first; a Map keeps the order of insertion. */
  function forgetOld() {
    for (const [message, at] of messages) {
      if (Date.now() - at < REMEMBERED_MS) return;
      messages.delete(message);
    }
  }

  function has(message: string): boolean {
    return Date.now() - (messages.get(message) ?? 0) < REMEMBERED_MS;
  }

  function add({ message }: Ticket) {
    forgetOld();
    messages.delete(message);
    messages.set(message, Date.now());
  }

  return {
    has,
    add,
    /** Tells the database that the message is done: now, or as soon as it is back. */
    async settle(ticket: Ticket) {
      add(ticket);
      await claims.finish(ticket).catch(() => untold.set(ticket.message, ticket));
    },
    async close() {
      await stop();
      await tellAll().catch(() => {});
    },
  };
}
