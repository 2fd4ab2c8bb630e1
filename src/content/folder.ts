import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { type ContentFile, readContentFile, textOf } from './content-file.ts';
import type { Problem } from './problem.ts';

/** Files read before, by path: one that says the same is not parsed again. */
export type ReadBefore = Map<string, ContentFile>;

/** Paths relative to `dir`, sorted, with forward slashes; editors' left-overs and hidden files are passed over. */
export function listFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => isFile(entry) && !/^[.~]|~$|\.(swp|bak|tmp)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length))
    .map((path) => path.split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

/** One file; a problem in it when it cannot be opened. */
export function readFile(dir: string, path: string, before: ReadBefore = new Map()): ContentFile {
  const shown = join(dir, path);
  try {
    const bytes = readFileSync(shown);
    const known = before.get(shown);
    if (known?.text === textOf(bytes)) return known;
    const file = readContentFile(path, shown, bytes);
    before.set(shown, file);
    return file;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const problems = [
      problemWithFile(dir, path, `This file cannot be opened: ${reason}.`, 'Check who may read it.'),
    ];
    return { path, shown, text: '', data: null, body: null, problems };
  }
}

function isFile(entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = statSync(join(entry.parentPath, entry.name), { throwIfNoEntry: false });
  return target?.isFile() ?? false;
}

export function problemWithFile(dir: string, path: string, message: string, cure: string): Problem {
  return { file: join(dir, path), line: 1, field: '', message, cure };
}
