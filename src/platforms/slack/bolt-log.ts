import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from './dependencies.ts';
import { failureWord } from './failures.ts';

const LONGEST_NOTE = 300;

/**
 * Bolt's own warnings in the log. Its debug output repeats what people write and is never taken; of an error
 * only its kind is.
 */
export function boltLogger(log: Log): Logger {
  const noteOf = (messages: unknown[]) => messages.map(note).join(' ').slice(0, LONGEST_NOTE);
  return {
    debug: () => {},
    info: () => {},
    warn: (...messages) => log.warn({ note: noteOf(messages) }, 'Slack'),
    error: (...messages) => log.error({ note: noteOf(messages) }, 'Slack'),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

/** Tokens never get through, wherever they stand. */
function note(message: unknown): string {
  const text = typeof message === 'string' ? message : failureWord(message);
  return text.replace(/x(ox[a-z]|app)[-.][\w-]+/g, '[token]').replace(/https?:\/\/\S+/g, '[address]');
}
