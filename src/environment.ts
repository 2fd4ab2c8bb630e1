import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { ConfigProblem } from './config.ts';
import { LANGUAGES } from './domain.ts';

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

const form = (problem: string, cure: string, test: (text: string) => boolean) =>
  z.string().refine(test, { error: problem, params: { cure } });

const oneOf = <const T extends string>(values: readonly T[]) =>
  form(`is none of ${values.join(', ')}`, `Set one of ${values.join(', ')}.`, (text) =>
    (values as readonly string[]).includes(text),
  ).transform((text) => text as T);

const port = form('is not a port', 'Set a whole number from 0 to 65535.', (text) => {
  return /^\d{1,5}$/.test(text) && Number(text) < 65_536;
}).transform(Number);

const flag = form('is neither true nor false', 'Set true or false.', (text) =>
  /^(true|false|1|0|yes|no)$/i.test(text),
).transform((text) => /^(true|1|yes)$/i.test(text));

const names = z.string().transform((text) => text.split(/[\s,]+/).filter((name) => name !== ''));

const webAddress = form(
  'is not a web address',
  'Set an address that begins with http:// or https://.',
  (text) => /^https?:\/\/[^\s]+$/.test(text),
);

const token = (start: string, where: string) =>
  form(`does not begin with ${start}`, `Copy it from ${where}; it begins with ${start}.`, (text) =>
    text.startsWith(start),
  );

const key = form(
  'is shorter than 32 characters',
  'Make one with: openssl rand -hex 32',
  (text) => text.length >= 32,
);

const identifier = (where: string) =>
  form('is not an id such as 11111111-2222-3333-4444-555555555555', `Copy it from ${where}.`, (text) =>
    /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text),
  );

const database = form(
  'is neither a file nor a PostgreSQL address',
  'Set file:data/dalil.db (SQLite) or postgres://user:password@host:5432/name.',
  (text) => /^file:./.test(text) || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text)),
);

const ENVIRONMENT = z.object({
  NODE_ENV: z.string().optional(),
  PORT: port.default(3978),
  HOST: z.string().optional(),
  DESK_PORT: port.default(3979),
  DESK_HOST: z.string().default('127.0.0.1'),
  CONTENT_DIR: z.string().default('content'),
  DATABASE_URL: database.default('file:data/dalil.db'),
  DEFAULT_LOCALE: oneOf(LANGUAGES).default('en'),
  LOG_LEVEL: oneOf(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
  RETENTION_DAYS: form('is not a number of days', 'Set a whole number from 1 to 3650.', (text) => {
    return /^\d{1,4}$/.test(text) && Number(text) >= 1 && Number(text) <= 3650;
  })
    .transform(Number)
    .default(90),
  JOURNAL_TEXT: oneOf(['unanswered', 'none']).default('unanswered'),
  ALLOW_EXTERNAL: flag.default(false),
  ENCRYPTION_KEY: key.optional(),
  HASH_KEY: key.optional(),
  SLACK_BOT_TOKEN: token('xoxb-', 'OAuth & Permissions of the Slack app').optional(),
  SLACK_APP_TOKEN: token('xapp-', 'Basic Information, App-Level Tokens of the Slack app').optional(),
  SLACK_SIGNING_SECRET: z.string().optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_STATE_SECRET: z.string().optional(),
  SLACK_API_URL: webAddress.optional(),
  SLACK_CHANNELS: names.optional(),
  SLACK_TEAMS: names.optional(),
  MICROSOFT_APP_ID: identifier("the Azure bot's Configuration").optional(),
  MICROSOFT_APP_PASSWORD: z.string().optional(),
  MICROSOFT_APP_TENANT_ID: identifier("the Azure bot's Configuration").optional(),
  TEAMS_OPENID_METADATA_URL: webAddress.optional(),
  TEAMS_TENANTS: names.optional(),
});
export type Variables = z.output<typeof ENVIRONMENT>;

/** Reads the environment; every problem at once. An empty value counts as none. */
export function readVariables(env: Environment): { variables: Variables } | { problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const given = withSecretFiles(env, problems);
  const parsed = ENVIRONMENT.safeParse(given);
  for (const issue of parsed.error?.issues ?? []) {
    const cure = issue.code === 'custom' ? String(issue.params?.cure) : 'The README says what it may be.';
    problems.push({ name: String(issue.path[0]), problem: issue.message, cure });
  }
  problems.push(...missingCompanions(given));
  return parsed.success && problems.length === 0 ? { variables: parsed.data } : { problems };
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
