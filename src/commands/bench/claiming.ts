import { openStorage } from '../../storage/open.ts';

/** What one process claimed. */
export interface Claimed {
  claimed: number[];
}

/** A process of its own: opens the database, waits for the word, then claims every message that it can get. */
const [, , url = '', messages = '0', seed = '0'] = process.argv;
const keys = { encryption: Buffer.alloc(32), hash: Buffer.alloc(32) };
const storage = await openStorage(url, { keys });
process.once('message', async () => {
  const claimed: number[] = [];
  for (let index = 0; index < Number(messages); index += 1) if (await claim(index)) claimed.push(index);
  await storage.close();
  process.send?.({ claimed } satisfies Claimed, () => process.disconnect());
});
process.send?.('ready');

async function claim(index: number): Promise<boolean> {
  const name = `message ${index}`;
  const ticket = { message: name, conversation: name, sentAt: index, holder: `${seed} ${index}` };
  if ((await storage.claims.arrive(ticket, 15_000)) === 'done') return false;
  if ((await storage.claims.take(ticket, 15_000)) !== 'taken') return false;
  await storage.claims.finish(ticket);
  return true;
}
