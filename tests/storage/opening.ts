import { openStorage, type Storage } from '../../src/storage/open.ts';

/** Keys that every process of a test shares. */
export const KEYS = { encryption: Buffer.alloc(32, 1), hash: Buffer.alloc(32, 2) };

export function open(url: string): Promise<Storage> {
  return openStorage(url, { keys: KEYS });
}
