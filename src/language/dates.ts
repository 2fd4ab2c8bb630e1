import { addDays } from 'date-fns/addDays';
import { endOfMonth } from 'date-fns/endOfMonth';
import { endOfYear } from 'date-fns/endOfYear';
import { formatISO } from 'date-fns/formatISO';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { isValid } from 'date-fns/isValid';
import { parseISO } from 'date-fns/parseISO';
import { startOfMonth } from 'date-fns/startOfMonth';
import { startOfWeek } from 'date-fns/startOfWeek';
import { startOfYear } from 'date-fns/startOfYear';
import { subDays } from 'date-fns/subDays';
import { subMonths } from 'date-fns/subMonths';
import { subWeeks } from 'date-fns/subWeeks';
import { subYears } from 'date-fns/subYears';
import type { PartialDate } from '../domain.ts';
import { MONTHS, PERIOD, RELATION, UNIT } from './date-words.ts';
import { COUNT } from './numbers.ts';
import type { Token } from './tokens.ts';

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
    return isValid(first) ? { from: `${date}-01`, to: iso(endOfMonth(first)) } : null;
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

/** Every stretch of time that the words name, relative ones reckoned from `now`. Mentions do not overlap. */
export function findDates(tokens: readonly Token[], now: Date): DateMention[] {
  const found: DateMention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const mention = between(tokens, at, now) ?? related(tokens, at, now) ?? point(tokens, at, now);
    if (mention) found.push(mention);
    at = mention ? mention.end : at + 1;
  }
  return found;
}

function between(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  const relation = RELATION.get(tokens[at]?.word ?? '');
  if (relation !== 'between' && relation !== 'since' && relation !== 'from') return null;
  const first = point(tokens, at + 1, now);
  if (!first || !isJoint(tokens[first.end]?.word, relation)) return null;
  const second = point(tokens, first.end + 1, now) ?? point(tokens, first.end, now);
  if (!second?.to) return null;
  const from = first.yearless ? sameYear(first.from, second.to) : first.from;
  return { start: at, end: second.end, from, to: second.to };
}

/** "Between May and September 2022": the May of 2022. */
function sameYear(day: string | null, other: string): string | null {
  return day && `${other.slice(0, 4)}${day.slice(4)}`;
}

function isJoint(word: string | undefined, relation: string): boolean {
  if (!word) return false;
  const joins =
    relation === 'between'
      ? ['and', 'et', 'و', 'to', 'الی', 'بۆ']
      : ['to', 'until', 'till', 'a', 'jusqu', 'الی', 'حتی', 'تا', 'بو'];
  return joins.includes(word) || (/^و\d/u.test(word) && relation === 'between');
}

function related(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  const relation = RELATION.get(tokens[at]?.word ?? '');
  if (!relation || relation === 'between') return null;
  const date = point(tokens, at + 1, now) ?? point(tokens, at + 2, now);
  if (
    !date ||
    (date.start > at + 1 &&
      !/^(the|de|le|la|from|of|عام|سنه|شهر|سالی|que)$/u.test(tokens[at + 1]?.word ?? ''))
  )
    return null;
  const bounds: Record<string, DateRange> = {
    in: { from: date.from, to: date.to },
    from: { from: date.from, to: date.to },
    since: { from: date.from, to: null },
    after: { from: date.to ? iso(addDays(parseISO(date.to), 1)) : null, to: null },
    before: { from: null, to: date.from ? iso(subDays(parseISO(date.from), 1)) : null },
    until: { from: null, to: date.to },
  };
  return { ...(bounds[relation] ?? date), start: at, end: date.end } as DateMention;
}

/** One date or period, without a word such as "since" before it. */
function point(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  return calendar(tokens, at, now) ?? year(tokens, at) ?? period(tokens, at, now);
}

function year(tokens: readonly Token[], at: number): DateMention | null {
  const word = (tokens[at]?.word ?? '').replace(/^[وبل](?=\d{4}$)/u, '');
  return /^(19|20)\d\d$/u.test(word) ? ({ start: at, end: at + 1, ...interval(word) } as DateMention) : null;
}

