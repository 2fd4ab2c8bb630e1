import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { read, workspace } from './people.ts';
import { BOT_TOKEN } from './standin.ts';
import { event, recorded, signature, type Workspace } from './workspace.ts';

const posts = (slack: Workspace) => slack.standin.taken('chat.postMessage');

/** A slow machine is no failure. */
const PATIENT = { timeout: 30_000 };

describe('one message is answered once', () => {
  it('when Slack sends it again', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention'));
    const again = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    await slack.sendEvent(event('app_mention'), again);
    await slack.slack.stop();
    expect(posts(slack)).toHaveLength(1);
  });

  it('when it comes as a mention and as a message', async () => {
    const slack = await workspace();
    await Promise.all([
      slack.sendEvent(event('message_channels', {}, { event_id: 'Ev2' })),
      slack.sendEvent(event('app_mention')),
    ]);
    await slack.slack.stop();
    expect(posts(slack)).toHaveLength(1);
  });

  it('and a redelivery is answered when the first try was lost', async () => {
    const slack = await workspace({ retryAfterMs: [] });
    slack.standin.fail('chat.postMessage', { status: 500 }, { status: 500 });
    await slack.sendEvent(event('app_mention'));
    await expect.poll(() => slack.complaints(), PATIENT).toContain('An answer could not be delivered');
    await slack.sendEvent(event('app_mention'), { 'x-slack-retry-num': '2' });
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
  });
});

describe('a conversation’s messages', () => {
  it('are answered in the order they were written', async () => {
    const slack = await workspace();
    slack.standin.fail('chat.postMessage', { status: 500 });
    const first = event('message_im', { text: 'members', ts: '1763990001.000100' });
    const second = event('message_im', { text: 'and who coordinates it?', ts: '1763990002.000100' });
    await slack.sendEvent(first);
    await slack.sendEvent(second);
    const answers = await slack.standin.waitFor('chat.postMessage', 2);
    expect(answers.map(({ args }) => args.thread_ts)).toEqual(['1763990001.000100', '1763990002.000100']);
    expect(read(answers[1]!)).toContain('The Bridge Fund coordinates it.');
  });
});

describe('when Slack is slow or failing', () => {
  it('it waits as long as Slack asks and then delivers', async () => {
    const slack = await workspace();
    slack.standin.fail('chat.postMessage', { status: 429, retryAfter: 1 });
    await slack.sendEvent(event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
    const [refused, taken] = slack.standin.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(taken!.at - refused!.at).toBeGreaterThanOrEqual(990);
  });

  it('the address of an interaction is asked as patiently', async () => {
    const slack = await workspace();
    slack.standin.fail('response', { status: 429, retryAfter: 1 }, { status: 503 });
    await slack.sendCommand();
    const [answer] = await slack.standin.waitFor('response');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
  });

  it.each([{ status: 500 }, { drop: true as const }, { error: 'internal_error' }])(
    'it tries again after %j',
    async (failure) => {
      const slack = await workspace();
      slack.standin.fail('chat.postMessage', failure);
      await slack.sendEvent(event('app_mention'));
      expect(await slack.standin.waitFor('chat.postMessage')).toHaveLength(1);
    },
  );

  it('what can never be delivered is in the log as such, tried once, without a person’s words', async () => {
    const slack = await workspace();
    slack.standin.channels = new Set(['C0ELSEWHERE']);
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> members, my secret 4711' }));
    await slack.slack.stop();
    const line = slack.log.find(({ message }) => message === 'An answer could not be delivered');
    expect(line).toMatchObject({ level: 'error', details: { channel: 'C0OPS', error: 'channel_not_found' } });
    expect(slack.standin.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1);
    expect(JSON.stringify(slack.log)).not.toMatch(/4711|members|xoxb/);
  });

  it('a revoked token is a clear message with its cure', async () => {
    const slack = await workspace();
    slack.standin.fail('chat.postMessage', { error: 'token_revoked' });
    await slack.sendEvent(event('app_mention'));
    await slack.slack.stop();
    const line = slack.log.find(({ message }) => message === 'An answer could not be delivered');
    expect(line?.details).toMatchObject({
      error: 'token_revoked',
      cure: expect.stringContaining('SLACK_BOT_TOKEN'),
    });
  });

  it('blocks that Slack does not take go as plain text', async () => {
    const slack = await workspace();
    slack.standin.fail('chat.postMessage', { error: 'invalid_blocks' });
    await slack.sendEvent(event('app_mention'));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args.blocks).toBeUndefined();
    expect(answer?.args.text).toContain('• Bridge Fund (BF)');
    expect(answer?.args.text).toContain('Source: Yearbook');
  });

  it('acknowledges before Slack has taken the answer', async () => {
    const slack = await workspace();
    let release = () => {};
    const until = new Promise<void>((resolve) => {
      release = resolve;
    });
    slack.standin.fail('chat.postMessage', { until });
    expect((await slack.sendEvent(event('app_mention'))).status).toBe(200);
    expect(posts(slack)).toEqual([]);
    release();
    await slack.standin.waitFor('chat.postMessage');
  });

  it('keeps to one message a second in a channel, and to none of it between channels', async () => {
    const slack = await workspace({ deps: { pace: 1500 } });
    slack.standin.enforceRates = true;
    for (const [n, channel] of ['C0A', 'C0A', 'C0B', 'C0C'].entries()) {
      await slack.sendEvent(event('app_mention', { channel, ts: `1763990000.00010${n}` }));
    }
    const answers = await slack.standin.waitFor('chat.postMessage', 4);
    expect(answers.map(({ args }) => args.channel).at(-1)).toBe('C0A');
    expect(slack.standin.rateLimited).toBe(0);
  });
});

