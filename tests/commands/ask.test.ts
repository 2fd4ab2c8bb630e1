import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contentCopy, run } from './program.ts';

const MEMBERS = 'IOM, UNHCR, UNESCO, FAO, UNIDO, OCHA, ILO, WFP, UNODC, UNFPA, UNOPS, UNICEF, UNDP'.split(
  ', ',
);

/** Answers to JSON lines, as objects. */
async function jsonl(input: string | Buffer) {
  const { out, code } = await run(['ask', '--jsonl'], {}, input);
  expect(code).toBe(0);
  return out
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line));
}

describe('ask', () => {
  it('answers a question in the terminal, with source and date', async () => {
    const { code, out, err } = await run(['ask', 'which agencies are in the migration network?']);
    expect(code).toBe(0);
    for (const acronym of MEMBERS) expect(out).toContain(acronym);
    expect(out).toMatch(/Source: .*2021/);
    expect(out).not.toContain('\u001B');
    expect(err).toBe('');
  });

  it('takes a question that was typed without quotes', async () => {
    expect((await run(['ask', 'what', 'does', 'UNHCR', 'stand', 'for'])).out).toContain(
      'High Commissioner for Refugees',
    );
  });

  it('gives the Answer as JSON, and how it was understood', async () => {
    const { out } = await run(['ask', '--json', '--explain', 'who coordinates the migration network?']);
    expect(JSON.parse(out)).toMatchObject({
      outcome: 'answered',
      entry: 'network/un-network-on-migration-in-iraq',
      language: 'en',
      direction: 'ltr',
      explanation: { language: 'en', candidates: expect.any(Array), decision: expect.any(String) },
    });
  });

  it('explains a misspelt question: what was repaired, and what it was taken for', async () => {
    const { out } = await run(['ask', '--explain', 'wich agencys are in teh migration netwrok']);
    expect(out).toMatch(/^repaired +wich → which\n[\s\S]*netwrok → network$/m);
    expect(out).toMatch(/^candidates +\d\.\d+ +\S*un-network-on-migration-in-iraq/m);
    expect(out).toMatch(/^decision /m);
  });

  it('speaks the language that is asked for where the question tells none', async () => {
    expect(JSON.parse((await run(['ask', '--json', '--locale', 'ar', 'UNHCR'])).out).language).toBe('ar');
    expect(JSON.parse((await run(['ask', '--json', 'UNHCR'], { DEFAULT_LOCALE: 'fr' })).out).language).toBe(
      'fr',
    );
  });

  it('answers from the content as it is at the moment, and tells what is wrong with it', async () => {
    const content = contentCopy();
    const ask = (question: string) => run(['ask', '--content', content.path, question]);
    const iom = join(content.path, 'organisation/iom.yaml');
    const before = readFileSync(iom, 'utf8');
    const question = 'how many member states does IOM have?';
    expect((await ask(question)).out).toContain('175');
    expect((await ask(question)).out).toContain('175');
    writeFileSync(iom, before.replace(/\b175\b/, '176'));
    expect((await ask(question)).out).toContain('176');
    writeFileSync(iom, before.replace(/^source:.*$/m, 'source: nowhere'));
    const { code, err } = await ask(question);
    expect(code).toBe(1);
    expect(err).toMatch(/organisation\/iom\.yaml:\d+ source/);
    content.remove();
  });

  it.each([
    ['no question and no terminal', ['ask']],
    ['an option it does not know', ['ask', '--colour', 'hello']],
    ['a question beside --jsonl', ['ask', '--jsonl', 'hello']],
    ['an option without its value', ['ask', '--content']],
  ])('shows how it is used when given %s', async (_what, args) => {
    const { code, out, err } = await run(args);
    expect(code).toBe(2);
    expect(out).toBe('');
    expect(err).toContain('ask --jsonl');
  });

  it('says which commands there are when there is no such command', async () => {
    const { code, err } = await run(['aks', 'hello']);
    expect(code).toBe(2);
    expect(err).toContain('serve, ask, check');
  });

  it('tells all that is wrong with the settings at once', async () => {
    const { code, err } = await run(['ask', 'hello'], { PORT: 'x', DEFAULT_LOCALE: 'de' });
    expect(code).toBe(1);
    expect(err).toMatch(/PORT .*\n.*DEFAULT_LOCALE/);
  });
});

