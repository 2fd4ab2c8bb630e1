import { z } from 'zod';
import type { Localised, Value } from '../domain.ts';
import { isDay, isOnCalendar, isYearly } from './date.ts';
import { says } from './problem.ts';
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
/** A key of `_sources.yaml`, or a source of its own. */
export type GivenSource = string | NamedSource;
export type NamedSource = z.infer<typeof namedSource>;

/** A field of a kind: how it is written, and whether it goes out of date by itself. */
export interface Field {
  schema: z.ZodType<GivenFact>;
  changes: boolean;
}
export interface FieldOptions {
  changes?: boolean;
}

export const partialDate = text
  .refine((date) => date === 'unknown' || isOnCalendar(date), {
    error: says(
      'This is no date that the calendar has.',
      'Write a year (2021), a month (2021-12) or a day (2021-12-18), as precise as the source is, or `unknown`.',
    ),
  })
  .meta({ type: ['string', 'integer'] });

export const day = text.refine(isDay, {
  error: says('This is no day that the calendar has.', 'Write year, month and day, such as 2027-05-01.'),
});

const address = text.refine((url) => URL.canParse(url) && /^https?:/u.test(url), {
  error: says('This is not the address of a page.', 'Write it in full, such as https://iraq.iom.int/.'),
});

export const namedSource = z.strictObject(
  {
    title: text.describe('The title of the page or paper, as it stands there.'),
    publisher: text.describe('Who published it.'),
    url: address.optional().describe('Where it can be read.'),
    asOf: partialDate.optional().describe('The day of which it speaks, as precise as it says.'),
  },
  {
    error: says('This is not a source.', 'Give it a `title` and a `publisher`, and a `url` if there is one.'),
  },
);

export const source: z.ZodType<GivenSource> = z
  .union([text, namedSource], {
    error: says(
      'This is not a source.',
      'Write a key of _sources.yaml, or `{title: …, publisher: …, url: …}`.',
    ),
  })
  .describe('Where it stands: a key of _sources.yaml, or title, publisher and url.');

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
