import { type Watcher, watch } from '../../content/watch.ts';
import type { Answerer, Language, Store } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { openAnswerer } from '../answerer.ts';
import { LOADING, openStore, problemLine } from '../open.ts';
import { learnAhead } from './learner.ts';

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
  let answerer = openAnswerer(store, { language });
  /** One change after another, however long learning from one takes. */
  let taken = Promise.resolve();
  return {
    store: () => store,
    answerer: () => answerer,
    follow: (told) =>
      watch(dir, {
        ...LOADING,
        version: store.version,
        onStore(changed) {
          taken = taken.then(async () => {
            await learnAhead(changed);
            answerer = openAnswerer(changed, { language });
            store = changed;
            log.info({ version: changed.version }, 'The content has changed, and answers from now on');
            told(true);
          });
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
