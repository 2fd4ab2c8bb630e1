import { fillerOf } from '../../desk/likeness.ts';
import type { Store } from '../../domain.ts';
import { Refusal } from '../../refusal.ts';
import { openStore } from '../open.ts';

/** The store if its content is in order: the journal can be read without it, which a notice then says. */
export function openContent(contentDir: string): Store | null {
  try {
    return openStore(contentDir);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(
      'The content has mistakes (npm run --silent check): entries never used or due for review are left out.\n',
    );
    return null;
  }
}

/** The store's words that tell nothing of what a question asks. */
export function fillerFrom(store: Store | null): ReadonlySet<string> {
  return fillerOf(Object.values(store?.words.filler ?? {}).flat());
}