describe('ask --jsonl', () => {
  it('answers in order, with all that a person would see', async () => {
    const questions = [
      { id: 'one', text: 'which agencies are in the migration network?' },
      { id: 2, text: 'what is the salary of a P3' },
      { id: 'three', text: 'من هم أعضاء شبكة الأمم المتحدة للهجرة في العراق؟' },
    ];
    const answers = await jsonl(questions.map((question) => JSON.stringify(question)).join('\n'));
    expect(answers.map(({ id }) => id)).toEqual(['one', 2, 'three']);
    expect(answers[0]).toMatchObject({
      outcome: 'answered',
      entry: 'network/un-network-on-migration-in-iraq',
      language: 'en',
      direction: 'ltr',
      source: { title: expect.any(String), publisher: expect.any(String), asOf: '2021' },
    });
    for (const acronym of MEMBERS) expect(answers[0].text).toContain(acronym);
    expect(answers[0].confidence).toBeGreaterThan(0);
    expect(answers[0].confidence).toBeLessThanOrEqual(1);
    expect(answers[1]).toMatchObject({ outcome: 'unanswered', entry: null, source: null });
    expect(answers[2]).toMatchObject({ language: 'ar', direction: 'rtl' });
  });

  it('shares the context of a conversation, and of no other', async () => {
    const answers = await jsonl(
      [
        { id: 1, conversation: 'a', text: 'tell me about UNHCR' },
        { id: 2, conversation: 'b', text: 'what does it stand for?' },
        { id: 3, conversation: 'a', text: 'what does it stand for?' },
      ]
        .map((question) => JSON.stringify(question))
        .join('\n'),
    );
    expect(answers[1].entry).toBe(null);
    expect(answers[2]).toMatchObject({ outcome: 'answered', entry: 'organisation/unhcr' });
    expect(answers[2].text).toContain('High Commissioner for Refugees');
  });

  it('goes on after lines that are no questions', async () => {
    const lines = [
      'no JSON',
      '[]',
      'null',
      '{"id":1}',
      '{"text":"x"}',
      '{"id":{},"text":"x"}',
      '',
      '{"id":7,"text":"hello"}',
    ];
    const answers = await jsonl(lines.join('\n'));
    expect(answers).toHaveLength(8);
    for (const answer of answers.slice(0, 7)) expect(answer).toEqual({ id: null, error: expect.any(String) });
    expect(answers[7]).toMatchObject({ id: 7, outcome: 'smalltalk' });
  });

  it('parts lines at \\n alone, and minds \\r\\n, a byte-order mark and half characters', async () => {
    const odd = '\uFEFF{"id":1,"text":"a\u2028b\u2029c"}\r\n{"id":2,"text":"\\ud800 مرحبا"}\n';
    const answers = await jsonl(
      Buffer.concat([Buffer.from(odd), Buffer.from([0x7b, 0xff, 0x0a]), Buffer.from('{"id":3,"text":""}')]),
    );
    expect(answers.map(({ id }) => id)).toEqual([1, 2, null, 3]);
  });

  it('answers a thousand questions, wild ones among them, in one process', async () => {
    const wild = [
      '',
      ' ',
      'x'.repeat(100_000),
      '\u0000\u202E',
      '😀',
      '<b>hi</b>',
      "'; DROP TABLE x",
      '{"a":1}',
      '*hi* <!channel>',
    ];
    const questions = Array.from({ length: 1000 }, (_, n) => {
      return JSON.stringify({ id: n, conversation: `c${n % 50}`, text: wild[n % 100] ?? `what is IOM ${n}` });
    });
    const answers = await jsonl(questions.join('\n'));
    expect(answers.map(({ id }) => id)).toEqual(questions.map((_, n) => n));
    expect(answers.filter(({ text }) => typeof text !== 'string' || text === '')).toEqual([]);
  });
});
