import { load } from '../content/load.ts';
import type { Problem } from '../content/problem.ts';
import type { Answerer, Store } from '../domain.ts';
import { Refusal } from '../refusal.ts';

/** The checked store of a content folder; refuses with every problem in it. */
export async function openStore(contentDir: string): Promise<Store> {
  const loaded = await load(contentDir);
  if ('store' in loaded) return loaded.store;
  throw new Refusal(['The content has to be mended first:', ...loaded.problems.map(problemLine)].join('\n'));
}

export async function openAnswerer(contentDir: string): Promise<Answerer> {
  const store = await openStore(contentDir);
  const { createAnswerer } = await import('../answering/answerer.ts');
  return createAnswerer(store);
}

/** One problem of the content as a line: where, what, and how to mend it. */
export function problemLine({ file, line, field, message, cure }: Problem): string {
  return `${file}:${line} ${field === '' ? '' : `${field}: `}${message} ${cure}`;
}
