/** One mistake in the content, told so that whoever keeps the entry can mend it. */
export interface Problem {
  /** The file as one would open it from where the program runs. */
  file: string;
  /** Both count from one. */
  line: number;
  column?: number;
  /** The field as it is written in the file: `points[2].text` (parts count from one); empty for the whole file. */
  field: string;
  message: string;
  cure: string;
}

/** Where something stands inside a file: `['points', 1, 'text']`. */
export type Path = readonly (string | number)[];

/** What is wrong and how to mend it, as the one text that a schema can carry. */
export function says(message: string, cure: string): string {
  return `${message}\n${cure}`;
}

export function parts(text: string): { message: string; cure: string } {
  const [message = '', cure = ''] = text.split('\n');
  return { message, cure };
}

export function fieldName(path: Path): string {
  return path
    .map((step, i) => (typeof step === 'number' ? `[${step + 1}]` : `${i > 0 ? '.' : ''}${step}`))
    .join('');
}

/** In the order in which one would walk through the files. */
export function inReadingOrder(problems: Problem[]): Problem[] {
  const order = (a: Problem, b: Problem) =>
    a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line || (a.column ?? 0) - (b.column ?? 0);
  return [...problems].sort(order);
}
