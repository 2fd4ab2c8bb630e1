import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SlackConfig } from '../../../src/config.ts';
import { diagnose } from '../../../src/platforms/slack/diagnose.ts';
import { APP_TOKEN, BOT_TOKEN, Standin, TEAM } from './standin.ts';

let standin: Standin;
beforeEach(async () => {
  standin = await Standin.start();
});
afterEach(() => standin.stop());

const config = (changes: Partial<SlackConfig> = {}): SlackConfig => ({
  ...{ botToken: BOT_TOKEN, signingSecret: 'secret', appToken: null, oauth: null, apiUrl: standin.apiUrl },
  ...{ channels: null, teams: null, ...changes },
});

async function finding(
  name: string,
  changes: Partial<SlackConfig> = {},
  lastHeard = async (): Promise<Date | null> => null,
) {
  const found = (await diagnose(config(changes), { lastHeard })).find((check) => check.name === name);
  return found ?? expect.fail(`no check ${name}`);
}

describe('doctor on Slack', () => {
  it('says that nothing is configured, which is no fault', async () => {
    expect(await diagnose(null)).toMatchObject([
      { ok: null, cure: expect.stringContaining('docs/slack.md') },
    ]);
  });

  it('names the workspace of a valid token', async () => {
    expect(await finding('slack token')).toMatchObject({
      ok: true,
      says: 'Valid: dalil in the workspace Home (T0HOME).',
    });
  });

  it('says how to mend a token that Slack does not take', async () => {
    expect(await finding('slack token', { botToken: 'xoxb-wrong' })).toMatchObject({
      ok: false,
      says: 'Slack does not take SLACK_BOT_TOKEN (invalid_auth).',
      cure: expect.stringContaining('Reinstall'),
    });
  });

  it('names the scopes that are missing and what each is for', async () => {
    standin.tokens.set(BOT_TOKEN, { team: TEAM, scopes: ['chat:write', 'commands', 'app_mentions:read'] });
    const { ok, says } = await finding('slack scopes');
    expect(ok).toBe(false);
    expect(says).toMatch(/assistant:write \(.+\), im:history \(reads the direct messages/);
  });

  it('tries Socket Mode', async () => {
    expect(await finding('slack socket mode', { appToken: APP_TOKEN })).toMatchObject({ ok: true });
    expect(await finding('slack socket mode', { appToken: 'xapp-wrong' })).toMatchObject({ ok: false });
    expect(await finding('slack socket mode')).toMatchObject({ ok: null });
  });

  it('misses a signing secret only where Slack calls in', async () => {
    expect(await finding('slack signing secret', { signingSecret: null })).toMatchObject({ ok: false });
    expect(await finding('slack signing secret', { signingSecret: null, appToken: APP_TOKEN })).toMatchObject(
      { ok: null },
    );
  });

  it('says whether events were ever received', async () => {
    expect(await finding('slack events')).toMatchObject({ ok: false, says: 'None was ever received.' });
    const at = async () => new Date('2026-11-24T09:00:00Z');
    expect(await finding('slack events', {}, at)).toMatchObject({
      ok: true,
      says: 'Last received 2026-11-24T09:00:00.000Z.',
    });
  });

  it('says of each listed channel whether the bot is in it', async () => {
    standin.tokens.get(BOT_TOKEN)?.scopes.push('channels:read');
    standin.channels = new Set(['C0IN']);
    const channels = { channels: ['C0IN', 'C0OUT'] };
    expect(await finding('slack channel C0IN', channels)).toMatchObject({ ok: true });
    expect(await finding('slack channel C0OUT', channels)).toMatchObject({
      ok: false,
      cure: expect.stringContaining('/invite'),
    });
  });

  it('says that it cannot see channels without the scope for it', async () => {
    expect(await finding('slack channel C0IN', { channels: ['C0IN'] })).toMatchObject({
      ok: null,
      says: 'Cannot be seen without the scope channels:read.',
    });
  });

  it('says that Slack cannot be reached', async () => {
    const { ok, says } = await finding('slack token', { apiUrl: 'http://127.0.0.1:9/' });
    expect(ok).toBe(false);
    expect(says).toMatch(/ECONNREFUSED|unreachable|fetch/);
  });
});
