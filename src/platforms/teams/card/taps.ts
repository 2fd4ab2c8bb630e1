import { z } from 'zod';
import type { Plan, Verdict } from '../../../domain.ts';
import { LIMITS } from '../limits.ts';

/** What a button of Dalil's cards carries: enough to act on after a restart, with nothing kept. */
export type Tap =
  /** One of the ways to understand an ambiguous question. */
  | { do: 'choose'; plan: Plan }
  /** A further question. */
  | { do: 'ask'; plan: Plan }
  /** The same answer, all of it. */
  | { do: 'all'; plan: Plan }
  /** The same answer as a card for the message that is being written. */
  | { do: 'insert'; plan: Plan }
  | { do: 'rate'; answer: string; verdict: Verdict };

const planned = <const T extends string>(verb: T) =>
  z.object({ do: z.literal(verb), plan: z.string().min(1) });

const TAP = z.discriminatedUnion('do', [
  planned('choose'),
  planned('ask'),
  planned('all'),
  planned('insert'),
  z.object({ do: z.literal('rate'), answer: z.string().min(1), verdict: z.enum(['helpful', 'not-helpful']) }),
]);
const CARRIED = z.object({ dalil: TAP });

/** The field in which somebody says why an answer did not help; a window may show two answers. */
export function reasonField(answerId: string): string {
  return `reason-${answerId}`;
}

/** How a tap travels in a card's action. */
export function carried(tap: Tap): { dalil: Tap } {
  return { dalil: tap };
}

/** The tap that came back; null for a value that is none of ours, or of an older card. */
export function readTap(value: unknown): Tap | null {
  return CARRIED.safeParse(value).data?.dalil ?? null;
}

/** Why it did not help, in the person's own words; nothing when nothing was written. */
export function readReason(value: unknown, answerId: string): string | undefined {
  const given = z.record(z.string(), z.unknown()).safeParse(value).data?.[reasonField(answerId)];
  const reason = typeof given === 'string' ? given.trim().slice(0, LIMITS.reason) : '';
  return reason === '' ? undefined : reason;
}
