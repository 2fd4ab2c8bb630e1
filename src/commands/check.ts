import { join } from 'node:path';
import { requireConfig } from '../config.ts';
import { loadGolden } from '../content/golden.ts';
import { load } from '../content/load.ts';
import type { Problem } from '../content/problem.ts';
import type { Store } from '../domain.ts';
import { openAnswerer } from './answerer.ts';
import { replacementFor } from './golden/obsolete.ts';
import { failureLines, summaryTable } from './golden/print.ts';
import { type RowResult, runGolden } from './golden/run.ts';
import { type Summary, summarise } from './golden/tally.ts';
import { LOADING, problemLine } from './open.ts';
import { readArguments } from './usage.ts';

const USAGE = `check              the content's problems, and how the golden questions are answered
  --failures       every golden row that is not answered as it says (a quarter is held out and only counted)
  --json           the same for a program
  --content DIR    another content folder`;

const OPTIONS = {
  failures: { type: 'boolean' },
  json: { type: 'boolean' },
  content: { type: 'string' },
} as const;

interface Findings {
  ok: boolean;
  problems: Problem[];
  /** Entries whose day of review has passed: told, not refused. */
  due: string[];
  /** Null as long as the content has problems. */
  golden: Summary | null;
  failures: { row: RowResult; replacement: string | null }[];
}

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, OPTIONS, USAGE);
  const findings = check(values.content ?? requireConfig(env).contentDir, new Date());
  const text = values.json ? asJson(findings, values.failures) : asText(findings, values.failures);
  process.stdout.write(`${text}\n`);
  return findings.ok ? 0 : 1;
}

function check(dir: string, today: Date): Findings {
  const loaded = load(dir, LOADING);
  if ('problems' in loaded)
    return { ok: false, problems: loaded.problems, due: [], golden: null, failures: [] };
  const { store } = loaded;
  const due = dueForReview(store, today);
  const golden = loadGolden(join(dir, 'golden'), store);
  if ('problems' in golden) return { ok: false, problems: golden.problems, due, golden: null, failures: [] };
  const results = runGolden(golden.cases, store, openAnswerer(store), today);
  const summary = summarise(results);
  const failures = results
    .filter(({ faults, heldOut }) => faults.length > 0 && !heldOut)
    .map((row) => ({ row, replacement: replacementFor(row, store) }));
  return { ok: summary.ok, problems: [], due, golden: summary, failures };
}

function dueForReview(store: Store, today: Date): string[] {
  const day = today.toISOString().slice(0, 10);
  return [...store.entries.values()].filter(({ review }) => review < day).map(({ file }) => file);
}

function asJson({ failures, ...findings }: Findings, wanted = false): string {
  const rows = failures.map(({ row: { row, outcome, text, faults, wronglyAnswered }, replacement }) => {
    const { file, line, ask } = row;
    return { file, line, ask, faults, outcome, text, wronglyAnswered, replacement };
  });
  return JSON.stringify({ ...findings, ...(wanted && { failures: rows }) }, null, 2);
}

function asText({ problems, due, golden, failures }: Findings, wanted = false): string {
  const listed = failures.filter(({ row }) => wanted || row.wronglyAnswered);
  const replaced = failures.flatMap(({ row, replacement }) =>
    replacement === null ? [] : [{ row, replacement }],
  );
  return [
    problems.length > 0 ? problems.map(problemLine).join('\n') : null,
    problems.length > 0 ? `${problems.length} to mend in the content.` : 'The content has no problems.',
    due.length > 0 ? `Due for review: ${due.join(', ')}` : null,
    golden === null ? null : summaryTable(golden),
    listed.length > 0 ? listed.map(({ row }) => failureLines(row)).join('\n\n') : null,
    ...replaced.map(({ row, replacement }) => obsoleteNote(row, replacement)),
  ]
    .filter((part) => part !== null)
    .join('\n\n');
}

function obsoleteNote({ row }: RowResult, replacement: string): string {
  return `${row.file}:${row.line} If the store is right, this row is out of date and becomes:\n${replacement}`;
}
