import { join } from 'node:path';
import { requireConfig } from '../../config.ts';
import { type GoldenCase, loadGolden } from '../../content/golden.ts';
import { Refusal } from '../../refusal.ts';
import { openAnswerer } from '../answerer.ts';
import { openStore, problemLine } from '../open.ts';
import { readArguments, usageError } from '../usage.ts';
import { type Matched, matchOwn, matchPeers, type Score } from './answer-matchers.ts';
import { askPeak, askTimes, type Opening, opening, pipedMemory, type Sample } from './answer-processes.ts';
import { percentile } from './measures.ts';
import { table } from './table.ts';

const USAGE = `bench answer       what an answer costs, and how right it is beside Fuse.js over the same texts and golden questions
  --runs N         processes of which the median is taken, by default 7
  --questions N    questions down one pipe, by default 1000
  --json           the figures as JSON
  --content DIR    another content folder

Right is, for Dalil, an answer without a fault; for Fuse.js, a first hit that is the entry or holds what must be shown.`;

const OPTIONS = {
  runs: { type: 'string', default: '7' },
  questions: { type: 'string', default: '1000' },
  json: { type: 'boolean' },
  content: { type: 'string' },
} as const;
const QUESTION = 'Which organisations are members of the migration network?';
/** More in use at the end than in the middle, as a share: a process that keeps what it was asked. */
const GROWTH = 0.05;

interface Figures {
  opening: Opening;
  /** The whole process, one question. */
  ask: { milliseconds: number; peak: number };
  piped: { questions: number; start: Sample; middle: Sample; end: Sample; grown: boolean };
  matchers: Matched[];
}

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const dir = values.content ?? requireConfig(env).contentDir;
  const figures = await measure(dir, atLeast(1, values.runs), atLeast(3, values.questions));
  process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : asText(figures)}\n`);
  return figures.piped.grown ? 1 : 0;
}

async function measure(dir: string, runs: number, questions: number): Promise<Figures> {
  const store = openStore(dir);
  const golden = loadGolden(join(dir, 'golden'), store);
  if ('problems' in golden) throw new Refusal(golden.problems.map(problemLine).join('\n'));
  const { cases } = golden;
  if (cases.length === 0) throw new Refusal(`There are no golden questions in ${dir}.`);
  const opened = await opening(dir);
  const milliseconds = percentile(await askTimes(QUESTION, dir, runs), 0.5);
  const ask = { milliseconds, peak: await askPeak(QUESTION, dir) };
  const piped = await pipe(cases, questions, dir);
  const own = matchOwn(cases, store, openAnswerer(store));
  return { opening: opened, ask, piped, matchers: [own, ...(await matchPeers(cases, store))] };
}

async function pipe(cases: GoldenCase[], questions: number, dir: string): Promise<Figures['piped']> {
  const asks = cases.flatMap(({ turns }) => turns.map(({ ask }) => ask));
  // The same questions in either half: what differs between middle and end is only that they were asked before.
  const half = Math.floor(questions / 2);
  const asked = Array.from({ length: questions }, (_, i) => asks[(i % half) % asks.length] ?? '');
  const [start, middle, end] = await pipedMemory(asked, dir);
  if (!start || !middle || !end) throw new Error('The memory was not sampled.');
  return { questions, start, middle, end, grown: end.used > middle.used * (1 + GROWTH) };
}

function asText({ opening: opened, ask, piped, matchers }: Figures): string {
  const { start, middle, end } = piped;
  const against = (sample: Sample) => `${(sample.used / middle.used).toFixed(2)} ×`;
  const costs = table(
    ['cost', 'ms', 'MB', 'ratio'],
    [
      ['load and check the content, cold', opened.load.toFixed(0), opened.loadMemory.toFixed(1), ''],
      [
        'build the engine',
        opened.engine.toFixed(0),
        opened.engineMemory.toFixed(1),
        times(opened.engine, opened.load),
      ],
      [
        'the whole ask process',
        ask.milliseconds.toFixed(0),
        ask.peak.toFixed(1),
        times(ask.milliseconds, opened.load),
      ],
      ['one pipe, after 1 question', '', start.used.toFixed(2), against(start)],
      [`after ${Math.floor(piped.questions / 2)}`, '', middle.used.toFixed(2), against(middle)],
      [`after ${piped.questions}`, '', end.used.toFixed(2), against(end)],
    ],
  );
  const note = 'Times as ratios of loading; the memory of the pipe, garbage aside, as ratios of its middle.';
  return `${costs}\n${note}\n\n${matcherTable(matchers)}`;
}

function matcherTable(matchers: Matched[]): string {
  const head = ['matcher', 'p50 ms', 'p99 ms', 'p50 as Dalil', 'threshold', 'rows', 'right', 'wrong'];
  const more = ['declined', 'wrongly answered', 'rightly declined'];
  const own = matchers[0];
  const line = (one: Matched, rows: string, score: Score) => [
    ...[one.name, one.p50.toFixed(3), one.p99.toFixed(2), times(one.p50, own?.p50 ?? one.p50)],
    ...[one.threshold?.toFixed(3) ?? '–', rows, score.right, score.wrong],
    ...[score.declined, score.wronglyAnswered, score.rightlyDeclined],
  ];
  return table(
    [...head, ...more],
    matchers.flatMap((one) => [line(one, 'all', one.all), line(one, 'held out', one.heldOut)]),
  );
}

const times = (one: number, other: number): string => `${(one / other).toPrecision(3)} ×`;

function atLeast(least: number, text: string): number {
  if (/^\d+$/u.test(text) && Number(text) >= least) return Number(text);
  throw usageError(`"${text}" is not a whole number from ${least} on.`, USAGE);
}
