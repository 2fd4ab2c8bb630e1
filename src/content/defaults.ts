import { z } from 'zod';
import type { Defaults } from './assemble.ts';
import { type ContentFile, fieldsOf } from './content-file.ts';
import { problemsOf } from './issues.ts';
import { type Problem, says } from './problem.ts';
import { checkSource, day, namedSource, partialDate, type Sources, source } from './sources.ts';
import { text } from './texts.ts';

export const sourcesSchema = z
  .record(text, namedSource, {
    error: says(
      'These are not sources.',
      'Give each a key: `iom-website: {title: …, publisher: …, url: …}`.',
    ),
  })
  .describe('Sources that entries refer to by key.');

export const defaultsSchema = z
  .strictObject(
    {
      source: source.optional(),
      asOf: partialDate.optional().describe('The day of which the source speaks, as precise as it says.'),
      owner: text.optional().describe('The desk that keeps these entries, not a person.'),
      review: day.optional().describe('The day by which somebody must look at them again.'),
    },
    {
      error: says('These are not defaults.', 'Give `source`, `asOf`, `owner` and `review`, each on a line.'),
    },
  )
  .describe('What holds for every entry of this folder that does not say otherwise.');

/** The sources by key; one that is wrong in itself counts as known, so that it is told once. */
export function readSources(file: ContentFile): { sources: Sources; problems: Problem[] } {
  const { data, error } = sourcesSchema.safeParse(file.data ?? {});
  if (!error) return { sources: new Map(Object.entries(data)), problems: [] };
  const keys = Object.keys(fieldsOf(file)).map((key) => [key, { title: '', publisher: '' }] as const);
  return { sources: new Map(keys), problems: problemsOf(error.issues, sourcesSchema, file) };
}

/** A folder's defaults; what is wrong in itself counts as given, so that it is told once. */
export function readDefaults(
  file: ContentFile,
  sources: Sources,
): { defaults: Defaults; problems: Problem[] } {
  const { data, error } = defaultsSchema.safeParse(file.data ?? {});
  if (!error) return { defaults: data, problems: checkSource(data.source, ['source'], file, sources) };
  const given = Object.keys(fieldsOf(file)).map((key) => [key, '']);
  return { defaults: Object.fromEntries(given), problems: problemsOf(error.issues, defaultsSchema, file) };
}
