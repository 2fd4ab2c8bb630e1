import { describe, expect, it } from 'vitest';
import { read, workspace } from './people.ts';
import { event, type Workspace } from './workspace.ts';

/** Sends everything at once and says which texts were answered in a channel. */
async function answered(slack: Workspace, events: Record<string, unknown>[]): Promise<unknown[]> {
  for (const payload of events) await slack.sendEvent(payload);
  await slack.slack.stop();
  return slack.standin.taken('chat.postMessage').map(({ args }) => args.channel);
}

const shared = { is_ext_shared_channel: true };

describe('who is answered', () => {
  it('with a list of channels only those, and direct messages', async () => {
    const slack = await workspace({ config: { channels: ['C0LISTED'] } });
    const channels = await answered(slack, [
      event('app_mention', { channel: 'C0LISTED', ts: '1763990000.000101' }),
      event('app_mention', { channel: 'C0OTHER', ts: '1763990000.000102' }),
      event('message_im'),
    ]);
    expect(channels.sort()).toEqual(['C0LISTED', 'D0AMAL']);
  });

  it('/dalil in a channel that is not listed gets a sentence', async () => {
    const slack = await workspace({ config: { channels: ['C0LISTED'] } });
    await slack.sendCommand({ channel_id: 'C0OTHER' });
    const [sentence] = await slack.standin.waitFor('response');
    expect(read(sentence!)).toBe('Dalil does not answer in this channel. Ask in a direct message.');
  });

  it('with a list of workspaces nobody of another one', async () => {
    const slack = await workspace({ config: { teams: ['T0OTHER'] } });
    expect(await answered(slack, [event('app_mention'), event('message_im')])).toEqual([]);
  });

  it('in a channel shared with other organisations only one’s own people', async () => {
    const slack = await workspace();
    const channels = await answered(slack, [
      event('app_mention', { channel: 'C0A', user_team: 'T0HOME', ts: '1763990000.000101' }, shared),
      event('app_mention', { channel: 'C0B', user_team: 'T0ELSE', ts: '1763990000.000102' }, shared),
      event('app_mention', { channel: 'C0C', team: 'T0ELSE', ts: '1763990000.000103' }, shared),
      event('app_mention', { channel: 'C0D', team: undefined, ts: '1763990000.000104' }, shared),
    ]);
    expect(channels).toEqual(['C0A']);
  });

  it('people of other organisations too when that is allowed', async () => {
    const slack = await workspace({ deps: { allowExternal: true } });
    const stranger = { user: 'U0ELSE', user_team: 'T0ELSE' };
    expect(await answered(slack, [event('app_mention', stranger, shared)])).toEqual(['C0OPS']);
  });

  it('a stranger’s tap gets a sentence that only they see', async () => {
    const slack = await workspace();
    const user = { id: 'U0ELSE', team_id: 'T0ELSE' };
    await slack.sendInteraction(slack.tap('tap_ephemeral', {}, { user }));
    const [sentence] = await slack.standin.waitFor('response');
    expect(read(sentence!)).toBe('Here Dalil answers only people of its own organisation.');
  });
});
