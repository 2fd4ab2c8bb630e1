import { dirname } from 'node:path';
import type { Config } from '../config.ts';
import type { Log } from '../log.ts';
import { type Keys, loadKeys } from '../storage/keys.ts';
import { openStorage, type Storage } from '../storage/open.ts';

export interface OpenStorage {
  storage: Storage;
  keys: Keys;
}

/** The configured database and the keys to it. Refuses with what is wrong and the cure. */
export async function openConfiguredStorage(
  config: Pick<Config, 'databaseUrl' | 'encryptionKey' | 'hashKey'>,
  options: { log?: Pick<Log, 'info' | 'warn'>; use?: 'serving' | 'maintenance'; checkKeys?: boolean } = {},
): Promise<OpenStorage> {
  const { encryptionKey, hashKey } = config;
  const keys = loadKeys({ encryptionKey, hashKey, directory: keyFolder(config.databaseUrl) });
  return { storage: await openStorage(config.databaseUrl, { keys, ...options }), keys };
}

/** Beside the SQLite file; `data/` with PostgreSQL. */
function keyFolder(databaseUrl: string): string {
  return databaseUrl.startsWith('file:') ? dirname(databaseUrl.slice('file:'.length)) : 'data';
}
