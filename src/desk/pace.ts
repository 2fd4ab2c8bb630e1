import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../log.ts';

/** How patiently work is done, in milliseconds. */
export interface Pace {
  /** A process that died holds its conversation up for so long at most. */
  leaseMs: number;
  /** A message waits so long for a database that is away: a short absence is no reason to work unseen by the others. */
  graceMs: number;
  /** Between two looks whether it is one's turn, and the slowest that becomes. */
  pollMs: number;
  slowestPollMs: number;
  /** The waits before failed work is tried again; after the last it is given up. */
  retryAfterMs: readonly number[];
  /** Work that takes longer is given up, so that its conversation goes on. */
  workLimitMs: number;
}

export const PACE: Pace = {
  leaseMs: 15_000,
  graceMs: 1_000,
  pollMs: 25,
  slowestPollMs: 250,
  retryAfterMs: [500, 2_000, 8_000],
  workLimitMs: 60_000,
};

/** Runs work until it succeeds, the tries are used up or its time is over. Logs the kind of a failure, no text. */
export async function attempt(
  work: () => Promise<void>,
  pace: Pace,
  log: Pick<Log, 'warn' | 'error'>,
): Promise<'done' | 'failed'> {
  for (let tries = 1; ; tries += 1) {
    try {
      await within(pace.workLimitMs, work());
      return 'done';
    } catch (error) {
      const wait = error instanceof TookTooLong ? undefined : pace.retryAfterMs[tries - 1];
      if (wait === undefined) {
        log.error({ error: kindOf(error), tries }, 'A message could not be answered and is given up.');
        return 'failed';
      }
      log.warn({ error: kindOf(error), tries }, 'Answering a message failed; it is tried again.');
      await sleep(wait * (0.75 + Math.random() / 2));
    }
  }
}

class TookTooLong extends Error {
  override readonly name = 'TookTooLong';
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  const limit = new AbortController();
  const over = sleep(limitMs, undefined, { signal: limit.signal }).then(() => {
    throw new TookTooLong();
  });
  try {
    await Promise.race([work, over]);
  } finally {
    over.catch(() => {});
    limit.abort();
  }
}

/** An error's name and code: its message may repeat what a person typed. */
export function kindOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const code = 'code' in error && typeof error.code === 'string' ? ` ${error.code}` : '';
  return `${error.name}${code}`;
}
