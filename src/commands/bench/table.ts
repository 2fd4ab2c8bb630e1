/** Rows as text in columns, numbers to the right. */
export function table(head: string[], rows: (string | number)[][]): string {
  const cells = [head, ...rows.map((row) => row.map(String))];
  const widths = head.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? '').length)));
  const line = (row: string[], y: number) =>
    row
      .map((cell, x) =>
        typeof rows[y - 1]?.[x] === 'number' || (y === 0 && typeof rows[0]?.[x] === 'number')
          ? cell.padStart(widths[x] ?? 0)
          : cell.padEnd(widths[x] ?? 0),
      )
      .join('  ')
      .trimEnd();
  return cells.map(line).join('\n');
}

/** A share as a percentage with one decimal. */
export function percent(part: number): string {
  return Number.isNaN(part) ? '–' : (100 * part).toFixed(1);
}
