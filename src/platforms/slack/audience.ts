import type { SlackConfig } from '../../config.ts';

/** Where something was asked, as far as it decides whether Dalil answers. */
export interface Circumstances {
  /** The workspace where Dalil is installed, and the organisation that it belongs to. */
  home: string | undefined;
  enterprise: string | undefined;
  /** The asker's own workspace; undefined where Slack does not say. */
  askerTeam: string | undefined;
  /** Null outside channels: App Home. */
  channel: string | null;
  /** Whether other organisations share the channel; undefined where Slack does not say. */
  sharedChannel: boolean | undefined;
}

/** Why somebody is not answered: a key of the wording. */
export type Reason = 'slack.not_here' | 'slack.not_for_you';

export type Audience = (circumstances: Circumstances) => Reason | null;

/**
 * Who is answered. An allow-list of channels narrows channels only: direct messages and App Home stay open to
 * those who are answered at all.
 */
export function createAudience(
  config: Pick<SlackConfig, 'channels' | 'teams'>,
  allowExternal: boolean,
): Audience {
  return (circumstances) => {
    const { home, channel } = circumstances;
    if (config.teams !== null && !config.teams.includes(home ?? '')) return 'slack.not_for_you';
    if (!allowExternal && isExternal(circumstances)) return 'slack.not_for_you';
    const listed = config.channels === null || channel === null || isDirect(channel);
    return listed || config.channels?.includes(channel) ? null : 'slack.not_here';
  };
}

export function isDirect(channel: string): boolean {
  return channel.startsWith('D');
}

/** In a channel that others share, who cannot be placed is taken for a stranger. */
function isExternal({ home, enterprise, askerTeam, sharedChannel }: Circumstances): boolean {
  if (sharedChannel === false || home === undefined) return false;
  if (askerTeam === undefined) return sharedChannel === true;
  return askerTeam !== home && askerTeam !== enterprise;
}
