import { setTimeout as sleep } from 'node:timers/promises';
import type { webApi } from '@slack/bolt';
import type { Log } from './dependencies.ts';
import { failureWord, judged, Refused, retryAfter } from './failures.ts';
import { LIMITS } from './limits.ts';
import type { SlackMessage } from './render/message.ts';

/** A message, or a single sentence without blocks. */
export type Outgoing = SlackMessage | { text: string };

interface ChannelAddress {
  channel: string;
  /** The thread to answer in; null beside any. */
  thread: string | null;
}

/** Waits as Slack asks, so often and so long at most. */
const RATE_LIMIT_TRIES = 4;
const LONGEST_WAIT_S = 30;
const RESPONSE_TIMEOUT_MS = 10_000;

/**
 * Sends what Slack takes at its pace. Every method throws a Refused for what Slack will never take, and any
 * other error for what may succeed at another try.
 */
export class Outbox {
  readonly #pace: number;
  readonly #log: Log;
  /** When each channel takes its next message. */
  readonly #next = new Map<string, number>();

  constructor(pace: number, log: Log) {
    this.#pace = pace;
    this.#log = log;
  }

  /** Resolves when it is this caller's turn to post in the channel. */
  async turn(channel: string): Promise<void> {
    const now = Date.now();
    const at = Math.max(now, this.#next.get(channel) ?? 0);
    this.#next.set(channel, at + this.#pace);
    this.#forgetPast(now);
    if (at > now) await sleep(at - now);
  }

  /** Resolves when a message that belongs to the one just posted may follow it: it does not stand in line anew. */
  async followUp(channel: string): Promise<void> {
    this.#next.set(channel, Math.max(Date.now(), this.#next.get(channel) ?? 0) + this.#pace);
    await sleep(this.#pace);
  }

  /** Posts where everybody in the channel sees it. The caller has waited for its turn. */
  async post(
    client: webApi.WebClient,
    { channel, thread }: ChannelAddress,
    message: Outgoing,
  ): Promise<void> {
    const place = thread === null ? { channel } : { channel, thread_ts: thread };
    const send = (body: Outgoing) => () =>
      client.chat.postMessage({ ...place, ...QUIET, ...body } as webApi.ChatPostMessageArguments);
    await this.#withoutBlocksAtWorst(message, (body) => this.#patiently(send(body), channel));
  }

  /** Answers an interaction or a command through its own address; only the asker sees it unless `inChannel`. */
  async respond(
    url: string,
    message: Outgoing,
    options: { inChannel?: boolean; thread?: string | null } = {},
  ) {
    const thread = options.thread ?? null;
    const place = {
      response_type: options.inChannel ? 'in_channel' : 'ephemeral',
      replace_original: false,
      ...(thread !== null && { thread_ts: thread }),
    };
    await this.#withoutBlocksAtWorst(message, (body) =>
      this.#patiently(() => postTo(url, { ...place, ...QUIET, ...body })),
    );
  }

  /** Any other call, with the waits that Slack asks for. */
  call<T>(work: () => Promise<T>): Promise<T> {
    return this.#patiently(work);
  }

  async #patiently<T>(work: () => Promise<T>, channel?: string): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (error) {
        const wait = error instanceof SlowDown ? error.seconds : retryAfter(error);
        if (wait === null || wait > LONGEST_WAIT_S || tries === RATE_LIMIT_TRIES) throw judged(error);
        if (channel !== undefined) this.#next.set(channel, Date.now() + wait * 1000 + this.#pace);
        await sleep(wait * 1000);
      }
    }
  }

  /** Better a plain answer than none: what Slack does not take as blocks goes as text. */
  async #withoutBlocksAtWorst(message: Outgoing, send: (body: Outgoing) => Promise<unknown>): Promise<void> {
    try {
      await send(message);
    } catch (error) {
      if (!('blocks' in message) || !(error instanceof Refused) || !ABOUT_BLOCKS.test(error.code))
        throw error;
      this.#log.error({ error: failureWord(error) }, 'Slack refused a message as blocks; it goes as text');
      await send({ text: message.text.slice(0, LIMITS.text) });
    }
  }

  #forgetPast(now: number): void {
    if (this.#next.size < 1000) return;
    for (const [channel, at] of this.#next) if (at < now) this.#next.delete(channel);
  }
}

const ABOUT_BLOCKS = /^(invalid_blocks|invalid_blocks_format|msg_blocks_too_long|invalid_arguments)$/;

/** Links are sources, not something to unfold. */
const QUIET = { unfurl_links: false, unfurl_media: false };

class SlowDown extends Error {
  readonly seconds: number;

  constructor(seconds: number) {
    super('Slack asks to wait');
    this.seconds = seconds;
  }
}

async function postTo(url: string, body: object): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(RESPONSE_TIMEOUT_MS),
  });
  const answer = await response.text();
  if (response.status === 429) throw new SlowDown(Number(response.headers.get('retry-after') ?? 1));
  if (response.status >= 500) throw new Error(`HTTP ${response.status}`);
  const code = refusal(answer);
  if (!response.ok || code !== null) throw new Refused(code ?? `HTTP ${response.status}`);
}

/** Slack answers `ok`, nothing, or says why not, as JSON or as a bare word. */
function refusal(answer: string): string | null {
  if (answer === '' || answer === 'ok') return null;
  try {
    const parsed: unknown = JSON.parse(answer);
    if (typeof parsed !== 'object' || parsed === null || !('ok' in parsed) || parsed.ok !== false)
      return null;
    return 'error' in parsed && typeof parsed.error === 'string' ? parsed.error : 'unknown';
  } catch {
    return /^[a-z_]{3,40}$/.test(answer) ? answer : null;
  }
}
