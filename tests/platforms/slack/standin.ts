import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { parse } from 'node:querystring';
import WebSocket from 'ws';
import { blockProblems, messageProblems } from './blockkit.ts';

export const BOT_TOKEN = 'xoxb-invented-token';
export const APP_TOKEN = 'xapp-invented-token';
export const BOT_USER = 'U0BOT';
export const TEAM = 'T0HOME';
export const CLIENT = { id: '111.222', secret: 'client-secret', code: 'good-code' };

type Json = Record<string, unknown>;

/** One call that the stand-in took, or refused. */
export interface Call {
  method: string;
  token: string;
  args: Json;
  answer: Json;
  at: number;
}

/** How the next call of a method goes wrong. */
export type Failure =
  | { status: number; retryAfter?: number }
  | { error: string }
  | { drop: true }
  | { slow: number }
  /** Answers only once this resolves. */
  | { until: Promise<unknown> };

/** What each method asks of the token's scopes. */
const NEEDS: Record<string, string> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'assistant.threads.setStatus': 'chat:write',
  'assistant.threads.setSuggestedPrompts': 'assistant:write',
  'conversations.info': 'channels:read',
};

const REGULAR_SCOPES = ['app_mentions:read', 'assistant:write', 'chat:write', 'commands', 'im:history'];
/** Slack takes one message a second and channel. */
const CHANNEL_MS = 1000;
const RESPONSE_USES = 5;

/**
 * Slack on loopback: its Web API with tokens, scopes, limits of blocks and rates, response addresses and
 * triggers that run out, OAuth, and Socket Mode over a real WebSocket.
 */
export class Standin {
  readonly calls: Call[] = [];
  /** Everything that Slack would have refused about what was sent. */
  readonly problems: string[] = [];
  readonly tokens = new Map<string, { team: string; scopes: string[] }>();
  /** Channels that the bot may post in; any other is not found. Null for all. */
  channels: Set<string> | null = null;
  enforceRates = false;
  rateLimited = 0;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #web = new WebSocket.Server({ noServer: true });
  readonly #failures = new Map<string, Failure[]>();
  readonly #lastPost = new Map<string, number>();
  readonly #responses = new Map<string, { left: number; channel: string }>();
  readonly #triggers = new Map<string, boolean>();
  readonly #waiting = new Set<() => void>();
  readonly #acks = new Map<string, (payload: unknown) => void>();
  #views = 0;
  #messages = 0;

