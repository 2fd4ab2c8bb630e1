import { z } from 'zod';
import type { Field } from '../facts.ts';
import { says } from '../problem.ts';
import type { RelationKind } from '../relations.ts';
import { day, partialDate, source } from '../sources.ts';
import { localised, prose, text, texts, wordsByLanguage } from '../texts.ts';

const slug = text.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, {
  error: says(
    'This is not a short name.',
    'Use small letters, digits and hyphens, such as smugglers-and-traffickers.',
  ),
});

const passage = z.strictObject(
  {
    id: slug.describe('A short name for this point, of small letters and hyphens.'),
    heading: localised.describe('What the point is about, in few words; shown above it.'),
    about: wordsByLanguage.optional().describe('Further words that people use for it, in each language.'),
    text: prose.describe('What it says, in our own words.'),
  },
  { error: says('This is not a point.', 'Give it an `id`, a `heading` and a `text`.') },
);

const NAMES = z.union([texts, wordsByLanguage], {
  error: says('A list of names is expected here.', 'Write `[one, two]`, or `{en: [one], ar: [two]}`.'),
});

const QUESTIONS = z.union([texts, wordsByLanguage], {
  error: says('A list of questions is expected here.', 'Write one a line below `en:`, each behind "- ".'),
});

const common = z.object({
  name: localised.describe('The official name; one text if only the English one is known.'),
  nameSource: source.optional().describe("Where the official name stands, if not in the entry's own source."),
  acronym: text.optional().describe('The acronym that the body itself uses.'),
  aliases: NAMES.optional().describe('What else people call it; a bare list holds in every language.'),
  sharedNames: NAMES.optional().describe(
    'Names that others go by, too: who uses one is asked which is meant. Listed in each entry that shares it.',
  ),
  formerNames: NAMES.optional().describe('Names that it had before.'),
  source: source.optional().describe('Where the facts of this entry stand. Default: that of _defaults.yaml.'),
  asOf: partialDate
    .optional()
    .describe('The day of which the source speaks, as precise as it says, or `unknown`.'),
  owner: text
    .optional()
    .describe('The desk that keeps this entry, not a person. Default: that of _defaults.yaml.'),
  review: day
    .optional()
    .describe('The day by which somebody must look at it again. Default: that of _defaults.yaml.'),
  validFrom: day.optional().describe('The first day on which this holds.'),
  validUntil: day.optional().describe('The last day on which this holds.'),
  points: z.array(passage).optional().describe('Its parts, each about one thing.'),
  scope: wordsByLanguage.optional().describe('Words that say what it answers for, in each language.'),
  questions: QUESTIONS.optional().describe('Questions that this very entry answers, as people put them.'),
});
export type GivenCommon = z.infer<typeof common>;

/** All that a kind declares of itself. Nothing else in the program knows a kind by its name. */
export interface Kind {
  kind: string;
  description: string;
  fields: Readonly<Record<string, Field>>;
  relations: Readonly<Record<string, RelationKind>>;
  /** The fields and relations that an overview shows, in order. */
  overview: readonly string[];
  /** The prose field that the text of a Markdown file is; null for kinds that have none. */
  body: string | null;
}

/** The schemas of a kind: its parts to read with, the whole for editors and for what may be written at all. */
export interface KindSchemas {
  common: typeof common;
  facts: ReturnType<typeof factsOf>;
  relations: ReturnType<typeof relationsOf>;
  whole: z.ZodObject;
}

export function schemasOf(kind: Kind): KindSchemas {
  const [facts, relations] = [factsOf(kind), relationsOf(kind)];
  const whole = z
    .strictObject({ ...common.shape, ...facts.shape, ...relations.shape })
    .describe(kind.description);
  return { common, facts, relations, whole };
}

function factsOf({ fields }: Kind) {
  const shape = Object.entries(fields).map(([name, { schema }]) => [name, schema.optional()] as const);
  return z.object(Object.fromEntries(shape));
}

function relationsOf({ relations }: Kind) {
  const shape = Object.entries(relations).map(([name, { schema }]) => [name, schema.optional()] as const);
  return z.object(Object.fromEntries(shape));
}
