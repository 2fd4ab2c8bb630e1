/** Colours, marks and combining signs take no column. */
const NO_WIDTH = /\p{Cc}\[\d+m|[\p{M}\p{Cf}]/gu;

/** Text between these keeps its own direction (U+2068, U+2069). */
export const ISOLATE = '\u2068';
export const ISOLATE_END = '\u2069';

/** Breaks `text` between words at `width` columns; continued lines stand under the text, not under its lead. */
export function wrap(lead: string, text: string, width: number | null): string {
  const indent = ' '.repeat(columns(lead));
  const lines = text
    .split('\n')
    .flatMap((line) => (width === null ? [line] : fold(line, width - indent.length)));
  return lines.map((line, i) => `${i === 0 ? lead : indent}${line}`).join('\n');
}

function fold(line: string, width: number): string[] {
  const folded: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const longer = current === '' ? word : `${current} ${word}`;
    if (current !== '' && columns(longer) > width) {
      folded.push(current);
      current = word;
    } else current = longer;
  }
  return reopenIsolates([...folded, current]);
}

/** An isolate ends with its line; what goes on is isolated anew. */
function reopenIsolates(lines: string[]): string[] {
  let open = false;
  return lines.map((line) => {
    const start = open ? ISOLATE : '';
    const last = [...line].findLast((character) => character === ISOLATE || character === ISOLATE_END);
    open = last === undefined ? open : last === ISOLATE;
    return `${start}${line}${open ? ISOLATE_END : ''}`;
  });
}

function columns(text: string): number {
  return [...text.replace(NO_WIDTH, '')].length;
}
