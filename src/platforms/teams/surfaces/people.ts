import { type TeamsChannelAccount, TeamsInfo, type TurnContext } from 'botbuilder';
import type { Log } from '../../../log.ts';
import { isLoopbackUrl } from '../clouds.ts';
import type { TeamsDependencies } from '../dependencies.ts';
import { type Retrying, statusOf, withRetries } from '../retry.ts';
import { tenantOf } from './incoming.ts';

/** True when somebody is not of the bot's own organisation. */
export type IsOutsider = (context: TurnContext) => Promise<boolean>;

export interface PeopleOptions extends Pick<TeamsDependencies, 'allowExternal'> {
  /** The bot's own tenant; null without an app, when this machine's own Playground is all there is. */
  tenantId: string | null;
  retrying: Retrying;
  log: Log;
}

const KNOWN_FOR_MS = 60 * 60_000;
const MOST_KNOWN = 5_000;

/** Asks Teams who somebody is, and remembers it for an hour. */
export function createOutsiders({ allowExternal, tenantId, retrying, log }: PeopleOptions): IsOutsider {
  const known = new Map<string, { outside: boolean; until: number }>();
  return async (context) => {
    if (allowExternal || tenantId === null) return false;
    const { from } = context.activity;
    const key = from.aadObjectId || from.id;
    const held = known.get(key);
    if (held !== undefined && held.until > Date.now()) return held.outside;
    try {
      const member = await withRetries(() => TeamsInfo.getMember(context, from.id), retrying);
      const outside = isGuest(member) || (member.tenantId ?? tenantId) !== tenantId;
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, { outside, until: Date.now() + KNOWN_FOR_MS });
      return outside;
    } catch (error) {
      return unknown(context, error, log);
    }
  };
}

function isGuest({ userRole }: TeamsChannelAccount): boolean {
  return /guest|anonymous/i.test(userRole ?? '');
}

/**
 * Where the bot is no member, Teams tells nobody's role: a message extension then goes by the tenant, which the
 * door has checked. So does a stand-in without a roster. In a conversation of the bot's own, whom Teams does not
 * know is an outsider.
 */
function unknown({ activity }: TurnContext, error: unknown, log: Log): boolean {
  const status = statusOf(error);
  const elsewhere = activity.type === 'invoke' && /^composeExtension\//.test(activity.name ?? '');
  if (elsewhere || isLoopbackUrl(activity.serviceUrl)) return tenantOf(activity) === null;
  log.warn(
    { status },
    'Teams does not say who somebody is, so they are not answered; ALLOW_EXTERNAL=true answers everybody',
  );
  return true;
}
