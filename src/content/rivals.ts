import type { Entry, Form, Name, OutsideName } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type ContentFile, findText, problemIn, type Read } from './content-file.ts';
import type { Problem } from './problem.ts';

/**
 * Two entries of one name. Acronyms may be shared: there are bodies that share one. So may what people call
 * two things alike ("the UN fund"), once both entries say so: whoever uses it is asked which is meant.
 */
export function nameProblems(entries: readonly Read<Entry>[]): Problem[] {
  const claims = claimed('name');
  const shared: { name: Name; id: string; file: ContentFile }[] = [];
  for (const { item, file } of entries) {
    for (const name of item.names.filter(isOwn)) {
      if (findText(file, ['sharedNames'], name.text) !== null) shared.push({ name, id: item.id, file });
      else claims.add(name.text, item.id, file, name.use === 'official' ? 'name' : 'aliases');
    }
  }
  for (const { name, id, file } of shared) claims.contest(name.text, id, file, 'sharedNames');
  return claims.problems(
    'Keep it in one of the two; if people may mean either, list it in both under `sharedNames`.',
  );
}

/** What is told to be known by name alone, and is an entry. */
export function outsideProblems(
  file: ContentFile,
  outside: OutsideName[],
  entries: readonly Read<Entry>[],
): Problem[] {
  const held = new Map<string, string>();
  for (const { item } of entries) {
    for (const name of item.names) if (isOwn(name)) held.set(sameness(name.text), item.id);
  }
  return outside
    .flatMap(({ names }) => names)
    .flatMap((name) => {
      const id = held.get(sameness(name));
      if (id === undefined) return [];
      const path =
        ['bodies', 'places', 'days'].map((part) => findText(file, [part], name)).find(Boolean) ?? [];
      return [
        problemIn(file, path, `"${name}" is a name of \`${id}\`.`, 'Take it out here: it is covered now.'),
      ];
    });
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
      if (!owners.has(key)) owners.set(key, owner);
      this.contest(text, owner, file, field);
    },
    /** As `add`, for what its owner does not claim alone. */
    contest(text: string, owner: string, file: ContentFile, field: string): void {
      const key = sameness(text, apart);
      const first = owners.get(key);
      if (first === undefined || first === owner || key === '' || told.has(`${key} ${owner}`)) return;
      const message = `"${text}" is a ${what} of \`${first}\`, too.`;
      told.set(`${key} ${owner}`, problemIn(file, findText(file, [field], text) ?? [field], message, ''));
    },
    problems: (cure: string): Problem[] => [...told.values()].map((problem) => ({ ...problem, cure })),
  };
}

/** Acronyms are nobody's own, and former names may be somebody else's by now. */
function isOwn({ text, use }: Name): boolean {
  return use === 'official' || (use === 'alias' && !isAcronym(text));
}

function isAcronym(text: string): boolean {
  return /^[\p{Lu}\d-]{2,10}$/u.test(text);
}

const PLAIN = /^[a-z\d]+( [a-z\d]+)*$/iu;
/** What two texts share that differ only in case, accents, letter variants and punctuation. */
function sameness(text: string, apart = /[^\p{L}\p{N}]+/gu): string {
  if (PLAIN.test(text)) return text.toLowerCase();
  return normalise(text).replace(apart, ' ').trim();
}
