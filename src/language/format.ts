import type { Direction, Language, PartialDate } from '../domain.ts';
import { interval } from './interval.ts';

/** Western digits everywhere: what UN texts in Iraq use, and what can be copied into any form. */
const LOCALE: Record<Language, string> = {
  en: 'en-GB',
  fr: 'fr',
  ar: 'ar-IQ-u-nu-latn',
  ckb: 'ckb-u-nu-latn',
};

/** Formats are costly to make and are made once. */
const numberFormats = new Map<Language, Intl.NumberFormat>();
const dateFormats = new Map<string, Intl.DateTimeFormat>();

export function direction(language: Language): Direction {
  return language === 'ar' || language === 'ckb' ? 'rtl' : 'ltr';
}

/** A date written out as precisely as it is known; null when it is unknown. */
export function formatDate(date: PartialDate, language: Language): string | null {
  const days = interval(date);
  if (!days) return null;
  const parts: Intl.DateTimeFormatOptions = { year: 'numeric' };
  if (date.length > 4) parts.month = 'long';
  if (date.length > 7) parts.day = 'numeric';
  return date.length === 4 ? date : format(days.from, language, parts);
}

/** A day of every year: "18 December". */
export function formatAnnual(month: number, day: number, language: Language): string {
  return format(isoDay(2024, month, day), language, { month: 'long', day: 'numeric' });
}

/** The day of a yearly date in one year, with its weekday: "Friday 18 December 2026". Null where a year lacks it. */
export function formatOccurrence(
  year: number,
  month: number,
  day: number,
  language: Language,
): string | null {
  const date = isoDay(year, month, day);
  if (!interval(date)) return null;
  return format(date, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' });
}

export function formatNumber(number: number, language: Language): string {
  const made = numberFormats.get(language) ?? new Intl.NumberFormat(LOCALE[language]);
  numberFormats.set(language, made);
  return made.format(number);
}

function isoDay(year: number, month: number, day: number): string {
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

function format(day: string, language: Language, parts: Intl.DateTimeFormatOptions): string {
  const key = `${language} ${Object.keys(parts).join(' ')}`;
  const made =
    dateFormats.get(key) ?? new Intl.DateTimeFormat(LOCALE[language], { ...parts, timeZone: 'UTC' });
  dateFormats.set(key, made);
  const date = new Date(`${day}T00:00:00Z`);
  return language === 'ckb' ? kurdish(made.formatToParts(date)) : made.format(date);
}

/** Runtimes know the Kurdish names, not the order that they are said in: weekday, day, month, year. */
function kurdish(parts: readonly Intl.DateTimeFormatPart[]): string {
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  const [weekday, day, month, year] = ['weekday', 'day', 'month', 'year'].map(of);
  const date = [day && `${day}ی`, year && month ? `${month}ی` : month, year].filter((part) => part).join(' ');
  return weekday ? `${weekday}، ${date}` : date;
}
