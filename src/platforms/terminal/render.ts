import type { Answer, Direction, Line, Span } from '../../domain.ts';
import { type Block, type LayoutOptions, layOut, type Role, type Row } from './layout.ts';
import { clean, plainLine } from './plain.ts';
import { ISOLATE, ISOLATE_END, wrap } from './wrap.ts';

export interface TerminalStyle {
  colour: boolean;
  /** Columns to wrap at; null leaves lines whole, for a file or another program. */
  width: number | null;
  /** Choices and suggestions carry the number that picks them. */
  numbered: boolean;
}

const RIGHT_TO_LEFT_MARK = '\u200F';

const PLAIN: TerminalStyle = { colour: false, width: null, numbered: false };

const COLOURS: Record<Role, [string, string] | null> = {
  title: ['\u001B[1m', '\u001B[22m'],
  contact: ['\u001B[1m', '\u001B[22m'],
  label: ['\u001B[2m', '\u001B[22m'],
  source: ['\u001B[2m', '\u001B[22m'],
  choice: ['\u001B[36m', '\u001B[39m'],
  suggestion: ['\u001B[36m', '\u001B[39m'],
  text: null,
  item: null,
};

/** The style for a stream: colours and wrapping on a terminal alone, no colours where NO_COLOR is set. */
export function styleFor(
  stream: { isTTY?: boolean; columns?: number },
  env: NodeJS.ProcessEnv,
): TerminalStyle {
  if (stream.isTTY !== true) return PLAIN;
  const plain = (env.NO_COLOR ?? '') !== '' || env.TERM === 'dumb';
  return { colour: !plain, width: Math.max(20, Math.min(stream.columns || 80, 92)), numbered: false };
}

/** Everything that a person would see of an answer, suggestions apart, as text for programs. */
export function plainText(answer: Answer): string {
  return printAll(layOut(answer, { spell: plainLine, suggestions: false, numberFrom: null }), PLAIN);
}

/** All answers of a reply; where choices and suggestions are numbered, the numbers run on. */
export function renderReply(answers: Answer[], style: TerminalStyle): string {
  let number = 1;
  const texts = answers.map((answer) => {
    const text = renderTerminal(answer, style, number);
    number += answer.choices.length + answer.suggestions.length;
    return text;
  });
  return texts.join('\n\n');
}

/** An answer for a person at a terminal; on one, right-to-left lines and what stands in them keep their order. */
export function renderTerminal(answer: Answer, style: TerminalStyle, number = 1): string {
  const rightToLeft = answer.direction === 'rtl' && style.width !== null;
  const options: LayoutOptions = {
    spell: rightToLeft ? isolating : plainLine,
    suggestions: true,
    numberFrom: style.numbered ? number : null,
  };
  const text = printAll(layOut(answer, options), style);
  return rightToLeft ? text.replace(/^(?=.)/gm, RIGHT_TO_LEFT_MARK) : text;
}

function printAll(blocks: Block[], style: TerminalStyle): string {
  return blocks.map((rows) => rows.map((row) => print(row, style)).join('\n')).join('\n\n');
}

function print({ lead, pieces }: Row, { colour, width }: TerminalStyle): string {
  const coloured = pieces.map(({ role, text }) => {
    const codes = COLOURS[role];
    return colour && codes !== null ? `${codes[0]}${text}${codes[1]}` : text;
  });
  return wrap(lead, coloured.join(''), width);
}

/** Names and numbers of the other direction stand for themselves inside a right-to-left sentence. */
function isolating(line: Line): string {
  return line.map((span) => (needsIsolate(span) ? isolated(span) : clean(span.text))).join('');
}

function needsIsolate({ from, text }: Span): boolean {
  return from !== 'reply' && directionOf(text) !== 'rtl';
}

function isolated({ text }: Span): string {
  return `${ISOLATE}${clean(text)}${ISOLATE_END}`;
}

function directionOf(text: string): Direction | null {
  const first = /\p{L}/u.exec(text)?.[0];
  if (first === undefined) return null;
  return /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(first) ? 'rtl' : 'ltr';
}
