import { isMainThread, Worker, workerData } from 'node:worker_threads';
import type { Store } from '../../domain.ts';
import { openAnswerer } from '../answerer.ts';

/** Learns from a store on another thread, and keeps it: opening an answerer over the store then takes no training. */
export function learnAhead(store: Store): Promise<void> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { store } });
    // Without it, whoever opens the answerer learns in their own time.
    worker.once('error', () => resolve());
    worker.once('exit', () => resolve());
  });
}

if (!isMainThread && workerData?.store) openAnswerer(workerData.store as Store);
