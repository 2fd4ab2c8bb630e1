import type { App, Context } from '@slack/bolt';
import type { Address } from '../../../domain.ts';
import type { Audience } from '../audience.ts';
import type { SlackDependencies } from '../dependencies.ts';
import type { Outbox } from '../outbox.ts';
import type { Responder } from '../responder.ts';

/** What every surface works with. */
export interface Surface {
  app: App;
  deps: SlackDependencies;
  outbox: Outbox;
  responder: Responder;
  audience: Audience;
}

/** The workspace where Dalil is installed: a conversation's tenant. */
export function tenantOf(context: Context): string {
  return context.teamId ?? context.enterpriseId ?? 'unknown';
}

export function addressOf(context: Context, place: string, thread: string | null, asker: string): Address {
  return { platform: 'slack', tenant: tenantOf(context), place, thread, asker };
}

/** Slack's timestamp of a message as a Date. */
export function sentAt(ts: string): Date {
  return new Date(Number(ts) * 1000);
}
