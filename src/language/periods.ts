import { endOfMonth } from 'date-fns/endOfMonth';
import { endOfYear } from 'date-fns/endOfYear';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfWeek } from 'date-fns/startOfWeek';
import { startOfYear } from 'date-fns/startOfYear';
import { subDays } from 'date-fns/subDays';
import { subMonths } from 'date-fns/subMonths';
import { subWeeks } from 'date-fns/subWeeks';
import { subYears } from 'date-fns/subYears';
import { PERIOD, UNIT } from './date-words.ts';
import { type DateMention, isoDay } from './interval.ts';
import { COUNT } from './numbers.ts';
import type { Token } from './tokens.ts';

/** "last month", "this year", "the past 3 months", "today". */
export function period(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  for (const length of [4, 3, 2, 1]) {
    const phrase = tokens.slice(at, at + length);
    if (phrase.length < length) continue;
    const named = PERIOD.get(phrase.map((t) => t.word).join(' '));
    if (named) return { start: at, end: at + length, ...namedPeriod(named, now) };
  }
  return pastUnits(tokens, at, now);
}

function namedPeriod(name: string, now: Date): { from: string; to: string } {
  const week = { weekStartsOn: 0 } as const;
  switch (name) {
    case 'today':
      return { from: isoDay(now), to: isoDay(now) };
    case 'yesterday':
      return { from: isoDay(subDays(now, 1)), to: isoDay(subDays(now, 1)) };
    case 'this-week':
      return { from: isoDay(startOfWeek(now, week)), to: isoDay(now) };
    case 'last-week':
      return {
        from: isoDay(startOfWeek(subWeeks(now, 1), week)),
        to: isoDay(subDays(startOfWeek(now, week), 1)),
      };
    case 'this-month':
      return { from: isoDay(startOfMonth(now)), to: isoDay(endOfMonth(now)) };
    case 'last-month':
      return { from: isoDay(startOfMonth(subMonths(now, 1))), to: isoDay(endOfMonth(subMonths(now, 1))) };
    case 'this-year':
      return { from: isoDay(startOfYear(now)), to: isoDay(endOfYear(now)) };
    case 'next-year':
      return yearRange(now.getFullYear() + 1);
    default:
      return yearRange(now.getFullYear() - 1);
  }
}

function yearRange(named: number): { from: string; to: string } {
  return { from: `${named}-01-01`, to: isoDay(endOfYear(new Date(named, 0, 1))) };
}

const PAST = /^(last|past|previous|derniers?|dernieres?|اخر|الماضی|رابردوو?|رابردو)$/u;

function pastUnits(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  const three = tokens.slice(at, at + 3).map((t) => t.word);
  const past = three.findIndex((w) => PAST.test(w));
  const count = three
    .map((w) => COUNT.get(w) ?? (/^\d{1,3}$/u.test(w) ? Number(w) : null))
    .find((n) => n !== null);
  const unit = three.map((w) => UNIT.get(w)).find((u) => u !== undefined);
  if (past < 0 || !count || !unit) return null;
  const back = { day: subDays, week: subWeeks, month: subMonths, year: subYears }[unit];
  return { start: at, end: at + 3, from: isoDay(back(now, count)), to: isoDay(now) };
}
