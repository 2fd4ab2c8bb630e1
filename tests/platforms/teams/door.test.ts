import { connect } from 'node:net';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activity } from './activities.ts';
import { APP_ID, TENANT } from './connector.ts';
import { type Bot, startBot } from './running.ts';

let bot: Bot;
/** One bot for the tests beside it, each of which finds it untouched. */
function served(...settings: Parameters<typeof startBot>): void {
  let own: Bot;
  beforeAll(async () => {
    own = await startBot(...settings);
  });
  beforeEach(() => {
    bot = own;
    bot.clear();
  });
  afterAll(() => own.stop());
}
const question = (changes = {}) => activity('personal-message', bot.connector, changes);
const hour = 3600;
const now = () => Math.floor(Date.now() / 1000);
const nothingReached = () => {
  expect(bot.asked).toEqual([]);
  expect(bot.connector.sent).toEqual([]);
};

describe('a token from Teams', () => {
  served();
  it('lets a question in', async () => {
    expect(await bot.post(question())).toMatchObject({ status: 200 });
    expect(bot.asked).toEqual([{ text: 'who is in the network?', plan: undefined }]);
    expect(bot.connector.sent).toHaveLength(1);
  });

  const wrong: Record<string, (connector: Bot['connector']) => Promise<string> | string> = {
    'that has expired': (c) => c.token({ exp: now() - hour, nbf: now() - 2 * hour }),
    'that is not yet valid': (c) => c.token({ nbf: now() + hour, exp: now() + 2 * hour }),
    'without an end': (c) => c.token({ exp: undefined }),
    'for another app': (c) => c.token({ aud: '00000000-0000-0000-0000-000000000000' }),
    'of another issuer': (c) => c.token({ iss: 'https://evil.example' }),
    "of Microsoft's other issuers": (c) =>
      c.token({ iss: `https://sts.windows.net/${TENANT}/`, ver: '1.0', appid: APP_ID }),
    'signed with another key': (c) => c.token({}, { key: c.strangeKey }),
    'of a key that nobody announced': (c) => c.token({}, { header: { kid: 'unknown' } }),
    'for another connector': (c) => c.token({ serviceurl: 'https://smba.trafficmanager.net/emea/' }),
    'that names no connector': (c) => c.token({ serviceurl: undefined }),
    'that is unsigned': async (c) => {
      const [, payload] = (await c.token()).split('.');
      return `${Buffer.from('{"alg":"none","kid":"teams-1"}').toString('base64url')}.${payload}.`;
    },
    'signed with a shared secret': (c) =>
      new SignJWT({
        iss: 'https://api.botframework.com',
        aud: APP_ID,
        serviceurl: c.serviceUrl,
        exp: now() + hour,
      })
        .setProtectedHeader({ alg: 'HS256', kid: 'teams-1' })
        .sign(Buffer.from('a secret that is long enough for this')),
    'that is none': () => 'abc.def.ghi',
    'that is a word': () => 'token',
  };
  for (const [what, make] of Object.entries(wrong)) {
    it(`${what} is refused and reaches nothing`, async () => {
      expect(await bot.post(question(), { token: await make(bot.connector) })).toMatchObject({ status: 401 });
      nothingReached();
    });
  }

  it('has to be there', async () => {
    expect(await bot.post(question(), { token: null })).toMatchObject({ status: 401 });
    const token = await bot.connector.token();
    for (const authorization of [`Basic ${token}`, token, `Bearer ${token} ${token}`]) {
      expect(await bot.post(question(), { token: null, headers: { authorization } })).toMatchObject({
        status: 401,
      });
    }
    nothingReached();
  });

  it('is never written to the log', async () => {
    const token = await bot.connector.token({ aud: 'other' });
    await bot.post(question(), { token });
    expect(bot.logged.join('\n')).not.toContain(token.slice(0, 20));
    expect(bot.logged.join('\n')).toContain('refused');
  });

  it('needs the keys once, not for each message', async () => {
    for (const _ of [1, 2, 3]) await bot.post(question());
    expect(bot.connector.asked.filter((path) => path === 'GET /keys')).toHaveLength(1);
  });
});

describe('while the keys are away', () => {
  served();
  it('Teams is told to come again, and is let in when they are back', async () => {
    bot.connector.takeKeysAway(true);
    expect(await bot.post(question())).toMatchObject({ status: 503 });
    nothingReached();
    bot.connector.takeKeysAway(false);
    expect(await bot.post(question())).toMatchObject({ status: 200 });
  });
});

describe('a genuine request', () => {
  served();
  const elsewhere = { conversation: { conversationType: 'personal', id: 'a:x', tenantId: 'another-tenant' } };
  it('of another tenant is refused', async () => {
    expect(await bot.post(question(elsewhere))).toMatchObject({ status: 403 });
    expect(await bot.post(question({ conversation: { id: 'a:x' }, channelData: {} }))).toMatchObject({
      status: 403,
    });
    nothingReached();
  });
  it('of another channel of the Bot Framework is refused', async () => {
    expect((await bot.post(question({ channelId: 'webchat' }))).status).toBeGreaterThanOrEqual(401);
    nothingReached();
  });
  it('that wants its answer sent away from this machine is refused by a stand-in', async () => {
    const serviceUrl = 'https://evil.example/connector';
    const token = await bot.connector.token({ serviceurl: serviceUrl });
    expect(await bot.post(question({ serviceUrl }), { token })).toMatchObject({ status: 403 });
    nothingReached();
  });

  describe('where outsiders are welcome', () => {
    served({ allowExternal: true });
    it('of another tenant is answered', async () => {
      expect(await bot.post(question(elsewhere))).toMatchObject({ status: 200 });
      expect(bot.connector.sent).toHaveLength(1);
    });
  });

  describe('where tenants are listed', () => {
    served({ allowExternal: true, config: { tenants: ['a-listed-tenant'] } });
    it('of a tenant that is not on the list is refused, whoever else is welcome', async () => {
      expect(await bot.post(question())).toMatchObject({ status: 403 });
      nothingReached();
    });
    it('of one that is on it is answered', async () => {
      const conversation = { conversationType: 'personal', id: 'a:x', tenantId: 'a-listed-tenant' };
      expect(await bot.post(question({ conversation }))).toMatchObject({ status: 200 });
      expect(bot.connector.sent).toHaveLength(1);
    });
  });
});

