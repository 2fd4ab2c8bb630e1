import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { TeamsManifestConverter } from '@microsoft/app-manifest';
import { Ajv } from 'ajv';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openAnswerer } from '../../../src/commands/answerer.ts';
import { openStore } from '../../../src/commands/open.ts';
import { run } from '../../../src/commands/package-teams.ts';
import type { Answerer } from '../../../src/domain.ts';
import { INVOKE_NAMES } from '../../../src/platforms/teams/bot.ts';

const APP_ID = '0a1b2c3d-1111-2222-3333-444455556666';
const folder = mkdtempSync(join(tmpdir(), 'dalil-package-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let written = '';
const quiet = () =>
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    written += text;
    return true;
  });

async function packaged(name: string, ...args: string[]): Promise<Map<string, Buffer>> {
  const out = join(folder, name);
  const spy = quiet();
  try {
    expect(await run(['--app-id', APP_ID, '--domain', 'dalil.example.org', '--out', out, ...args], {})).toBe(
      0,
    );
  } finally {
    spy.mockRestore();
  }
  return unzip(readFileSync(out));
}

let files: Map<string, Buffer>;
beforeAll(async () => {
  files = await packaged('app.zip');
});
const text = (name: string): string => files.get(name)?.toString('utf8') ?? '';
const manifest = () => JSON.parse(text('manifest.json'));

