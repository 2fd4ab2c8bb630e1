import type { Language } from './domain.ts';
import { readVariables, type Variables } from './environment.ts';
import { Refusal } from './refusal.ts';

/** All that the environment says, checked. Secrets are in here: never log it. */
export interface Config {
  production: boolean;
  /** Where the platforms' doors listen; everything, as long as no platform is configured over HTTP. */
  port: number;
  host: string;
  /** Where the page, the JSON door and the metrics listen once a platform is configured over HTTP. */
  deskPort: number;
  deskHost: string;
  contentDir: string;
  databaseUrl: string;
  defaultLocale: Language;
  logLevel: LogLevel;
  retentionDays: number;
  journalText: JournalText;
  /** People of other workspaces or tenants are answered too. */
  allowExternal: boolean;
  /** Null: made on first use and kept beside the database. */
  encryptionKey: string | null;
  hashKey: string | null;
  slack: SlackConfig | null;
  teams: TeamsConfig;
}

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
export type JournalText = 'unanswered' | 'none';

export interface SlackConfig {
  /** One workspace's token; null with OAuth. */
  botToken: string | null;
  /** Checks what comes over HTTP; null in Socket Mode. */
  signingSecret: string | null;
  /** Socket Mode when given. */
  appToken: string | null;
  oauth: { clientId: string; clientSecret: string; stateSecret: string } | null;
  /** A stand-in's address; null is Slack's own. */
  apiUrl: string | null;
  /** Only these channels and workspaces are answered; null is all of one's own. */
  channels: string[] | null;
  teams: string[] | null;
}

export interface TeamsConfig {
  /** Null: only the Playground on this machine is answered, and nobody in production. */
  app: { id: string; password: string; tenantId: string } | null;
  openIdMetadataUrl: string | null;
  tenants: string[] | null;
}

export interface ConfigProblem {
  /** The environment variable. */
  name: string;
  problem: string;
  cure: string;
}

/** One finding of `doctor`: `ok` is null where a thing is not configured, which is no fault. */
export interface Check {
  name: string;
  ok: boolean | null;
  says: string;
  cure?: string;
}

/** Reads the environment; every problem at once. Values of secrets are never part of a problem. */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
): { config: Config } | { problems: ConfigProblem[] } {
  const read = readVariables(env);
  if ('problems' in read) return read;
  const config = toConfig(read.variables);
  const clash = portClash(config);
  return clash === null ? { config } : { problems: [clash] };
}

/** Reads the environment, or refuses with everything that is wrong in it, one problem a line. */
export function requireConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = readConfig(env);
  if ('config' in read) return read.config;
  throw new Refusal(
    ['The settings have to be mended first:', ...read.problems.map(problemLine)].join('\n  '),
  );
}

/** True when a platform's messages come in over HTTP, so that PORT must be reachable from outside. */
export function servesPlatformsOverHttp(config: Config): boolean {
  return config.teams.app !== null || (config.slack !== null && config.slack.appToken === null);
}

/** One problem as a line: what, and how to mend it. */
export function problemLine({ name, problem, cure }: ConfigProblem): string {
  return `${name} ${problem}. ${cure}`;
}

function portClash(config: Config): ConfigProblem | null {
  if (!servesPlatformsOverHttp(config) || config.port === 0 || config.port !== config.deskPort) return null;
  return {
    name: 'DESK_PORT',
    problem: `is ${config.port}, and so is PORT`,
    cure: 'Give the two different ports.',
  };
}

function toConfig(variables: Variables): Config {
  const config: Config = {
    production: variables.NODE_ENV === 'production',
    port: variables.PORT,
    host: '127.0.0.1',
    deskPort: variables.DESK_PORT,
    deskHost: variables.DESK_HOST,
    contentDir: variables.CONTENT_DIR,
    databaseUrl: variables.DATABASE_URL,
    defaultLocale: variables.DEFAULT_LOCALE,
    logLevel: variables.LOG_LEVEL,
    retentionDays: variables.RETENTION_DAYS,
    journalText: variables.JOURNAL_TEXT,
    allowExternal: variables.ALLOW_EXTERNAL,
    encryptionKey: variables.ENCRYPTION_KEY ?? null,
    hashKey: variables.HASH_KEY ?? null,
    slack: toSlack(variables),
    teams: toTeams(variables),
  };
  config.host = variables.HOST ?? (servesPlatformsOverHttp(config) ? '0.0.0.0' : '127.0.0.1');
  return config;
}

function toSlack(variables: Variables): SlackConfig | null {
  const {
    SLACK_CLIENT_ID: clientId,
    SLACK_CLIENT_SECRET: clientSecret,
    SLACK_STATE_SECRET: stateSecret,
  } = variables;
  const oauth = clientId && clientSecret && stateSecret ? { clientId, clientSecret, stateSecret } : null;
  if (variables.SLACK_BOT_TOKEN === undefined && oauth === null) return null;
  return {
    botToken: variables.SLACK_BOT_TOKEN ?? null,
    signingSecret: variables.SLACK_SIGNING_SECRET ?? null,
    appToken: variables.SLACK_APP_TOKEN ?? null,
    oauth,
    apiUrl: variables.SLACK_API_URL ?? null,
    channels: variables.SLACK_CHANNELS ?? null,
    teams: variables.SLACK_TEAMS ?? null,
  };
}

function toTeams(variables: Variables): TeamsConfig {
  const {
    MICROSOFT_APP_ID: id,
    MICROSOFT_APP_PASSWORD: password,
    MICROSOFT_APP_TENANT_ID: tenantId,
  } = variables;
  return {
    app: id && password && tenantId ? { id, password, tenantId } : null,
    openIdMetadataUrl: variables.TEAMS_OPENID_METADATA_URL ?? null,
    tenants: variables.TEAMS_TENANTS ?? null,
  };
}
