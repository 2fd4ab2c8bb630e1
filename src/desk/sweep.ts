import type { Log } from '../log.ts';
import type { Memory } from '../memory.ts';
import { CONTEXT_LIFE_MS } from './conversation.ts';
import { fillerOf } from './likeness.ts';
import { kindOf } from './pace.ts';
import { inheritedStates } from './queue.ts';
import { every } from './timers.ts';

const DAY_MS = 86_400_000;
const TEN_MINUTES_MS = 600_000;

interface SweepOptions {
  memory: Memory;
  clock: () => Date;
  log: Pick<Log, 'warn'>;
  retentionDays: number;
  fillerWords?: () => Iterable<string>;
}

/** Clears what is past its time, at once and from then on: contexts and claims often, the rest every day. */
export function startSweeping(options: SweepOptions): () => Promise<void> {
  const { log } = options;
  const guarded = (sweep: (options: SweepOptions) => Promise<void>) => () =>
    sweep(options).catch((error) => log.warn({ error: kindOf(error) }, 'Old rows could not be cleared.'));
  const short = guarded(clearShortLived);
  const daily = guarded(clearPastRetention);
  const first = Promise.all([short(), daily()]);
  const stopShort = every(TEN_MINUTES_MS, short);
  const stopDaily = every(DAY_MS, daily);
  return async () => {
    await Promise.all([first, stopShort(), stopDaily()]);
  };
}

async function clearShortLived({ memory, clock }: SweepOptions) {
  await memory.conversations.clear(clock().getTime() - CONTEXT_LIFE_MS);
  await memory.claims.sweep();
}

/** What was treated stays treated when the rows that say so go and later ones of their like remain. */
async function clearPastRetention({ memory, clock, retentionDays, fillerWords }: SweepOptions) {
  const texts = await memory.journal.texts(0);
  for (const [state, rows] of inheritedStates(texts, fillerOf(fillerWords?.() ?? [])))
    await memory.journal.mark(rows, state);
  await memory.retention.clearBefore(clock().getTime() - retentionDays * DAY_MS);
}
