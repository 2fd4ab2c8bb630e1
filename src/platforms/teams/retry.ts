/** Teams asks to try again with these: 412 and 429 for its pace, the others for its own troubles. */
const AGAIN = [412, 429, 502, 503, 504];
const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 20_000;

export interface Retrying {
  pause: (milliseconds: number) => Promise<void>;
  /** Told before each further attempt. */
  onRetry?: (status: number) => void;
}

/** Tries again what Teams was too busy for, later each time, as late as it asks. Rejects with the last failure. */
export async function withRetries<T>(attempt: () => Promise<T>, { pause, onRetry }: Retrying): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await attempt();
    } catch (error) {
      const status = statusOf(error);
      if (status === null || !AGAIN.includes(status) || tried === ATTEMPTS) throw error;
      onRetry?.(status);
      await pause(pauseBefore(tried, error));
    }
  }
}

/** Half of the pause is chance, so that many who were turned away together do not come back together. */
function pauseBefore(attempt: number, error: unknown): number {
  const asked = retryAfter(error);
  const grown = Math.min(FIRST_PAUSE_MS * 2 ** (attempt - 1), LONGEST_PAUSE_MS);
  const jitter = grown / 2 + (Math.random() * grown) / 2;
  return asked === null ? jitter : Math.min(asked, LONGEST_PAUSE_MS) + jitter / 2;
}

/** The HTTP status that a connector's failure carries. */
export function statusOf(error: unknown): number | null {
  const status = (error as { statusCode?: unknown } | null)?.statusCode;
  return typeof status === 'number' ? status : null;
}

/** What Retry-After asks for, in milliseconds: it gives seconds or a date. */
function retryAfter(error: unknown): number | null {
  const headers = (error as { response?: { headers?: { get?: (name: string) => unknown } } } | null)?.response
    ?.headers;
  const value = headers?.get?.('retry-after');
  if (typeof value !== 'string' || value === '') return null;
  const milliseconds = /^\d+$/.test(value) ? Number(value) * 1000 : Date.parse(value) - Date.now();
  return Number.isNaN(milliseconds) ? null : Math.max(0, milliseconds);
}
