import { createHash } from 'node:crypto';
import type { EntryId, Language, Outcome, Store, Value } from '../domain.ts';
import { type ContentFile, placeIn, problemIn } from './content-file.ts';
import { pathsOf, valueAt } from './field.ts';
import { listFiles, readFile } from './folder.ts';
import { type GivenRow, goldenSchema } from './golden-schema.ts';
import { problemsOf } from './issues.ts';
import { suggest } from './nearest.ts';
import { inReadingOrder, type Path, type Problem } from './problem.ts';

/** What a person must see or must not: a text, or whatever an entry holds in a field. */
export type Expected = { text: string } | { entry: EntryId; path: string };

/** One question and what is expected of its answer. */
export interface GoldenRow {
  ask: string;
  must: Expected[];
  mustNot: Expected[];
  outcome: Outcome;
  /** The entry that the answer is about. */
  about: EntryId | null;
  /** Words of the store, but not what it holds. */
  near: boolean;
  /** The language of the answer, where it is not the question's. */
  language: Language | null;
  tags: string[];
  why: string | null;
  /** The ISO day on which it is asked, where that matters. */
  now: string | null;
  file: string;
  line: number;
}
/** Rows that share a conversation; most have one turn. */
export interface GoldenCase {
  turns: GoldenRow[];
  /** Kept apart from what the engine is tuned on. */
  heldOut: boolean;
}
export type GoldenResult = { cases: GoldenCase[] } | { problems: Problem[] };

/** True for a quarter of all questions, always the same ones: these are kept apart from tuning. */
export function isHeldOut(ask: string): boolean {
  const [first = 0] = createHash('sha256').update(ask).digest();
  return first % 4 === 0;
}

/**
 * All golden rows of a folder, or every problem in them. With a store, rows that name an entry or a field
 * which the store does not hold are problems, too.
 */
export function loadGolden(dir: string, store?: Store): GoldenResult {
  const cases: GoldenCase[] = [];
  const problems: Problem[] = [];
  for (const path of listFiles(dir).filter((name) => /\.ya?ml$/u.test(name))) {
    const file = readFile(dir, path);
    const { data, error } = goldenSchema.safeParse(file.data ?? []);
    problems.push(...file.problems, ...problemsOf(error?.issues ?? [], goldenSchema, file));
    for (const [i, given] of (data ?? []).entries()) {
      const rows = 'dialogue' in given ? given.dialogue : [given];
      const pathOf = (turn: number): Path => ('dialogue' in given ? [i, 'dialogue', turn] : [i]);
      const turns = rows.map((asked, turn) => ({
        ...asked,
        file: file.shown,
        line: placeIn(file, pathOf(turn)).line,
      }));
      cases.push({ turns, heldOut: isHeldOut(turns[0]?.ask ?? '') });
      if (store)
        problems.push(...rows.flatMap((asked, turn) => referenceProblems(asked, pathOf(turn), file, store)));
    }
  }
  return problems.length > 0 ? { problems: inReadingOrder(problems) } : { cases };
}

function referenceProblems(asked: GivenRow, path: Path, file: ContentFile, { entries }: Store): Problem[] {
  const lost = (id: string, at: Path) =>
    problemIn(file, [...path, ...at], `There is no entry \`${id}\`.`, suggest(id, entries.keys()));
  const { about } = asked;
  const problems = about !== null && !entries.has(about) ? [lost(about, ['about'])] : [];
  for (const key of ['must', 'mustNot'] as const) {
    for (const [i, reference] of asked[key].entries()) {
      if ('text' in reference) continue;
      const entry = entries.get(reference.entry);
      if (entry === undefined) problems.push(lost(reference.entry, [key, i]));
      else if (valueAt(entry, reference.path) === undefined) {
        const message = `\`${entry.id}\` holds nothing at \`${reference.path}\`.`;
        problems.push(problemIn(file, [...path, key, i], message, suggest(reference.path, pathsOf(entry))));
      }
    }
  }
  return problems;
}

/** What a person must see: the text of a row, or what the store holds there now, formatted by `show`. */
export function expectedText(wanted: Expected, store: Store, show: (value: Value) => string): string {
  if ('text' in wanted) return wanted.text;
  const entry = store.entries.get(wanted.entry);
  const value = entry && valueAt(entry, wanted.path);
  if (value === undefined) throw new Error(`The store holds nothing at ${wanted.entry}#${wanted.path}.`);
  return show(value);
}
