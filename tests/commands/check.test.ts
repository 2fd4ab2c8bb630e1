import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { contentCopy, run } from './program.ts';

const copies: ReturnType<typeof contentCopy>[] = [];
afterEach(() => {
  for (const copy of copies.splice(0)) copy.remove();
});

/** A copy of the content in which `edit` was made, and only `rows` are asked. */
function edited(rows: string, ...edits: [file: string, from: string | RegExp, to: string][]): string {
  const copy = contentCopy();
  copies.push(copy);
  for (const name of copy.files('golden')) writeFileSync(join(copy.path, 'golden', name), '[]\n');
  writeFileSync(join(copy.path, 'golden/only.yaml'), rows);
  for (const [file, from, to] of edits) {
    const path = join(copy.path, file);
    const before = readFileSync(path, 'utf8');
    expect(before).toMatch(from);
    writeFileSync(path, before.replace(from, to));
  }
  return copy.path;
}

/** Held-out rows are only counted; these two are not among them. */
const STATES = 'how many member states does IOM have?';
const SALARY = 'what is the salary of a P3';

describe('check', () => {
  it('counts the golden questions by file and by language, and the held-out ones apart', async () => {
    const { out } = await run(['check']);
    expect(out).toContain('The content has no problems.');
    for (const row of ['members', 'near-misses', 'arabic', 'en', 'ar', 'held out'])
      expect(out).toMatch(new RegExp(`^${row} +.*\\d+/\\d+ +\\d+\\.\\d %`, 'm'));
  });

  it('passes when all is answered as the rows say', async () => {
    const dir = edited(`- ask: ${STATES}\n  must: ["175"]\n- ask: ${SALARY}\n  outcome: unanswered\n`);
    const { code, out } = await run(['check', '--content', dir]);
    expect(out).toContain('0 of the questions that must not be answered were answered');
    expect(code).toBe(0);
  });

  it('tells every problem of the content with its place, and asks nothing then', async () => {
    const dir = edited(
      '[]\n',
      ['organisation/iom.yaml', /^source:.*$/m, 'source: nowhere'],
      ['organisation/fao.yaml', 'acronym', 'acronim'],
    );
    const { code, out } = await run(['check', '--content', dir]);
    expect(code).toBe(1);
    expect(out).toMatch(/organisation\/iom\.yaml:\d+ source: /);
    expect(out).toMatch(/organisation\/fao\.yaml:\d+ .*acronym/);
    expect(out).not.toContain('Golden');
  });

  it('follows a figure that a row names by its field', async () => {
    const row = `- ask: ${STATES}\n  must: [{field: organisation/iom#facts.memberStates}]\n`;
    const dir = edited(row, ['organisation/iom.yaml', /\b175\b/, '176']);
    expect((await run(['check', '--content', dir])).code).toBe(0);
  });

  it('prints the replacement of a row that an edit made obsolete', async () => {
    const row = `- ask: ${STATES}\n  must: ["175"]\n  about: organisation/iom\n`;
    const dir = edited(row, ['organisation/iom.yaml', /\b175\b/, '176']);
    const { code, out } = await run(['check', '--content', dir]);
    expect(code).toBe(1);
    expect(out).toMatch(/only\.yaml:1 .*out of date and becomes:\n- ask: how many member states/);
    expect(out).toContain('- field: organisation/iom#facts.memberStates');
  });

  it('fails on one question that must not be answered and is, and shows it', async () => {
    const dir = edited(`- ask: ${STATES}\n  outcome: unanswered\n`);
    const { code, out } = await run(['check', '--content', dir]);
    expect(code).toBe(1);
    expect(out).toContain('1 of the questions that must not be answered was answered');
    expect(out).toContain(`only.yaml:1 ${STATES}`);
  });

  it('says what was expected and what came of rows that fail', async () => {
    const dir = edited(`- ask: ${STATES}\n  must: [one thousand]\n  about: organisation/iom\n`);
    const { code, out } = await run(['check', '--failures', '--content', dir]);
    expect(code).toBe(1);
    expect(out).toContain('“one thousand” is missing');
    expect(out).toMatch(/answered: .*175/);
  });

  it('gives the same to a program', async () => {
    const dir = edited(`- ask: ${STATES}\n  must: [one thousand]\n`);
    const { out } = await run(['check', '--json', '--failures', '--content', dir]);
    expect(JSON.parse(out)).toMatchObject({
      ok: false,
      problems: [],
      golden: { open: { answer: { passed: 0, total: 1 } }, wronglyAnswered: 0 },
      failures: [{ ask: STATES, line: 1, outcome: 'answered' }],
    });
  });
});
