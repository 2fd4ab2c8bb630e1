import { fileURLToPath } from 'node:url';
import { type AnswererOptions, createAnswerer } from '../answering/answerer.ts';
import type { Answerer, Store } from '../domain.ts';
import { keeperIn } from './kept-learning.ts';

/** What was learnt lies beside the built program. */
const LEARNT = keeperIn(fileURLToPath(new URL('../../dist/.learnt/', import.meta.url)));

/** The engine over a store, as `createAnswerer` gives it; learns only what was not learnt before from the same content. */
export function openAnswerer(store: Store, options: Omit<AnswererOptions, 'keep'> = {}): Answerer {
  return createAnswerer(store, { ...options, keep: LEARNT });
}
