import { Refusal } from '../../refusal.ts';

/** A search library that finds entries by the same texts: a hit of a text speaks for its entry. */
export interface Peer {
  name: string;
  /** Takes the texts in; gives the function that finds the first entry for a question. */
  build(texts: readonly { text: string; entry: string }[]): (question: string) => string | undefined;
}

/** The libraries are development dependencies: they are loaded only to be measured. */
export async function loadPeers(): Promise<Peer[]> {
  try {
    return await Promise.all([
      miniSearch(),
      orama(),
      fuse('Fuse.js token search', true),
      fuse('Fuse.js', false),
    ]);
  } catch (error) {
    throw new Refusal(
      `The peers are not installed (npm ci brings them): ${error instanceof Error ? error.message : error}`,
    );
  }
}

async function miniSearch(): Promise<Peer> {
  const { default: MiniSearch } = await import('minisearch');
  return {
    name: 'MiniSearch',
    build(texts) {
      const index = new MiniSearch({
        fields: ['text'],
        storeFields: ['entry'],
        searchOptions: { fuzzy: 0.2, prefix: true },
      });
      index.addAll(texts.map(({ text, entry }, id) => ({ id, text, entry })));
      return (question) => index.search(question)[0]?.entry;
    },
  };
}

async function orama(): Promise<Peer> {
  const { create, insertMultiple, search } = await import('@orama/orama');
  return {
    name: 'Orama',
    build(texts) {
      const index = create({ schema: { text: 'string', entry: 'string' } });
      insertMultiple(index, [...texts], 1_000_000);
      return (question) => {
        const found = search(index, { term: question, properties: ['text'], tolerance: 1, limit: 1 });
        return found instanceof Promise ? undefined : found.hits[0]?.document.entry;
      };
    },
  };
}

async function fuse(name: string, useTokenSearch: boolean): Promise<Peer> {
  const build = await loadFuse(useTokenSearch);
  return {
    name,
    build(texts) {
      const find = build(texts);
      return (question) => find(question)?.entry;
    },
  };
}

/** Fuse.js with how sure it is of its first hit, 0–1. */
export async function loadFuse(useTokenSearch: boolean) {
  const { default: Fuse } = await import('fuse.js');
  return (texts: readonly { text: string; entry: string }[]) => {
    const index = new Fuse([...texts], { keys: ['text'], useTokenSearch, includeScore: true });
    return (question: string): { entry: string; confidence: number } | undefined => {
      const [hit] = index.search(question, { limit: 1 });
      return hit && { entry: hit.item.entry, confidence: 1 - (hit.score ?? 1) };
    };
  };
}
