import type { Entry } from '../domain.ts';
import { assemble, type Defaults, type Given, type Surroundings } from './assemble.ts';
import { type ContentFile, fieldsOf, problemIn } from './content-file.ts';
import { problemsOf, unknownField } from './issues.ts';
import type { Kind, KindSchemas } from './kinds/kind.ts';
import type { Problem } from './problem.ts';
import { checkSource, type Sources } from './sources.ts';

/** The entry that a file holds, or all that is wrong with the file. */
export function readEntry(id: string, file: ContentFile, around: Surroundings): Entry | Problem[] {
  const merged = withBody(file, around.kind);
  if (Array.isArray(merged)) return merged;
  const { given, problems } = readGiven(merged, around.schemas);
  problems.push(...missingBasics(merged, around.defaults));
  if (given === null) return problems;
  problems.push(...sourceProblems(given, merged, around.sources));
  return problems.length > 0 ? problems : assemble(id, file.path, given, around);
}

function readGiven(file: ContentFile, schemas: KindSchemas): { given: Given | null; problems: Problem[] } {
  const known = schemas.whole.shape;
  const strange = Object.keys(fieldsOf(file)).filter((key) => !(key in known));
  const problems = strange.map((key) => unknownField(file, [key], Object.keys(known)));
  const common = schemas.common.safeParse(file.data);
  const facts = schemas.facts.safeParse(file.data);
  const relations = schemas.relations.safeParse(file.data);
  for (const { error } of [common, facts, relations]) {
    problems.push(...problemsOf(error?.issues ?? [], schemas.whole, file));
  }
  if (!common.success || !facts.success || !relations.success) return { given: null, problems };
  return { given: { common: common.data, facts: facts.data, relations: relations.data }, problems };
}

/** The text below a Markdown file's front matter becomes the kind's main prose; the rest of the data stays. */
function withBody(file: ContentFile, kind: Kind): ContentFile | Problem[] {
  const { body } = file;
  const data = file.data ?? {};
  if (typeof data === 'string' || Array.isArray(data)) {
    return [problemIn(file, [], 'This file does not hold fields.', 'Give each line the form `field: text`.')];
  }
  if (body === null || body === '') return { ...file, data };
  if (kind.body === null) {
    return [problemIn(file, [], `A ${kind.kind} has no text below its fields.`, 'Keep it as a .yaml file.')];
  }
  const field = data[kind.body];
  if (field === undefined) return { ...file, data: { ...data, [kind.body]: body } };
  if (typeof field === 'object' && !Array.isArray(field) && !('en' in field) && !('value' in field)) {
    return { ...file, data: { ...data, [kind.body]: { ...field, en: body } } };
  }
  const cure = `Keep one of the two: the field \`${kind.body}\` above, or the text below.`;
  return [problemIn(file, [kind.body], `\`${kind.body}\` is given twice.`, cure)];
}

function missingBasics(file: ContentFile, defaults: Defaults): Problem[] {
  const data = fieldsOf(file);
  const basics = Object.entries(BASICS) as [keyof Defaults, string][];
  return basics
    .filter(([field]) => !(field in data) && defaults[field] === undefined)
    .filter(([field]) => !file.problems.some((problem) => problem.field === field))
    .map(([field, message]) =>
      problemIn(file, [field], message, `Add a line \`${field}: …\` here or to the folder's _defaults.yaml.`),
    );
}
const BASICS = {
  source: 'It does not say where this stands: `source` is missing.',
  owner: 'It does not say which desk keeps it: `owner` is missing.',
  review: 'It does not say when to look at it again: `review` is missing.',
};

function sourceProblems({ common, facts, relations }: Given, file: ContentFile, sources: Sources): Problem[] {
  const problems = [
    ...checkSource(common.source, ['source'], file, sources),
    ...checkSource(common.nameSource, ['nameSource'], file, sources),
  ];
  for (const given of [facts, relations]) {
    for (const name of Object.keys(given)) {
      problems.push(...checkSource(given[name]?.source, [name, 'source'], file, sources));
    }
  }
  return problems;
}