describe('without an app', () => {
  served({ config: { app: null, openIdMetadataUrl: null } });
  it('this machine is answered, without any token', async () => {
    expect(await bot.post(question(), { token: null })).toMatchObject({ status: 200 });
    expect(bot.connector.sent).toHaveLength(1);
    expect(bot.connector.sent[0]?.authorization).toBeUndefined();
  });

  const foreign: [string, string][] = [
    ['x-forwarded-for', '203.0.113.7'],
    ['x-forwarded-host', 'dalil.example'],
    ['forwarded', 'for=203.0.113.7'],
    ['via', '1.1 tunnel'],
    ['x-real-ip', '203.0.113.7'],
    ['cf-connecting-ip', '203.0.113.7'],
    ['origin', 'https://evil.example'],
  ];
  it.each(foreign)('whoever comes through a tunnel or a page is not: %s', async (name, value) => {
    expect(await bot.post(question(), { token: null, headers: { [name]: value } })).toMatchObject({
      status: 403,
    });
    nothingReached();
  });

  it('a name of the outside that leads here is not', async () => {
    const body = JSON.stringify(question());
    const reply = await raw(bot.url, [
      'POST /api/messages HTTP/1.1',
      'Host: dalil.example',
      'Content-Type: application/json',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ]);
    expect(reply).toContain('403');
    nothingReached();
  });

  it('an answer is sent nowhere but to this machine', async () => {
    for (const serviceUrl of [
      'https://smba.trafficmanager.net/emea/',
      'http://127.0.0.1.evil.example/',
      'file:///etc',
    ]) {
      expect(await bot.post(question({ serviceUrl }), { token: null })).toMatchObject({ status: 403 });
    }
    nothingReached();
  });

  describe('in production', () => {
    served({ production: true, config: { app: null, openIdMetadataUrl: null } });
    it('nobody is answered', async () => {
      expect(await bot.post(question(), { token: null })).toMatchObject({ status: 404 });
      nothingReached();
    });
  });
});

describe('what is no activity', () => {
  served();
  const bodies: Record<string, unknown> = {
    'no JSON': '{"type":',
    'an empty body': '',
    'a text': '"message"',
    'a list': [],
    'an empty object': {},
    'a type that is a number': { type: 7 },
    'no conversation': {
      type: 'message',
      channelId: 'msteams',
      serviceUrl: 'http://127.0.0.1/',
      from: { id: 'a' },
      recipient: { id: 'b' },
    },
  };
  for (const [what, body] of Object.entries(bodies)) {
    it(`is refused as the sender's mistake: ${what}`, async () => {
      const { status } = await bot.post(body);
      expect(status).toBe(400);
      nothingReached();
    });
  }
  const spoilt: Record<string, Record<string, unknown>> = {
    'a text that is an object': { text: { a: 1 } },
    'entities that are a text': { entities: 'mention' },
    'a conversation that is a text': { conversation: 'a:x' },
    'an asker without an id': { from: {} },
    'a connector that is a number': { serviceUrl: 5 },
  };
  for (const [what, changes] of Object.entries(spoilt)) {
    it(`is refused as the sender's mistake: ${what}`, async () => {
      expect(await bot.post(question(changes))).toMatchObject({ status: 400 });
      nothingReached();
    });
  }

  it('is refused when it is too large', async () => {
    expect(await bot.post(question({ text: 'x'.repeat(1_100_000) }))).toMatchObject({ status: 413 });
    nothingReached();
  });

  it('is refused when it is not posted', async () => {
    expect((await fetch(bot.url)).status).toBe(405);
  });

  it('is ignored when it is of a kind that nobody knows', async () => {
    expect(await bot.post(question({ type: 'messageReaction' }))).toMatchObject({ status: 200 });
    expect(await bot.post(question({ type: 'toString' }))).toMatchObject({ status: 200 });
    expect(await bot.post(question({ type: 'invoke', name: 'toString' }))).toMatchObject({ status: 501 });
    nothingReached();
  });
});

describe('when it stops', () => {
  served();
  it('it finishes what is under way and takes nothing more', async () => {
    bot.connector.answerAfter(300);
    const underWay = bot.post(question());
    while (bot.asked.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    const stopped = bot.teams.stop();
    expect(await bot.post(question())).toMatchObject({ status: 503 });
    await stopped;
    expect(bot.connector.sent).toHaveLength(1);
    expect(await underWay).toMatchObject({ status: 200 });
  });
});

/** Sends bytes as they are, for what no client would send. */
function raw(url: string, lines: string[]): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let received = '';
    const socket = connect(Number(port), hostname, () => socket.write(lines.join('\r\n')));
    socket.setEncoding('utf8');
    socket.on('data', (data) => {
      received += data;
    });
    socket.on('end', () => resolve(received));
    socket.on('error', reject);
  });
}
