import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Keep } from '../answering/keep.ts';
import { KeptValues } from './kept-values.ts';

/** All code that decides what is learnt. */
const LEARNING = ['../answering/', '../answering/ranking/', '../language/'];
/** Of less, learning takes no longer than a file does. */
const WORTH_KEEPING = 200_000;

/**
 * Keeps in `dir` what is learnt. A kept file's name is a hash of all that it was learnt from and of the code that
 * learns, so a change of either learns anew. Where `dir` cannot be read or written, everything is simply learnt.
 */
export function keeperIn(dir: string): Keep {
  const kept = new KeptValues(dir);
  return <T>(of: Iterable<unknown>, make: () => T): T => {
    const name = nameFor(of);
    const known = kept.take(name);
    if (known !== null) return known as T;
    const made = make();
    kept.keep(name, made, WORTH_KEEPING);
    return made;
  };
}

function nameFor(of: Iterable<unknown>): string {
  const hash = createHash('sha256').update(codeHash());
  for (const piece of of) hash.update(hashOf(piece));
  return hash.digest('hex').slice(0, 32);
}

/** Of pieces that never change: several things are learnt from the same. */
const hashes = new WeakMap<object, string>();

function hashOf(piece: unknown): string {
  const made = () => createHash('sha256').update(JSON.stringify(piece)).digest('hex');
  if (typeof piece !== 'object' || piece === null) return made();
  const known = hashes.get(piece) ?? made();
  hashes.set(piece, known);
  return known;
}

let ofCode: string | undefined;
/** The runtime is part of it: it knows the names of countries, and how values are written. */
function codeHash(): string {
  if (ofCode !== undefined) return ofCode;
  const hash = createHash('sha256').update(JSON.stringify(process.versions));
  for (const folder of LEARNING.map((path) => new URL(path, import.meta.url))) {
    const files = readdirSync(folder).filter((name) => /\.[jt]s$/u.test(name));
    for (const name of files.sort()) hash.update(readFileSync(fileURLToPath(new URL(name, folder))));
  }
  ofCode = hash.digest('hex');
  return ofCode;
}
