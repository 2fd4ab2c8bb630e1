import { createHmac } from 'node:crypto';
import type { Address, Platform } from '../domain.ts';

/** Hashes under one key that is not in the database. Each purpose has its own, so that none can be compared. */
export interface Hashes {
  conversation(address: Address): string;
  message(messageId: string, address: Address): string;
  /** Ties a row to its conversation for who knows the address and the key, and for nobody else. */
  seal(row: string, conversation: string): string;
  voter(answer: string, address: Address): string;
}

export function createHashes(key: Buffer): Hashes {
  const hash = (purpose: string, ...parts: (string | null)[]) =>
    createHmac('sha256', key)
      .update(JSON.stringify([purpose, ...parts]))
      .digest('hex')
      .slice(0, 32);
  return {
    conversation: ({ platform, tenant, place, thread, asker }) =>
      hash('conversation', platform, tenant, place, thread, asker),
    message: (messageId, { platform, tenant, place }) => hash('message', platform, tenant, place, messageId),
    seal: (row, conversation) => hash('seal', row, conversation),
    voter: (answer, { platform, tenant, asker }) => hash('voter', answer, platform, tenant, asker),
  };
}

/**
 * An address as one word that a person can copy: `slack/T1/C1/1700000000.1/U1`, the thread `-` where there
 * is none, each part percent-encoded.
 */
export function conversationName({ platform, tenant, place, thread, asker }: Address): string {
  return [platform, tenant, place, thread ?? '-', asker].map(encodeURIComponent).join('/');
}

const PLATFORMS: readonly Platform[] = ['slack', 'teams', 'web', 'terminal'];

/** The address that a name stands for; null when it is no such name. */
export function parseConversationName(name: string): Address | null {
  const parts = name.split('/');
  const platform = PLATFORMS.find((known) => known === parts[0]);
  if (platform === undefined || parts.length !== 5) return null;
  try {
    const [, tenant = '', place = '', thread = '', asker = ''] = parts.map(decodeURIComponent);
    return { platform, tenant, place, thread: thread === '-' ? null : thread, asker };
  } catch {
    return null;
  }
}