describe('at the door', () => {
  const body = JSON.stringify(recorded('app_mention'));
  const json = 'application/json';

  it('Slack’s verification of the address is answered', async () => {
    const slack = await workspace();
    const response = await slack.sendEvent(recorded('url_verification'));
    expect(await response.json()).toEqual({ challenge: recorded('url_verification').challenge });
  });

  const now = Math.floor(Date.now() / 1000);
  it.each([
    ['a wrong secret', signature(body, now, 'wrong')],
    ['a signature of another body', signature('{}')],
    ['a stale signature', signature(body, now - 3600)],
    ['no signature', { 'x-slack-signature': '', 'x-slack-request-timestamp': '' }],
    ['a nonsense signature', { 'x-slack-signature': 'v0=zz', 'x-slack-request-timestamp': 'soon' }],
  ])('%s is refused', async (_, headers) => {
    const slack = await workspace();
    expect((await slack.sendBody(body, json, headers)).status).toBe(401);
    await slack.slack.stop();
    expect(posts(slack)).toEqual([]);
  });

  it.each([
    ['no JSON', '{"type":', json],
    ['null', 'null', json],
    ['a list', '[1]', json],
    ['a number', '7', json],
    ['an event that is none', '{"type":"event_callback","event":null}', json],
    ['a form whose payload is null', 'payload=null', 'application/x-www-form-urlencoded'],
    ['a form whose payload is no JSON', 'payload=%7B', 'application/x-www-form-urlencoded'],
    ['nothing', '', json],
  ])('a body of %s is refused and the next is answered', async (_, malformed, type) => {
    const slack = await workspace();
    expect((await slack.sendBody(malformed, type)).status).toBe(400);
    expect((await slack.sendEvent(event('app_mention'))).status).toBe(200);
    await slack.standin.waitFor('chat.postMessage');
  });

  it('an event without what it should have is taken and left', async () => {
    const slack = await workspace();
    const broken = [
      event('app_mention', { ts: 7, channel: undefined }),
      event('app_home_opened_home', { user: undefined }),
      event('assistant_thread_started', { assistant_thread: undefined }),
    ];
    for (const payload of broken) expect((await slack.sendEvent(payload)).status).toBe(200);
    expect((await slack.sendEvent(event('app_mention'))).status).toBe(200);
    await slack.standin.waitFor('chat.postMessage');
  });

  it('a body beyond all measure is refused', async () => {
    const slack = await workspace();
    const large = JSON.stringify({ ...recorded('app_mention'), padding: 'x'.repeat(2_000_000) });
    expect((await slack.sendBody(large, json)).status).toBe(413);
  });

  it('an unknown path and method are not found', async () => {
    const slack = await workspace();
    expect((await fetch(`${slack.url}/slack/nothing`)).status).toBe(404);
    expect((await fetch(`${slack.url}/slack/events`)).status).toBe(404);
    expect((await fetch(`${slack.url}/slack/install`)).status).toBe(404);
  });

  it('a request that is broken off harms nothing', async () => {
    const slack = await workspace();
    const { hostname, port } = new URL(slack.url);
    const socket = connect(Number(port), hostname);
    socket.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 500\r\n\r\n{"type"');
    await new Promise((resolve) => setTimeout(resolve, 50));
    socket.destroy();
    expect((await slack.sendEvent(event('app_mention'))).status).toBe(200);
    await slack.standin.waitFor('chat.postMessage');
  });
});

describe('a sign of life', () => {
  it('is given for what Slack really sent, and for nothing else', async () => {
    let heard = 0;
    const hear = () => {
      heard += 1;
    };
    const slack = await workspace({ deps: { heard: hear } });
    await slack.sendBody('{}', 'application/json', { 'x-slack-signature': 'v0=forged' });
    expect(heard).toBe(0);
    await slack.sendEvent(event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
    expect(heard).toBe(1);
  });
});

describe('shutting down', () => {
  it('answers what was acknowledged, takes nothing new, and may be asked twice', async () => {
    const slack = await workspace();
    slack.standin.fail('chat.postMessage', { slow: 300 });
    await slack.sendEvent(event('app_mention'));
    const stopped = Promise.all([slack.slack.stop(), slack.slack.stop()]);
    expect((await slack.sendEvent(event('app_mention', { ts: '1763990009.000100' }))).status).toBe(503);
    await stopped;
    expect(posts(slack)).toHaveLength(1);
  });
});

describe('starting', () => {
  it('refuses with the cure when Slack does not take the token', async () => {
    const slack = await workspace({ start: false });
    slack.standin.tokens.delete(BOT_TOKEN);
    await expect(slack.slack.start()).rejects.toThrow(/SLACK_BOT_TOKEN \(invalid_auth\)\. .*Reinstall/);
  });

  it('waits for a Slack that cannot be reached at once', async () => {
    const slack = await workspace({ start: false });
    slack.standin.fail('auth.test', { drop: true });
    await slack.slack.start();
    await slack.sendEvent(event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
  });
});
