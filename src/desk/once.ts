import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Delivery } from '../domain.ts';
import type { Log } from '../log.ts';
import type { Claims, Ticket } from '../memory.ts';
import type { Hashes } from './address.ts';
import { createDoneMessages } from './done.ts';
import { attempt, type Pace } from './pace.ts';
import { every } from './timers.ts';

export type Outcome = 'done' | 'duplicate' | 'failed';

interface Job {
  ticket: Ticket;
  work: () => Promise<void>;
  /** Known once the database has heard of the message; rejects while it is away. */
  inLine: Promise<'waiting' | 'done'>;
  /** When to work without the database if it stays away, by this process's clock. */
  aloneAfter: number;
  end(outcome: Outcome): void;
}

export interface OnceOptions {
  claims: Claims;
  hashes: Hashes;
  log: Pick<Log, 'warn' | 'error'>;
  pace: Pace;
}

/**
 * Runs work once per message and in its conversation's order, across processes as long as the database is
 * there and within this process when it is not. A process that dies between doing the work and saying so may
 * have it done once more by the message's next delivery.
 */
export function createOnce({ claims, hashes, log, pace }: OnceOptions) {
  const underWay = new Map<string, Promise<Outcome>>();
  const lines = new Map<string, Job[]>();
  const done = createDoneMessages(claims);

  async function once(delivery: Delivery, work: () => Promise<void>): Promise<Outcome> {
    const message = hashes.message(delivery.messageId, delivery.address);
    if (done.has(message)) return 'duplicate';
    const first = underWay.get(message);
    if (first !== undefined) return (await first) === 'failed' ? 'failed' : 'duplicate';
    const promise = enqueue(message, delivery, work);
    underWay.set(message, promise);
    try {
      return await promise;
    } finally {
      underWay.delete(message);
    }
  }

  async function enqueue(message: string, delivery: Delivery, work: () => Promise<void>): Promise<Outcome> {
    const conversation = hashes.conversation(delivery.address);
    const ticket = { message, conversation, sentAt: delivery.sentAt.getTime(), holder: randomUUID() };
    const stop = every(pace.leaseMs / 3, () => claims.arrive(ticket, pace.leaseMs));
    const aloneAfter = Date.now() + pace.graceMs;
    const outcome = await new Promise<Outcome>((end) =>
      standInLine({ ticket, work, inLine: arrive(ticket), aloneAfter, end }),
    );
    await stop();
    if (outcome === 'failed') await claims.abandon(ticket).catch(() => {});
    else done.add(ticket);
    return outcome;
  }

  function arrive(ticket: Ticket): Job['inLine'] {
    const inLine = claims.arrive(ticket, pace.leaseMs);
    // It is awaited when its turn comes; until then nobody listens.
    inLine.catch(() => {});
    return inLine;
  }

  function standInLine(job: Job) {
    const { conversation } = job.ticket;
    const line = lines.get(conversation);
    if (line !== undefined) {
      line.push(job);
      return;
    }
    const fresh = [job];
    lines.set(conversation, fresh);
    void serveLine(conversation, fresh);
  }

  /** One message at a time, the earliest first; looks again who is earliest whenever it had to wait. */
  async function serveLine(conversation: string, line: Job[]) {
    let waits = 0;
    for (let job = earliest(line); job !== undefined; job = earliest(line)) {
      const standing = await standingOf(job);
      if (standing === 'busy') {
        waits += 1;
        await sleep(Math.min(pace.pollMs * waits, pace.slowestPollMs) * (0.5 + Math.random()));
        continue;
      }
      waits = 0;
      line.splice(line.indexOf(job), 1);
      job.end(standing === 'done' ? 'duplicate' : await workOn(job));
    }
    lines.delete(conversation);
  }

  /** A lease that another process was seen to hold is honoured for its time though the database went away. */
  async function standingOf(job: Job): Promise<'taken' | 'busy' | 'done' | 'away'> {
    try {
      if ((await job.inLine) === 'done') return 'done';
      const standing = await claims.take(job.ticket, pace.leaseMs);
      if (standing === 'busy') job.aloneAfter = Date.now() + pace.leaseMs;
      return standing;
    } catch {
      if (Date.now() >= job.aloneAfter) return 'away';
      job.inLine = arrive(job.ticket);
      return 'busy';
    }
  }

  async function workOn({ ticket, work }: Job): Promise<Outcome> {
    const stop = every(pace.leaseMs / 3, () => claims.renew(ticket, pace.leaseMs));
    try {
      const outcome = await attempt(work, pace, log);
      if (outcome === 'done') await done.settle(ticket);
      return outcome;
    } finally {
      await stop();
    }
  }

  return {
    once,
    /** Resolves when what is under way is finished. */
    async close() {
      await Promise.allSettled(underWay.values());
      await done.close();
    },
  };
}

function earliest(line: readonly Job[]): Job | undefined {
  return [...line].sort(
    ({ ticket: a }, { ticket: b }) => a.sentAt - b.sentAt || (a.message < b.message ? -1 : 1),
  )[0];
}
