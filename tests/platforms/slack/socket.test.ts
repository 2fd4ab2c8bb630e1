import { describe, expect, it } from 'vitest';
import { read, workspace } from './people.ts';
import { APP_TOKEN } from './standin.ts';
import { event, recorded } from './workspace.ts';

/** A slow machine is no failure. */
const PATIENT = { timeout: 30_000 };

describe('Socket Mode', () => {
  it('answers a mention, acknowledged over the socket', async () => {
    const slack = await workspace({ socketMode: true });
    expect(slack.slack.handler).toBeNull();
    await slack.standin.emit('events_api', event('app_mention'));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
  });

  it('answers commands, shortcuts and taps', async () => {
    const slack = await workspace({ socketMode: true });
    const { standin } = slack;
    const alive = () => ({ trigger_id: standin.trigger(), response_url: standin.responseUrl('C0OPS') });
    await standin.emit('slash_commands', { ...recorded('slash_command'), ...alive() });
    await standin.waitFor('response', 1);
    await standin.emit('interactive', { ...recorded('message_action'), ...alive() });
    await standin.waitFor('response', 2);
    await standin.emit('interactive', slack.tap('tap_in_thread'));
    await standin.waitFor('chat.postMessage');
  });

  it('an unknown command is told so in the acknowledgement', async () => {
    const slack = await workspace({ socketMode: true });
    const acknowledged = await slack.standin.emit('slash_commands', {
      ...recorded('slash_command'),
      command: '/other',
    });
    expect(acknowledged).toMatchObject({ text: expect.stringContaining('does not know this command') });
  });

  it('comes back after a dropped socket and answers', async () => {
    const slack = await workspace({ socketMode: true });
    slack.standin.dropSockets();
    await slack.standin.waitForSockets(0);
    await slack.standin.waitForSockets(1);
    await slack.standin.emit('events_api', event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
  });

  it('moves to a new socket when Slack takes the old one away', async () => {
    const slack = await workspace({ socketMode: true });
    slack.standin.refreshSockets();
    await expect.poll(() => slack.standin.taken('apps.connections.open').length, PATIENT).toBe(2);
    await expect
      .poll(() => slack.log.map(({ message }) => message), PATIENT)
      .toContain('Connected to Slack again');
    await slack.standin.emit('events_api', event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
  });

  it('keeps trying while Slack cannot be reached, and says so', async () => {
    const slack = await workspace({ socketMode: true });
    slack.standin.fail('apps.connections.open', { drop: true }, { status: 503 });
    slack.standin.dropSockets();
    await slack.standin.waitForSockets(0);
    await slack.standin.waitForSockets(1);
    expect(slack.complaints()).toContain('Slack cannot be reached by Socket Mode');
    await slack.standin.emit('events_api', event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
  });

  it('answers one message once though it comes again over a new socket', async () => {
    const slack = await workspace({ socketMode: true });
    await slack.standin.emit('events_api', event('app_mention'));
    slack.standin.dropSockets();
    await slack.standin.waitForSockets(0);
    await slack.standin.waitForSockets(1);
    await slack.standin.emit('events_api', event('app_mention'));
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toHaveLength(1);
  });

  it('shutting down answers what was acknowledged and closes the socket', async () => {
    const slack = await workspace({ socketMode: true });
    slack.standin.fail('chat.postMessage', { slow: 300 });
    await slack.standin.emit('events_api', event('app_mention'));
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toHaveLength(1);
    expect(slack.standin.openSockets).toBe(0);
  });

  it('refuses to start with the cure when Slack does not take the app token', async () => {
    const slack = await workspace({ socketMode: true, start: false });
    slack.standin.fail('apps.connections.open', { error: 'invalid_auth' });
    await expect(slack.slack.start()).rejects.toThrow(/SLACK_APP_TOKEN \(invalid_auth\)/);
  });

  it('no token and nothing that was written is in the log', async () => {
    const slack = await workspace({ socketMode: true });
    slack.standin.fail('chat.postMessage', { error: 'not_authed' });
    await slack.standin.emit('events_api', event('app_mention', { text: '<@U0BOT> my secret 4711' }));
    await slack.slack.stop();
    expect(JSON.stringify(slack.log)).not.toMatch(new RegExp(`4711|xoxb|${APP_TOKEN}`));
  });
});