  private constructor() {
    this.tokens.set(BOT_TOKEN, { team: TEAM, scopes: [...REGULAR_SCOPES] });
    this.#server = createServer((request, response) => void this.#serve(request, response));
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    this.#server.on('upgrade', (request, socket, head) =>
      this.#web.handleUpgrade(request, socket as Socket, head, (client) => this.#welcome(client)),
    );
  }

  static async start(): Promise<Standin> {
    const standin = new Standin();
    await new Promise<void>((resolve) => standin.#server.listen(0, '127.0.0.1', resolve));
    return standin;
  }

  async stop(): Promise<void> {
    for (const client of this.#web.clients) client.terminate();
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiUrl(): string {
    return `${this.origin}/api/`;
  }

  /** The next calls of the method go wrong, one after another. */
  fail(method: string, ...failures: Failure[]): void {
    this.#failures.set(method, [...(this.#failures.get(method) ?? []), ...failures]);
  }

  /** An address that takes five answers to one interaction. */
  responseUrl(channel: string): string {
    const id = randomUUID();
    this.#responses.set(id, { left: RESPONSE_USES, channel });
    return `${this.origin}/response/${id}`;
  }

  expireResponses(): void {
    this.#responses.clear();
  }

  /** Lets one modal be opened, or comes too late for that. Not timed, so that a slow machine changes nothing. */
  trigger({ expired = false } = {}): string {
    const id = `trigger-${randomUUID()}`;
    this.#triggers.set(id, expired);
    return id;
  }

  /** Calls of a method that were taken. */
  taken(method: string): Call[] {
    return this.calls.filter((call) => call.method === method && call.answer.ok === true);
  }

  /** Resolves with the calls once there are so many; the test's own time limit is the only one. */
  async waitFor(method: string, count = 1): Promise<Call[]> {
    while (this.taken(method).length < count) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
    return this.taken(method);
  }

  /** Sends an envelope over the socket and resolves with what the app acknowledged it with. */
  async emit(type: string, payload: Json): Promise<unknown> {
    const client = [...this.#web.clients].at(-1);
    if (client === undefined) throw new Error('No socket is open');
    const envelope = randomUUID();
    const acknowledged = new Promise<unknown>((resolve) => this.#acks.set(envelope, resolve));
    client.send(JSON.stringify({ type, envelope_id: envelope, payload, accepts_response_payload: true }));
    return acknowledged;
  }

  get openSockets(): number {
    return [...this.#web.clients].filter((client) => client.readyState === client.OPEN).length;
  }

  /** As a failing network does it: without a goodbye. */
  dropSockets(): void {
    for (const client of this.#web.clients) client.terminate();
  }

  /** As Slack does it before it takes a server away. */
  refreshSockets(): void {
    for (const client of this.#web.clients) {
      client.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }));
    }
  }

  #welcome(client: WebSocket): void {
    client.on('message', (data) => {
      const { envelope_id: id, payload } = JSON.parse(String(data)) as {
        envelope_id: string;
        payload: unknown;
      };
      this.#acks.get(id)?.(payload);
    });
    client.send(JSON.stringify({ type: 'hello', num_connections: 1 }));
    this.#wake();
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await readAll(request);
    const { pathname } = new URL(request.url ?? '/', this.origin);
    if (pathname.startsWith('/response/')) return this.#takeResponse(pathname.slice(10), body, response);
    const method = pathname.slice('/api/'.length);
    const args = readArgs(body, request.headers['content-type']);
    const token = (request.headers.authorization ?? '').replace('Bearer ', '') || String(args.token ?? '');
    const failure = this.#failures.get(method)?.shift();
    if (failure !== undefined && 'slow' in failure)
      await new Promise((resolve) => setTimeout(resolve, failure.slow));
    else if (failure !== undefined && 'until' in failure) await failure.until;
    else if (failure !== undefined) return this.#goWrong(failure, method, token, args, request, response);
    if (this.#isTooFast(method, args))
      return this.#goWrong({ status: 429, retryAfter: 1 }, method, token, args, request, response);
    const answer = this.#answer(method, token, args);
    this.#record({ method, token, args, answer, at: Date.now() });
    const scopes = this.tokens.get(token)?.scopes.join(',') ?? '';
    response.writeHead(200, { 'content-type': 'application/json', 'x-oauth-scopes': scopes });
    response.end(JSON.stringify(answer));
  }

  #goWrong(
    failure: Failure,
    method: string,
    token: string,
    args: Json,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    if ('error' in failure) {
      const answer = { ok: false, error: failure.error };
      this.#record({ method, token, args, answer, at: Date.now() });
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return;
    }
    if ('drop' in failure) {
      request.socket.destroy();
      return;
    }
    if (!('status' in failure)) return;
    this.#record({
      method,
      token,
      args,
      answer: { ok: false, error: String(failure.status) },
      at: Date.now(),
    });
    if (failure.status === 429) this.rateLimited += 1;
    const headers = failure.retryAfter === undefined ? {} : { 'retry-after': String(failure.retryAfter) };
    response.writeHead(failure.status, headers).end();
  }

  #isTooFast(method: string, { channel }: Json): boolean {
    if (!this.enforceRates || method !== 'chat.postMessage') return false;
    const now = Date.now();
    if (now - (this.#lastPost.get(String(channel)) ?? 0) < CHANNEL_MS) return true;
    this.#lastPost.set(String(channel), now);
    return false;
  }

  #answer(method: string, token: string, args: Json): Json {
    if (method === 'apps.connections.open') {
      if (token !== APP_TOKEN) return { ok: false, error: 'invalid_auth' };
      return { ok: true, url: `${this.origin.replace('http', 'ws')}/link` };
    }
    if (method === 'oauth.v2.access') return this.#exchange(args);
    const known = this.tokens.get(token);
    if (known === undefined) return { ok: false, error: 'invalid_auth' };
    const needed = NEEDS[method];
    if (needed !== undefined && !known.scopes.includes(needed))
      return { ok: false, error: 'missing_scope', needed };
    return this.#known(method, args, known.team);
  }

  #known(method: string, args: Json, team: string): Json {
    switch (method) {
      case 'auth.test':
        return { ok: true, user: 'dalil', user_id: BOT_USER, bot_id: 'B0BOT', team: 'Home', team_id: team };
      case 'chat.postMessage':
        return this.#post(args);
      case 'views.open':
      case 'views.push':
        return this.#view(args, this.#useTrigger(args.trigger_id));
      case 'views.update':
        return this.#view(args, null);
      case 'views.publish':
        return this.#view(args, null);
      case 'assistant.threads.setStatus':
        return args.thread_ts === undefined ? { ok: false, error: 'invalid_arguments' } : { ok: true };
      case 'assistant.threads.setSuggestedPrompts':
        return Array.isArray(args.prompts) && args.prompts.length <= 4
          ? { ok: true }
          : { ok: false, error: 'invalid_arguments' };
      case 'conversations.info':
        return {
          ok: true,
          channel: { id: args.channel, is_member: this.channels?.has(String(args.channel)) ?? true },
        };
      default:
        this.problems.push(`unknown method ${method}`);
        return { ok: false, error: 'unknown_method' };
    }
  }

  #post(args: Json): Json {
    const channel = String(args.channel);
    if (this.channels !== null && !this.channels.has(channel))
      return { ok: false, error: 'channel_not_found' };
    const problems = this.#inspect(args);
    if (problems.length > 0) return { ok: false, error: 'invalid_blocks' };
    this.#messages += 1;
    return { ok: true, channel, ts: `1700000000.${String(this.#messages).padStart(6, '0')}` };
  }

  #inspect(args: Json): string[] {
    const text = String(args.text ?? '');
    const problems =
      args.blocks === undefined
        ? [...(text === '' ? ['neither text nor blocks'] : [])]
        : messageProblems({ text, blocks: args.blocks as unknown[] });
    this.problems.push(...problems);
    return problems;
  }

  #useTrigger(id: unknown): string | null {
    const expired = this.#triggers.get(String(id));
    this.#triggers.delete(String(id));
    if (expired === undefined) return 'invalid_trigger_id';
    return expired ? 'expired_trigger_id' : null;
  }

  #view({ view }: Json, error: string | null): Json {
    if (error !== null) return { ok: false, error };
    const { type, blocks, title } = view as {
      type: 'modal' | 'home';
      blocks: unknown;
      title?: { text: string };
    };
    const problems = blockProblems(blocks, type);
    if (type === 'modal' && (title?.text.length ?? 99) > 24) problems.push('title too long');
    this.problems.push(...problems);
    if (problems.length > 0) return { ok: false, error: 'invalid_arguments' };
    this.#views += 1;
    return { ok: true, view: { id: `V${this.#views}`, type } };
  }

  #takeResponse(id: string, body: string, response: ServerResponse): void {
    const failure = this.#failures.get('response')?.shift();
    const known = this.#responses.get(id);
    const args: Json = { ...(JSON.parse(body) as Json), channel: known?.channel };
    const refuse = (status: number, error: string, headers = {}) => {
      this.#record({ method: 'response', token: '', args, answer: { ok: false, error }, at: Date.now() });
      response.writeHead(status, headers).end(error);
    };
    if (failure !== undefined && 'status' in failure) {
      refuse(failure.status, String(failure.status), { 'retry-after': String(failure.retryAfter ?? 1) });
    } else if (known === undefined) refuse(404, 'expired_url');
    else if (known.left === 0) refuse(404, 'used_url');
    else if (this.#inspect(args).length > 0) refuse(400, 'invalid_blocks');
    else {
      known.left -= 1;
      this.#record({ method: 'response', token: '', args, answer: { ok: true }, at: Date.now() });
      response.writeHead(200).end('ok');
    }
  }

  #exchange({ code, client_id: id, client_secret: secret }: Json): Json {
    if (code !== CLIENT.code || id !== CLIENT.id || secret !== CLIENT.secret)
      return { ok: false, error: 'invalid_code' };
    const token = `xoxb-installed-${randomUUID()}`;
    this.tokens.set(token, { team: 'T0OTHER', scopes: [...REGULAR_SCOPES] });
    return {
      ok: true,
      ...{ app_id: 'A1', authed_user: { id: 'U9' }, scope: REGULAR_SCOPES.join(','), token_type: 'bot' },
      ...{ access_token: token, bot_user_id: BOT_USER, team: { id: 'T0OTHER', name: 'Other' } },
      ...{ enterprise: null, is_enterprise_install: false },
    };
  }

  #record(call: Call): void {
    this.calls.push(call);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }

  /** Resolves once so many sockets are open. */
  async waitForSockets(count: number): Promise<void> {
    while (this.openSockets !== count) await new Promise<void>((resolve) => setTimeout(resolve, 5));
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString();
}

/** Form fields; those that hold JSON are read as such, as Slack does. */
function readArgs(body: string, contentType = ''): Json {
  if (contentType.includes('json')) return JSON.parse(body) as Json;
  return Object.fromEntries(
    Object.entries(parse(body)).map(([key, value]) => {
      const text = String(value);
      if (!/^[[{]/.test(text) || key === 'text') return [key, text];
      try {
        return [key, JSON.parse(text)];
      } catch {
        return [key, text];
      }
    }),
  );
}
