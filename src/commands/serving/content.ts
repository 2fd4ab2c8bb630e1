import { createAnswerer } from '../../answering/answerer.ts';
import { type Watcher, watch } from '../../content/watch.ts';
import type { Answerer, Language, Store } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { LOADING, openStore, problemLine } from '../open.ts';

export interface ServedContent {
  /** Of the content as it was last without a mistake. */
  store(): Store;
  answerer(): Answerer;
  /** Takes changes over from now on, and tells of each: taken, or refused because of mistakes. */
  follow(told: (taken: boolean) => void): Promise<Watcher>;
}

/** The content to serve; refuses when it has mistakes at the start. */
export function serveContent(dir: string, language: Language, log: Log): ServedContent {
  let store = openStore(dir);
  let answerer = createAnswerer(store, { language });
  return {
    store: () => store,
    answerer: () => answerer,
    follow: (told) =>
      watch(dir, {
        ...LOADING,
        version: store.version,
        onStore(changed) {
          answerer = createAnswerer(changed, { language });
          store = changed;
          log.info({ version: changed.version }, 'The content has changed, and answers from now on');
          told(true);
        },
        onProblems(problems) {
          const lines = problems.map(problemLine);
          log.error(
            { problems: lines },
            'The content has mistakes; what was held before them goes on answering',
          );
          told(false);
        },
      }),
  };
}
