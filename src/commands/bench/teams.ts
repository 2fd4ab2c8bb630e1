import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Refusal } from '../../refusal.ts';
import { readArguments } from '../usage.ts';
import { table } from './table.ts';
import { APP, startTeamsStandIn, type TeamsStandIn } from './teams-connector.ts';

const USAGE = `bench teams   1,000 signed messages, 40 a second over 50 conversations, one in ten delivered twice
  --json     the figures as JSON`;

const MESSAGES = 1000;
const EVERY_MS = 25;
const CONVERSATIONS = 50;
const TWICE_ONE_IN = 10;
const PATIENCE_MS = 60_000;
const QUESTIONS = [
  'which agencies are members of the network?',
  'what does IOM stand for?',
  'who coordinates it?',
];

type Figures = Record<'lost' | 'doubled' | 'refused', number> & Record<string, number>;

export async function run(args: string[]): Promise<number> {
  const { values } = readArguments(args, { json: { type: 'boolean' } }, USAGE);
  const figures = await measure();
  const rows = Object.entries(figures).map(([name, figure]) => [name, Math.round(figure * 10) / 10]);
  process.stdout.write(`${values.json ? JSON.stringify(figures, null, 2) : table(['', ''], rows)}\n`);
  return figures.lost + figures.doubled + figures.refused === 0 ? 0 : 1;
}

/** Times in milliseconds, memory in megabytes, measured on a server process of its own. */
async function measure(): Promise<Figures> {
  const folder = mkdtempSync(join(tmpdir(), 'dalil-bench-'));
  const teams = await startTeamsStandIn();
  const server = serve(teams, folder);
  try {
    const [door, desk] = await addresses(server);
    await post(door, teams, { id: 'warm', conversation: 'a:warm', text: QUESTIONS[0] ?? '' });
    teams.replies.length = 0;
    const before = await memory(desk);
    const load = await send(door, teams);
    const halfway = await memory(desk);
    await settled(teams, load.sent.size);
    return figuresOf(load, teams, { before, halfway, after: await memory(desk) });
  } finally {
    server.kill('SIGTERM');
    if (server.exitCode === null) await once(server, 'exit');
    await teams.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function serve({ openIdMetadataUrl }: TeamsStandIn, folder: string): ChildProcess {
  const main = fileURLToPath(new URL('../../main.js', import.meta.url));
  const env = {
    ...process.env,
    MICROSOFT_APP_ID: APP.id,
    MICROSOFT_APP_PASSWORD: 'a-secret-of-the-benchmark',
    MICROSOFT_APP_TENANT_ID: APP.tenant,
    TEAMS_OPENID_METADATA_URL: openIdMetadataUrl,
    PORT: '0',
    HOST: '127.0.0.1',
    DESK_PORT: '0',
    DATABASE_URL: `file:${join(folder, 'dalil.db')}`,
    LOG_LEVEL: 'error',
  };
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

interface Message {
  id: string;
  conversation: string;
  text: string;
}

interface Load {
  /** When each was sent, by its id. */
  sent: Map<string, number>;
  acknowledged: number[];
  refused: number;
}

async function send(door: string, teams: TeamsStandIn): Promise<Load> {
  const load: Load = { sent: new Map(), acknowledged: [], refused: 0 };
  const underWay: Promise<void>[] = [];
  const start = performance.now();
  for (let n = 0; n < MESSAGES; n++) {
    await sleep(Math.max(0, start + n * EVERY_MS - performance.now()));
    const conversation = `a:conversation-${n % CONVERSATIONS}`;
    const message = { id: `message-${n}`, conversation, text: QUESTIONS[n % QUESTIONS.length] ?? '' };
    load.sent.set(message.id, performance.now());
    underWay.push(deliver(door, teams, message, load));
    if (n % TWICE_ONE_IN === 0) underWay.push(deliver(door, teams, message, load));
  }
  await Promise.all(underWay);
  return load;
}

async function deliver(door: string, teams: TeamsStandIn, message: Message, load: Load): Promise<void> {
  const from = performance.now();
  // A connection that is not taken is a refusal too.
  const status = await post(door, teams, message).catch(() => 0);
  load.acknowledged.push(performance.now() - from);
  if (status !== 200) load.refused += 1;
}

async function post(door: string, teams: TeamsStandIn, { id, conversation, text }: Message): Promise<number> {
  const activity = {
    type: 'message',
    id,
    text,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl: teams.serviceUrl,
    from: { id: `29:${conversation}`, aadObjectId: conversation },
    recipient: { id: `28:${APP.id}`, name: 'Dalil' },
    conversation: { id: conversation, conversationType: 'personal', tenantId: APP.tenant },
    channelData: { tenant: { id: APP.tenant } },
  };
  const response = await fetch(`${door}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: teams.authorization },
    body: JSON.stringify(activity),
  });
  await response.arrayBuffer();
  return response.status;
}

/** Waits until as many replies are there and no further one comes. */
async function settled({ replies }: TeamsStandIn, count: number): Promise<void> {
  const until = performance.now() + PATIENCE_MS;
  while (replies.length < count && performance.now() < until) await sleep(50);
  await sleep(2000);
}

async function memory(desk: string): Promise<number> {
  const text = await (await fetch(`${desk}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1] ?? Number.NaN) / 1024 ** 2;
}

type Held = Record<'before' | 'halfway' | 'after', number>;

function figuresOf(load: Load, { replies }: TeamsStandIn, held: Held): Figures {
  const first = new Map<string, number>();
  for (const { to, at } of replies) if (!first.has(to)) first.set(to, at);
  const times = [...load.sent].flatMap(([id, at]) => {
    const answered = first.get(id);
    return answered === undefined ? [] : [answered - at];
  });
  return {
    messages: load.sent.size,
    'answered p50 ms': quantile(times, 0.5),
    'answered p99 ms': quantile(times, 0.99),
    'acknowledged p50 ms': quantile(load.acknowledged, 0.5),
    'acknowledged p99 ms': quantile(load.acknowledged, 0.99),
    refused: load.refused,
    lost: load.sent.size - times.length,
    doubled: replies.length - first.size,
    'memory before MB': held.before,
    'memory after sending MB': held.halfway,
    'memory after MB': held.after,
  };
}

function quantile(values: number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
