import { OPERATIONS } from '../answering/operations/index.ts';
import { type LoadOptions, load } from '../content/load.ts';
import type { Problem } from '../content/problem.ts';
import type { Store } from '../domain.ts';
import { Refusal } from '../refusal.ts';

/** How content is loaded: a form may name only operations that the engine has. */
export const LOADING: LoadOptions = { operations: Object.keys(OPERATIONS) };

/** The checked store of a content folder; refuses with every problem in it. */
export function openStore(contentDir: string): Store {
  const loaded = load(contentDir, LOADING);
  if ('store' in loaded) return loaded.store;
  throw new Refusal(['The content has to be mended first:', ...loaded.problems.map(problemLine)].join('\n'));
}

/** One problem of the content as a line: where, what, and how to mend it. */
export function problemLine({ file, line, field, message, cure }: Problem): string {
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message} ${cure}`;
}
