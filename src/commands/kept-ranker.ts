import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type LabelledExample,
  type Ranker,
  type RankerOptions,
  trainRanker,
} from '../answering/ranking/ranker.ts';
import { packWeights, unpackWeights } from '../answering/ranking/saved.ts';

/** All code that decides what is learnt. */
const LEARNING = ['../answering/ranking/', '../language/'];
const SUFFIX = '.weights';
/** Fewer examples train faster than a file is worth. */
const WORTH_KEEPING = 300;
const KEPT = 8;

/**
 * As `trainRanker`, keeping what was trained in `dir`. A kept file's name is a hash of the examples and
 * of the code that learns, so a change of either trains anew. Where `dir` cannot be read or written
 * the ranker is simply trained.
 */
export function keptRanker(
  dir: string,
  examples: readonly LabelledExample[],
  options: RankerOptions = {},
): Ranker {
  if (examples.length < WORTH_KEEPING) return trainRanker(examples, options);
  const file = join(dir, `${keyOf(examples)}${SUFFIX}`);
  const kept = readKept(file);
  const ranker = trainRanker(examples, { ...options, ...(kept && { kept }) });
  if (!kept && ranker.weights) keep(dir, file, packWeights(ranker.weights));
  return ranker;
}

function keyOf(examples: readonly LabelledExample[]): string {
  const hash = createHash('sha256').update(codeHash());
  for (const { label, text } of examples) hash.update(JSON.stringify([label, text]));
  return hash.digest('hex').slice(0, 32);
}

let ofCode: string | undefined;
function codeHash(): string {
  if (ofCode !== undefined) return ofCode;
  const hash = createHash('sha256');
  for (const folder of LEARNING.map((path) => fileURLToPath(new URL(path, import.meta.url)))) {
    const files = readdirSync(folder).filter((name) => /\.[jt]s$/u.test(name));
    for (const name of files.sort()) hash.update(readFileSync(join(folder, name)));
  }
  ofCode = hash.digest('hex');
  return ofCode;
}

function readKept(file: string) {
  try {
    return unpackWeights(readFileSync(file));
  } catch {
    return null;
  }
}

/** Written whole or not at all; the oldest beyond a few go. */
function keep(dir: string, file: string, bytes: Uint8Array): void {
  try {
    mkdirSync(dir, { recursive: true });
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, bytes);
    renameSync(unfinished, file);
    const all = readdirSync(dir).filter((name) => name.endsWith(SUFFIX));
    const age = new Map(all.map((name) => [name, statSync(join(dir, name)).mtimeMs]));
    all.sort((a, b) => age.get(b)! - age.get(a)!);
    for (const name of all.slice(KEPT)) rmSync(join(dir, name), { force: true });
  } catch {
    // A folder that cannot be written to costs only time at the next start.
  }
}
