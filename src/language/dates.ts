import { addDays } from 'date-fns/addDays';
import { endOfMonth } from 'date-fns/endOfMonth';
import { getDaysInMonth } from 'date-fns/getDaysInMonth';
import { parseISO } from 'date-fns/parseISO';
import { subDays } from 'date-fns/subDays';
import { MONTHS, RELATION } from './date-words.ts';
import { type DateMention, type DateRange, interval, isoDay } from './interval.ts';
import { period } from './periods.ts';
import type { Token } from './tokens.ts';

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
    after: { from: date.to ? isoDay(addDays(parseISO(date.to), 1)) : null, to: null },
    before: { from: null, to: date.from ? isoDay(subDays(parseISO(date.from), 1)) : null },
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
  return { start, end, from: isoDay(date), to: isoDay(day ? date : endOfMonth(date)) };
}

function slashed([a, b, c]: string[]): string | null {
  const [y, m, d] = a?.length === 4 ? [a, b, c] : [c, b, a];
  const date = `${y}-${(m ?? '').padStart(2, '0')}-${(d ?? '').padStart(2, '0')}`;
  return interval(date) ? date : null;
}

function monthAt(tokens: readonly Token[], at: number): { month: number; end: number; bare: boolean } | null {
  for (const length of [3, 2, 1]) {
    const name = tokens.slice(at, at + length).map((t) => t.word);
    const month = name.length === length ? monthNamed(name.join(' ')) : undefined;
    if (month)
      return { month, end: at + length, bare: /^(may|mars|mar|march|ایار|اب|ئاب)$/u.test(name.join(' ')) };
  }
  return null;
}

/** Kurdish joins "in" and "of" to the name of a month. */
function monthNamed(name: string): number | undefined {
  return MONTHS.get(name) ?? MONTHS.get(name.replace(/(?<=[\u0600-\u06ff]{3})(?:دا|ی)$/u, ''));
}

function recentYear(month: number, now: Date): number {
  return month - 1 > now.getMonth() ? now.getFullYear() - 1 : now.getFullYear();
}
