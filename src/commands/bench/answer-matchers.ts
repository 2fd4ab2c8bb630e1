import type { GoldenCase, GoldenRow } from '../../content/golden.ts';
import type { Answerer, Store } from '../../domain.ts';
import { mustNotAnswer, runGolden } from '../golden/run.ts';
import { fits, searchTexts } from './answer-texts.ts';
import { bestThreshold, percentile } from './measures.ts';
import { loadFuse } from './peers.ts';

/** How a matcher did on some golden rows: those to be answered, and those that must not be, apart. */
export interface Score {
  right: number;
  wrong: number;
  declined: number;
  /** Of the rows that must not be answered. */
  wronglyAnswered: number;
  rightlyDeclined: number;
}

export interface Matched {
  name: string;
  /** Milliseconds a question. */
  p50: number;
  p99: number;
  /** Below it the matcher declines; chosen on the rows that are not held out. Null where the matcher decides itself. */
  threshold: number | null;
  all: Score;
  heldOut: Score;
}

interface Judged {
  row: GoldenRow;
  heldOut: boolean;
  answered: boolean;
  right: boolean;
}

/** Every row that is to be answered or must not be: small talk and choices are nothing that a search could give. */
const counts = ({ outcome }: GoldenRow): boolean => outcome === 'answered' || outcome === 'unanswered';

/** The engine on its golden questions, warm: right is what has no fault at all. */
export function matchOwn(cases: GoldenCase[], store: Store, answerer: Answerer): Matched {
  const times: number[] = [];
  const timed: Answerer = {
    version: answerer.version,
    answer(question) {
      const from = performance.now();
      const reply = answerer.answer(question);
      times.push(performance.now() - from);
      return reply;
    },
  };
  const today = new Date();
  const results = runGolden(cases, store, answerer, today).filter(({ row }) => counts(row));
  runGolden(cases, store, timed, today);
  const judged = results.map(({ row, heldOut, answers, faults }) => {
    const answered = answers.some(({ outcome }) => outcome === 'answered');
    return { row, heldOut, answered, right: faults.length === 0 };
  });
  return { name: 'Dalil', ...speed(times), threshold: null, ...scores(judged) };
}

/** Plain Fuse.js, with its defaults and with token search, over the same store: it knows no conversation. */
export async function matchPeers(cases: GoldenCase[], store: Store): Promise<Matched[]> {
  const texts = searchTexts(store);
  const [plain, byToken] = [await loadFuse(false), await loadFuse(true)];
  return [
    matchPeer('Fuse.js', plain(texts), cases, store),
    matchPeer('Fuse.js token search', byToken(texts), cases, store),
  ];
}

type Find = (question: string) => { entry: string; confidence: number } | undefined;

function matchPeer(name: string, find: Find, cases: GoldenCase[], store: Store): Matched {
  const rows = cases.flatMap(({ turns, heldOut }) => turns.map((row) => ({ row, heldOut })));
  const asked = rows.filter(({ row }) => counts(row));
  for (const { row } of asked.slice(0, 20)) find(row.ask);
  const times: number[] = [];
  const found = asked.map(({ row, heldOut }) => {
    const from = performance.now();
    const hit = find(row.ask);
    times.push(performance.now() - from);
    const entry = hit === undefined ? undefined : store.entries.get(hit.entry);
    const confidence = hit?.confidence ?? 0;
    return { row, heldOut, confidence, right: entry !== undefined && fits(row, entry, store) };
  });
  const threshold = bestThreshold(found.filter(({ heldOut }) => !heldOut).map(asOutcome));
  const judged = found.map((one) => ({
    ...one,
    answered: one.confidence > 0 && one.confidence >= threshold,
  }));
  return { name, ...speed(times), threshold, ...scores(judged) };
}

function asOutcome({ row, right, confidence }: { row: GoldenRow; right: boolean; confidence: number }) {
  return { entry: mustNotAnswer(row) ? null : 'wanted', ranked: [right ? 'wanted' : 'other'], confidence };
}

const speed = (times: number[]) => ({ p50: percentile(times, 0.5), p99: percentile(times, 0.99) });

const scores = (judged: Judged[]) => ({
  all: score(judged),
  heldOut: score(judged.filter(({ heldOut }) => heldOut)),
});

function score(judged: Judged[]): Score {
  const bad = judged.filter(({ row }) => mustNotAnswer(row));
  const good = judged.filter(({ row }) => !mustNotAnswer(row));
  const right = good.filter((one) => one.answered && one.right).length;
  const declined = good.filter(({ answered }) => !answered).length;
  const wronglyAnswered = bad.filter(({ answered }) => answered).length;
  return {
    right,
    wrong: good.length - right - declined,
    declined,
    wronglyAnswered,
    rightlyDeclined: bad.length - wronglyAnswered,
  };
}
