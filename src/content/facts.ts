import { z } from 'zod';
import type { Localised, Value } from '../domain.ts';
import { isYearly } from './date.ts';
import { says } from './problem.ts';
import { type GivenSource, partialDate, source } from './sources.ts';
import { localised, prose, text } from './texts.ts';

/** What a file says of one field, its source not yet looked up. */
export interface GivenFact {
  value: Value;
  source?: GivenSource | undefined;
  asOf?: string | undefined;
}
/** What a file says of one relation. */
export interface GivenRelation {
  targets: string[];
  complete: boolean;
  source?: GivenSource | undefined;
  asOf?: string | undefined;
}
/** A field of a kind: how it is written, and whether it goes out of date by itself. */
export interface Field {
  schema: z.ZodType<GivenFact>;
  changes: boolean;
}
export interface FieldOptions {
  changes?: boolean;
}

const asOf = partialDate.describe('The day of which the source speaks, as precise as it says, or `unknown`.');
const unknown = z.literal('unknown').transform((): Value => ({ type: 'unknown' }));

function field(value: z.ZodType<Value>, description: string, options: FieldOptions, shape: string): Field {
  const either = z.union([unknown, value], { error: shape });
  const own = { value: either, source: source.optional(), asOf: asOf.optional() };
  const schema: z.ZodType<GivenFact> = z.union(
    [either.transform((bare): GivenFact => ({ value: bare })), z.strictObject(own)],
    { error: shape },
  );
  return { schema: schema.describe(description), changes: options.changes ?? false };
}

const PROSE = says(
  'A text is expected here.',
  'Write sentences, or `en: …` with reviewed translations, or `unknown`.',
);
/** Sentences of our own. */
export function proseField(description: string, options: FieldOptions = {}): Field {
  return field(
    prose.transform((given): Value => ({ type: 'prose', prose: given })),
    description,
    options,
    PROSE,
  );
}

const LIST = says('A list is expected here.', 'Write one item a line, each behind "- ", or `unknown`.');
/** Several short texts of our own. */
export function listField(description: string, options: FieldOptions = {}): Field {
  return field(
    z.array(prose).transform((items): Value => ({ type: 'list', items })),
    description,
    options,
    LIST,
  );
}

const TEXT = says(
  'A text is expected here, or one for each language.',
  'Write the text, or `{en: …, ar: …}`, or `unknown`.',
);
/** A title or name: the same in every language, or with a form in each. */
export function textField(description: string, options: FieldOptions = {}): Field {
  const value = localised.transform((given: Localised): Value => ({ type: 'text', text: given }));
  return field(value, description, options, TEXT);
}

const DATE = says('A date is expected here.', 'Write it as 2021, 2021-12 or 2021-12-18, or `unknown`.');
/** A date as precise as its source. */
export function dateField(description: string, options: FieldOptions = {}): Field {
  return field(
    partialDate.transform((date): Value => ({ type: 'date', date })),
    description,
    options,
    DATE,
  );
}

const NUMBER = says('A number is expected here.', 'Write digits alone, such as 175 or 100000, or `unknown`.');
/** A figure. */
export function numberField(description: string, options: FieldOptions = {}): Field {
  const number = z.coerce.number({ error: NUMBER });
  const qualifier = z
    .enum(['over', 'about'])
    .optional()
    .describe('When the source says "over 100" or "about 100".');
  const bare = number.transform((given): GivenFact => ({ value: { type: 'number', number: given } }));
  const none = unknown.transform((value): GivenFact => ({ value }));
  const own = z.strictObject({
    value: z.union([unknown, number], { error: NUMBER }),
    qualifier,
    source: source.optional(),
    asOf: asOf.optional(),
  });
  const schema = z.union([none, bare, own.transform(withQualifier)], { error: NUMBER }).describe(description);
  return { schema, changes: options.changes ?? false };
}

function withQualifier(given: {
  value: Value | number;
  qualifier?: 'over' | 'about' | undefined;
  source?: GivenSource | undefined;
  asOf?: string | undefined;
}): GivenFact {
  const { value, qualifier, ...rest } = given;
  if (typeof value !== 'number') return { value, ...rest };
  return { value: { type: 'number', number: value, ...(qualifier && { qualifier }) }, ...rest };
}

const ANNUAL = says(
  'A day of every year is expected here.',
  'Write it as `{month: 12, day: 18}`, or `unknown`.',
);
/** A day that comes back every year. */
export function annualField(description: string, options: FieldOptions = {}): Field {
  const value = z
    .strictObject({ month: z.coerce.number({ error: ANNUAL }), day: z.coerce.number({ error: ANNUAL }) })
    .refine(({ month, day }) => isYearly(month, day), { error: ANNUAL })
    .transform((given): Value => ({ type: 'annual', ...given }));
  return field(value, description, options, ANNUAL);
}

const CONTACT = {
  email: { form: /^[^\s@]+@[^\s@]+\.[^\s@]+$/u, such: 'desk@example.org' },
  phone: { form: /^\+?[\d\s()./-]{4,}$/u, such: '+964 770 000 0000' },
  url: { form: /^https?:\/\/[^\s.]+\.\S+$/u, such: 'https://example.org/page' },
} as const;

/** An e-mail address, a telephone number or the address of a page. */
export function contactField(
  type: keyof typeof CONTACT,
  description: string,
  options: FieldOptions = {},
): Field {
  const { form, such } = CONTACT[type];
  const shape = says(`This is not ${NAMES[type]}.`, `Write it like ${such}, or \`unknown\`.`);
  const value = text.regex(form, { error: shape }).transform((given): Value => ({ type, text: given }));
  return field(value, description, options, shape);
}
const NAMES = {
  email: 'an e-mail address',
  phone: 'a telephone number',
  url: 'the address of a page',
} as const;
