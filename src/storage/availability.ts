import type { Log } from '../log.ts';
import { codeOf, StorageAwayError } from './errors.ts';

const FIRST_PROBE_MS = 250;
const SLOWEST_PROBE_MS = 5_000;

/**
 * Keeps a database that went away from holding up questions: after the first failure every call fails at
 * once with a StorageAwayError, while a probe in the background finds out when it is back.
 */
export class Availability {
  readonly #probe: () => Promise<void>;
  readonly #log: Pick<Log, 'info' | 'warn'>;
  #timer: NodeJS.Timeout | null = null;
  #closed = false;

  constructor(probe: () => Promise<void>, log: Pick<Log, 'info' | 'warn'>) {
    this.#probe = probe;
    this.#log = log;
  }

  get away(): boolean {
    return this.#timer !== null;
  }

  /** Runs `work`; throws a StorageAwayError, at once while the database is known to be away. */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.away || this.#closed) throw new StorageAwayError();
    try {
      return await work();
    } catch (cause) {
      if (isRefusal(cause)) throw cause;
      this.#leave(cause);
      throw new StorageAwayError({ cause });
    }
  }

  close() {
    this.#closed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #leave(cause: unknown) {
    if (this.away || this.#closed) return;
    this.#log.warn({ code: codeOf(cause) }, 'The database is away: questions are answered without memory.');
    this.#probeAfter(FIRST_PROBE_MS);
  }

  #probeAfter(wait: number) {
    this.#timer = setTimeout(async () => {
      try {
        await this.#probe();
        this.#timer = null;
        this.#log.info({}, 'The database is back: memory resumes.');
      } catch {
        if (!this.#closed) this.#probeAfter(Math.min(wait * 2, SLOWEST_PROBE_MS));
      }
    }, wait);
    this.#timer.unref();
  }
}

/** The database is there and refused these values: a fault of the call, not of the database. */
function isRefusal(error: unknown): boolean {
  return /^(22|23)[0-9A-Z]{3}$|^SQLITE_(CONSTRAINT|MISMATCH|TOOBIG)/.test(codeOf(error));
}
