import type { PartialDate } from '../domain.ts';

const FORM = /^\d{4}(-\d{2}(-\d{2})?)?$/;

/** True for a year, a month or a day that the calendar has. */
export function isOnCalendar(date: PartialDate): boolean {
  if (!FORM.test(date)) return false;
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number);
  if (year < 1 || month < 1 || month > 12 || day < 1) return false;
  return day <= daysIn(year, month);
}

export function isDay(date: string): boolean {
  return date.length === 10 && isOnCalendar(date);
}

/** True for a day that some year has: 29 February is one. */
export function isYearly(month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(2024, month);
}

function daysIn(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}
