import type { Log } from '../../log.ts';

/** What is under way may take this long to finish. */
const PATIENCE_MS = 25_000;

/** Closes what was opened, the last one first, once: a second signal changes nothing. */
export class Shutdown {
  readonly #steps: { what: string; close(): unknown }[] = [];
  #closed: Promise<void> | null = null;
  readonly #log: Log;

  constructor(log: Log) {
    this.#log = log;
  }

  /** `close` resolves when what is under way has finished. */
  add(what: string, close: () => unknown): void {
    this.#steps.push({ what, close });
  }

  /** Resolves when all is closed; what does not close in time, or fails to, is logged and left. */
  close(): Promise<void> {
    this.#closed ??= this.#closeAll();
    return this.#closed;
  }

  async #closeAll(): Promise<void> {
    for (const { what, close } of this.#steps.reverse()) {
      try {
        await inTime(Promise.resolve(close()));
      } catch (error) {
        this.#log.warn({ what, error: error instanceof Error ? error.name : 'unknown' }, 'Closing failed');
      }
    }
  }
}

async function inTime(closing: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error('It took too long')), PATIENCE_MS);
  });
  await Promise.race([closing, patience]).finally(() => clearTimeout(timer));
}

/** Resolves at the first SIGTERM or SIGINT; later ones are taken and change nothing. */
export function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => resolve());
  });
}
