import { type Document, Scalar, visit, type YAMLError } from 'yaml';

export interface Mistake {
  offset: number;
  message: string;
  cure: string;
}

const QUOTES = 'Put straight quotation marks (") round the whole text.';

/** What keeps a text from being read as YAML, in words for people who do not know YAML; at most one a line. */
export function yamlMistakes(document: Document.Parsed | Document, yaml: string): Mistake[] {
  if (document.errors.length === 0) return [];
  const open = unclosedQuote(document, yaml);
  if (open !== null) return [open];
  return onePerLine(
    document.errors.map((error) => explain(error, yaml)),
    yaml,
  );
}

type Told = readonly [message: string, cure: string];

const TOLD: Partial<Record<YAMLError['code'], Told>> = {
  TAB_AS_INDENT: ['The line begins with a tab.', 'Use spaces instead, two for each step inwards.'],
  DUPLICATE_KEY: ['This field is here twice.', 'Keep one of the two.'],
  BAD_DQ_ESCAPE: [
    'There is a backslash (\\) in this text.',
    "Put single quotation marks (') round the text instead.",
  ],
  MULTIPLE_DOCS: ['A line of three dashes stands inside the file.', 'Take it out: one file holds one entry.'],
  BAD_INDENT: ['A list or group above is not closed.', 'Close [ with ] and { with }.'],
};
const NO_SPACE: Told = ['There is no space behind the colon.', 'Give the line the form `field: text`.'];
const COLON: Told = ['This text holds a colon, which YAML takes for a new field.', QUOTES];
const MISFIT: Told = [
  'This line, or the one below it, does not fit its neighbours.',
  'Give it the form `field: text`, with a space behind the colon, as far in as its neighbours.',
];
const LEFT_OVER: Told = [
  'Something stands here that is not part of the text before it.',
  `${QUOTES} If it holds quotation marks itself, use curly ones (“ ”) inside.`,
];
const UNREADABLE: Told = ['This line cannot be read.', `Give it the form \`field: text\`. ${QUOTES}`];

function explain({ code, pos: [offset] }: YAMLError, yaml: string): Mistake {
  const line = lineAt(offset, yaml);
  const odd =
    code === 'BAD_SCALAR_START' || code === 'UNEXPECTED_TOKEN' ? ODD_START.exec(line)?.[1] : undefined;
  if (odd !== undefined) return startsOddly(offset, odd);
  const [message, cure] = TOLD[code] ?? toldByLine(code, line);
  return { offset, message, cure };
}
/** A text that begins with a sign which means something to YAML. */
const ODD_START = /(?:^|[:-]\s)\s*([*&!|>%@`])/u;

function toldByLine(code: YAMLError['code'], line: string): Told {
  if (code === 'BLOCK_AS_IMPLICIT_KEY' || code === 'MULTILINE_IMPLICIT_KEY') {
    if (/:\s.*:(\s|$)/u.test(line)) return COLON;
    return isUnspaced(line) ? NO_SPACE : MISFIT;
  }
  if (code === 'UNEXPECTED_TOKEN') return LEFT_OVER;
  return isUnspaced(line) ? NO_SPACE : UNREADABLE;
}

function isUnspaced(line: string): boolean {
  return /^\s*(- )?[\w-]+:\S/u.test(line);
}

function lineAt(offset: number, yaml: string): string {
  const start = yaml.lastIndexOf('\n', offset - 1) + 1;
  return yaml.slice(start, `${yaml}\n`.indexOf('\n', start));
}

/** For the signs that mean something to YAML at the beginning of a text. */
export function startsOddly(offset: number, sign: string): Mistake {
  return { offset, message: `A text may not begin with "${sign}" as it stands.`, cure: QUOTES };
}

/** A quotation mark that is never closed, or only by the one that opens a later text. */
function unclosedQuote(document: Document.Parsed | Document, yaml: string): Mistake | null {
  const [error] = document.errors;
  if (error === undefined) return null;
  const [at] = error.pos;
  const open = error.message.startsWith('Missing closing');
  let opening: number | null = null;
  visit(document, {
    Scalar(_key, { type, range }) {
      const [start = 0, end = 0] = range ?? [];
      if (type !== Scalar.QUOTE_DOUBLE && type !== Scalar.QUOTE_SINGLE) return;
      const runsOn = end <= at && at - end < 2 && yaml.slice(start, end).includes('\n');
      if (open ? start < at : runsOn) opening = start;
    },
  });
  if (opening === null) return null;
  const message = 'The quotation mark that opens here is not closed.';
  return { offset: opening, message, cure: 'Close it with the same mark, straight and not curly.' };
}

function onePerLine(mistakes: Mistake[], yaml: string): Mistake[] {
  const seen = new Set<number>();
  return mistakes.filter(({ offset }) => {
    const line = yaml.lastIndexOf('\n', offset - 1);
    return !seen.has(line) && seen.add(line);
  });
}
