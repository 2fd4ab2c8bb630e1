import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/** A command was called in a way it does not know: shows the ways it does. */
export function usageError(problem: string, usage: string): Refusal {
  return new Refusal(`${problem}\n\n${usage}`, 2);
}

/** The options and the other words of a command line. Refuses what it does not know, and shows the usage on `--help`. */
export function readArguments<const T extends Options>(args: string[], options: T, usage: string) {
  if (args.includes('--help')) throw new Refusal(usage, 0);
  try {
    return parseArgs({ args, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(error instanceof Error ? firstSentence(error.message) : String(error), usage);
  }
}

const firstSentence = (message: string): string => message.replace(/\. .*/s, '.');
