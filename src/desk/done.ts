import type { Claims, Ticket } from '../memory.ts';
import { every } from './timers.ts';

const REMEMBERED_MS = 10 * 60_000;
const TELL_AGAIN_MS = 1_000;

/**
 * The messages that this process has dealt with in the last ten minutes, and those of them that the database
 * does not know of yet because it was away.
 */
export class DoneMessages {
  readonly #claims: Claims;
  readonly #messages = new Map<string, number>();
  readonly #untold = new Map<string, Ticket>();
  readonly #stop: () => Promise<void>;

  constructor(claims: Claims) {
    this.#claims = claims;
    this.#stop = every(TELL_AGAIN_MS, () => this.#tellAll());
  }

  has(message: string): boolean {
    return Date.now() - (this.#messages.get(message) ?? 0) < REMEMBERED_MS;
  }

  add({ message }: Ticket) {
    this.#forgetOld();
    this.#messages.delete(message);
    this.#messages.set(message, Date.now());
  }

  /** Tells the database that the message is done: now, or as soon as it is back. */
  async settle(ticket: Ticket) {
    this.add(ticket);
    await this.#claims.finish(ticket).catch(() => this.#untold.set(ticket.message, ticket));
  }

  async close() {
    await this.#stop();
    await this.#tellAll().catch(() => {});
  }

  async #tellAll() {
    for (const ticket of this.#untold.values()) {
      if (this.has(ticket.message)) await this.#claims.finish(ticket);
      this.#untold.delete(ticket.message);
    }
  }

  /** The oldest first: a Map keeps the order of insertion. */
  #forgetOld() {
    for (const [message, at] of this.#messages) {
      if (Date.now() - at < REMEMBERED_MS) return;
      this.#messages.delete(message);
    }
  }
}
