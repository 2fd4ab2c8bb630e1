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

/** Where installations of several workspaces are kept, encrypted at rest. */
export interface InstallationVault {
  get(id: string): Promise<unknown>;
  set(id: string, installation: unknown): Promise<void>;
  delete(id: string): Promise<void>;
}

export interface SlackDependencies {
  desk: Desk;
  say: Say;
  /** What Dalil knows: popular questions as suggestions, the latest statements as a list, contacts. */
  home: (language: Language) => Answer;
  log: Log;
  /** The language before anybody has written. */
  language: Language;
  /** People of other organisations are answered too. */
  allowExternal: boolean;
  /** Needed with OAuth only. */
  installations?: InstallationVault;
  /** Told whenever Slack sent anything; must not throw. */
  heard?: () => void;
  /** Milliseconds between two messages in one channel, instead of Slack's own pace. */
  pace?: number;
}
