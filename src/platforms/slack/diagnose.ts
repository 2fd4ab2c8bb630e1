import { webApi } from '@slack/bolt';
import type { Check, SlackConfig } from '../../config.ts';
import { boltLogger } from './bolt-log.ts';
import { clientOptions } from './client.ts';
import type { Log } from './dependencies.ts';
import { failureWord, judged, tokenCure } from './failures.ts';
import { OPTIONAL_SCOPES, SCOPES } from './scopes.ts';

export interface DiagnoseOptions {
  /** When Slack last sent anything; null for never. Without it the check says that it cannot be known. */
  lastHeard?: () => Promise<Date | null>;
}

const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** What of Slack works and how to mend what does not, for `doctor`. Never throws. */
export async function diagnose(config: SlackConfig | null, options: DiagnoseOptions = {}): Promise<Check[]> {
  if (config === null) {
    return [
      { name: 'slack', ok: null, says: 'Not configured.', cure: 'See docs/slack.md for how to begin.' },
    ];
  }
  const client = clientFor(config, config.botToken);
  const token = await checkToken(client, config);
  return [
    ...token.checks,
    checkSecret(config),
    await checkSocket(config),
    await checkHeard(options),
    ...(await checkChannels(client, config, token.granted)),
  ];
}

function clientFor(config: SlackConfig, token: string | null): webApi.WebClient {
  return new webApi.WebClient(token ?? undefined, { ...clientOptions(config), logger: boltLogger(SILENT) });
}

async function checkToken(client: webApi.WebClient, config: SlackConfig) {
  const name = 'slack token';
  if (config.botToken === null) {
    const says = 'Several workspaces: each has its own token, from /slack/install.';
    return { checks: [{ name, ok: null, says }], granted: null };
  }
  try {
    const me = await client.auth.test();
    const valid = { name, ok: true, says: `Valid: ${me.user} in the workspace ${me.team} (${me.team_id}).` };
    const granted = me.response_metadata?.scopes ?? null;
    return { checks: [valid, checkScopes(granted)], granted };
  } catch (error) {
    return { checks: [failed(name, 'Slack does not take SLACK_BOT_TOKEN', error)], granted: null };
  }
}

function checkScopes(granted: string[] | null): Check {
  const name = 'slack scopes';
  if (granted === null) return { name, ok: null, says: 'Slack did not say which scopes the token has.' };
  const missing = Object.entries(SCOPES).filter(([scope]) => !granted.includes(scope));
  if (missing.length === 0) return { name, ok: true, says: `All ${Object.keys(SCOPES).length} are granted.` };
  const list = missing.map(([scope, reason]) => `${scope} (${reason})`).join(', ');
  const cure =
    'Add them under OAuth & Permissions, or paste manifests/slack/manifest.yaml, then reinstall the app.';
  return { name, ok: false, says: `Missing: ${list}.`, cure };
}

function checkSecret({ signingSecret, appToken }: SlackConfig): Check {
  const name = 'slack signing secret';
  if (appToken !== null) return { name, ok: null, says: 'Not needed in Socket Mode.' };
  if (signingSecret !== null) return { name, ok: true, says: 'Set.' };
  return {
    name,
    ok: false,
    says: 'Missing.',
    cure: 'Set SLACK_SIGNING_SECRET (Basic Information of the app).',
  };
}

async function checkSocket(config: SlackConfig): Promise<Check> {
  const name = 'slack socket mode';
  if (config.appToken === null) return { name, ok: null, says: 'Not used: Slack calls /slack/events.' };
  try {
    await clientFor(config, config.appToken).apps.connections.open();
    return { name, ok: true, says: 'Reachable: Slack offers a connection.' };
  } catch (error) {
    return failed(name, 'Slack opens no connection for SLACK_APP_TOKEN', error);
  }
}

async function checkHeard({ lastHeard }: DiagnoseOptions): Promise<Check> {
  const name = 'slack events';
  try {
    const at = lastHeard === undefined ? undefined : await lastHeard();
    if (at === undefined) return { name, ok: null, says: 'Not known without the database.' };
    if (at !== null) return { name, ok: true, says: `Last received ${at.toISOString()}.` };
  } catch {
    return { name, ok: null, says: 'Not known: the database does not answer.' };
  }
  const cure =
    'Start Dalil and mention it in a channel. Over HTTP, check the Request URLs of the app; in Socket Mode, that it is switched on.';
  return { name, ok: false, says: 'None was ever received.', cure };
}

async function checkChannels(
  client: webApi.WebClient,
  config: SlackConfig,
  granted: string[] | null,
): Promise<Check[]> {
  if (granted === null || config.botToken === null) return [];
  if (config.channels === null) {
    const says = 'Answers in every channel it is invited to.';
    return [{ name: 'slack channels', ok: null, says, cure: 'Invite it with /invite @Dalil.' }];
  }
  return Promise.all(config.channels.map((channel) => checkChannel(client, channel)));
}

async function checkChannel(client: webApi.WebClient, channel: string): Promise<Check> {
  const name = `slack channel ${channel}`;
  const cure = 'Write /invite @Dalil in the channel.';
  try {
    const { channel: found } = await client.conversations.info({ channel });
    if (found?.is_member) return { name, ok: true, says: 'The bot is in it.' };
    return { name, ok: false, says: 'The bot is not in it.', cure };
  } catch (error) {
    const word = failureWord(judged(error));
    if (word === 'missing_scope') {
      const scope = Object.keys(OPTIONAL_SCOPES).join(', ');
      return { name, ok: null, says: `Cannot be seen without the scope ${scope}.`, cure };
    }
    if (word !== 'channel_not_found') return failed(name, 'Could not be looked up', error);
    return { name, ok: false, says: 'No such channel, or a private one without the bot.', cure };
  }
}

function failed(name: string, says: string, error: unknown): Check {
  const word = failureWord(judged(error));
  const cure = tokenCure(word) ?? 'Check that this machine reaches https://slack.com.';
  return { name, ok: false, says: `${says} (${word}).`, cure };
}
