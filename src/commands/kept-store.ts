import { createHash, type Hash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Store } from '../domain.ts';
import { KeptValues } from './kept-values.ts';

/** What the set-up leaves beside the built program: a hash of its sources. */
const STAMP = fileURLToPath(new URL('../.stamp', import.meta.url));
const KEPT = new KeptValues(fileURLToPath(new URL('../.kept/', import.meta.url)));

/**
 * The store of a content folder, as `openStore` gives it or refuses it. Content that was found without a mistake
 * is kept in its checked form beside the built program, and taken from there as long as no byte of it and no
 * source of the program has changed: a single question then need not wait for every file to be parsed.
 */
export async function openKeptStore(contentDir: string): Promise<Store> {
  const name = nameFor(contentDir);
  const known = name === null ? null : KEPT.take(name);
  if (known !== null) return known as Store;
  const { openStore } = await import('./open.ts');
  const store = openStore(contentDir);
  if (name !== null) KEPT.keep(name, store);
  return store;
}

/** Null where nothing is built, or there is no such folder. */
function nameFor(contentDir: string): string | null {
  try {
    const hash = createHash('sha256').update(readFileSync(STAMP)).update(process.version);
    addFiles(contentDir, hash);
    return hash.digest('hex');
  } catch {
    return null;
  }
}

/** Golden questions and schemas are no part of a store. */
function addFiles(contentDir: string, hash: Hash): void {
  for (const name of readdirSync(contentDir).sort()) {
    if (name === 'golden' || name === 'schemas') continue;
    const path = join(contentDir, name);
    if (statSync(path).isDirectory()) addFiles(path, hash);
    else hash.update(`\0${path}\0`).update(readFileSync(path));
  }
}
