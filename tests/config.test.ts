import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemLine, readConfig, servesPlatformsOverHttp } from '../src/config.ts';
import { temporaryFolder } from './commands/program.ts';

const SLACK = { SLACK_BOT_TOKEN: 'xoxb-invented', SLACK_SIGNING_SECRET: 'invented-signing-secret' };
const ID = '11111111-2222-3333-4444-555555555555';
const TEAMS = {
  MICROSOFT_APP_ID: ID,
  MICROSOFT_APP_PASSWORD: 'invented-password',
  MICROSOFT_APP_TENANT_ID: ID,
};

function config(env: Record<string, string> = {}) {
  const read = readConfig(env);
  if ('problems' in read) throw new Error(read.problems.map(problemLine).join('\n'));
  return read.config;
}
function problems(env: Record<string, string>): string[] {
  const read = readConfig(env);
  return 'problems' in read ? read.problems.map(problemLine) : [];
}

describe('the settings', () => {
  it('need nothing to begin with', () => {
    expect(config()).toMatchObject({
      ...{ port: 3978, host: '127.0.0.1', deskPort: 3979, deskHost: '127.0.0.1', contentDir: 'content' },
      ...{ databaseUrl: 'file:data/dalil.db', defaultLocale: 'en', logLevel: 'info', retentionDays: 90 },
      ...{ journalText: 'unanswered', allowExternal: false, slack: null, production: false },
    });
  });

  it('take an empty value for none', () => {
    expect(config({ PORT: '', SLACK_BOT_TOKEN: ' ' })).toMatchObject({ port: 3978, slack: null });
  });

  it('open to the outside once a platform comes in over HTTP, and not for Socket Mode', () => {
    const socket = config({ SLACK_BOT_TOKEN: 'xoxb-invented', SLACK_APP_TOKEN: 'xapp-invented' });
    expect([socket.host, servesPlatformsOverHttp(socket)]).toEqual(['127.0.0.1', false]);
    for (const env of [SLACK, TEAMS]) expect(config(env).host).toBe('0.0.0.0');
    expect(config({ ...SLACK, HOST: '10.0.0.1' }).host).toBe('10.0.0.1');
  });

  it('read lists, and a secret from a file', () => {
    const folder = temporaryFolder();
    const file = join(folder.path, 'token');
    writeFileSync(file, 'xoxb-from-a-file\n');
    const read = config({
      SLACK_BOT_TOKEN_FILE: file,
      SLACK_SIGNING_SECRET: 's',
      SLACK_CHANNELS: 'C1, C2  C3',
    });
    expect(read.slack).toMatchObject({ botToken: 'xoxb-from-a-file', channels: ['C1', 'C2', 'C3'] });
    folder.remove();
  });

  it('tell every problem at once, each with its cure', () => {
    expect(
      problems({
        PORT: '70000',
        DEFAULT_LOCALE: 'de',
        DATABASE_URL: 'mysql://x',
        LOG_LEVEL: 'loud',
        HASH_KEY: 'short',
      }),
    ).toEqual([
      expect.stringMatching(/^PORT .*0 to 65535\.$/),
      expect.stringMatching(/^DATABASE_URL .*file:data\/dalil\.db/),
      expect.stringMatching(/^DEFAULT_LOCALE .*en, fr, ar, ckb/),
      expect.stringMatching(/^LOG_LEVEL .*info/),
      expect.stringMatching(/^HASH_KEY .*openssl rand -hex 32$/),
    ]);
  });

  it.each([
    ['a bot token alone', { SLACK_BOT_TOKEN: 'xoxb-1' }, 'SLACK_SIGNING_SECRET is missing'],
    ['a signing secret alone', { SLACK_SIGNING_SECRET: 's' }, 'SLACK_BOT_TOKEN is missing'],
    ['an app token alone', { SLACK_APP_TOKEN: 'xapp-1' }, 'SLACK_BOT_TOKEN is missing'],
    ['half of OAuth', { SLACK_CLIENT_ID: '1' }, 'SLACK_CLIENT_SECRET is missing'],
    [
      'a token and OAuth',
      { ...SLACK, SLACK_CLIENT_ID: '1', SLACK_CLIENT_SECRET: '2', SLACK_STATE_SECRET: '3' },
      'SLACK_BOT_TOKEN is set together with SLACK_CLIENT_ID',
    ],
    ['half of Teams', { MICROSOFT_APP_ID: ID }, 'MICROSOFT_APP_PASSWORD is missing'],
    ['an id that is none', { ...TEAMS, MICROSOFT_APP_ID: 'dalil' }, 'MICROSOFT_APP_ID is not an id'],
    [
      'a token of another kind',
      { ...SLACK, SLACK_BOT_TOKEN: 'xoxp-1' },
      'SLACK_BOT_TOKEN does not begin with xoxb-',
    ],
    ['a secret twice', { ...SLACK, SLACK_BOT_TOKEN_FILE: '/x' }, 'SLACK_BOT_TOKEN is set, and so is'],
    ['a secret in a file that is not there', { HASH_KEY_FILE: '/nowhere/x' }, 'HASH_KEY_FILE names a file'],
    ['one port for two doors', { ...TEAMS, PORT: '4000', DESK_PORT: '4000' }, 'DESK_PORT is 4000'],
  ])('mind %s', (_what, env, problem) => {
    expect(problems(env).join('\n')).toContain(problem);
  });

  it('never repeat a secret', () => {
    const secret = 'wrong-and-secret';
    const all = problems({
      SLACK_BOT_TOKEN: secret,
      SLACK_APP_TOKEN: secret,
      HASH_KEY: secret,
      DATABASE_URL: secret,
    });
    expect(all.length).toBeGreaterThan(2);
    expect(all.join('\n')).not.toContain(secret);
  });
});
