import { createHash } from 'node:crypto';
import type { Entry, Relation, Store } from '../domain.ts';
import { KINDS, kindInfos } from './kinds/index.ts';

export type Parts = Omit<Store, 'version' | 'kinds' | 'entries'> & { entries: Iterable<Entry> };

/** The store of checked parts, with what entries say of one another told from both sides; frozen throughout. */
export function createStore(version: string, { entries, ...parts }: Parts): Store {
  const byId = new Map([...entries].map((entry) => [entry.id, entry]));
  addInverses(byId);
  for (const entry of byId.values()) freeze(entry);
  return Object.freeze({ version, entries: byId, kinds: kindInfos(), ...freeze(parts) });
}

/** A mark of all content: the same files give the same, on every machine, whatever their line ends. */
export function versionOf(files: Iterable<{ path: string; text: string }>): string {
  const hash = createHash('sha256');
  const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
  for (const { path, text } of sorted) hash.update(`${path}\0${text}\0`);
  return hash.digest('hex').slice(0, 16);
}

/** An inverse never claims to be complete: what else is so may stand in no source. */
function addInverses(entries: ReadonlyMap<string, Entry>): void {
  const told = new Map<string, Set<string>>();
  const stated = [...entries.values()].flatMap((entry) =>
    Object.entries(entry.relations).map(([name, relation]) => ({ entry, name, relation })),
  );
  for (const { entry, name, relation } of stated) {
    const inverse = INVERSES.get(`${entry.kind}.${name}`);
    if (inverse === undefined) continue;
    for (const id of relation.targets) {
      const target = entries.get(id);
      const known = told.get(`${id}#${inverse}`) ?? new Set();
      if (target !== undefined && !known.has(entry.id)) addInverse(target, inverse, entry.id, relation);
      told.set(`${id}#${inverse}`, known.add(entry.id));
    }
  }
}
const INVERSES = new Map(
  KINDS.flatMap(({ kind, relations }) =>
    Object.entries(relations).map(([name, { inverse }]) => [`${kind}.${name}`, inverse] as const),
  ),
);

function addInverse(target: Entry, inverse: string, from: string, { source, changes }: Relation): void {
  const relation = target.relations[inverse] ?? { targets: [], complete: false, source, changes };
  relation.targets.push(from);
  target.relations[inverse] = relation;
}

function freeze<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  Object.freeze(value);
  for (const inner of Object.values(value)) freeze(inner);
  return value;
}
