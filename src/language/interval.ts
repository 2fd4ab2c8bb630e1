import { endOfMonth } from 'date-fns/endOfMonth';
import { formatISO } from 'date-fns/formatISO';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import type { PartialDate } from '../domain.ts';

/** ISO days, both inclusive; null is open. */
export interface DateRange {
  from: string | null;
  to: string | null;
}

/** A stretch of time named in a text: tokens `start` to `end` (exclusive). */
export interface DateMention extends DateRange {
  start: number;
  end: number;
  /** True for a month or day named without its year. */
  yearless?: boolean;
}

/** The days that a date of its precision may mean; null when it is unknown or no date. */
export function interval(date: PartialDate): { from: string; to: string } | null {
  if (/^\d{4}$/u.test(date)) return { from: `${date}-01-01`, to: `${date}-12-31` };
  if (/^\d{4}-\d{2}$/u.test(date)) {
    const first = parseISO(`${date}-01`);
    return isValid(first) ? { from: `${date}-01`, to: isoDay(endOfMonth(first)) } : null;
  }
  return /^\d{4}-\d{2}-\d{2}$/u.test(date) && isValid(parseISO(date)) ? { from: date, to: date } : null;
}

/** Whether a date lies in a range: surely, perhaps (its precision is too coarse, or it is unknown), or not. */
export function within(date: PartialDate, range: DateRange): 'yes' | 'maybe' | 'no' {
  const days = interval(date);
  if (!days) return 'maybe';
  const from = range.from ?? '0000-01-01';
  const to = range.to ?? '9999-12-31';
  if (days.from >= from && days.to <= to) return 'yes';
  return days.to < from || days.from > to ? 'no' : 'maybe';
}

/** The day of a moment, where this process runs. */
export function isoDay(date: Date): string {
  return formatISO(date, { representation: 'date' });
}
