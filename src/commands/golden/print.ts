import type { RowResult } from './run.ts';
import { AIM, type Count, FLOOR, type Summary, type Tally } from './tally.ts';

/** The golden questions counted, as a table to read. */
export function summaryTable({
  kinds,
  languages,
  open,
  heldOut,
  wronglyAnswered,
  strictMismatches,
  ok,
}: Summary): string {
  const rows = [
    ['Golden questions', 'as they say', 'not answered, rightly'],
    ...tallyRows(kinds),
    [''],
    ...tallyRows(languages),
    [''],
    ...tallyRows({ 'all of these': open, 'held out': heldOut }),
  ];
  const verdict = [
    `${wronglyAnswered} of the questions that must not be answered ${wronglyAnswered === 1 ? 'was' : 'were'} answered (none may be).`,
    `The others need ${FLOOR * 100} %; the aim is ${AIM * 100} %.`,
    strictMismatches > 0
      ? `${strictMismatches} were rightly not answered, but otherwise than their row says.`
      : '',
    ok ? '' : 'This is not enough.',
  ];
  return `${columns(rows)}\n\n${verdict.filter((sentence) => sentence !== '').join(' ')}`;
}

/** One row that is not as it says: what was asked, what was expected, what came. */
export function failureLines({ row, faults, outcome, text }: RowResult): string {
  const shown = text.replace(/\n+/g, ' / ');
  const came = shown.length > 300 ? `${shown.slice(0, 300)}…` : shown;
  return [`${row.file}:${row.line} ${row.ask}`, `  ${faults.join('; ')}`, `  ${outcome}: ${came}`].join('\n');
}

function tallyRows(tallies: Partial<Record<string, Tally>>): string[][] {
  return Object.entries(tallies).flatMap(([name, tally]) =>
    tally === undefined ? [] : [[name, share(tally.answer), share(tally.decline)]],
  );
}

function share({ passed, total }: Count): string {
  if (total === 0) return '–';
  const percent = Math.floor((1000 * passed) / total) / 10;
  return `${passed}/${total}  ${percent.toFixed(1)} %`;
}

function columns(rows: string[][]): string {
  const widths = [0, 1, 2].map((column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[0] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join('   ').trimEnd()).join('\n');
}
