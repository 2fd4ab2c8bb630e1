import { z } from 'zod';
import { LANGUAGES, type Language, type Words } from '../domain.ts';
import { commonWordLists } from './common-words.ts';
import { type ContentFile, problemIn } from './content-file.ts';
import { problemsOf } from './issues.ts';
import { type Problem, says } from './problem.ts';
import { text, wordsByLanguage } from './texts.ts';

export const conceptsSchema = z
  .record(text, wordsByLanguage, {
    error: says(
      'These are not words.',
      'Give each idea a name and its words: `contact: {en: [reach, write]}`.',
    ),
  })
  .describe('Ideas that questions turn on, and the words for each in every language.');

export const plainWordsSchema = wordsByLanguage.describe(
  'Words in each language, in a list or one after another in one text.',
);

/**
 * Words of all files as one: `filler` holds words that carry no demand of their own, `common` ordinary
 * words that are right as they are, every other file ideas by name.
 */
export function readWords(files: readonly ContentFile[]): { words: Words; problems: Problem[] } {
  const concepts: Words['concepts'] = {};
  const filler: Words['filler'] = { en: [], fr: [], ar: [], ckb: [] };
  const common: string[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    if (isNamed('filler', file))
      problems.push(...readPlain(file, (language, word) => filler[language].push(word)));
    else if (isNamed('common', file)) problems.push(...readPlain(file, (_, word) => common.push(word)));
    else problems.push(...addConcepts(concepts, file));
  }
  return { words: { concepts, filler, common, ordinary: commonWordLists() }, problems };
}

function isNamed(name: string, { path }: ContentFile): boolean {
  return path.startsWith(`words/${name}.`);
}

function readPlain(file: ContentFile, add: (language: Language, word: string) => void): Problem[] {
  const { data, error } = plainWordsSchema.safeParse(file.data ?? {});
  if (error) return problemsOf(error.issues, plainWordsSchema, file);
  for (const language of LANGUAGES) {
    const given = data[language] ?? [];
    const all = given.length === 1 ? given.flatMap((text) => text.split(/\s+/u)) : given;
    for (const word of all) add(language, word);
  }
  return [];
}

function addConcepts(concepts: Words['concepts'], file: ContentFile): Problem[] {
  const { data, error } = conceptsSchema.safeParse(file.data ?? {});
  if (error) return problemsOf(error.issues, conceptsSchema, file);
  const problems: Problem[] = [];
  for (const [name, given] of Object.entries(data)) {
    const twice = Object.hasOwn(concepts, name);
    if (twice)
      problems.push(problemIn(file, [name], `\`${name}\` is here twice.`, 'Put all its words in one.'));
    concepts[name] = given;
  }
  return problems;
}
