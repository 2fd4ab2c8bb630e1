import { z } from 'zod';
import type { Source } from '../domain.ts';
import { type ContentFile, problemIn } from './content-file.ts';
import { isDay, isOnCalendar } from './date.ts';
import { suggest } from './nearest.ts';
import { type Path, type Problem, says } from './problem.ts';
import { text } from './texts.ts';

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

export type NamedSource = z.infer<typeof namedSource>;
/** A key of `_sources.yaml`, or a source of its own. */
export type GivenSource = string | NamedSource;

/** The sources of `_sources.yaml` by key. */
export type Sources = ReadonlyMap<string, NamedSource>;

export interface Sourced {
  source?: GivenSource | undefined;
  asOf?: string | undefined;
}

/** A problem when the key is not one of `_sources.yaml`. */
export function checkSource(
  given: GivenSource | undefined,
  path: Path,
  file: ContentFile,
  sources: Sources,
): Problem[] {
  if (typeof given !== 'string' || sources.has(given)) return [];
  const cure = `${suggest(given, sources.keys())} New sources are declared in _sources.yaml.`;
  return [problemIn(file, path, `There is no source \`${given}\` in _sources.yaml.`, cure)];
}

/**
 * The source of something that may name its own. A date belongs to its source: what has a source of its
 * own and no date takes the date declared for that source, else `unknown`, never the date of another one.
 */
export function sourceOf({ source, asOf }: Sourced, sources: Sources, otherwise: Source | null): Source {
  const named = typeof source === 'string' ? sources.get(source) : source;
  if (named === undefined) {
    const { title, publisher, url, asOf: date } = otherwise ?? NONE;
    return { title, publisher, ...(url !== undefined && { url }), asOf: asOf ?? date };
  }
  const { title, publisher, url, asOf: date } = named;
  return { title, publisher, ...(url !== undefined && { url }), asOf: asOf ?? date ?? 'unknown' };
}
const NONE: Source = { title: '', publisher: '', asOf: 'unknown' };
