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

/** Duplicates of what only one may claim: a name, an example question, a wording. */
interface Claim {
  key: string;
  /** Who claims it; one owner may claim a thing twice. */
  owner: string;
  file: ContentFile;
  /** The field it stands in, and the text that stands there. */
  field: string;
  text: string;
}

/** Two entries of one name. Acronyms may be shared: there are bodies that share one. */
export function nameProblems(entries: readonly Read<Entry>[]): Problem[] {
  const claims = entries.flatMap(({ item, file }) =>
    item.names
      .filter(({ text, use }) => use === 'official' || (use === 'alias' && !isAcronym(text)))
      .map(({ text, use }) => ({
        text,
        owner: item.id,
        file,
        field: use === 'official' ? 'name' : 'aliases',
      }))
      .map((claim) => ({ ...claim, key: sameness(claim.text) })),
  );
  const official = new Set(claims.filter(({ field }) => field === 'name').map(({ key }) => key));
  const exclusive = claims.filter(({ key }) => official.has(key));
  return rivals(exclusive, ({ text }, first) => ({
    message: `"${text}" is a name of \`${first}\`, too.`,
    cure: 'Keep it in one of the two, or make both longer so that they differ.',
  }));
}

/** Two entries that claim the same example question. */
export function questionProblems(entries: readonly Read<Entry>[]): Problem[] {
  const claims = entries.flatMap(({ item, file }) =>
    item.questions.map(({ text }) => ({
      text,
      owner: item.id,
      file,
      field: 'questions',
      key: sameness(text),
    })),
  );
  return rivals(claims, ({ text }, first) => ({
    message: `"${text}" is a question of \`${first}\`, too.`,
    cure: 'Keep it in the entry that answers it.',
  }));
}

/** Two forms that share a wording. */
export function wordingProblems(forms: readonly Read<Form>[]): Problem[] {
  const claims = forms.flatMap(({ item, file }) =>
    Object.values(item.wordings)
      .flat()
      .map((text) => ({ text, owner: item.id, file, field: 'wordings', key: sameness(text, SLOTS) })),
  );
  return rivals(claims, ({ text }, first) => ({
    message: `"${text}" is a wording of the form \`${first}\`, too.`,
    cure: 'Keep it in the form that answers it.',
  }));
}

function rivals(
  claims: Claim[],
  say: (claim: Claim, first: string) => { message: string; cure: string },
): Problem[] {
  const firsts = new Map<string, string>();
  const told = new Set<string>();
  return claims.flatMap((claim) => {
    const first = firsts.get(claim.key);
    if (first === undefined) firsts.set(claim.key, claim.owner);
    const once = `${claim.key}\0${claim.owner}`;
    if (first === undefined || first === claim.owner || claim.key === '' || told.has(once)) return [];
    told.add(once);
    const { message, cure } = say(claim, first);
    return [problemIn(claim.file, findText(claim.file, [claim.field], claim.text), message, cure)];
  });
}

function isAcronym(text: string): boolean {
  return /^[\p{Lu}\d-]{2,10}$/u.test(text);
}

const SLOTS = /[^\p{L}\p{N}{}]+/gu;
/** What two texts share that differ only in case, accents, marks and punctuation. */
function sameness(text: string, apart = /[^\p{L}\p{N}]+/gu): string {
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
