import { isUtf8 } from 'node:buffer';
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, Scalar } from 'yaml';
import { fieldName, type Path, type Problem } from './problem.ts';
import { startsOddly, yamlMistakes } from './yamlMistakes.ts';

/** What a file says. Every value is a text: what `NO`, `1951` or `007` stand for is the schema's to say. */
export type Data = string | Data[] | { [key: string]: Data };

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

const OPTIONS = { schema: 'failsafe', prettyErrors: false, stringKeys: true, logLevel: 'silent' } as const;
const CURLY = /^[“”„‟‘’].*[“”‟‘’]$/su;

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
  return { ...file, body, ...read(shown, yaml) };
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

function read(shown: string, yaml: string): Pick<ContentFile, 'data' | 'problems'> {
  const lines = new LineCounter();
  const document = parseDocument<Node>(yaml, { ...OPTIONS, lineCounter: lines });
  const report: Report = (offset, path, message, cure) => {
    const { line, col } = lines.linePos(offset);
    problems.push({ file: shown, line, column: col, field: fieldName(path), message, cure });
  };
  const problems: Problem[] = [];
  for (const mistake of yamlMistakes(document, yaml)) {
    report(mistake.offset, [], mistake.message, mistake.cure);
  }
  if (problems.length > 0 || document.contents === null) return { data: null, problems };
  const data = toData(document.contents, [], report);
  return { data: data ?? null, problems };
}

type Report = (offset: number, path: Path, message: string, cure: string) => void;

function toData(node: unknown, path: Path, report: Report): Data | undefined {
  if (isScalar(node)) return scalarText(node, path, report);
  if (isSeq(node)) {
    return node.items.map((item, i) => toData(item, [...path, i], report) ?? '');
  }
  if (isAlias(node)) {
    const { message, cure } = startsOddly(offsetOf(node), '*');
    report(offsetOf(node), path, message, cure);
  }
  if (!isMap(node)) return undefined;
  const map: { [key: string]: Data } = {};
  for (const { key, value } of node.items) {
    const name = isScalar(key) ? String(key.value) : '';
    const inner = [...path, name];
    const read = value === null ? undefined : toData(value, inner, report);
    if (value === null)
      report(offsetOf(key), inner, `"${name}" stands alone here, with no colon.`, CURE_COMMA);
    if (read !== undefined) map[name] = read;
  }
  return map;
}

function scalarText(node: Scalar, path: Path, report: Report): string | undefined {
  const text = String(node.value ?? '').trim();
  const offset = offsetOf(node);
  if (node.anchor || node.tag) {
    const { message, cure } = startsOddly(offset, node.anchor ? '&' : '!');
    report(offset, path, message, cure);
    return undefined;
  }
  if (text === '') {
    reportEmpty(offset, path, report);
    return undefined;
  }
  const plain = node.type === Scalar.PLAIN;
  if (plain && text.length > 1 && CURLY.test(text)) {
    report(offset, path, 'This text stands in curly quotation marks, as Word writes them.', CURE_CURLY);
  }
  if (plain && node.comment && !/^[\s!]/u.test(node.comment)) {
    report(
      offset,
      path,
      `The text ends before "#${node.comment}": what follows " #" is left out.`,
      CURE_HASH,
    );
  }
  return text.normalize('NFC');
}

const CURE_CURLY = 'Put straight ones (") round it, or none.';
const CURE_COMMA =
  'Inside { } a comma ends a text: if this belongs to the text before it, put quotation marks (") round the whole.';
const CURE_HASH = 'Put straight quotation marks (") round the whole text.';

function reportEmpty(offset: number, path: Path, report: Report): void {
  const cure =
    'Write it behind the colon, or take the line out; write `unknown` where you looked and found none.';
  report(offset, path, 'There is nothing here.', cure);
}

function offsetOf(node: unknown): number {
  return isScalar(node) || isMap(node) || isSeq(node) || isAlias(node) ? (node.range?.[0] ?? 0) : 0;
}

/** The line and column of what stands at a path, or of the nearest thing around it; both count from one. */
export function placeIn(file: ContentFile, path: Path): { line: number; column: number } {
  const { contents, lines } = syntaxOf(file);
  let node: unknown = contents;
  let offset = firstOffset(node);
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) break;
      offset = offsetOf(pair.key);
      node = pair.value;
    } else if (isSeq(node)) {
      node = node.items[Number(step)];
      offset = offsetOf(node) || offset;
    } else break;
  }
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** Places are asked for where something is wrong, file by file: only the last file's syntax is kept. */
function syntaxOf(file: ContentFile): { contents: Node | null; lines: LineCounter } {
  if (lastSyntax?.text !== file.text) {
    const lines = new LineCounter();
    const { contents } = parseDocument<Node>(split(file).yaml, { ...OPTIONS, lineCounter: lines });
    lastSyntax = { text: file.text, contents, lines };
  }
  return lastSyntax;
}
let lastSyntax: { text: string; contents: Node | null; lines: LineCounter } | null = null;

function firstOffset(node: unknown): number {
  return isMap(node) && node.items[0] ? offsetOf(node.items[0].key) : 0;
}

/** The fields at the top of a file; none when it holds something else. */
export function fieldsOf({ data }: ContentFile): { [key: string]: Data } {
  return data === null || typeof data === 'string' || Array.isArray(data) ? {} : data;
}
