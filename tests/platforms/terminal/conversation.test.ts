import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Answerer, Question } from '../../../src/domain.ts';
import { converse } from '../../../src/platforms/terminal/conversation.ts';
import { renderReply } from '../../../src/platforms/terminal/render.ts';
import { ANSWERS } from '../answers.ts';

const asked: Question[] = [];
const answerer: Answerer = {
  version: 'invented',
  answer(question) {
    asked.push(question);
    const { now } = question;
    const plan = question.plan ?? null;
    return {
      answers: [ANSWERS['an ambiguous question']!, ANSWERS['a list']!],
      context: { at: now.toISOString(), language: 'en', plan, subject: null, shown: [] },
      explanation: { language: 'en', repaired: [], slots: [], unexplained: [], candidates: [], decision: '' },
    };
  },
};

/** What a person sees who types these lines. */
async function talk(...lines: string[]): Promise<string> {
  asked.length = 0;
  const [input, output] = [new PassThrough(), new PassThrough()];
  const seen: string[] = [];
  output.setEncoding('utf8').on('data', (text: string) => seen.push(text));
  const opening = answerer.answer({ text: '', plan: 'help', context: null, now: new Date() });
  const show = renderNumbered;
  const over = converse(input, output, { answerer, locale: 'ar', opening, show });
  for (const line of lines) input.write(`${line}\n`);
  input.end();
  await over;
  return seen.join('');
}

function renderNumbered({ answers }: ReturnType<Answerer['answer']>): string {
  return renderReply(answers, { colour: false, width: 80, numbered: true });
}

describe('a conversation at the terminal', () => {
  it('begins with what can be asked, and carries on from turn to turn', async () => {
    const seen = await talk('first', '', 'second');
    expect(seen).toContain('Which one do you mean?');
    expect(asked.map(({ text }) => text)).toEqual(['', 'first', 'second']);
    expect(asked[1]?.context).toBe(null);
    expect(asked[2]?.context).not.toBe(null);
    expect(asked[2]?.locale).toBe('ar');
  });

  it('takes the number of a choice or suggestion for its tap, over both answers', async () => {
    const seen = await talk('which?', '2', '3', '9');
    expect(seen).toContain('2  Institute of Arches (IA)');
    expect(seen).toContain('3  Who coordinates it?');
    expect(asked.slice(2).map(({ text, plan }) => [text, plan])).toEqual([
      ['', 'define ia2'],
      ['', 'value coordinator'],
      ['9', undefined],
    ]);
  });
});
