import { describe, expect, it } from 'vitest';
import { read, workspace } from './people.ts';
import { event, recorded, type Workspace } from './workspace.ts';

/** Asks for something that is not held, so that the journal keeps the answer that is rated. */
async function ask(slack: Workspace): Promise<{ helpful: string; notHelpful: string; actionId: string }> {
  await slack.sendEvent(event('app_mention', { text: '<@U0BOT> what does a P3 earn?' }));
  const [answer] = await slack.standin.waitFor('chat.postMessage');
  const blocks = answer?.args.blocks as { type: string; elements: Record<string, { value: string }>[] }[];
  const element = blocks.find(({ type }) => type === 'context_actions')?.elements[0];
  return {
    helpful: element?.positive_button?.value ?? '',
    notHelpful: element?.negative_button?.value ?? '',
    actionId: String(element?.action_id),
  };
}

const votes = (slack: Workspace) =>
  slack.storage.db.selectFrom('votes').select(['verdict', 'reason']).execute();

describe('feedback', () => {
  it('"helpful" is kept and thanked for, seen by the voter alone', async () => {
    const slack = await workspace();
    const { helpful, actionId } = await ask(slack);
    await slack.sendInteraction(slack.tap('feedback_tap', { action_id: actionId, value: helpful }));
    const [thanks] = await slack.standin.waitFor('response');
    expect(read(thanks!)).toBe('Noted. Thank you.');
    expect(thanks?.args.response_type).toBe('ephemeral');
    expect(await votes(slack)).toEqual([{ verdict: 'helpful', reason: null }]);
  });

  it('"not helpful" asks why, and keeps the reason with the vote', async () => {
    const slack = await workspace();
    const { notHelpful, actionId } = await ask(slack);
    await slack.sendInteraction(slack.tap('feedback_tap', { action_id: actionId, value: notHelpful }));
    const [modal] = await slack.standin.waitFor('views.open');
    const view = modal?.args.view as { callback_id: string; private_metadata: string };
    expect(read(modal!)).toContain('You may leave this empty.');
    const submission = recorded('why_submission');
    const sent = { ...(submission.view as object), private_metadata: view.private_metadata };
    const response = await slack.sendInteraction({ ...submission, view: sent });
    expect(response.status).toBe(200);
    await slack.standin.waitFor('response');
    expect(await votes(slack)).toEqual([{ verdict: 'not-helpful', reason: 'The year is missing' }]);
  });

  it('the vote counts though the question why comes too late to be asked', async () => {
    const slack = await workspace();
    const { notHelpful, actionId } = await ask(slack);
    const late = { trigger_id: slack.standin.trigger({ expired: true }) };
    await slack.sendInteraction(slack.tap('feedback_tap', { action_id: actionId, value: notHelpful }, late));
    const [thanks] = await slack.standin.waitFor('response');
    expect(read(thanks!)).toBe('Noted. Thank you.');
    expect(await votes(slack)).toEqual([{ verdict: 'not-helpful', reason: null }]);
  });

  it('a later vote replaces the earlier one', async () => {
    const slack = await workspace();
    const { helpful, notHelpful, actionId } = await ask(slack);
    await slack.sendInteraction(slack.tap('feedback_tap', { action_id: actionId, value: notHelpful }));
    await slack.standin.waitFor('views.open');
    await slack.sendInteraction(slack.tap('feedback_tap', { action_id: actionId, value: helpful }));
    await slack.standin.waitFor('response');
    expect(await votes(slack)).toEqual([{ verdict: 'helpful', reason: null }]);
  });

  it('a vote on an answer that is no longer known is told so', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('feedback_tap', { value: 'helpful:long-gone' }));
    const [sentence] = await slack.standin.waitFor('response');
    expect(read(sentence!)).toBe('This rating could not be kept. Thank you all the same.');
  });

  it('in a modal the answer stays, with a thanks or the question why above it', async () => {
    const slack = await workspace();
    const { helpful, notHelpful } = await ask(slack);
    await slack.sendInteraction(slack.tap('modal_tap', { action_id: 'rate.en.0', value: helpful }));
    const [thanks] = await slack.standin.waitFor('views.push');
    expect(read(thanks!)).toBe('Noted. Thank you.');
    await slack.sendInteraction(slack.tap('modal_tap', { action_id: 'rate.en.1', value: notHelpful }));
    const [, why] = await slack.standin.waitFor('views.push', 2);
    expect(read(why!)).toContain('You may leave this empty.');
    expect(slack.standin.taken('views.update')).toEqual([]);
  });

  it('a modal of an older version that is sent in is taken and closes', async () => {
    const slack = await workspace();
    const submission = recorded('why_submission');
    const view = { ...(submission.view as object), callback_id: 'older' };
    expect((await slack.sendInteraction({ ...submission, view })).status).toBe(200);
  });
});
