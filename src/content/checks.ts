import type { Entry, Form } from '../domain.ts';
import { KINDS } from './kinds/index.ts';
import { suggest } from './nearest.ts';
import type { Path, Problem } from './problem.ts';
import { type ContentFile, type Data, fieldsOf, problemIn } from './yaml.ts';

/** An entry and the file it was read from. */
export interface Read<T> {
  item: T;
  file: ContentFile;
}

/** Relations that lead nowhere or to a kind that they may not lead to. `ids` holds those of broken files, too. */
export function relationProblems(entries: readonly Read<Entry>[], ids: ReadonlySet<string>): Problem[] {
  return entries.flatMap(({ item, file }) =>
    Object.entries(item.relations).flatMap(([name, { targets }]) => {
      const to = RELATIONS.get(item.kind)?.[name]?.to ?? [];
      return targets.flatMap((id) => targetProblem(id, to, ids, file, name));
    }),
  );
}
const RELATIONS = new Map(KINDS.map(({ kind, relations }) => [kind, relations]));

function targetProblem(
  id: string,
  to: readonly string[],
  ids: ReadonlySet<string>,
  file: ContentFile,
  name: string,
): Problem[] {
  const path = () => findText(file, [name], id);
  const [kind = ''] = id.split('/');
  if (!ids.has(id)) {
    return [problemIn(file, path(), `There is no entry \`${id}\`.`, suggestId(id, to, ids))];
  }
  if (to.length === 0 || to.includes(kind)) return [];
  const cure = `\`${name}\` may lead to: ${to.join(', ')}.`;
  return [problemIn(file, path(), `\`${id}\` is of a kind that does not fit here.`, cure)];
}

function suggestId(id: string, to: readonly string[], ids: ReadonlySet<string>): string {
  const fitting = [...ids].filter((known) => to.length === 0 || to.includes(known.split('/')[0] ?? ''));
  const sameName = fitting.find((known) => known.split('/')[1] === id.split('/').at(-1));
  return sameName === undefined ? suggest(id, fitting) : `Did you mean \`${sameName}\`?`;
}

/**
 * Two entries of one name. Acronyms may be shared: there are bodies that share one. So may what people
 * call two things alike ("the UN fund"): whoever uses it is asked which is meant.
 */
export function nameProblems(entries: readonly Read<Entry>[]): Problem[] {
  const claims = claimed('name');
  const official = new Set<string>();
  for (const { item, file } of entries) {
    for (const name of Object.values(item.name)) {
      claims.add(name, item.id, file, 'name');
      official.add(sameness(name));
    }
  }
  for (const { item, file } of entries) {
    for (const { text, use } of item.names) {
      if (use === 'alias' && !isAcronym(text) && official.has(sameness(text)))
        claims.add(text, item.id, file, 'aliases');
    }
  }
  return claims.problems('Keep it in one of the two, or make both longer so that they differ.');
}

/** Two entries that claim the same example question. */
export function questionProblems(entries: readonly Read<Entry>[]): Problem[] {
  const claims = claimed('question');
  for (const { item, file } of entries) {
    for (const { text } of item.questions) claims.add(text, item.id, file, 'questions');
  }
  return claims.problems('Keep it in the entry that answers it.');
}

/** Two forms that share a wording. */
export function wordingProblems(forms: readonly Read<Form>[]): Problem[] {
  const claims = claimed('wording', /[^\p{L}\p{N}{}]+/gu);
  for (const { item, file } of forms) {
    for (const text of Object.values(item.wordings).flat()) claims.add(text, item.id, file, 'wordings');
  }
  return claims.problems('Keep it in the form that answers it.');
}

/** What only one may claim. One owner may claim a thing twice: nobody is misled. */
function claimed(what: string, apart?: RegExp) {
  const owners = new Map<string, string>();
  const told = new Map<string, Problem>();
  return {
    add(text: string, owner: string, file: ContentFile, field: string): void {
      const key = sameness(text, apart);
      const first = owners.get(key);
      if (first === undefined) owners.set(key, owner);
      if (first === undefined || first === owner || key === '' || told.has(`${key} ${owner}`)) return;
      const message = `"${text}" is a ${what} of \`${first}\`, too.`;
      told.set(`${key} ${owner}`, problemIn(file, findText(file, [field], text), message, ''));
    },
    problems: (cure: string): Problem[] => [...told.values()].map((problem) => ({ ...problem, cure })),
  };
}

function isAcronym(text: string): boolean {
  return /^[\p{Lu}\d-]{2,10}$/u.test(text);
}

const PLAIN = /^[a-z\d]+( [a-z\d]+)*$/iu;
/** What two texts share that differ only in case, accents, marks and punctuation. */
function sameness(text: string, apart = /[^\p{L}\p{N}]+/gu): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .replace(/[\p{M}\u0640]/gu, '')
    .toLowerCase()
    .replace(/ى/gu, 'ي')
    .replace(/ة/gu, 'ه')
    .replace(apart, ' ')
    .trim();
}

/** Where a text stands inside a field of a file; the field itself when it does not stand there as it is. */
function findText(file: ContentFile, field: Path, text: string): Path {
  return search(fieldsOf(file)[String(field[0])], text, field) ?? field;
}

function search(data: Data | undefined, text: string, path: Path): Path | null {
  if (data === text) return path;
  if (typeof data !== 'object') return null;
  const steps: [string | number, Data][] = Array.isArray(data) ? [...data.entries()] : Object.entries(data);
  for (const [step, inner] of steps) {
    const found = search(inner, text, [...path, step]);
    if (found !== null) return found;
  }
  return null;
}
