import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from '../src/config.ts';
import { contentCopy, run } from './commands/program.ts';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const DOCUMENTS = ['README.md', 'CONTRIBUTING.md', ...markdownBelow('docs')];

function markdownBelow(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return files.filter((file) => file.endsWith('.md')).map((file) => join(folder, file));
}

describe.each(DOCUMENTS)('%s', (document) => {
  const text = readFileSync(document, 'utf8');

  it('names only commands that there are', () => {
    const named = [...text.matchAll(/npm (?:run (?:--silent )?(\w[\w:-]*)|(start|test)\b)/g)].map(
      ([, script, short]) => script ?? short,
    );
    expect(named.filter((name) => name !== undefined && scripts[name] === undefined)).toEqual([]);
  });

  it('leads only to files that there are', () => {
    const links = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map(([, link = '']) => link);
    const lost = links.filter((link) => !/^[a-z]+:/.test(link) && !existsSync(join(dirname(document), link)));
    expect(lost).toEqual([]);
  });

  it('speaks of no file of the sources, the content or the tests that is not there', () => {
    const paths = [...text.matchAll(/`((?:src|content|tests|docs|manifests)\/[\w./-]+)`/g)].map(
      ([, path = '']) => path,
    );
    expect(paths.filter((path) => !existsSync(path) && !text.includes(`say \`${path}\``))).toEqual([]);
  });
});

describe('the README', () => {
  const readme = readFileSync('README.md', 'utf8');

  it('names every setting, with the default that holds', () => {
    const source = readFileSync('src/environment.ts', 'utf8');
    const settings = [...source.matchAll(/^ {2}([A-Z_]{4,}): /gm)].map(([, name = '']) => name);
    expect(settings.length).toBeGreaterThan(20);
    expect(settings.filter((name) => !readme.includes(`\`${name}\``))).toEqual([]);
    const read = readConfig({});
    if ('problems' in read) throw new Error('The defaults are broken.');
    const { port, deskPort, databaseUrl, retentionDays } = read.config;
    for (const value of [port, deskPort, databaseUrl, retentionDays]) expect(readme).toContain(String(value));
  });

  it('adds an answer that is then given, with five fields at most', async () => {
    const [, path = '', yaml = ''] =
      /say `content\/([^`]+)`:\n\n {3}```yaml\n([\s\S]*?)```/.exec(readme) ?? [];
    const entry = yaml.replace(/^ {3}/gm, '');
    expect(Object.keys(parse(entry)).length).toBeLessThanOrEqual(5);
    const content = contentCopy();
    writeFileSync(join(content.path, path), entry);
    const asked = /ask -- "([^"]+)"` shows the answer/.exec(readme)?.[1] ?? '';
    const [, golden = '', must = ''] = /- ask: (.*)\n +must: \[(.*)\]/.exec(readme) ?? [];
    for (const question of [asked, golden])
      expect((await run(['ask', '--content', content.path, question])).out).toContain(must);
    content.remove();
  });

  it('names every command that help names', async () => {
    const { out } = await run(['help']);
    const commands = [...out.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
    expect(
      commands.filter((name) => !new RegExp(`\`${name}|npm (run )?${name}|npm start`).test(readme)),
    ).toEqual([]);
  });
});
