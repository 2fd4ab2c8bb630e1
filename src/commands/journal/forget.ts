import { createHashes, parseConversationName } from '../../desk/address.ts';
import { Refusal } from '../../refusal.ts';
import type { OpenStorage } from '../open-storage.ts';
import { readInstant } from './instant.ts';

interface What {
  before?: string | undefined;
  conversation?: string | undefined;
  all?: boolean | undefined;
  installations?: boolean | undefined;
}

const WAYS = 'Say what: forget --before DATE, --conversation ID, --all or --installations.';

/** Clears at once what was asked for and its traces on the disk; says how many rows went. */
export async function forget({ storage, keys }: OpenStorage, what: What): Promise<number> {
  const { before, conversation, all, installations } = what;
  if ([before, conversation, all, installations].filter((way) => way !== undefined).length !== 1)
    throw new Refusal(WAYS, 2);
  let rows = 0;
  if (before !== undefined) rows = await storage.retention.clearBefore(readInstant(before, WAYS));
  if (all) rows = await storage.retention.clearBefore(Number.MAX_SAFE_INTEGER);
  if (installations) rows = await storage.retention.clearSealed();
  if (conversation !== undefined)
    rows = await storage.retention.forget(conversationToForget(keys.hash, conversation));
  await storage.scrub();
  process.stdout.write(`${rows} rows cleared\n`);
  return 0;
}

function conversationToForget(hashKey: Buffer, name: string) {
  const address = parseConversationName(name);
  if (address === null)
    throw new Refusal(
      `"${name}" names no conversation. It is platform/tenant/place/thread/asker, the thread - where there is none.`,
      2,
    );
  const hashes = createHashes(hashKey);
  const conversation = hashes.conversation(address);
  return { conversation, reference: address.place, sealFor: (row: string) => hashes.seal(row, conversation) };
}
