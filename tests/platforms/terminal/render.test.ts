import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain.ts';
import {
  plainText,
  renderTerminal,
  styleFor,
  type TerminalStyle,
} from '../../../src/platforms/terminal/render.ts';
import { ANSWERS } from '../answers.ts';
import { rendererContract } from '../contract.ts';

interface Printed {
  text: string;
  answer: Answer;
}

const onATerminal: TerminalStyle = { colour: false, width: 80, numbered: true };
const printed = (answer: Answer): Printed[] => [{ text: renderTerminal(answer, onATerminal), answer }];

rendererContract<Printed>(
  'terminal',
  { render: printed, whole: printed },
  {
    textOf: ({ text }) => text,
    limits: () => [],
    linksOf: () => [],
    plansOf: ({ answer }) => [...answer.choices, ...answer.suggestions].map(({ plan }) => plan),
    rightToLeft: ({ text }) => text.startsWith('\u200F'),
    ownWords: [/^\u200F?\d+ {2}/gm, /^\u200F? *https:\/\/example\.org\/yearbook\?year=2021&part=2$/gm],
  },
);

describe('at a terminal', () => {
  it('no line is wider than the terminal as long as its words allow', () => {
    const lines = renderTerminal(ANSWERS['many paragraphs']!, { ...onATerminal, width: 40 }).split('\n');
    expect(lines.filter((line) => line.length > 40 && !line.startsWith('http'))).toEqual([]);
  });

  it('colours set off the title, and go away where they are not wanted', () => {
    const answer = ANSWERS['a fact with a caveat']!;
    const terminal = { isTTY: true, columns: 80 };
    expect(renderTerminal(answer, styleFor(terminal, {}))).toContain(
      '\u001B[1mInvented Agency (IA)\u001B[22m',
    );
    expect(renderTerminal(answer, styleFor(terminal, { NO_COLOR: '1' }))).not.toContain('\u001B');
    expect(renderTerminal(answer, styleFor({ isTTY: false }, {}))).not.toContain('\u001B');
  });

  it('nothing in a text can move the cursor, ring the bell or turn the line round', () => {
    const text = renderTerminal(ANSWERS['text of odd characters']!, onATerminal);
    expect(text.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\u202A-\u202E]/u);
  });

  it('a Latin name keeps its place inside an Arabic sentence', () => {
    const text = renderTerminal(ANSWERS['Arabic, right to left']!, onATerminal);
    expect(text).toContain('\u2068IA\u2069');
    expect(text).toContain('\u2068175\u2069');
  });
});

describe('for another program', () => {
  it('the text holds all that a person sees but the suggestions, and no marks', () => {
    const text = plainText(ANSWERS['Arabic, right to left']!);
    expect(text).toContain('الدول الأعضاء: 175');
    expect(text).toContain('• IA');
    expect(text).toContain('المصدر');
    expect(text).toContain('desk_1@invented.example.org');
    expect(text).not.toContain('من ينسقها؟');
    expect(text).not.toMatch(/[\u200E\u200F\u2066-\u2069]/);
  });

  it('the choices of an ambiguous question are in it', () => {
    expect(plainText(ANSWERS['an ambiguous question']!)).toContain('› Institute of Arches (IA)');
  });
});
