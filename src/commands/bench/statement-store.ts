import type { Entry, Store } from '../../domain.ts';
import { openStore } from '../open.ts';

/** The shipped store, its forms and words with it, and further entries beside its own. */
export function storeWith(entries: readonly Entry[], contentDir: string): Store {
  const shipped = openStore(contentDir);
  const all = [...shipped.entries.values(), ...entries];
  return { ...shipped, entries: new Map(all.map((entry) => [entry.id, entry])) };
}
