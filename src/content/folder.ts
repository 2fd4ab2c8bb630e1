import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import type { Problem } from './problem.ts';
import { type ContentFile, readContentFile } from './yaml.ts';

/** Files read before, by path: one whose bytes are the same is not parsed again. */
export type ReadBefore = Map<string, { bytes: Buffer; file: ContentFile }>;

/** Paths relative to `dir`, sorted, with forward slashes; editors' left-overs and hidden files are passed over. */
export function listFiles(dir: string): string[] {
  if (!existsSync(dir)) return [];
  const names = readdirSync(dir, { recursive: true, withFileTypes: true });
  return names
    .filter((entry) => entry.isFile() && !/^[.~]|~$|\.(swp|bak|tmp)$/u.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(join(dir, sep).length))
    .map((path) => path.split(sep).join('/'))
    .sort((a, b) => (a < b ? -1 : 1));
}

export function readFile(dir: string, path: string, before: ReadBefore = new Map()): ContentFile {
  const shown = join(dir, path);
  const bytes = readFileSync(shown);
  const known = before.get(shown);
  if (known?.bytes.equals(bytes)) return known.file;
  const file = readContentFile(path, shown, bytes);
  before.set(shown, { bytes, file });
  return file;
}

export function problemWithFile(dir: string, path: string, message: string, cure: string): Problem {
  return { file: join(dir, path), line: 1, field: '', message, cure };
}
