import { pino } from 'pino';
import type { LogLevel } from './config.ts';

/** What the rooms log through. Messages are the project's own sentences; details never hold a person's words or a secret. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** One JSON object a line on standard error, so that standard output stays the command's result. */
export function createLog(level: LogLevel): Log {
  return pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: true }),
  );
}
