import type { Ranker, RankerOptions } from '../../answering/ranking/ranker.ts';
import type { Entry } from '../../domain.ts';
import { readArguments, usageError } from '../usage.ts';
import { keywords } from './keywords.ts';
import * as measures from './measures.ts';
import { type Asked, readQuestionSet } from './question-set.ts';
import { Random } from './random.ts';
import { asEntries, serve } from './served-set.ts';
import { percent, table } from './table.ts';
import { mistype } from './typing.ts';

const USAGE = `bench intents FILE.json   how well entries are found by their example questions
  --shots N       only the first N examples of each entry
  --typos N       N slips of the finger in each question
  --keywords      questions without function words and punctuation
  --json          the figures as JSON`;

const OPTIONS = {
  shots: { type: 'string' },
  typos: { type: 'string' },
  keywords: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
const SEED = 1;
const RANKED = 10;

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, USAGE);
  const [file] = positionals;
  if (file === undefined) throw usageError('Which file?', USAGE);
  const set = readQuestionSet(file);
  const typos = count(values.typos ?? '0');
  const change = (asked: Asked[]) => changed(asked, typos, values.keywords ?? false);
  const entries = asEntries(set, values.shots === undefined ? undefined : count(values.shots));
  const [figures] = measure(entries, [{ validation: change(set.validation), test: change(set.test) }]);
  const all = { set: set.name, typos, keywords: values.keywords ?? false, ...figures };
  process.stdout.write(`${values.json ? JSON.stringify(all, null, 2) : asTable(all)}\n`);
  return 0;
}

export interface Figures {
  [name: string]: number;
}

/** Everything that is measured of each way to ask: thresholds are chosen on `validation`, the rest is of `test`. */
export function measure(
  entries: readonly Entry[],
  ways: { validation: Asked[]; test: Asked[] }[],
  options?: RankerOptions,
): Figures[] {
  const before = usedMegabytes();
  const started = performance.now();
  const ranker = serve(entries, options);
  const build = (performance.now() - started) / 1000;
  const memory = usedMegabytes() - before;
  return ways.map(({ validation, test }) => {
    const chosen = measures.bestThreshold(ask(ranker, validation).outcomes);
    const { outcomes, times } = ask(ranker, test);
    return { ...quality(outcomes, chosen), 'build s': build, ...speed(times), 'memory MB': memory };
  });
}

function ask(ranker: Ranker, questions: Asked[]): { outcomes: measures.Outcome[]; times: number[] } {
  const times: number[] = [];
  const outcomes = questions.map(({ text, entry }) => {
    const started = performance.now();
    const ranked = ranker.rank(text, RANKED);
    times.push(performance.now() - started);
    const labels = ranked.map(({ label }) => label);
    return { entry: entry && `topic/${entry}`, ranked: labels, confidence: ranked[0]?.confidence ?? 0 };
  });
  return { outcomes, times };
}

function quality(outcomes: measures.Outcome[], threshold: number): Figures {
  const good = outcomes.filter(measures.inScope);
  const bad = outcomes.filter((outcome) => !measures.inScope(outcome));
  const declined = outcomes.filter(({ confidence }) => confidence < threshold);
  const at95 = measures.thresholdKeeping(0.95, outcomes);
  return {
    'accuracy@1': measures.share(good, measures.isRight),
    'accuracy@3': measures.share(good, ({ entry, ranked }) => ranked.slice(0, 3).includes(entry ?? '')),
    'mean reciprocal rank': measures.meanReciprocalRank(good),
    threshold,
    'in-scope accuracy at threshold': measures.share(
      good,
      (o) => measures.isRight(o) && o.confidence >= threshold,
    ),
    'out-of-scope recall': measures.share(bad, ({ confidence }) => confidence < threshold),
    'out-of-scope precision': measures.share(declined, (outcome) => !measures.inScope(outcome)),
    auroc: measures.auroc(outcomes),
    'out-of-scope caught, 95 % kept': measures.share(bad, ({ confidence }) => confidence < at95),
    'calibration error, in scope': measures.calibrationError(good),
    'calibration error, all': measures.calibrationError(outcomes),
  };
}

function speed(times: number[]): Figures {
  return { 'p50 ms': measures.percentile(times, 0.5), 'p99 ms': measures.percentile(times, 0.99) };
}

/** The questions as somebody in a hurry would type them, the same at every run. */
export function changed(asked: Asked[], typos: number, onlyKeywords: boolean): Asked[] {
  const random = new Random(SEED);
  return asked.map(({ text, entry }) => {
    const asTyped = onlyKeywords ? keywords(text) : text;
    return { text: typos > 0 ? mistype(asTyped, typos, random) : asTyped, entry };
  });
}

export function usedMegabytes(): number {
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return (heapUsed + arrayBuffers) / 1e6;
}

function asTable({ set, typos, keywords: onlyKeywords, ...figures }: Record<string, unknown>): string {
  const rows = Object.entries(figures).map(([name, figure]) => [name, shown(name, Number(figure))]);
  const asTyped = `${typos ? `, ${typos} typos` : ''}${onlyKeywords ? ', keywords' : ''}`;
  return table([`${set}${asTyped}`, ''], rows);
}

function shown(name: string, figure: number): string {
  if (/ ms$/u.test(name)) return figure.toFixed(3);
  if (/ (?:s|MB)$/u.test(name)) return figure.toFixed(1);
  return /threshold$|rank$|error/u.test(name) && !/accuracy/u.test(name)
    ? figure.toFixed(3)
    : `${percent(figure)} %`;
}

function count(text: string): number {
  if (!/^\d+$/u.test(text)) throw usageError(`"${text}" is not a whole number.`, USAGE);
  return Number(text);
}
