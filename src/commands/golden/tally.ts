import { basename } from 'node:path';
import type { Language } from '../../domain.ts';
import { mustNotAnswer, type RowResult } from './run.ts';

/** Of the rows that are to be answered, this share is to be as they say. */
export const AIM = 0.97;
/** Below this share a change is refused: what has been reached, on the held-out rows, too. Raise it, never lower it. */
export const FLOOR = 0.96;

export interface Count {
  passed: number;
  total: number;
}

/** Golden rows counted: those to be answered, and those that must not be, apart. */
export interface Tally {
  answer: Count;
  decline: Count;
}

export interface Summary {
  /** By file and by language, held-out rows left out; the totals below have them apart. */
  kinds: Record<string, Tally>;
  languages: Partial<Record<Language, Tally>>;
  open: Tally;
  heldOut: Tally;
  /** Rows that must not be answered and were. */
  wronglyAnswered: number;
  /** Rows that must not be answered, were not, and still differ from what they say. */
  strictMismatches: number;
  ok: boolean;
}

export function summarise(results: RowResult[]): Summary {
  const open = results.filter(({ heldOut }) => !heldOut);
  const all = tally(results);
  const wronglyAnswered = results.filter((result) => result.wronglyAnswered).length;
  return {
    kinds: by(open, ({ row }) => basename(row.file, '.yaml')),
    languages: by(open, ({ row, answers }) => row.language ?? answers[0]?.language ?? 'en'),
    open: tally(open),
    heldOut: tally(results.filter(({ heldOut }) => heldOut)),
    wronglyAnswered,
    strictMismatches: results.filter(
      (result) => mustNotAnswer(result.row) && !result.wronglyAnswered && result.faults.length > 0,
    ).length,
    ok: wronglyAnswered === 0 && all.answer.passed >= FLOOR * all.answer.total,
  };
}

function by(results: RowResult[], keyOf: (result: RowResult) => string): Record<string, Tally> {
  const keys = [...new Set(results.map(keyOf))].sort();
  return Object.fromEntries(
    keys.map((key) => [key, tally(results.filter((result) => keyOf(result) === key))]),
  );
}

function tally(results: RowResult[]): Tally {
  const decline = results.filter(({ row }) => mustNotAnswer(row));
  const answer = results.filter(({ row }) => !mustNotAnswer(row));
  return {
    answer: count(answer, ({ faults }) => faults.length === 0),
    decline: count(decline, ({ wronglyAnswered }) => !wronglyAnswered),
  };
}

function count(results: RowResult[], passes: (result: RowResult) => boolean): Count {
  return { passed: results.filter(passes).length, total: results.length };
}
