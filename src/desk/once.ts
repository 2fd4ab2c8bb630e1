import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../domain.ts';
import type { Log } from '../log.ts';
import type { Claims, Ticket } from '../memory.ts';
import type { Hashes } from './address.ts';
import { DoneMessages } from './done.ts';
import { attempt, type Pace } from './pace.ts';
import { every } from './timers.ts';

export type Outcome = 'done' | 'duplicate' | 'failed';
type Work = () => Promise<void>;

interface Job {
  ticket: Ticket;
  work: Work;
  /** Known once the database has heard of the message; rejects while it is away. */
  inLine: Promise<'waiting' | 'done'>;
  /** When to work without the database if it stays away, by this process's clock. */
  aloneAfter: number;
  end(outcome: Outcome): void;
}

/**
 * Runs work once per message and in its conversation's order, across processes as long as the database is
 * there and within this process when it is not. A process that dies between doing the work and saying so may
 * have it done once more by the message's next delivery.
 */
export class Once {
  readonly #claims: Claims;
  readonly #hashes: Hashes;
  readonly #log: Pick<Log, 'warn' | 'error'>;
  readonly #pace: Pace;
  readonly #done: DoneMessages;
  readonly #underWay = new Map<string, Promise<Outcome>>();
  readonly #lines = new Map<string, Job[]>();

  constructor(claims: Claims, hashes: Hashes, log: Pick<Log, 'warn' | 'error'>, pace: Pace) {
    this.#claims = claims;
    this.#hashes = hashes;
    this.#log = log;
    this.#pace = pace;
    this.#done = new DoneMessages(claims);
  }

  async run(delivery: Delivery, work: Work): Promise<Outcome> {
    const message = this.#hashes.message(delivery.messageId, delivery.address);
    if (this.#done.has(message)) return 'duplicate';
    const first = this.#underWay.get(message);
    if (first !== undefined) return (await first) === 'failed' ? 'failed' : 'duplicate';
    const outcome = this.#enqueue(message, delivery, work);
    this.#underWay.set(message, outcome);
    try {
      return await outcome;
    } finally {
      this.#underWay.delete(message);
    }
  }

  /** Resolves when what is under way is finished. */
  async close() {
    await Promise.allSettled(this.#underWay.values());
    await this.#done.close();
  }

  async #enqueue(message: string, delivery: Delivery, work: Work): Promise<Outcome> {
    const conversation = this.#hashes.conversation(delivery.address);
    const ticket = { message, conversation, sentAt: delivery.sentAt.getTime(), holder: randomUUID() };
    const stop = every(this.#pace.leaseMs / 3, () => this.#claims.arrive(ticket, this.#pace.leaseMs));
    const inLine = this.#arrive(ticket);
    const aloneAfter = Date.now() + this.#pace.graceMs;
    const outcome = await new Promise<Outcome>((end) =>
      this.#standInLine({ ticket, work, inLine, aloneAfter, end }),
    );
    await stop();
    if (outcome === 'failed') await this.#claims.abandon(ticket).catch(() => {});
    else this.#done.add(ticket);
    return outcome;
  }

  #arrive(ticket: Ticket): Job['inLine'] {
    const inLine = this.#claims.arrive(ticket, this.#pace.leaseMs);
    // It is awaited when its turn comes; until then nobody listens.
    inLine.catch(() => {});
    return inLine;
  }

  #standInLine(job: Job) {
    const { conversation } = job.ticket;
    const line = this.#lines.get(conversation);
    if (line !== undefined) {
      line.push(job);
      return;
    }
    const fresh = [job];
    this.#lines.set(conversation, fresh);
    void this.#serveLine(conversation, fresh);
  }

  /** One message at a time, the earliest first; looks again who is earliest whenever it had to wait. */
  async #serveLine(conversation: string, line: Job[]) {
    let waits = 0;
    for (let job = earliest(line); job !== undefined; job = earliest(line)) {
      const standing = await this.#standingOf(job);
      if (standing === 'busy') {
        waits += 1;
        const { pollMs, slowestPollMs } = this.#pace;
        await sleep(Math.min(pollMs * waits, slowestPollMs) * (0.5 + Math.random()));
        continue;
      }
      waits = 0;
      line.splice(line.indexOf(job), 1);
      job.end(standing === 'done' ? 'duplicate' : await this.#workOn(job));
    }
    this.#lines.delete(conversation);
  }

  /** A lease that another process was seen to hold is honoured for its time though the database went away. */
  async #standingOf(job: Job): Promise<'taken' | 'busy' | 'done' | 'away'> {
    try {
      if ((await job.inLine) === 'done') return 'done';
      const standing = await this.#claims.take(job.ticket, this.#pace.leaseMs);
      if (standing === 'busy') job.aloneAfter = Date.now() + this.#pace.leaseMs;
      return standing;
    } catch {
      if (Date.now() >= job.aloneAfter) return 'away';
      job.inLine = this.#arrive(job.ticket);
      return 'busy';
    }
  }

  async #workOn({ ticket, work }: Job): Promise<Outcome> {
    const stop = every(this.#pace.leaseMs / 3, () => this.#claims.renew(ticket, this.#pace.leaseMs));
    try {
      const outcome = await attempt(work, this.#pace, this.#log);
      if (outcome === 'done') await this.#done.settle(ticket);
      return outcome;
    } finally {
      await stop();
    }
  }
}

function earliest(line: readonly Job[]): Job | undefined {
  return [...line].sort(
    ({ ticket: a }, { ticket: b }) => a.sentAt - b.sentAt || (a.message < b.message ? -1 : 1),
  )[0];
}
