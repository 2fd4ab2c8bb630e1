import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stringify } from 'node:querystring';
import express from 'express';
import type { SlackConfig } from '../../../src/config.ts';
import { createDesk } from '../../../src/desk/desk.ts';
import type { Desk } from '../../../src/domain.ts';
import type { SlackDependencies } from '../../../src/platforms/slack/dependencies.ts';
import { createSlack, type Slack } from '../../../src/platforms/slack/slack.ts';
import { openStorage, type Storage } from '../../../src/storage/open.ts';
import { ENGINE, HOME } from './engine.ts';
import { APP_TOKEN, BOT_TOKEN, Standin } from './standin.ts';
import { say } from './wording.ts';

export const SIGNING_SECRET = 'invented-signing-secret';

type Json = Record<string, unknown>;

/** A recorded payload, a copy of its own. */
export function recorded(name: string): Json {
  const file = new URL(`../../fixtures/slack/${name}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Json;
}

/** A recorded event with some of its fields changed. */
export function event(name: string, changes: Json = {}, around: Json = {}): Json {
  const payload = recorded(name);
  return { ...payload, ...around, event: { ...(payload.event as Json), ...changes } };
}

export interface Line {
  level: string;
  details: Json;
  message: string;
}

interface Options {
  socketMode?: boolean;
  config?: Partial<SlackConfig>;
  deps?: Partial<SlackDependencies>;
  /** Keeps the desk's retries short. */
  retryAfterMs?: number[];
  start?: boolean;
}

/** Dalil in an invented workspace: the real Bolt, the real desk on a file of its own, Slack on loopback. */
export class Workspace {
  readonly log: Line[] = [];
  readonly #closing: (() => Promise<unknown>)[] = [];
  readonly slack: Slack;
  readonly standin: Standin;
  readonly storage: Storage;
  readonly desk: Desk;
  #url = '';

  private constructor(standin: Standin, storage: Storage, options: Options) {
    this.standin = standin;
    this.storage = storage;
    const write = (level: string) => (details: object, message: string) =>
      void this.log.push({ level, details: details as Json, message });
    const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
    const desk = createDesk({
      ...{ answerer: () => ENGINE, memory: storage, hashKey: Buffer.alloc(32, 2), log },
      ...{ journalText: 'unanswered', retentionDays: 90 },
      pace: { retryAfterMs: options.retryAfterMs ?? [20, 40] },
    });
    this.desk = desk;
    const config: SlackConfig = {
      ...{ botToken: BOT_TOKEN, appToken: options.socketMode ? APP_TOKEN : null, oauth: null },
      ...{ signingSecret: options.socketMode ? null : SIGNING_SECRET, apiUrl: standin.apiUrl },
      ...{ channels: null, teams: null, ...options.config },
    };
    this.slack = createSlack(config, {
      ...{ desk, say, home: () => HOME, log, language: 'en', allowExternal: false, pace: 0 },
      ...{ installations: storage.installations, ...options.deps },
    });
    this.#closing.push(() => desk.close());
  }

  static async open(options: Options = {}): Promise<Workspace> {
    const standin = await Standin.start();
    const folder = await mkdtemp(join(tmpdir(), 'dalil-slack-'));
    const keys = { encryption: Buffer.alloc(32, 1), hash: Buffer.alloc(32, 2) };
    const storage = await openStorage(`file:${join(folder, 'dalil.db')}`, { keys });
    const workspace = new Workspace(standin, storage, options);
    if (options.start !== false) await workspace.slack.start();
    await workspace.#listen();
    workspace.#closing.push(
      () => storage.close(),
      () => rm(folder, { recursive: true, force: true }),
      () => standin.stop(),
    );
    return workspace;
  }

  async close(): Promise<void> {
    await this.slack.stop();
    for (const close of this.#closing) await close();
  }

  /** Mounted as in the application: under /slack of one Express app. */
  async #listen(): Promise<void> {
    const { handler } = this.slack;
    if (handler === null) return;
    const app = express();
    app.use('/slack', handler);
    const server: Server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    this.#closing.unshift(() => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    });
  }

  get url(): string {
    return this.#url;
  }

  /** Sends an event as Slack does, signed. */
  sendEvent(payload: Json, headers: Record<string, string> = {}): Promise<Response> {
    return this.sendBody(JSON.stringify(payload), 'application/json', headers);
  }

  /** Sends an interaction: a tap, a shortcut, a modal. */
  sendInteraction(payload: Json): Promise<Response> {
    const body = stringify({ payload: JSON.stringify(payload) });
    return this.sendBody(body, 'application/x-www-form-urlencoded');
  }

  sendCommand(changes: Json = {}): Promise<Response> {
    const { standin } = this;
    const channel = String(changes.channel_id ?? 'C0OPS');
    const fresh = { trigger_id: standin.trigger(), response_url: standin.responseUrl(channel) };
    const fields = { ...recorded('slash_command'), ...fresh, ...changes };
    return this.sendBody(stringify(fields as Record<string, string>), 'application/x-www-form-urlencoded');
  }

  sendBody(body: string, type: string, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.#url}/slack/events`, {
      method: 'POST',
      headers: { 'content-type': type, ...signature(body), ...headers },
      body,
    });
  }

  /** A recorded tap, alive: with a trigger and an address to answer to. */
  tap(name: string, action: Json = {}, changes: Json = {}): Json {
    const payload = recorded(name);
    const [given] = payload.actions as Json[];
    const stamp = `${Date.now() / 1000}`;
    return {
      ...payload,
      ...{
        trigger_id: this.standin.trigger(),
        ...('response_url' in payload && { response_url: this.standin.responseUrl('C0OPS') }),
      },
      ...{ actions: [{ ...given, action_ts: stamp, ...action }], ...changes },
    };
  }

  /** What was logged as a warning or worse, without its details. */
  complaints(): string[] {
    return this.log
      .filter(({ level }) => level === 'warn' || level === 'error')
      .map(({ message }) => message);
  }
}

/** Slack's headers over a body; a time in seconds and a secret other than the right ones make bad ones. */
export function signature(body: string, seconds = Math.floor(Date.now() / 1000), secret = SIGNING_SECRET) {
  const hash = createHmac('sha256', secret).update(`v0:${seconds}:${body}`).digest('hex');
  return { 'x-slack-request-timestamp': String(seconds), 'x-slack-signature': `v0=${hash}` };
}
