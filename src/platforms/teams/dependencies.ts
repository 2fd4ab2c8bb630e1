import type { Answer, Desk, Language } from '../../domain.ts';
import type { Log } from '../../log.ts';

/** The platform's own wording, from the content store: a whole sentence in the reader's language. */
export type Say = (key: string, language: Language, slots?: Record<string, string>) => string;

/** Keeps JSON under ids, encrypted at rest. May reject while its database is away. */
export interface Vault {
  get(id: string): Promise<unknown>;
  set(id: string, value: unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface TeamsDependencies {
  desk: Desk;
  say: Say;
  /** What Dalil knows: popular questions as suggestions, the latest statements as a list. */
  home: (language: Language) => Answer;
  /** Answers of the store for a search box, best first; empty when there is none. */
  search: (text: string, locale?: string) => Answer[];
  log: Log;
  /** Where to reach a conversation again, and which message carried which answer. */
  references: Vault;
  /** The language of people whose Teams speaks none of ours. */
  language: Language;
  /** People of other tenants, and guests, are answered too. */
  allowExternal: boolean;
  production: boolean;
  /** Told whenever Teams sent anything; must not throw. */
  heard?: () => void;
  /** Waits so many milliseconds; for tests that do not. */
  pause?: (milliseconds: number) => Promise<void>;
}
