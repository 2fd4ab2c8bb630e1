import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { entryExamples } from '../../answering/ranking/entries.ts';
import { keptRanker } from '../kept-ranker.ts';
import { usedMegabytes } from './intents.ts';
import { percentile, share } from './measures.ts';
import { loadPeers, type Peer } from './peers.ts';
import { Random } from './random.ts';
import { type Question, questions, statements } from './statements.ts';
import { mistype } from './typing.ts';

export interface Measured {
  size: number;
  name: string;
  /** Seconds until the first question can be asked. */
  ready: number;
  /** Milliseconds a question. */
  p50: number;
  p99: number;
  memory: number;
  right: number;
  asked: number;
}

type Find = (question: string) => string | undefined;

const ASKED = 1_000;
const WARM_UP = 200;
const PEER_ASKED = 100;
/** A peer that is slow is asked fewer questions, never fewer than this. */
const PEER_SECONDS = 20;
const PEER_LEAST = 10;

/** Everything that is measured of one size; each index is dropped before the next is built. */
export async function measureSize(size: number, withPeers: boolean): Promise<Measured[]> {
  const { entries, subjects } = statements(size);
  const examples = entries.flatMap(entryExamples);
  const asked = halfMistyped(questions(subjects, ASKED + WARM_UP));
  const dir = mkdtempSync(join(tmpdir(), 'dalil-scale-'));
  const rank = () => {
    const ranker = keptRanker(dir, examples);
    return (question: string) => ranker.rank(question)[0]?.label;
  };
  try {
    const first = measureOne(size, 'Dalil, first training', rank, asked);
    const again = measureOne(size, 'Dalil, ranking', rank, asked);
    const texts = examples.map(({ text, label }) => ({ text: String(text), entry: label }));
    const peers = withPeers ? await loadPeers() : [];
    return [first, again, ...peers.map((peer) => measurePeer(size, peer, texts, asked))];
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

function measureOne(size: number, name: string, build: () => Find, asked: readonly Question[]): Measured {
  const memory = usedMegabytes();
  const started = performance.now();
  const find = build();
  const ready = (performance.now() - started) / 1000;
  for (const { text } of asked.slice(0, WARM_UP)) find(text);
  const asking = ask(find, asked.slice(WARM_UP), Number.POSITIVE_INFINITY);
  return { size, name, ready, ...asking, memory: heldBy(find, memory) };
}

function measurePeer(
  size: number,
  peer: Peer,
  texts: { text: string; entry: string }[],
  asked: readonly Question[],
): Measured {
  const memory = usedMegabytes();
  const started = performance.now();
  const find = peer.build(texts);
  const ready = (performance.now() - started) / 1000;
  find(asked[0]?.text ?? '');
  const asking = ask(find, asked.slice(WARM_UP, WARM_UP + PEER_ASKED), PEER_SECONDS);
  return { size, name: peer.name, ready, ...asking, memory: heldBy(find, memory) };
}

/** What is in use more than before, with the index still there to be asked. */
function heldBy(find: Find, before: number): number {
  const held = usedMegabytes() - before;
  find('');
  return held;
}

function ask(find: Find, asked: readonly Question[], seconds: number) {
  const times: number[] = [];
  const right: boolean[] = [];
  const begun = performance.now();
  for (const { text, entry } of asked) {
    if (times.length >= PEER_LEAST && performance.now() - begun > seconds * 1000) break;
    const started = performance.now();
    const found = find(text);
    times.push(performance.now() - started);
    right.push(found === entry);
  }
  const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)];
  return { p50, p99, right: share(right, (is) => is), asked: times.length };
}

/** Every second question has a slip of the finger. */
function halfMistyped(all: readonly Question[]): Question[] {
  const random = new Random(7);
  return all.map(({ text, entry }, i) => ({ text: i % 2 === 0 ? text : mistype(text, 1, random), entry }));
}
