import type { z } from 'zod';
import { type ContentFile, problemIn } from './content-file.ts';
import { suggest } from './nearest.ts';
import { fieldName, type Path, type Problem, parts } from './problem.ts';
import type { Data } from './yaml.ts';

type Issue = z.core.$ZodIssue;

/** What a schema found wrong in a file, in the one voice of all problems. */
export function problemsOf(issues: readonly Issue[], schema: z.ZodType, file: ContentFile): Problem[] {
  return issues.flatMap((issue) => fromIssue(issue, schema, file, []));
}

function fromIssue(issue: Issue, schema: z.ZodType, file: ContentFile, outer: Path): Problem[] {
  const path = [...outer, ...(issue.path as Path)];
  if (issue.code === 'unrecognized_keys') {
    const known = keysAt(schema, path);
    return issue.keys.map((key) => unknownField(file, [...path, key], known));
  }
  if (issue.code === 'invalid_union') {
    const best = meantBranch(issue.errors, at(file.data, path));
    if (best !== null) return best.flatMap((inner) => fromIssue(inner, schema, file, path));
  }
  const given = at(file.data, path);
  if (given === undefined) return missing(file, path);
  if (typeof given === 'object' && !Array.isArray(given) && readsAsField(issue, given)) {
    return [problemIn(file, path, 'A colon in this text makes it read as a field.', QUOTES)];
  }
  const { message, cure } = parts(issue.message);
  return [problemIn(file, path, message, cure || 'Compare it with the entries that are there.')];
}

const QUOTES = 'Put straight quotation marks (") round the whole text.';

export function unknownField(file: ContentFile, path: Path, known: readonly string[]): Problem {
  const name = String(path.at(-1));
  return problemIn(file, path, `There is no field \`${name}\` here.`, suggest(name, known));
}

/** An empty field is told of where the file is read; here it would only be said twice. */
function missing(file: ContentFile, path: Path): Problem[] {
  const field = fieldName(path);
  if (file.problems.some((problem) => problem.field === field)) return [];
  const name = String(path.at(-1) ?? 'This');
  return [problemIn(file, path, `\`${name}\` is missing.`, `Add a line \`${name}: …\` here.`)];
}

function readsAsField(issue: Issue, given: { [key: string]: Data }): boolean {
  const wantsText = issue.code === 'invalid_type' && issue.expected === 'string';
  return wantsText && Object.keys(given).length === 1;
}

/** Of several ways to write a value, the one that the writer was after: of the right shape, with least wrong. */
function meantBranch(branches: readonly Issue[][], given: Data | undefined): Issue[] | null {
  const shaped = branches.filter((issues) => !issues.some((issue) => isOfOtherShape(issue, given)));
  const weight = (issues: readonly Issue[]) => issues.reduce((sum, issue) => sum + weightOf(issue), 0);
  return shaped.sort((a, b) => weight(a) - weight(b))[0] ?? null;
}

function isOfOtherShape(issue: Issue, given: Data | undefined): boolean {
  if (issue.path.length > 0) return false;
  if (issue.code === 'invalid_union') return meantBranch(issue.errors, given) === null;
  return issue.code === 'invalid_type' || issue.code === 'invalid_value';
}

function weightOf(issue: Issue): number {
  return issue.code === 'unrecognized_keys' ? issue.keys.length : 1;
}

function at(data: Data | null, path: Path): Data | undefined {
  let here: Data | undefined = data ?? undefined;
  for (const step of path) {
    if (typeof here !== 'object') return undefined;
    here = Array.isArray(here) ? here[Number(step)] : here[String(step)];
  }
  return here;
}

/** The fields that a schema knows at a place. */
function keysAt(schema: z.core.$ZodType, path: Path): string[] {
  const [step, ...rest] = path;
  const def = (schema as z.core.$ZodTypes)._zod.def;
  switch (def.type) {
    case 'object': {
      if (step === undefined) return Object.keys(def.shape);
      const inner = def.shape[String(step)];
      return inner === undefined ? [] : keysAt(inner, rest);
    }
    case 'array':
      return step === undefined ? [] : keysAt(def.element, rest);
    case 'record':
      return step === undefined ? [] : keysAt(def.valueType, rest);
    case 'union':
      return [...new Set(def.options.flatMap((option) => keysAt(option, path)))];
    case 'optional':
      return keysAt(def.innerType, path);
    case 'pipe':
      return keysAt(def.in, path);
    default:
      return [];
  }
}
