import { z } from 'zod';
import type { OutsideName } from '../domain.ts';
import type { ContentFile } from './content-file.ts';
import { problemsOf } from './issues.ts';
import { type Problem, says } from './problem.ts';
import { texts } from './texts.ts';

const names = z.array(texts).optional();

export const outsideSchema = z
  .strictObject(
    {
      bodies: names.describe(
        'Bodies, each with all its names: [UNEP, United Nations Environment Programme].',
      ),
      places: names.describe('Places, each with all its names: [Jordan, الأردن].'),
      days: names.describe('Days that are observed, each with all its names: [World Water Day].'),
    },
    {
      error: says(
        'These are not names.',
        'Write `bodies:` and below it one list of names a line, behind "- ".',
      ),
    },
  )
  .describe('Bodies, places and days that are known by name but not covered.');

/** What is known by name alone. */
export function readOutside(file: ContentFile): { outside: OutsideName[]; problems: Problem[] } {
  const { data = {}, error } = outsideSchema.safeParse(file.data ?? {});
  const { bodies = [], places = [], days = [] } = data as z.infer<typeof outsideSchema>;
  const outside: OutsideName[] = [
    ...bodies.map((all): OutsideName => ({ type: 'body', names: all })),
    ...places.map((all): OutsideName => ({ type: 'place', names: all })),
    ...days.map((all): OutsideName => ({ type: 'day', names: all })),
  ];
  return { outside, problems: problemsOf(error?.issues ?? [], outsideSchema, file) };
}
