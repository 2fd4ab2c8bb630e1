import { AsyncLocalStorage } from 'node:async_hooks';
import type { Answerer, Desk, Incoming, Served } from '../domain.ts';
import type { Log } from '../log.ts';
import type { Memory } from '../memory.ts';
import { createHashes } from './address.ts';
import { Conversation } from './conversation.ts';
import { mask } from './mask.ts';
import { Once } from './once.ts';
import { kindOf, PACE, type Pace } from './pace.ts';
import { startSweeping } from './sweep.ts';

export interface DeskOptions {
  /** The answerer of the moment: content may be loaded anew while serving. */
  answerer: () => Answerer;
  memory: Memory;
  /** Kept outside the database. */
  hashKey: Buffer;
  log: Pick<Log, 'warn' | 'error'>;
  /** `none` keeps no text at all. */
  journalText: 'unanswered' | 'none';
  retentionDays: number;
  /** Words that tell nothing of what a question asks, by which the queue does not compare. */
  fillerWords?: () => Iterable<string>;
  clock?: () => Date;
  pace?: Partial<Pace>;
}

/** Starts sweeping old rows at once. `close` resolves when what is under way is finished; it leaves the memory open. */
export function createDesk(options: DeskOptions): Desk & { close(): Promise<void> } {
  const { memory, log, journalText } = options;
  const clock = options.clock ?? (() => new Date());
  const hashes = createHashes(options.hashKey);
  const conversation = new Conversation({ ...options, clock, hashes });
  const messages = new Once(memory.claims, hashes, log, { ...PACE, ...options.pace });
  const stopSweeping = startSweeping({ ...options, clock });
  const tries = new AsyncLocalStorage<Map<string, Promise<Served>>>();

  /** Work that is tried again gets the answer of its first try: it is the same question, asked once. */
  function serveOnce(incoming: Incoming, serve: () => Promise<Served>): Promise<Served> {
    const served = tries.getStore();
    if (served === undefined) return serve();
    const question = JSON.stringify([incoming.address, incoming.text, incoming.plan]);
    const before = served.get(question) ?? serve();
    served.set(question, before);
    return before;
  }

  return {
    ask: (incoming) => serveOnce(incoming, () => conversation.ask(incoming)),
    choose: (incoming) => serveOnce(incoming, () => conversation.choose(incoming)),
    async rate(answer, address, verdict, reason) {
      const text = reason === undefined || journalText === 'none' ? '' : mask(reason);
      const voter = hashes.voter(answer, address);
      const vote = { answer, voter, verdict, reason: text === '' ? null : text, at: clock().getTime() };
      try {
        return await memory.journal.vote(vote);
      } catch (error) {
        log.warn({ error: kindOf(error) }, 'A rating could not be kept.');
        return false;
      }
    },
    once: (delivery, work) => {
      const served = new Map<string, Promise<Served>>();
      return messages.run(delivery, () => tries.run(served, work));
    },
    async close() {
      await messages.close();
      await stopSweeping();
    },
  };
}
