import { watch as watchFiles } from 'chokidar';
import type { Store } from '../domain.ts';
import type { ReadBefore } from './folder.ts';
import { type LoadOptions, load } from './load.ts';
import type { Problem } from './problem.ts';

export interface WatchOptions extends Omit<LoadOptions, 'before'> {
  /** The version that is being served: what changed before watching began is then told, too. */
  version?: string;
  /** A new store, checked. Called only when the content differs from that served, or is whole again. */
  onStore(store: Store): void;
  /** The content is broken as it stands; whoever serves keeps the store it has. */
  onProblems(problems: Problem[]): void;
}

/**
 * How long files must be at rest before they are read, in milliseconds. chokidar keeps a second change of one file within
 * 50 to itself: read any sooner, that one would be lost.
 */
const SETTLED = 150;

export interface Watcher {
  /** Resolves once nothing is watched any more; no callback follows. */
  close(): Promise<void>;
}

/** Reads the content again whenever a file changes, appears or goes. Resolves once the watching has begun. */
export async function watch(dir: string, options: WatchOptions): Promise<Watcher> {
  const { version = null, onStore, onProblems, ...loading } = options;
  const before: ReadBefore = new Map();
  let served: string | null = version;
  let timer: NodeJS.Timeout | undefined;
  const readAgain = () => {
    const result = load(dir, { ...loading, before });
    if ('problems' in result) {
      served = null;
      onProblems(result.problems);
    } else if (result.store.version !== served) {
      served = result.store.version;
      onStore(result.store);
    }
  };
  const folders = loading.shared === undefined ? [dir] : [dir, loading.shared];
  const watcher = watchFiles(folders, { ignoreInitial: true });
  watcher.on('all', () => {
    clearTimeout(timer);
    timer = setTimeout(readAgain, SETTLED);
  });
  await new Promise<void>((resolve, reject) => {
    watcher.once('ready', resolve);
    watcher.once('error', reject);
  });
  watcher.on('error', (error) => onProblems([unwatched(dir, error)]));
  readAgain();
  return {
    async close() {
      clearTimeout(timer);
      await watcher.close();
    },
  };
}

function unwatched(file: string, error: unknown): Problem {
  const message = `The folder can no longer be watched: ${error instanceof Error ? error.message : error}.`;
  return { file, line: 1, field: '', message, cure: 'Start the program again to have changes picked up.' };
}
