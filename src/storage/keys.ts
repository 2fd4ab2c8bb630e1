import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, StorageError } from './errors.ts';

/** 32 bytes each. They live outside the database: who holds only the database can undo neither. */
export interface Keys {
  /** Seals tokens and conversation references. */
  encryption: Buffer;
  /** Turns addresses, askers and message ids into hashes. */
  hash: Buffer;
}

/** A secret as given (at least 32 characters), or null to have one made and kept in `directory`. */
export interface KeySources {
  encryptionKey: string | null;
  hashKey: string | null;
  directory: string;
}

/**
 * The keys as given, else as kept in `directory` (`encryption.key` and `hash.key`, mode 0600), else made
 * there. Any number of processes may make them at once and all get the same.
 * Throws a StorageError when the folder cannot be written.
 */
export function loadKeys({ encryptionKey, hashKey, directory }: KeySources): Keys {
  return {
    encryption: derive(encryptionKey ?? keptKey(directory, 'encryption'), 'encryption'),
    hash: derive(hashKey ?? keptKey(directory, 'hash'), 'hash'),
  };
}

/** Says whether two keys are the same without telling them. */
export function fingerprint(key: Buffer): string {
  return createHmac('sha256', key).update('fingerprint').digest('hex').slice(0, 32);
}

function derive(secret: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, '', `dalil ${purpose}`, 32));
}

function keptKey(directory: string, name: 'encryption' | 'hash'): string {
  const file = join(directory, `${name}.key`);
  try {
    return readKey(file) ?? makeKey(directory, file);
  } catch (error) {
    if (error instanceof StorageError) throw error;
    throw new StorageError(
      `The key file ${file} cannot be read or made (${codeOf(error)}).`,
      `Make the folder writable for the user that runs Dalil, or set ${name.toUpperCase()}_KEY (make one with: openssl rand -hex 32).`,
      { cause: error },
    );
  }
}

function readKey(file: string): string | null {
  let secret: string;
  try {
    secret = readFileSync(file, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
  if (secret.length >= 32) return secret;
  throw new StorageError(
    `The key file ${file} is too short to be a key.`,
    'Bring back the file as it was; what was made with the lost key cannot be read without it.',
  );
}

/** Written aside and linked into place: a reader sees a whole key or none, and the first maker wins. */
function makeKey(directory: string, file: string): string {
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  try {
    linkSync(draft, file);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  return readFileSync(file, 'utf8').trim();
}
