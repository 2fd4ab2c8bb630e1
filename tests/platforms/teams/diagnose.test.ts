import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { cloudOf, isConnector, isLoopbackUrl } from '../../../src/platforms/teams/clouds.ts';
import { diagnose } from '../../../src/platforms/teams/diagnose.ts';
import { createTokenSource, TokenRefused } from '../../../src/platforms/teams/door/credentials.ts';
import { APP_ID, TENANT } from './connector.ts';
import { type Bot, startBot } from './running.ts';

const app = { id: APP_ID, password: 'kZ8Q~a-secret-of-nobody-at-all', tenantId: TENANT };
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

describe('the doctor', () => {
  let bot: Bot;
  beforeAll(async () => {
    bot = await startBot();
  });
  afterAll(() => bot.stop());
  const address = () => bot.url.replace('/api/messages', '');
  const config = (changes = {}) => ({
    app,
    openIdMetadataUrl: bot.connector.openIdMetadataUrl,
    tenants: null,
    ...changes,
  });
  const find = async (name: string, changes = {}, facts = {}) => {
    const checks = await diagnose(config(changes), { address: address(), lastHeard: null, ...facts });
    return checks.find((check) => check.name === name);
  };

  it('says that without an app there is the Playground, which is no fault', async () => {
    const checks = await diagnose(
      { app: null, openIdMetadataUrl: null, tenants: null },
      { address: address(), lastHeard: null },
    );
    expect(checks).toMatchObject([{ ok: null, says: expect.stringContaining('Playground') }]);
  });

  it('finds what works', async () => {
    const checks = await diagnose(config(), {
      address: address(),
      lastHeard: new Date('2026-11-24T08:00:00Z'),
    });
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual([
      ['teams app', true],
      ['teams token', null],
      ['teams keys', true],
      ['teams door', true],
      ['teams messages', true],
    ]);
  });

  it("knows a secret's id from its value", async () => {
    expect(await find('teams app', { app: { ...app, password: APP_ID } })).toMatchObject({
      ok: false,
      cure: expect.stringContaining('Value, not its Secret ID'),
    });
  });

  it('says that no message can be trusted while the keys cannot be read', async () => {
    expect(await find('teams keys', { openIdMetadataUrl: `${address()}/nothing` })).toMatchObject({
      ok: false,
      cure: expect.stringContaining('TEAMS_OPENID_METADATA_URL'),
    });
  });

  it('says when nothing is serving, and when no message ever came', async () => {
    expect(await find('teams door', {}, { address: 'http://127.0.0.1:1' })).toMatchObject({
      ok: null,
      cure: expect.stringContaining('npm start'),
    });
    expect(await find('teams messages')).toMatchObject({ ok: null, says: 'None ever came.' });
    expect(await find('teams messages', {}, { lastHeard: undefined })).toMatchObject({
      ok: null,
      says: expect.stringContaining('database'),
    });
  });

  it('never says a secret', async () => {
    const checks = await diagnose(config(), { address: address(), lastHeard: null });
    expect(JSON.stringify(checks)).not.toContain(app.password);
  });
});

describe('the token that replies carry', () => {
  const asked: URLSearchParams[] = [];
  async function login(status: number, body: unknown): Promise<string> {
    asked.splice(0);
    const server = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      asked.push(new URLSearchParams(text));
      response
        .writeHead(request.url === `/${TENANT}/oauth2/v2.0/token` ? status : 404)
        .end(JSON.stringify(body));
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }
  const source = async (status: number, body: unknown) =>
    createTokenSource(app, { ...cloudOf(null), login: await login(status, body) });

  it('is asked for once, with the app of one tenant', async () => {
    const token = await source(200, { access_token: 'held', expires_in: 3600 });
    expect(await Promise.all([token(), token()])).toEqual(['held', 'held']);
    expect(await token()).toBe('held');
    expect(asked.map((form) => Object.fromEntries(form))).toEqual([
      {
        grant_type: 'client_credentials',
        client_id: APP_ID,
        client_secret: app.password,
        scope: 'https://api.botframework.com/.default',
      },
    ]);
  });

  it('is renewed before it ends', async () => {
    const token = await source(200, { access_token: 'short', expires_in: 60 });
    await token();
    await token();
    expect(asked).toHaveLength(2);
  });

  it("that is refused says Microsoft's reason, and is asked for anew the next time", async () => {
    const token = await source(401, { error_description: 'AADSTS7000215: Invalid client secret provided.' });
    await expect(token()).rejects.toMatchObject({ code: 'AADSTS7000215' });
    await expect(token()).rejects.toBeInstanceOf(TokenRefused);
    expect(asked).toHaveLength(2);
  });

  it('that nobody answers for is a refusal without a reason', async () => {
    const token = createTokenSource(app, { ...cloudOf(null), login: 'http://127.0.0.1:1' });
    await expect(token()).rejects.toMatchObject({ code: null });
  });
});

describe('replies are sent only', () => {
  it.each([
    ['https://smba.trafficmanager.net/emea/9999/', null, true],
    ['https://smba.infra.gcc.teams.microsoft.com/teams', null, true],
    ['https://evil.trafficmanager.net/', null, false],
    ['https://smba.trafficmanager.net.evil.example/', null, false],
    ['https://evilteams.microsoft.com/', null, false],
    ['http://smba.trafficmanager.net/', null, false],
    ['https://user@smba.trafficmanager.net/', null, false],
    ['https://127.0.0.1/', null, false],
    ['not an address', null, false],
    [
      'https://smba.infra.gov.teams.microsoft.us/teams',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      true,
    ],
    [
      'https://smba.trafficmanager.net/emea/',
      'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
      false,
    ],
    ['http://127.0.0.1:9/x', 'http://127.0.0.1:8/openid', true],
    ['https://smba.trafficmanager.net/emea/', 'http://127.0.0.1:8/openid', false],
  ])("to Teams' own connectors: %s in the cloud of %s: %s", (url, metadata, allowed) => {
    expect(isConnector(url, cloudOf(metadata))).toBe(allowed);
  });

  it.each([
    ['http://localhost:56150/_connector', true],
    ['http://127.8.9.1/', true],
    ['http://[::1]:3/', true],
    ['http://[::ffff:127.0.0.1]/', true],
    ['http://127.0.0.1.example/', false],
    ['http://localhost.example/', false],
    ['http://0.0.0.0/', false],
    ['http://[::]/', false],
    ['ftp://127.0.0.1/', false],
    ['http://192.168.0.1/', false],
  ])('to this machine, without an app: %s %s', (url, local) => {
    expect(isLoopbackUrl(url)).toBe(local);
  });
});
