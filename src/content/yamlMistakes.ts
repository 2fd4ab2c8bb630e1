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

function explain(error: YAMLError, yaml: string): Mistake {
  const offset = error.pos[0];
  const says = (message: string, cure: string) => ({ offset, message, cure });
  switch (error.code) {
    case 'TAB_AS_INDENT':
      return says('The line begins with a tab.', 'Use spaces instead, two for each step inwards.');
    case 'DUPLICATE_KEY':
      return says('This field is here twice.', 'Keep one of the two.');
    case 'BAD_SCALAR_START':
      return startsOddly(offset, yaml[offset] ?? '');
    case 'BLOCK_AS_IMPLICIT_KEY':
    case 'MULTILINE_IMPLICIT_KEY':
      return colonOrIndent(error, yaml);
    case 'BAD_DQ_ESCAPE':
      return says(
        'There is a backslash (\\) in this text.',
        "Put single quotation marks (') round the text instead.",
      );
    case 'MULTIPLE_DOCS':
      return says('A line of three dashes stands inside the file.', 'Take it out: one file holds one entry.');
    case 'BAD_INDENT':
      return says('A list or group above is not closed.', 'Close [ with ] and { with }.');
    case 'UNEXPECTED_TOKEN':
      return says('Something stands here that is not part of the text before it.', QUOTES_INSIDE);
    default:
      if (/^\s*(- )?[\w-]+:\S/u.test(lineAt(offset, yaml))) {
        return says('There is no space behind the colon.', 'Give the line the form `field: text`.');
      }
      return says('This line cannot be read.', `Give it the form \`field: text\`. ${QUOTES}`);
  }
}

const QUOTES_INSIDE = `${QUOTES} If it holds quotation marks itself, use curly ones (“ ”) inside.`;

function lineAt(offset: number, yaml: string): string {
  const start = yaml.lastIndexOf('\n', offset - 1) + 1;
  return yaml.slice(start, `${yaml}\n`.indexOf('\n', start));
}

function colonOrIndent(error: YAMLError, yaml: string): Mistake {
  const start = yaml.lastIndexOf('\n', error.pos[0] - 1) + 1;
  const line = yaml.slice(start, `${yaml}\n`.indexOf('\n', start));
  if (/:\s.*:(\s|$)/u.test(line)) {
    return {
      offset: error.pos[0],
      message: 'This text holds a colon, which YAML takes for a new field.',
      cure: QUOTES,
    };
  }
  const cure = 'Give it the form `field: text`, with a space behind the colon, as far in as its neighbours.';
  return {
    offset: error.pos[0],
    message: 'This line, or the one below it, does not fit its neighbours.',
    cure,
  };
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
