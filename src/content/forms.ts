import { z } from 'zod';
import type { Form, KindInfo, Language } from '../domain.ts';
import { LANGUAGES } from '../domain.ts';
import { type ContentFile, problemIn } from './content-file.ts';
import { problemsOf } from './issues.ts';
import { suggest } from './nearest.ts';
import { type Path, type Problem, says } from './problem.ts';
import { text, texts, wordsByLanguage } from './texts.ts';

export const formSchema = z
  .strictObject(
    {
      operation: text.describe('What is done with the subject: value, list, count, latest …'),
      field: text.optional().describe('The field or relation that it asks for, if the operation needs one.'),
      relation: text.optional().describe('The same as `field`, for a relation.'),
      with: texts.optional().describe('Further fields or relations that belong into the same answer.'),
      subject: texts.optional().describe('The kinds that its subject may have; none if it has no subject.'),
      wordings: wordsByLanguage.describe('How people ask it, in each language, with {slots} for names.'),
    },
    { error: says('This is not a form.', 'Give it an `operation` and `wordings`.') },
  )
  .describe('A shape of question: what it asks for and the words in which people ask it.');

/** What forms may name. */
export interface Vocabulary {
  kinds: ReadonlyMap<string, KindInfo>;
  /** Null where the operations are checked elsewhere. */
  operations: readonly string[] | null;
}

/** The form that a file holds; its id is the file's name. */
export function readForm(id: string, file: ContentFile, vocabulary: Vocabulary): Form | Problem[] {
  const { data, error } = formSchema.safeParse(file.data ?? {});
  if (error) return problemsOf(error.issues, formSchema, file);
  const { operation, subject = [], wordings } = data;
  const problems = [
    ...unknownKinds(subject, file, vocabulary),
    ...unknownFields(data, file, vocabulary),
    ...unknownOperation(operation, file, vocabulary),
  ];
  if (problems.length > 0) return problems;
  const field = data.field ?? data.relation ?? null;
  const perLanguage = LANGUAGES.map((language) => [language, wordings[language] ?? []] as const);
  const all = Object.fromEntries(perLanguage) as Record<Language, string[]>;
  return { id, operation, field, with: data.with ?? [], subject, wordings: all, file: file.path };
}

function unknownKinds(subject: string[], file: ContentFile, { kinds }: Vocabulary): Problem[] {
  return subject.flatMap((kind, i) => {
    if (kinds.has(kind)) return [];
    return [problemIn(file, ['subject', i], `There is no kind \`${kind}\`.`, suggest(kind, kinds.keys()))];
  });
}

function unknownFields(
  given: z.infer<typeof formSchema>,
  file: ContentFile,
  { kinds }: Vocabulary,
): Problem[] {
  const infos = (given.subject ?? []).flatMap((kind) => kinds.get(kind) ?? []);
  if (infos.length === 0) return [];
  const known = new Set([
    'name',
    'acronym',
    ...infos.flatMap(({ fields, relations }) => [...fields, ...relations]),
  ]);
  const named: [string | undefined, Path][] = [
    [given.field, ['field']],
    [given.relation, ['relation']],
    ...(given.with ?? []).map((name, i): [string, Path] => [name, ['with', i]]),
  ];
  return named.flatMap(([name, path]) => {
    if (name === undefined || known.has(name) || kinds.has(name)) return [];
    const what = `No kind in \`subject\` has a field or relation \`${name}\`.`;
    return [problemIn(file, path, what, suggest(name, known))];
  });
}

function unknownOperation(operation: string, file: ContentFile, { operations }: Vocabulary): Problem[] {
  if (operations === null || operations.includes(operation)) return [];
  const what = `There is no operation \`${operation}\`.`;
  return [problemIn(file, ['operation'], what, suggest(operation, operations))];
}
