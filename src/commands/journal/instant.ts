import { usageError } from '../usage.ts';

const UNITS_MS: Record<string, number> = { h: 3_600_000, d: 86_400_000, w: 604_800_000 };

/** `7d`, `24h`, `2w` before now, or an ISO date (its first moment, UTC), in milliseconds since 1970. */
export function readInstant(text: string, usage: string): number {
  const span = /^(\d{1,5})([hdw])$/.exec(text);
  if (span !== null) return Date.now() - Number(span[1]) * (UNITS_MS[span[2] ?? 'd'] ?? 0);
  const date = /^\d{4}-\d{2}-\d{2}(T.*)?$/.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(date))
    throw usageError(`"${text}" is neither a span such as 7d nor a date such as 2026-01-31.`, usage);
  return date;
}
