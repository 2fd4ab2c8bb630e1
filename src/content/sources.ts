import type { Source } from '../domain.ts';
import type { GivenSource, NamedSource } from './facts.ts';
import { suggest } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { type ContentFile, problemIn } from './yaml.ts';

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
