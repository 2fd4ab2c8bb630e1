import type { Entry, Form, Name, OutsideName } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { type ContentFile, findText, problemIn, type Read } from './content-file.ts';
import type { Problem } from './problem.ts';

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
      const path = findText(file, ['bodies'], name) ?? findText(file, ['places'], name) ?? [];
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
      const first = owners.get(key);
      if (first === undefined) owners.set(key, owner);
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
