import type { Treatment } from '../../memory.ts';
import { Refusal } from '../../refusal.ts';
import type { Storage } from '../../storage/open.ts';
import { openContent } from './open-content.ts';
import { openItems } from './report.ts';

/** Marks queued questions and suggested examples by the ids that `journal` shows; all of them or none. */
export async function treat(
  storage: Storage,
  contentDir: string,
  ids: string[],
  state: Treatment,
): Promise<number> {
  if (ids.length === 0) throw new Refusal('Name the ids that journal shows in front of each line.', 2);
  const { queue, suggestions } = await openItems(storage, openContent(contentDir));
  const unknown = ids.filter((id) => ![...queue, ...suggestions].some((item) => item.id === id));
  if (unknown.length > 0) throw new Refusal(`The journal has no ${unknown.join(', ')}. See: journal --all`);
  const rows = (items: readonly { id: string; rows: string[] }[]) =>
    items.filter((item) => ids.includes(item.id)).flatMap((item) => item.rows);
  await storage.journal.mark(rows(queue), state);
  await storage.markTaps(rows(suggestions), state);
  process.stdout.write(ids.map((id) => `${id}: ${state}\n`).join(''));
  return 0;
}
