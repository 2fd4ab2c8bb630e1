import { entryExamples } from '../../answering/ranking/entries.ts';
import { learn, Ranker } from '../../answering/ranking/ranker.ts';
import type { Entry } from '../../domain.ts';
import { openAnswerer } from '../answerer.ts';
import { keeperIn } from '../kept-learning.ts';
import { middleAndWorst, residentMegabytes, timeOf } from './cost.ts';
import { share } from './measures.ts';
import { loadPeers } from './peers.ts';
import { Random } from './random.ts';
import { storeWith } from './statement-store.ts';
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
  /** What the process holds more than before it was made ready; the entries themselves were there before. */
  memory: number;
  /** Share of the questions whose first entry is the right one, and for which another is given as the answer. */
  right: number;
  wrong: number;
  asked: number;
}

/** What is measured of one size, in a process of its own. */
export interface Measure {
  size: number;
  name: string;
  contentDir: string;
  /** Where what was learnt is kept from one process to the next. */
  kept: string;
  /** How many questions; of a peer that is slow, fewer. */
  asked?: number;
}

type Find = (question: string) => string | undefined;

export const ANSWERING = 'Dalil, whole answer';
export const FIRST_TRAINING = 'Dalil, first training';
export const RANKING = 'Dalil, ranking';
export const PEERS = ['MiniSearch', 'Orama', 'Fuse.js token search', 'Fuse.js'];

const WARM_UP = 200;
const PEER_ASKED = 100;
/** A peer that is slow is asked fewer questions, never fewer than this. */
const PEER_SECONDS = 20;
const PEER_LEAST = 3;
const NOW = new Date('2026-01-01T09:00:00Z');

export async function measure({
  size,
  name,
  contentDir,
  kept,
  asked: count = 1_000,
}: Measure): Promise<Measured> {
  const { entries, subjects } = statements(size);
  const asked = halfMistyped(questions(subjects, count + WARM_UP));
  const build = await builder(name, entries, contentDir, kept);
  const memory = residentMegabytes();
  const find: { it?: Find } = {};
  const ready = timeOf(() => {
    find.it = build();
  });
  const held = residentMegabytes() - memory;
  const isPeer = PEERS.includes(name);
  const given = find.it ?? (() => undefined);
  for (const { text } of asked.slice(0, isPeer ? 1 : WARM_UP)) given(text);
  const asking = isPeer
    ? ask(given, asked.slice(WARM_UP, WARM_UP + PEER_ASKED), PEER_SECONDS)
    : ask(given, asked.slice(WARM_UP), Number.POSITIVE_INFINITY);
  return { size, name, ready: ready / 1000, ...asking, memory: held };
}

/** What makes the way to find entries: everything that it needs is there before. */
async function builder(
  name: string,
  entries: readonly Entry[],
  contentDir: string,
  kept: string,
): Promise<() => Find> {
  if (name === ANSWERING) {
    const store = storeWith(entries, contentDir);
    return () => {
      const answerer = openAnswerer(store);
      return (text) => {
        const [answer] = answerer.answer({ text, context: null, now: NOW }).answers;
        return answer?.outcome === 'answered' ? (answer.entry ?? undefined) : undefined;
      };
    };
  }
  const examples = entries.flatMap(entryExamples);
  if (!PEERS.includes(name)) {
    return () => {
      const ranker = new Ranker(keeperIn(kept)(examples, () => learn(examples)));
      return (text) => ranker.rank(text)[0]?.label;
    };
  }
  const texts = examples.map(({ text, label }) => ({ text: String(text), entry: label }));
  const peer = (await loadPeers()).find((each) => each.name === name);
  return () => peer?.build(texts) ?? (() => undefined);
}

function ask(find: Find, asked: readonly Question[], seconds: number) {
  const times: number[] = [];
  const found: { given: string | undefined; meant: string }[] = [];
  let spent = 0;
  for (const { text, entry } of asked) {
    if (times.length >= PEER_LEAST && spent > seconds * 1000) break;
    let given: string | undefined;
    const time = timeOf(() => {
      given = find(text);
    });
    times.push(time);
    spent += time;
    found.push({ given, meant: entry });
  }
  return {
    ...middleAndWorst(times),
    right: share(found, ({ given, meant }) => given === meant),
    wrong: share(found, ({ given, meant }) => given !== undefined && given !== meant),
    asked: times.length,
  };
}

/** Every second question has a slip of the finger. */
function halfMistyped(all: readonly Question[]): Question[] {
  const random = new Random(7);
  return all.map(({ text, entry }, i) => ({ text: i % 2 === 0 ? text : mistype(text, 1, random), entry }));
}
