import { createHash, type Hash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize, serialize } from 'node:v8';
import type { Store } from '../domain.ts';

/** What the set-up leaves beside the built program: a hash of its sources. */
const STAMP = fileURLToPath(new URL('../.stamp', import.meta.url));
const KEPT = fileURLToPath(new URL('../.kept/', import.meta.url));
const MOST_KEPT = 8;

/**
 * The store of a content folder, as `openStore` gives it or refuses it. Content that was found without a mistake
 * is kept in its checked form beside the built program, and taken from there as long as no byte of it and no
 * source of the program has changed: a single question then need not wait for every file to be parsed.
 */
export async function openKeptStore(contentDir: string): Promise<Store> {
  const kept = placeFor(contentDir);
  const known = kept === null ? null : take(kept);
  if (known !== null) return known;
  const { openStore } = await import('./open.ts');
  const store = openStore(contentDir);
  if (kept !== null) keep(kept, store);
  return store;
}

/** Null where nothing is built, or there is no such folder. */
function placeFor(contentDir: string): string | null {
  try {
    const hash = createHash('sha256').update(readFileSync(STAMP)).update(process.version);
    addFiles(contentDir, hash);
    return join(KEPT, hash.digest('hex'));
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

function take(kept: string): Store | null {
  try {
    return deserialize(readFileSync(kept));
  } catch {
    return null;
  }
}

/** Whole or not at all; a folder that cannot be written keeps nothing, which only takes longer. */
function keep(kept: string, store: Store): void {
  try {
    mkdirSync(KEPT, { recursive: true });
    const draft = `${kept}.${process.pid}`;
    writeFileSync(draft, serialize(store));
    renameSync(draft, kept);
    const byAge = readdirSync(KEPT)
      .map((name) => join(KEPT, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
    for (const old of byAge.slice(MOST_KEPT)) rmSync(old, { force: true });
  } catch {
    return;
  }
}
