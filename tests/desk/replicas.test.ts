import { createServer, type IncomingMessage, type Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createHashes } from '../../src/desk/address.ts';
import { postgres } from '../storage/databases.ts';
import { KEYS, open } from '../storage/opening.ts';
import { AMAL } from './people.ts';
import { type OwnProcess, startProcess } from './processes.ts';

const database = postgres();
const NAMES = ['first', 'second', 'third'];
const MESSAGES = 90;
const PATIENCE_MS = 180_000;
const CONVERSATIONS = 9;

/** The platform: counts the answers it shows, and may stop taking those of one replica. */
const shown: { messageId: string; by: string }[] = [];
let refused = '';
let heldBack = 0;
/** The message that a replica has in its hands when it dies: the platform then delivers it to another. */
let inItsHands: Promise<string> = Promise.resolve('');
let platform: Server;
let platformUrl = '';
let databaseUrl = '';
const replicas = new Map<string, { process: OwnProcess; url: string }>();

beforeAll(async () => {
  databaseUrl = await database.create();
  platform = createServer(async (request, response) => {
    const { messageId, from } = JSON.parse(await bodyOf(request));
    // One that is about to be killed does not get its answers through, nor told so.
    if (from === refused) {
      heldBack += 1;
      return;
    }
    shown.push({ messageId, by: from });
    response.end('ok');
  });
  await new Promise<void>((resolve) => platform.listen(0, '127.0.0.1', resolve));
  const address = platform.address();
  if (typeof address === 'object' && address !== null) platformUrl = `http://127.0.0.1:${address.port}`;
  await Promise.all(NAMES.map(start));
});

afterAll(async () => {
  await Promise.all([...replicas.values()].map(({ process }) => process.kill()));
  platform.closeAllConnections();
  platform.close();
});

describe('Three replicas on one PostgreSQL', () => {
  it(
    'answer each of many repeated deliveries exactly once, while one is killed and started again',
    async () => {
      const stream = Array.from({ length: MESSAGES }, (_, index) => index).flatMap((index) =>
        [0, 1, 2].map(async (copy) => {
          await sleep(index * 40 + copy * 35 * (index % 3));
          return deliver(index, copy);
        }),
      );
      const accident = (async () => {
        while (shown.length < MESSAGES / 3) await sleep(20);
        await killInTheMiddle('second');
        await start('second');
      })();
      const outcomes = await Promise.all(stream);
      await accident;
      expect(await inItsHands).toBe('done');
      const counts = new Map(shown.map(({ messageId }) => [messageId, 0]));
      for (const { messageId } of shown) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
      expect([...counts].filter(([, count]) => count > 1)).toEqual([]);
      expect(counts.size).toBe(MESSAGES + 1);
      expect(outcomes.every((outcome) => outcome === 'done' || outcome === 'duplicate')).toBe(true);
    },
    PATIENCE_MS,
  );
});

async function start(name: string) {
  const process = startProcess(new URL('replica.ts', import.meta.url), databaseUrl, platformUrl, name);
  const { value: port } = await process.lines.next();
  replicas.set(name, { process, url: `http://127.0.0.1:${port}` });
}

/** With messages taken and not yet shown; what it has shown it has also noted as done. */
async function killInTheMiddle(name: string) {
  refused = name;
  inItsHands = deliver(MESSAGES, NAMES.indexOf(name) - MESSAGES);
  while (heldBack === 0) await sleep(20);
  const storage = await open(databaseUrl);
  const hashes = createHashes(KEYS.hash);
  for (const { messageId } of shown.filter(({ by }) => by === name)) {
    const id = hashes.message(messageId, addressOf(Number(messageId)));
    const done = () =>
      storage.db.selectFrom('messages').select('done_at').where('id', '=', id).executeTakeFirst();
    while ((await done())?.done_at == null) await sleep(20);
  }
  await storage.close();
  await replicas.get(name)?.process.kill();
  refused = '';
}

function addressOf(index: number) {
  return { ...AMAL, place: `C-${index % CONVERSATIONS}` };
}

/** Sends a copy of a message to one replica, and to another when that one is not there, as platforms do. */
async function deliver(index: number, copy: number): Promise<string> {
  const { place } = addressOf(index);
  const sentAt = new Date(Date.UTC(2026, 0, 1, 12, 0, index)).toISOString();
  const body = JSON.stringify({ messageId: `${index}`, place, sentAt });
  for (let attempt = copy + index; ; attempt += 1) {
    const replica = replicas.get(NAMES[attempt % NAMES.length] ?? '');
    try {
      const response = await fetch(replica?.url ?? '', { method: 'POST', body });
      return await response.text();
    } catch {
      await sleep(100);
    }
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
