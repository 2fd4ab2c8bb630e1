import { fileURLToPath } from 'node:url';
import { type AnswererOptions, createAnswerer } from '../answering/answerer.ts';
import type { Answerer, Store } from '../domain.ts';
import { keptRanker } from './kept-ranker.ts';

/** What was learnt lies beside the built program. */
const LEARNT = fileURLToPath(new URL('../../dist/.learnt/', import.meta.url));

/** The engine over a store, as `createAnswerer` gives it; learns only what was not learnt before from the same examples. */
export function openAnswerer(store: Store, options: Omit<AnswererOptions, 'train'> = {}): Answerer {
  return createAnswerer(store, {
    ...options,
    train: (examples, settings) => keptRanker(LEARNT, examples, settings),
  });
}
