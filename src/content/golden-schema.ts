import { z } from 'zod';
import { LANGUAGES } from '../domain.ts';
import type { Expected } from './golden.ts';
import { says } from './problem.ts';
import { day } from './sources.ts';
import { text, texts } from './texts.ts';

const expected = z.union(
  [
    text.transform((literal): Expected => ({ text: literal })),
    z
      .strictObject({ field: text.describe("An entry's field: organisation/iom#facts.memberStates.") })
      .transform(({ field }): Expected => {
        const [entry = '', path = ''] = field.split('#');
        return { entry, path };
      }),
  ],
  {
    error: says(
      'A text is expected here, or the field of an entry.',
      'Write the text, or `{field: organisation/iom#facts.memberStates}`.',
    ),
  },
);

const row = z.strictObject(
  {
    ask: text.describe("The question, in a person's words."),
    must: z.array(expected).default([]).describe('What a person must see in the answer.'),
    mustNot: z.array(expected).default([]).describe('What must not be in it.'),
    outcome: z
      .enum(['answered', 'ambiguous', 'unanswered', 'smalltalk'], {
        error: says('There is no such outcome.', 'One of answered, ambiguous, unanswered, smalltalk.'),
      })
      .default('answered')
      .describe('How it must end; `unanswered` says that it must not be answered.'),
    about: text.nullable().default(null).describe('The entry that the answer is about.'),
    near: z.stringbool().default(false).meta({
      type: 'boolean',
      description: 'True for a near miss: words of the store, but not what it holds.',
    }),
    language: z
      .enum(LANGUAGES, { error: says('There is no such language.', `One of ${LANGUAGES.join(', ')}.`) })
      .nullable()
      .default(null)
      .describe("The language of the answer, where it is not the question's."),
    tags: texts.default([]).describe('What kind of question it is: typo, keywords, dialect, near …'),
    why: text.nullable().default(null).describe('A note for whoever reads the row.'),
    now: day.nullable().default(null).describe('The day on which it is asked, where that matters.'),
  },
  { error: says('This is not a row.', 'Begin it with "- ask: " and the question.') },
);

export type GivenRow = z.infer<typeof row>;

const dialogue = z.strictObject({
  dialogue: z.array(row).describe('Rows that share a conversation, in order.'),
  tags: texts.default([]).describe('What kind of dialogue it is: dialect, typo …'),
  why: text.nullable().default(null).describe('A note for whoever reads the dialogue.'),
});

export const goldenSchema = z
  .array(
    z.union([row, dialogue], {
      error: says('This is not a row.', 'Begin it with "- ask: " and the question.'),
    }),
    {
      error: says('A list of rows is expected here.', 'Begin each row with "- ask: " and the question.'),
    },
  )
  .describe('Golden questions: what people ask, and what they must see.');
