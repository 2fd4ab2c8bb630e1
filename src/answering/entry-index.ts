import type { Entry, EntryId, Store } from '../domain.ts';

const NONE: readonly Entry[] = [];

/** The entries of a store by their kind and by what they point at; all in the store's order. */
export class EntryIndex {
  readonly #store: Store;
  readonly #ofKinds = new Map<string, readonly Entry[]>();
  readonly #pointing = new Map<string, Entry[]>();
  readonly #related = new Map<string, Entry[]>();

  constructor(store: Store) {
    this.#store = store;
    for (const entry of store.entries.values()) {
      for (const [field, { targets }] of Object.entries(entry.relations)) {
        for (const target of targets) {
          add(this.#pointing, `${field} ${target}`, entry);
          add(this.#related, `${entry.kind} ${target}`, entry);
        }
      }
    }
  }

  ofKinds(kinds: readonly string[]): readonly Entry[] {
    const key = kinds.join(' ');
    let entries = this.#ofKinds.get(key);
    if (!entries) {
      entries = [...this.#store.entries.values()].filter((entry) => kinds.includes(entry.kind));
      this.#ofKinds.set(key, entries);
    }
    return entries;
  }

  /** The entries whose relation `field` names the target. */
  pointing(field: string, target: EntryId): readonly Entry[] {
    return this.#pointing.get(`${field} ${target}`) ?? NONE;
  }

  /** The entries of a kind any of whose relations names the target. */
  related(kind: string, target: EntryId): readonly Entry[] {
    return this.#related.get(`${kind} ${target}`) ?? NONE;
  }
}

/** Each entry once, though it may point at the same from two relations. */
function add(lists: Map<string, Entry[]>, key: string, entry: Entry): void {
  const list = lists.get(key);
  if (!list) lists.set(key, [entry]);
  else if (list.at(-1) !== entry) list.push(entry);
}
