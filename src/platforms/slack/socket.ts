import { setTimeout as sleep } from 'node:timers/promises';
import { type Logger, SocketModeReceiver } from '@slack/bolt';
import { clientOptions } from './client.ts';
import type { Log } from './dependencies.ts';
import { failureWord, tokenCure } from './failures.ts';

interface SocketOptions {
  appToken: string;
  apiUrl: string | null;
  logger: Logger;
  log: Log;
}

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const CLOSING_MS = 2_000;

/**
 * Socket Mode that comes back by itself. Reconnecting is ours: the client's own ends the process with an
 * unhandled rejection when Slack cannot be reached for a while.
 */
export class Socket {
  readonly receiver: SocketModeReceiver;
  readonly #log: Log;
  #closed = false;
  #connecting = false;

  constructor({ appToken, apiUrl, logger, log }: SocketOptions) {
    this.#log = log;
    this.receiver = new SocketModeReceiver({
      appToken,
      logger,
      autoReconnectEnabled: false,
      installerOptions: { clientOptions: clientOptions({ apiUrl }) },
    });
    this.receiver.client.on('disconnected', () => void this.#comeBack());
  }

  /** Resolves when the socket is open; rejects with what Slack says to the app token. */
  async open(): Promise<void> {
    this.#connecting = true;
    try {
      await this.receiver.client.start();
    } finally {
      this.#connecting = false;
    }
    this.#log.info({}, 'Connected to Slack by Socket Mode');
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.race([this.receiver.client.disconnect(), sleep(CLOSING_MS, undefined, { ref: false })]);
  }

  async #comeBack(): Promise<void> {
    if (this.#closed || this.#connecting) return;
    this.#connecting = true;
    for (let wait = FIRST_WAIT_MS; !this.#closed; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        await this.receiver.client.start();
        this.#log.info({}, 'Connected to Slack again');
        break;
      } catch (error) {
        const word = failureWord(error);
        const cure = tokenCure(word);
        this.#log.warn({ error: word, ...(cure && { cure }) }, 'Slack cannot be reached by Socket Mode');
        await sleep(wait * (0.75 + Math.random() / 2), undefined, { ref: false });
      }
    }
    this.#connecting = false;
  }
}
