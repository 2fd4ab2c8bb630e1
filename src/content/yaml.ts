import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, Scalar } from 'yaml';
import { fieldName, type Path, type Problem } from './problem.ts';
import { startsOddly, yamlMistakes } from './yaml-mistakes.ts';

/** What a file says. Every value is a text: what `NO`, `1951` or `007` stand for is the schema's to say. */
export type Data = string | Data[] | { [key: string]: Data };

/** A text's parts and where each stands. */
export interface Syntax {
  document: Document.Parsed;
  lines: LineCounter;
}

const OPTIONS = { schema: 'failsafe', prettyErrors: false, stringKeys: true, logLevel: 'silent' } as const;

export function syntaxOf(yaml: string): Syntax {
  const lines = new LineCounter();
  return { document: parseDocument(yaml, { ...OPTIONS, lineCounter: lines }), lines };
}

/** The line and column of what stands at a path, or of the nearest thing around it; both count from one. */
export function placeOf({ document, lines }: Syntax, path: Path): { line: number; column: number } {
  let node: unknown = document.contents;
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

/** What a text says as plain data, and all that is wrong with it; `shown` is the file to name. */
export function readYaml(shown: string, yaml: string): { data: Data | null; problems: Problem[] } {
  const { document, lines } = syntaxOf(yaml);
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

const CURLY = /^[“”„‟‘’].*[“”‟‘’]$/su;
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

function firstOffset(node: unknown): number {
  return isMap(node) && node.items[0] ? offsetOf(node.items[0].key) : 0;
}
