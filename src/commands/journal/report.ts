import { tellingWords } from '../../desk/likeness.ts';
import {
  inheritedStates,
  type QueueItem,
  queueOf,
  type SuggestedExample,
  suggestedExamples,
} from '../../desk/queue.ts';
import type { EntryId, Store } from '../../domain.ts';
import type { Storage } from '../../storage/open.ts';
import type { BadlyRated, Count } from '../../storage/reading.ts';
import { fillerFrom, openContent } from './open-content.ts';

/** All that `journal` shows. */
export interface Report {
  /** ISO instant; null for all that is kept. */
  since: string | null;
  questions: number;
  counts: Count[];
  queue: Shown<QueueItem>[];
  badlyRated: BadlyRated[];
  suggestions: Shown<SuggestedExample>[];
  /** Null when the content could not be read. */
  neverUsed: EntryId[] | null;
  pastReview: { entry: EntryId; review: string; owner: string }[] | null;
}

type Shown<Item> = Omit<Item, 'rows' | 'firstAt' | 'lastAt'> & { lastAt: string };

export async function gatherReport(
  storage: Storage,
  contentDir: string,
  { since, all }: { since: number; all: boolean },
): Promise<Report> {
  const store = openContent(contentDir);
  const counts = await storage.reading.counts(since);
  const { queue, suggestions } = await openItems(storage, store);
  const wanted = (item: QueueItem | SuggestedExample) =>
    (all || item.state === 'new') && item.lastAt >= since;
  return {
    since: since === 0 ? null : new Date(since).toISOString(),
    questions: counts.reduce((sum, { count }) => sum + count, 0),
    counts,
    queue: queue.filter(wanted).map(({ rows, firstAt, ...item }) => withInstant(item)),
    badlyRated: await storage.reading.badlyRated(since),
    suggestions: suggestions.filter(wanted).map(({ rows, ...item }) => withInstant(item)),
    neverUsed: store && (await neverUsed(storage, store, since)),
    pastReview: store && pastReview(store),
  };
}

/** The queue and the suggested examples, with what was asked again after it was treated marked so. */
export async function openItems(storage: Storage, store: Store | null) {
  const filler = fillerFrom(store);
  const texts = await storage.journal.texts(0);
  for (const [state, rows] of inheritedStates(texts, filler)) await storage.journal.mark(rows, state);
  const taps = await storage.reading.taps();
  const isNews = ({ entry, text }: SuggestedExample) => !isExample(store, entry, text, filler);
  return { queue: queueOf(texts, filler), suggestions: suggestedExamples(taps, filler).filter(isNews) };
}

function isExample(store: Store | null, entry: EntryId, text: string, filler: ReadonlySet<string>): boolean {
  const words = (example: string) => tellingWords(example, filler).sort().join(' ');
  const examples = store?.entries.get(entry)?.questions ?? [];
  return examples.some((example) => words(example.text) === words(text));
}

function withInstant<Item extends { lastAt: number }>(item: Item) {
  return { ...item, lastAt: new Date(item.lastAt).toISOString() };
}

async function neverUsed(storage: Storage, store: Store, since: number): Promise<EntryId[]> {
  const uses = await storage.reading.entryUse(since);
  return [...store.entries.keys()].filter((entry) => !uses.has(entry)).sort();
}

function pastReview(store: Store) {
  const today = new Date().toISOString().slice(0, 10);
  return [...store.entries.values()]
    .filter((entry) => entry.review < today)
    .map(({ id, review, owner }) => ({ entry: id, review, owner }))
    .sort((a, b) => a.review.localeCompare(b.review));
}
