import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from 'vitest';
import { load } from '../../src/content/load.ts';
import type { Problem } from '../../src/content/problem.ts';
import type { Store } from '../../src/domain.ts';

/** A small store about bodies that do not exist. Everything in it is invented. */
export const INVENTED: Readonly<Record<string, string>> = {
  '_sources.yaml': [
    'harbour-page:',
    '  title: The harbour page',
    '  publisher: Harbour Office',
    '  url: https://harbour.example/',
    'old-register:',
    '  title: The old register',
    '  publisher: Registrar',
    '  asOf: 1999-06',
  ].join('\n'),
  'organisation/_defaults.yaml':
    'source: harbour-page\nasOf: 2021-12\nowner: harbour-desk\nreview: 2027-05-01\n',
  'network/_defaults.yaml': 'source: harbour-page\nasOf: 2021\nowner: harbour-desk\nreview: 2027-05-01\n',
  'organisation/harbour-office.yaml': 'name: Harbour Office\nacronym: NO\nactiveSince: 1951\n',
  'organisation/tide-bureau.yaml': 'name: {en: Tide Bureau, ar: مكتب المد}\nacronym: TB\nmemberStates: 175\n',
  'network/sea-network.yaml': [
    'name: Sea Network',
    'members:',
    '  value: [organisation/harbour-office, organisation/tide-bureau]',
    '  complete: true',
    'coordinator: organisation/tide-bureau',
  ].join('\n'),
  'forms/members.yaml':
    'operation: list\nfield: members\nsubject: [network]\nwordings:\n  en: ["who is in {network}"]\n',
  'replies/replies.yaml': 'hello: {en: "Hello, {name}", ar: "مرحبا {name}"}\n',
  'words/filler.yaml': 'en: the a of\nar: [من, في]\n',
  'words/ideas.yaml': 'contact:\n  en: [reach, write to]\n',
  'outside.yaml': 'bodies:\n  - [Lighthouse Board, LB]\nplaces:\n  - Atlantis\n',
};

type Files = Record<string, string | Uint8Array | null>;
const made: string[] = [];
afterEach(() => {
  for (const dir of made.splice(0)) rmSync(dir, { recursive: true, force: true });
});

/** The invented store on the disk, with files put in, replaced or (null) left out; gone after the test. */
export function contentFolder(changes: Files = {}): string {
  const dir = mkdtempSync(join(tmpdir(), 'dalil-content-'));
  made.push(dir);
  for (const [path, text] of Object.entries({ ...INVENTED, ...changes })) {
    if (text !== null) write(dir, path, text);
  }
  return dir;
}

export function write(dir: string, path: string, text: string | Uint8Array): void {
  mkdirSync(dirname(join(dir, path)), { recursive: true });
  writeFileSync(join(dir, path), text);
}

export function storeOf(changes: Files = {}): Store {
  const result = load(contentFolder(changes));
  if ('problems' in result) throw new Error(result.problems.map(asLine).join('\n'));
  return result.store;
}

/** The problems of the invented store with changes, files named as in the folder. */
export function problemsOf(changes: Files): Problem[] {
  const dir = contentFolder(changes);
  const result = load(dir);
  return 'store' in result
    ? []
    : result.problems.map((found) => ({ ...found, file: found.file.slice(dir.length + 1) }));
}

/** As the check prints it. */
export function asLine({ file, line, field, message, cure }: Problem): string {
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message} ${cure}`;
}
