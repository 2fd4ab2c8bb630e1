import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config.ts';
import { LANGUAGES } from './domain.ts';
import {
  flag,
  form,
  key,
  names,
  oneOf,
  optional,
  or,
  port,
  type Setting,
  text,
  token,
  webAddress,
  whole,
} from './setting.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A secret may stand in a file that `<name>_FILE` names. */
const SECRETS = [
  'SLACK_BOT_TOKEN',
  'SLACK_SIGNING_SECRET',
  'SLACK_APP_TOKEN',
  'SLACK_CLIENT_SECRET',
  'SLACK_STATE_SECRET',
  'MICROSOFT_APP_PASSWORD',
  'ENCRYPTION_KEY',
  'HASH_KEY',
  'DATABASE_URL',
] as const;

const identifier = (where: string) =>
  form('is not an id such as 11111111-2222-3333-4444-555555555555', `Copy it from ${where}.`, (text) =>
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  );

const database = form(
  'is neither a file nor a PostgreSQL address',
  'Set file:data/dalil.db (SQLite) or postgres://user:password@host:5432/name.',
  (text) => /^file:./.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
);

const SETTINGS = {
  NODE_ENV: optional(text),
  PORT: or(port, 3978),
  HOST: optional(text),
  DESK_PORT: or(port, 3979),
  DESK_HOST: or(text, '127.0.0.1'),
  CONTENT_DIR: or(text, 'content'),
  DATABASE_URL: or(database, 'file:data/dalil.db'),
  DEFAULT_LOCALE: or(oneOf(LANGUAGES), 'en'),
  LOG_LEVEL: or(oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']), 'info'),
  RETENTION_DAYS: or(whole(1, 3650, 'is not a number of days'), 90),
  JOURNAL_TEXT: or(oneOf(['unanswered', 'none']), 'unanswered'),
  ALLOW_EXTERNAL: or(flag, false),
  ENCRYPTION_KEY: optional(key),
  HASH_KEY: optional(key),
  SLACK_BOT_TOKEN: optional(token('xoxb-', 'OAuth & Permissions of the Slack app')),
  SLACK_APP_TOKEN: optional(token('xapp-', 'Basic Information, App-Level Tokens of the Slack app')),
  SLACK_SIGNING_SECRET: optional(text),
  SLACK_CLIENT_ID: optional(text),
  SLACK_CLIENT_SECRET: optional(text),
  SLACK_STATE_SECRET: optional(text),
  SLACK_API_URL: optional(webAddress),
  SLACK_CHANNELS: optional(names),
  SLACK_TEAMS: optional(names),
  MICROSOFT_APP_ID: optional(identifier("the Azure bot's Configuration")),
  MICROSOFT_APP_PASSWORD: optional(text),
  MICROSOFT_APP_TENANT_ID: optional(identifier("the Azure bot's Configuration")),
  TEAMS_OPENID_METADATA_URL: optional(webAddress),
  TEAMS_TENANTS: optional(names),
} satisfies Record<string, Setting<unknown>>;
export type Variables = { [Name in keyof typeof SETTINGS]: (typeof SETTINGS)[Name]['fallback'] };

/** Reads the environment; every problem at once. An empty value counts as none. */
export function readVariables(env: Environment): { variables: Variables } | { problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const given = withSecretFiles(env, problems);
  const values = Object.entries<Setting<unknown>>(SETTINGS).map(
    ([name, { read, fallback, problem, cure }]) => {
      const text = given[name];
      const value = text === undefined ? fallback : read(text);
      if (value === null) problems.push({ name, problem, cure });
      return [name, value];
    },
  );
  problems.push(...missingCompanions(given));
  return problems.length > 0 ? { problems } : { variables: Object.fromEntries(values) as Variables };
}

function withSecretFiles(env: Environment, problems: ConfigProblem[]): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && value.trim() !== '') given[name] = value.trim();
  }
  for (const name of SECRETS) {
    const file = given[`${name}_FILE`];
    if (file === undefined) continue;
    if (given[name] !== undefined) {
      problems.push({ name, problem: `is set, and so is ${name}_FILE`, cure: 'Keep one of the two.' });
      continue;
    }
    try {
      given[name] = readFileSync(file, 'utf8').trim();
    } catch {
      problems.push({
        name: `${name}_FILE`,
        problem: `names a file that cannot be read: ${file}`,
        cure: 'Give the path of a file that this user may read.',
      });
    }
  }
  return given;
}

const SLACK_OAUTH = ['SLACK_CLIENT_ID', 'SLACK_CLIENT_SECRET', 'SLACK_STATE_SECRET'];
const TEAMS_APP = ['MICROSOFT_APP_ID', 'MICROSOFT_APP_PASSWORD', 'MICROSOFT_APP_TENANT_ID'];

/** Variables that mean nothing without others. */
function missingCompanions(given: Record<string, string>): ConfigProblem[] {
  const has = (name: string) => given[name] !== undefined;
  const problems = [...incomplete(SLACK_OAUTH, given), ...incomplete(TEAMS_APP, given)];
  const report = (name: string, problem: string, cure: string) => problems.push({ name, problem, cure });
  const oauth = SLACK_OAUTH.every(has);
  if (has('SLACK_BOT_TOKEN') && oauth)
    report(
      'SLACK_BOT_TOKEN',
      'is set together with SLACK_CLIENT_ID',
      'One workspace: keep the token. Several: keep the client.',
    );
  if (has('SLACK_APP_TOKEN') && !has('SLACK_BOT_TOKEN'))
    report(
      'SLACK_BOT_TOKEN',
      'is missing beside SLACK_APP_TOKEN',
      'Socket Mode needs both: set the token that begins with xoxb-.',
    );
  if ((has('SLACK_BOT_TOKEN') || oauth) && !has('SLACK_SIGNING_SECRET') && !has('SLACK_APP_TOKEN'))
    report(
      'SLACK_SIGNING_SECRET',
      'is missing',
      'Set it (Basic Information of the Slack app), or SLACK_APP_TOKEN for Socket Mode.',
    );
  if (has('SLACK_SIGNING_SECRET') && !has('SLACK_BOT_TOKEN') && !oauth)
    report(
      'SLACK_BOT_TOKEN',
      'is missing beside SLACK_SIGNING_SECRET',
      'Set it (OAuth & Permissions of the Slack app).',
    );
  return problems;
}

function incomplete(group: string[], given: Record<string, string>): ConfigProblem[] {
  const missing = group.filter((name) => given[name] === undefined);
  if (missing.length === group.length) return [];
  const others = group.filter((name) => !missing.includes(name)).join(' and ');
  return missing.map((name) => ({
    name,
    problem: `is missing beside ${others}`,
    cure: `Set ${name}, or none of them.`,
  }));
}
