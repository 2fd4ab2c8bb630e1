import { isUtf8 } from 'node:buffer';
import { fieldName, type Path, type Problem } from './problem.ts';
import { type Data, placeOf, readYaml, type Syntax, syntaxOf } from './yaml.ts';

/** One content file, read once. */
export interface ContentFile {
  /** Relative to the content folder, with forward slashes. */
  path: string;
  /** As one would open it from where the program runs. */
  shown: string;
  text: string;
  /** Null when it cannot be read as YAML, or holds nothing. */
  data: Data | null;
  /** For Markdown: what stands below the front matter. */
  body: string | null;
  problems: Problem[];
}

/** What was read, and the file it was read from. */
export interface Read<T> {
  item: T;
  file: ContentFile;
}

export function readContentFile(path: string, shown: string, bytes: Uint8Array): ContentFile {
  const file: ContentFile = { path, shown, text: textOf(bytes), data: null, body: null, problems: [] };
  if (!isUtf8(bytes)) {
    const cure = 'Save the file again with the encoding "UTF-8": most editors offer it under "Save as".';
    return { ...file, problems: [problemIn(file, [], 'The letters of this file cannot be read.', cure)] };
  }
  const { yaml, body } = split(file);
  if (path.endsWith('.md') && yaml === '') {
    const cure = 'Begin the file with a line `---`, then one field a line, then `---` again, then the text.';
    return { ...file, problems: [problemIn(file, [], 'The file does not begin with its fields.', cure)] };
  }
  return { ...file, body, ...readYaml(shown, yaml) };
}

/** A problem at a place inside a file; its line is that of the nearest thing written there. */
export function problemIn(file: ContentFile, path: Path, message: string, cure: string): Problem {
  return { file: file.shown, ...placeIn(file, path), field: fieldName(path), message, cure };
}

/** The text of a file, whatever its byte-order mark and line ends. */
export function textOf(bytes: Uint8Array): string {
  const text = new TextDecoder('utf-8').decode(bytes);
  return text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text;
}

/** Spaces that do not break, as pasted from a web page, are no indentation to YAML. */
const HARD_INDENT = /^[ \t]*\u00a0[ \t\u00a0]*/gmu;

function split(file: ContentFile): { yaml: string; body: string | null } {
  const lenient = file.text.replace(HARD_INDENT, (indent) => ' '.repeat(indent.length));
  if (!file.path.endsWith('.md')) return { yaml: lenient, body: null };
  const match = /^(---[ \t]*\n[\s\S]*?)^---[ \t]*$\n?([\s\S]*)$/mu.exec(lenient);
  if (match === null || match.index > 0) return { yaml: '', body: lenient.trim() };
  return { yaml: match[1] ?? '', body: (match[2] ?? '').trim() };
}

/** The line and column of what stands at a path, or of the nearest thing around it; both count from one. */
export function placeIn(file: ContentFile, path: Path): { line: number; column: number } {
  // Places are asked for where something is wrong, file by file: only the last file's syntax is kept.
  if (last?.text !== file.text) last = { text: file.text, syntax: syntaxOf(split(file).yaml) };
  return placeOf(last.syntax, path);
}
let last: { text: string; syntax: Syntax } | null = null;

/** The fields at the top of a file; none when it holds something else. */
export function fieldsOf({ data }: ContentFile): { [key: string]: Data } {
  return data === null || typeof data === 'string' || Array.isArray(data) ? {} : data;
}

/** Where a text stands inside a field of a file; null when it does not stand there as it is. */
export function findText(file: ContentFile, field: Path, text: string): Path | null {
  return search(fieldsOf(file)[String(field[0])], text, field);
}

function search(data: Data | undefined, text: string, path: Path): Path | null {
  if (data === text) return path;
  if (typeof data !== 'object') return null;
  const steps: [string | number, Data][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  for (const [step, inner] of steps) {
    const found = search(inner, text, [...path, step]);
    if (found !== null) return found;
  }
  return null;
}
