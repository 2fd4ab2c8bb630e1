import { z } from 'zod';
import { LANGUAGES, type Localised, type Replies } from '../domain.ts';
import { type ContentFile, problemIn } from './content-file.ts';
import { problemsOf } from './issues.ts';
import { type Problem, says } from './problem.ts';
import { localised, text } from './texts.ts';

export const repliesSchema = z
  .record(text, localised, {
    error: says('These are not replies.', 'Give each a key and its wordings: `key: {en: …, ar: …}`.'),
  })
  .describe("The bot's own wording by key, in each language, with {slots} for values.");

/** All replies of all files as one; a key stands once, and each translation has the slots of the English. */
export function readReplies(files: readonly ContentFile[]): { replies: Replies; problems: Problem[] } {
  const replies: Replies = {};
  const problems: Problem[] = [];
  const firsts = new Map<string, string>();
  for (const file of files) {
    const { data = {}, error } = repliesSchema.safeParse(file.data ?? {});
    problems.push(...problemsOf(error?.issues ?? [], repliesSchema, file));
    for (const [key, wording] of Object.entries(data)) {
      const first = firsts.get(key);
      if (first === undefined) firsts.set(key, file.shown);
      else
        problems.push(problemIn(file, [key], `\`${key}\` stands in ${first}, too.`, 'Keep one of the two.'));
      problems.push(...slotProblems(key, wording, file));
      replies[key] = wording;
    }
  }
  return { replies, problems };
}

function slotProblems(key: string, wording: Localised, file: ContentFile): Problem[] {
  const wanted = slotsOf(wording.en);
  return LANGUAGES.flatMap((language) => {
    const translation = wording[language];
    if (translation === undefined || slotsOf(translation) === wanted) return [];
    const message = `The slots are not those of the English: ${slotsOf(translation) || 'none'}, not ${wanted || 'none'}.`;
    return [problemIn(file, [key, language], message, 'Use each slot of the English, spelt as it is there.')];
  });
}

function slotsOf(wording: string): string {
  return [...new Set(wording.match(/\{[^{}]*\}/gu))].sort().join(' ');
}
