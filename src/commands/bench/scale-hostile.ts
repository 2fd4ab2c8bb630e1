import { entryExamples } from '../../answering/ranking/entries.ts';
import { trainRanker } from '../../answering/ranking/ranker.ts';
import { openAnswerer } from '../answerer.ts';
import { middleAndWorst, timeOf } from './cost.ts';
import { type Hostile, hostileCases } from './hostile.ts';
import { storeWith } from './statement-store.ts';
import { table } from './table.ts';

export interface HostileCost {
  name: string;
  what: string;
  /** Milliseconds a question. */
  p50: number;
  p99: number;
}

const ENTRIES = 10_000;
const ROUNDS = 12;
const NOW = new Date('2026-01-01T09:00:00Z');

/** What whole answers and rankings cost where questions and stores are made to be slow. */
export function measureHostile(contentDir: string): HostileCost[] {
  return hostileCases(ENTRIES).flatMap((hostile) => {
    process.stderr.write(`${hostile.name} …\n`);
    const answerer = openAnswerer(storeWith(hostile.entries, contentDir));
    const answer = (text: string) => answerer.answer({ text, context: null, now: NOW });
    const whole = cost(hostile, 'whole answer', answer);
    const ranker = trainRanker(hostile.entries.flatMap(entryExamples));
    return [whole, cost(hostile, 'ranking', (text) => ranker.rank(text))];
  });
}

/** The first round warms up and does not count. */
function cost({ name, questions }: Hostile, what: string, ask: (text: string) => unknown): HostileCost {
  const times: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    for (const text of questions) {
      const time = timeOf(() => ask(text));
      if (round > 0) times.push(time);
    }
  }
  return { name, what, ...middleAndWorst(times) };
}

export function hostileTable(costs: readonly HostileCost[]): string {
  return table(
    ['made to be slow', 'what', 'p50 ms', 'p99 ms'],
    costs.map(({ name, what, p50, p99 }) => [name, what, p50.toFixed(2), p99.toFixed(2)]),
  );
}