describe("the Teams app's package", () => {
  it('holds the manifest, its languages and its icons, and nothing besides', () => {
    expect([...files.keys()]).toEqual(['manifest.json', 'fr.json', 'ar.json', 'color.png', 'outline.png']);
    expect(written).toContain('app.zip');
  });

  it("is valid by Microsoft's own newest schema", async () => {
    const read = TeamsManifestConverter.jsonToManifest(text('manifest.json'));
    expect(read.manifestVersion).toBe('1.30');
    expect(schemaProblems('MicrosoftTeams.schema.json', manifest())).toEqual([]);
  });

  it.each(['fr.json', 'ar.json'])('has every text that people see in its languages too: %s', (name) => {
    const translated = JSON.parse(text(name));
    expect(schemaProblems('MicrosoftTeams.Localization.schema.json', translated)).toEqual([]);
    expect(
      Object.keys(translated)
        .filter((key) => key !== '$schema')
        .sort(),
    ).toEqual(shownTexts(manifest()).sort());
  });

  it('is the app and the domain that were given, everywhere', () => {
    const { id, bots, composeExtensions, validDomains, developer } = manifest();
    expect([id, bots[0].botId, composeExtensions[0].botId]).toEqual([APP_ID, APP_ID, APP_ID]);
    expect(validDomains).toEqual(['dalil.example.org']);
    expect(developer.websiteUrl).toBe('https://dalil.example.org/');
    expect(text('manifest.json')).not.toMatch(/0{8}-|dalil\.example[/"]/);
  });

  it('says who stands behind it, when told', async () => {
    const other = await packaged(
      'other.zip',
      '--developer',
      'IOM Iraq',
      '--privacy',
      'https://iraq.example/p',
      '--version',
      '1.2.0',
    );
    expect(JSON.parse(other.get('manifest.json')?.toString() ?? '')).toMatchObject({
      version: '1.2.0',
      developer: {
        name: 'IOM Iraq',
        privacyUrl: 'https://iraq.example/p',
        websiteUrl: 'https://dalil.example.org/',
      },
    });
  });

  it('names what the code answers, and nothing that it does not', () => {
    const [bot] = manifest().bots;
    const [extension] = manifest().composeExtensions;
    expect(bot.scopes).toEqual(['personal', 'team', 'groupChat']);
    const asks = extension.commands.map((command: { type: string; fetchTask?: boolean }) =>
      command.type === 'query'
        ? 'composeExtension/query'
        : command.fetchTask
          ? 'composeExtension/fetchTask'
          : '?',
    );
    expect(INVOKE_NAMES).toEqual(expect.arrayContaining(asks));
    expect(extension.commands[0].parameters[0].name).toBe('question');
    expect(extension.commands[0].initialRun).toBe(true);
  });

  it.each([
    ['color.png', 192],
    ['outline.png', 32],
  ])('has an icon of the size that Teams wants: %s', (name, size) => {
    const png = files.get(name) ?? Buffer.alloc(0);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([size, size]);
  });
});

describe('the command hints', () => {
  let answerer: Answerer;
  beforeAll(() => {
    answerer = openAnswerer(openStore('content'));
  });
  it.each(['en', 'fr', 'ar'])('are questions that the store answers: %s', async (language) => {
    const shown = language === 'en' ? null : JSON.parse(text(`${language}.json`));
    const titles = manifest().bots[0].commandLists[0].commands.map(
      ({ title }: { title: string }, n: number) =>
        shown?.[`bots[0].commandLists[0].commands[${n}].title`] ?? title,
    );
    for (const title of titles) {
      const { answers } = answerer.answer({
        text: title,
        context: null,
        now: new Date('2026-11-24T08:00:00Z'),
      });
      expect([title, answers[0]?.outcome]).toEqual([title, expect.stringMatching(/^(answered|smalltalk)$/)]);
      expect(answers[0]?.language).toBe(language);
    }
  });
});

describe('what cannot be packaged', () => {
  it('is told all at once, with the cure', async () => {
    const attempt = run(
      ['--app-id', 'my-app', '--domain', 'https://dalil.example.org/x', '--privacy', 'http://x'],
      {},
    );
    await expect(attempt).rejects.toThrow(
      /--app-id has to be[\s\S]*--domain has to be[\s\S]*--privacy has to begin with https/,
    );
  });

  it('an unknown option is told', async () => {
    await expect(run(['--appid', APP_ID], {})).rejects.toThrow(/appid/);
  });

  it('an unwritable place is told', async () => {
    const out = join(folder, 'no-such-folder', 'app.zip');
    await expect(
      run(['--app-id', APP_ID, '--domain', 'dalil.example.org', '--out', out], {}),
    ).rejects.toThrow(/cannot be written/);
  });
});

/** Every text of the manifest that people see, as a language's file names it. */
function shownTexts(whole: unknown): string[] {
  const paths: string[] = [];
  const visit = (value: unknown, path: string): void => {
    if (typeof value === 'string') {
      if (/(^|\.)(title|description)$|^(name|description)\.(short|full)$/.test(path)) paths.push(path);
    } else if (Array.isArray(value)) {
      for (const [n, item] of value.entries()) visit(item, `${path}[${n}]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) visit(item, path === '' ? key : `${path}.${key}`);
    }
  };
  visit(whole, '');
  return paths;
}

function schemaProblems(file: string, data: unknown): string[] {
  const path = `../../../node_modules/@microsoft/app-manifest/build/json-schemas/teams/v1.30/${file}`;
  const { $schema, ...schema } = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
  const validate = new Ajv({
    strict: false,
    allErrors: true,
    validateFormats: false,
    unicodeRegExp: false,
  }).compile(schema);
  validate(data);
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

/** Reads an archive by its directory, as other programs do. */
function unzip(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const found = new Map<string, Buffer>();
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, size, nameLength] = [
      archive.readUInt32LE(at + 20),
      archive.readUInt32LE(at + 24),
      archive.readUInt16LE(at + 28),
    ];
    const name = archive.subarray(at + 46, at + 46 + nameLength).toString('utf8');
    const body = archive.readUInt32LE(at + 42);
    const from = body + 30 + archive.readUInt16LE(body + 26) + archive.readUInt16LE(body + 28);
    const content = inflateRawSync(archive.subarray(from, from + packed));
    expect(content).toHaveLength(size);
    found.set(name, content);
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return found;
}
