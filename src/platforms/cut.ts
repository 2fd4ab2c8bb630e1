/** Cuts at spaces where there are any, never inside what a person sees as one character. */
export function chunks(text: string, size: number): string[] {
  const found: string[] = [];
  let rest = text;
  while (rest.length > size) {
    const cut = lastSpace(rest, size) ?? lastCharacterEnd(rest, size);
    found.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' && found.length > 0 ? found : [...found, rest];
}

/** Shortened with an ellipsis, for places where the whole stands elsewhere. */
export function shortened(text: string, size: number): string {
  return text.length <= size ? text : `${chunks(text, size - 1)[0]}…`;
}

function lastSpace(text: string, size: number): number | null {
  const at = Math.max(text.lastIndexOf(' ', size), text.lastIndexOf('\n', size));
  return at > size / 2 ? at : null;
}

const characters = new Intl.Segmenter('en', { granularity: 'grapheme' });
/** How far back a character that people see as one may begin. */
const LONGEST_CHARACTER = 64;

function lastCharacterEnd(text: string, size: number): number {
  const from = Math.max(0, size - LONGEST_CHARACTER);
  let end = 0;
  for (const { index } of characters.segment(text.slice(from, size + LONGEST_CHARACTER))) {
    if (index > 0 && from + index <= size) end = from + index;
  }
  return end > 0 ? end : size;
}
