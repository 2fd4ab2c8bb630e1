import { type ChildProcess, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../refusal.ts';
import { readArguments } from '../usage.ts';
import { Random } from './random.ts';
import { type SlackApi, startSlackApi } from './slack-api.ts';
import { table } from './table.ts';

const USAGE = `bench slack   1,000 signed mentions, 100 a second over 200 channels, one in ten delivered twice
  --random   channels at random, so that some are asked faster than Slack lets them be answered
  --json     the figures as JSON`;

const OPTIONS = { random: { type: 'boolean' }, json: { type: 'boolean' } } as const;
const MENTIONS = 1000;
const EVERY_MS = 10;
const CHANNELS = 200;
const TWICE_ONE_IN = 10;
const PATIENCE_MS = 60_000;
const SECRET = 'a-signing-secret-of-the-benchmark';
const QUESTIONS = [
  'which agencies are members of the network?',
  'what does IOM stand for?',
  'who coordinates it?',
];

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const figures = await measure(values.random ?? false);
  const rows = Object.entries(figures).map(([name, figure]) => [name, Math.round(figure * 10) / 10]);
  process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : table(['', ''], rows)}\n`);
  return figures.lost === 0 && figures.doubled === 0 ? 0 : 1;
}

type Figures = Record<'lost' | 'doubled', number> & Record<string, number>;

/** Times in milliseconds, memory in megabytes, measured on a server process of its own. */
async function measure(atRandom: boolean): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'dalil-bench-'));
  const api = await startSlackApi();
  const server = serve(api.url, folder);
  try {
    const [door, desk] = await addresses(server);
    await mention(door, api, warmUp());
    const before = await gauges(desk);
    const load = await send(door, atRandom);
    const halfway = await gauges(desk);
    await settled(api, load.sent.size);
    return figuresOf(load, api, { before, halfway, after: await gauges(desk) });
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await api.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function serve(apiUrl: string, folder: string): ChildProcess {
  const main = fileURLToPath(new URL('../../main.js', import.meta.url));
  const slack = { SLACK_BOT_TOKEN: 'xoxb-benchmark', SLACK_SIGNING_SECRET: SECRET, SLACK_API_URL: apiUrl };
  const place = {
    PORT: '0',
    HOST: '127.0.0.1',
    DESK_PORT: '0',
    DATABASE_URL: `file:${join(folder, 'dalil.db')}`,
  };
  const env = { ...process.env, ...slack, ...place, LOG_LEVEL: 'error' };
  return spawn(process.execPath, [main, 'serve'], { env, stdio: ['ignore', 'pipe', 'inherit'] });
}

async function addresses(server: ChildProcess): Promise<[string, string]> {
  let printed = '';
  for await (const piece of server.stdout ?? []) {
    printed += String(piece);
    const [door, desk] = printed.match(/https?:\/\/[\w.:[\]]+/g) ?? [];
    if (printed.includes('\n') && door !== undefined && desk !== undefined) return [door, desk];
  }
  throw new Refusal('The server of the benchmark did not start.');
}

interface Mention {
  channel: string;
  ts: string;
  text: string;
}

interface Load {
  /** When each was sent and how long its acknowledgement took, by timestamp. */
  sent: Map<string, number>;
  acknowledged: number[];
  refused: number;
}

const warmUp = (): Mention => ({ channel: 'C-WARM', ts: '1700000000.000000', text: QUESTIONS[0] ?? '' });

/** One mention and its answer, before anything is measured. */
async function mention(door: string, api: SlackApi, warm: Mention): Promise<void> {
  await post(door, warm, 0);
  await settled(api, 1);
  api.posted.length = 0;
}

async function send(door: string, atRandom: boolean): Promise<Load> {
  const random = new Random(1);
  const load: Load = { sent: new Map(), acknowledged: [], refused: 0 };
  const under: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < MENTIONS; n++) {
    await sleep(Math.max(0, start + n * EVERY_MS - performance.now()));
    const channel = `C-${atRandom ? random.below(CHANNELS) : n % CHANNELS}`;
    const one = {
      channel,
      ts: `1700000100.${String(n).padStart(6, '0')}`,
      text: random.pick(QUESTIONS),
    };
    load.sent.set(one.ts, performance.now());
    under.push(deliver(door, one, 0, load));
    if (n % TWICE_ONE_IN === 0) under.push(deliver(door, one, 1, load));
  }
  await Promise.all(under);
  return load;
}

async function deliver(door: string, one: Mention, retry: number, load: Load): Promise<void> {
  const from = performance.now();
  const status = await post(door, one, retry);
  load.acknowledged.push(performance.now() - from);
  if (status !== 200) load.refused += 1;
}

async function post(door: string, { channel, ts, text }: Mention, retry: number): Promise<number> {
  const event = {
    type: 'app_mention',
    user: 'U0ASKER',
    team: 'T0BENCH',
    text: `<@U0BOT> ${text}`,
    channel,
    ts,
    event_ts: ts,
  };
  const authorizations = [
    { team_id: 'T0BENCH', enterprise_id: null, user_id: 'U0BOT', is_bot: true, is_enterprise_install: false },
  ];
  const body = JSON.stringify({
    type: 'event_callback',
    team_id: 'T0BENCH',
    event_id: `Ev${ts}`,
    event,
    authorizations,
  });
  const seconds = String(Math.floor(Date.now() / 1000));
  const hash = createHmac('sha256', SECRET).update(`v0:${seconds}:${body}`).digest('hex');
  const response = await fetch(`${door}/slack/events`, {
    method: 'POST',
    headers: {
      ...{ 'content-type': 'application/json', 'x-slack-request-timestamp': seconds },
      ...{ 'x-slack-signature': `v0=${hash}`, ...(retry > 0 && { 'x-slack-retry-num': String(retry) }) },
    },
    body,
  });
  await response.arrayBuffer();
  return response.status;
}

/** Waits until as many answers are there and no further one comes. */
async function settled(api: SlackApi, count: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (api.posted.length < count && performance.now() < until) await sleep(50);
  await sleep(count === 1 ? 0 : 2000);
}

interface Gauges {
  memory: number;
  cpuMs: number;
}

async function gauges(desk: string): Promise<Gauges> {
  const text = await (await fetch(`${desk}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  return {
    memory: read('process_resident_memory_bytes') / 1024 ** 2,
    cpuMs: read('process_cpu_seconds_total') * 1000,
  };
}

function figuresOf(load: Load, api: SlackApi, held: Record<'before' | 'halfway' | 'after', Gauges>): Figures {
  const first = new Map<string, number>();
  for (const { thread, at } of api.posted) if (!first.has(thread)) first.set(thread, at);
  const replies = [...load.sent].flatMap(([ts, at]) => {
    const answered = first.get(ts);
    return answered === undefined ? [] : [answered - at];
  });
  return {
    mentions: load.sent.size,
    'acknowledged p50 ms': quantile(load.acknowledged, 0.5),
    'acknowledged p99 ms': quantile(load.acknowledged, 0.99),
    'answered p50 ms': quantile(replies, 0.5),
    'answered p99 ms': quantile(replies, 0.99),
    refused: load.refused,
    lost: load.sent.size - first.size,
    doubled: api.posted.length - first.size,
    'rate limits met': api.tooFast,
    'CPU ms a mention': (held.after.cpuMs - held.before.cpuMs) / load.sent.size,
    'memory before MB': held.before.memory,
    'memory after sending MB': held.halfway.memory,
    'memory after MB': held.after.memory,
  };
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
