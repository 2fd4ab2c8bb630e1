import type { Answer, Desk, Language } from '../../domain.ts';

/** The platform's own wording, from the content store: a whole sentence in the reader's language. */
export type Say = (key: string, language: Language, slots?: Record<string, string>) => string;

/** Details never hold a person's words or a token. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Keeps JSON under ids, encrypted at rest. May reject while its database is away. */
export interface Vault {
  get(id: string): Promise<unknown>;
  set(id: string, value: unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface TeamsConfig {
  /** Null: only the Playground on this machine is answered, and nobody in production. */
  app: { id: string; password: string; tenantId: string } | null;
  /** Where the keys of Teams' tokens are announced; null is Microsoft's public cloud. */
  openIdMetadataUrl: string | null;
  /** Only these tenants are answered; null is one's own. */
  tenants: string[] | null;
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

/** One finding of `doctor`: `ok` is null where a thing is not configured or cannot be known, which is no fault. */
export interface Check {
  name: string;
  ok: boolean | null;
  says: string;
  cure?: string;
}