/** "December 2021", "18 décembre 2021", "18/12/2021", "2021-12-18", "كانون الأول 2021", or a month alone. */
function calendar(tokens: readonly Token[], at: number, now: Date): DateMention | null {
  const word = (i: number): string => tokens[i]?.word ?? '';
  const numbers = [word(at), word(at + 1), word(at + 2)];
  const numeric = numbers.every((n) => /^\d{1,4}$/u.test(n)) ? slashed(numbers) : null;
  if (numeric) return { start: at, end: at + 3, from: numeric, to: numeric };
  const dayFirst = /^\d{1,2}(st|nd|rd|th|er)?$/u.test(word(at)) ? Number.parseInt(word(at), 10) : null;
  const month = monthAt(tokens, dayFirst ? at + 1 : at);
  if (!month) return null;
  let end = month.end;
  let day = dayFirst;
  if (!day && /^\d{1,2}(st|nd|rd|th)?$/u.test(word(end))) day = Number.parseInt(word(end++), 10);
  const named = year(tokens, end);
  if (!named && month.bare && !day && !RELATION.has(word(at - 1))) return null;
  if (named) end = named.end;
  const inYear = named?.from ? Number(named.from.slice(0, 4)) : recentYear(month.month, now);
  const range = monthRange(inYear, month.month, day, at, end);
  return range && { ...range, yearless: !named };
}

function monthRange(
  inYear: number,
  month: number,
  day: number | null,
  start: number,
  end: number,
): DateMention | null {
  const date = new Date(inYear, month - 1, 1);
  if (day && day > getDaysInMonth(date)) return null;
  if (day) date.setDate(day);
  return { start, end, from: iso(date), to: iso(day ? date : endOfMonth(date)) };
}

function slashed([a, b, c]: string[]): string | null {
  const [y, m, d] = a?.length === 4 ? [a, b, c] : [c, b, a];
  const date = `${y}-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`;
  return interval(date) ? date : null;
}

function monthAt(tokens: readonly Token[], at: number): { month: number; end: number; bare: boolean } | null {
  for (const length of [3, 2, 1]) {
    const name = tokens.slice(at, at + length).map((t) => t.word);
    const month = name.length === length ? MONTHS.get(name.join(' ')) : undefined;
    if (month)
      return { month, end: at + length, bare: /^(may|mars|mar|march|ایار|اب|ئاب)$/u.test(name.join(' ')) };
  }
  return null;
}

function recentYear(month: number, now: Date): number {
  return month - 1 > now.getMonth() ? now.getFullYear() - 1 : now.getFullYear();
}

/** "last month", "this year", "the past 3 months", "today". */
function period(tokens: readonly Token[], at: number, now: Date): DateMention | null {
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
      return { from: iso(now), to: iso(now) };
    case 'yesterday':
      return { from: iso(subDays(now, 1)), to: iso(subDays(now, 1)) };
    case 'this-week':
      return { from: iso(startOfWeek(now, week)), to: iso(now) };
    case 'last-week':
      return { from: iso(startOfWeek(subWeeks(now, 1), week)), to: iso(subDays(startOfWeek(now, week), 1)) };
    case 'this-month':
      return { from: iso(startOfMonth(now)), to: iso(endOfMonth(now)) };
    case 'last-month':
      return { from: iso(startOfMonth(subMonths(now, 1))), to: iso(endOfMonth(subMonths(now, 1))) };
    case 'this-year':
      return { from: iso(startOfYear(now)), to: iso(endOfYear(now)) };
    case 'next-year':
      return yearRange(now.getFullYear() + 1);
    default:
      return yearRange(now.getFullYear() - 1);
  }
}

function yearRange(named: number): { from: string; to: string } {
  return { from: `${named}-01-01`, to: iso(endOfYear(new Date(named, 0, 1))) };
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
  return { start: at, end: at + 3, from: iso(back(now, count)), to: iso(now) };
}

function iso(date: Date): string {
  return formatISO(date, { representation: 'date' });
}
