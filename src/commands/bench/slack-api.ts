import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'node:querystring';

/** A message that Slack took. */
export interface Posted {
  channel: string;
  thread: string;
  at: number;
}

export interface SlackApi {
  url: string;
  posted: Posted[];
  /** How often a channel was written to too fast. */
  readonly tooFast: number;
  close(): Promise<void>;
}

const CHANNEL_MS = 1000;

/** As much of Slack's Web API as answering a mention needs, with one message a second and channel. */
export async function startSlackApi(): Promise<SlackApi> {
  const posted: Posted[] = [];
  const latest = new Map<string, number>();
  let tooFast = 0;
  const server = createServer(async (request, response) => {
    const pieces: Buffer[] = [];
    for await (const piece of request) pieces.push(piece);
    const { channel, thread_ts: thread } = parse(Buffer.concat(pieces).toString());
    if (request.url !== '/api/chat.postMessage') return void response.end(JSON.stringify(IDENTITY));
    const at = performance.now();
    if (at - (latest.get(String(channel)) ?? Number.NEGATIVE_INFINITY) < CHANNEL_MS) {
      tooFast += 1;
      return void response.writeHead(429, { 'retry-after': '1' }).end();
    }
    latest.set(String(channel), at);
    posted.push({ channel: String(channel), thread: String(thread), at });
    response.end(JSON.stringify({ ok: true, channel, ts: `1700000000.${posted.length}` }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/`,
    posted,
    get tooFast() {
      return tooFast;
    },
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

const IDENTITY = {
  ok: true,
  user: 'dalil',
  user_id: 'U0BOT',
  bot_id: 'B0BOT',
  team: 'Bench',
  team_id: 'T0BENCH',
};
