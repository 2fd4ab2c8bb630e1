import type { Line } from '../../domain.ts';

/** A line as a person reads it, without what could move a terminal's cursor or turn its text round. */
export function plainLine(line: Line): string {
  return line.map((span) => clean(span.text)).join('');
}

/** Control characters and direction overrides go; line breaks stay. */
export function clean(text: string): string {
  return text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(/(?!\n)\p{Cc}|[\u202A-\u202E\u2066-\u2069]/gu, '');
}
