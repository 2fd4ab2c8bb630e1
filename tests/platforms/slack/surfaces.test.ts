import { describe, expect, it } from 'vitest';
import { buttonsOf, read, workspace } from './people.ts';
import { event, recorded } from './workspace.ts';

describe('in a channel', () => {
  it('a mention is answered in its thread', async () => {
    const slack = await workspace();
    const response = await slack.sendEvent(event('app_mention'));
    expect(response.status).toBe(200);
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args).toMatchObject({ channel: 'C0OPS', thread_ts: '1763990000.000100' });
    expect(read(answer!)).toContain('Bridge Fund (BF)');
    expect(read(answer!)).toContain('Source: Yearbook of the Invented Agency');
    expect(answer?.args.text).toContain('Members of the Invented Network');
  });

  it('a mention in a thread is answered in that thread', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { ts: '1763990100.000100', thread_ts: '1763980000.000100' }));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args.thread_ts).toBe('1763980000.000100');
  });

  it('"it" in the same thread is what was spoken of', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention'));
    await slack.standin.waitFor('chat.postMessage');
    const further = {
      text: '<@U0BOT> and who coordinates it?',
      ts: '1763990200.000100',
      thread_ts: '1763990000.000100',
    };
    await slack.sendEvent(event('app_mention', further));
    const [, answer] = await slack.standin.waitFor('chat.postMessage', 2);
    expect(read(answer!)).toContain('The Bridge Fund coordinates it.');
  });

  it('two questions in one message get two answers', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> members and press' }));
    const answers = await slack.standin.waitFor('chat.postMessage', 2);
    expect(answers.map(read).join('\n')).toMatch(/Bridge Fund[\s\S]*desk_1@invented\.example\.org/);
  });

  it('a mention without a question shows what Dalil knows', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT>' }));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('What Dalil knows');
  });

  it('what is not held gets a sentence and whom to ask', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> what does a P3 earn?' }));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('This is not held.');
    expect(read(answer!)).toContain('desk_3@invented.example.org');
  });

  it('an Arabic question gets an Arabic answer that reads from the right', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> من هم الأعضاء؟' }));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('\u200FIA هي وكالة خيالية.');
  });

  it('what was written never comes back as markup', async () => {
    const slack = await workspace();
    await slack.sendEvent(
      event('app_mention', { text: '<@U0BOT> <!channel> &lt;!here&gt; <@U0BASIM> members' }),
    );
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(JSON.stringify(answer?.args)).not.toMatch(/<!|<@|&lt;!/);
  });
});

describe('in a direct message', () => {
  it('a question is answered in its thread, after a status that says it is being looked up', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('message_im'));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args).toMatchObject({ channel: 'D0AMAL', thread_ts: '1763990001.000200' });
    const methods = slack.standin.calls.map(({ method }) => method);
    expect(methods.indexOf('assistant.threads.setStatus')).toBeLessThan(methods.indexOf('chat.postMessage'));
  });

  it('the next message continues the conversation though it stands in no thread', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('message_im'));
    await slack.standin.waitFor('chat.postMessage');
    await slack.sendEvent(event('message_im', { text: 'and who coordinates it?', ts: '1763990300.000100' }));
    const [, answer] = await slack.standin.waitFor('chat.postMessage', 2);
    expect(read(answer!)).toContain('The Bridge Fund coordinates it.');
  });

  it('an answer comes though the status cannot be shown', async () => {
    const slack = await workspace();
    slack.standin.fail('assistant.threads.setStatus', { error: 'unknown_method' });
    await slack.sendEvent(event('message_im'));
    expect(await slack.standin.waitFor('chat.postMessage')).toHaveLength(1);
  });
});

describe('it stays quiet for', () => {
  const quiet = [
    'message_bot',
    'message_own',
    'message_changed',
    'message_assistant_root',
    'message_channels',
  ];
  it.each(quiet.slice(0, 4))('%s', async (name) => {
    const slack = await workspace();
    expect((await slack.sendEvent(event(name))).status).toBe(200);
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toEqual([]);
  });

  it('a message in a channel that does not mention it', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('message_channels', { text: 'who are the members?' }));
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toEqual([]);
  });

  it('a mention by another bot', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { bot_id: 'B0OTHER' }));
    await slack.slack.stop();
    expect(slack.standin.taken('chat.postMessage')).toEqual([]);
  });
});

describe('/dalil', () => {
  it('answers only the asker, who may share it', async () => {
    const slack = await workspace();
    const response = await slack.sendCommand();
    expect(response.status).toBe(200);
    const [answer] = await slack.standin.waitFor('response');
    expect(answer?.args).toMatchObject({ response_type: 'ephemeral', replace_original: false });
    expect(read(answer!)).toContain('Bridge Fund (BF)');
    expect(buttonsOf(answer!).map(({ label }) => label)).toContain('Share in channel');
    expect(JSON.stringify(answer?.args)).toContain('feedback_buttons');
    expect(slack.standin.taken('chat.postMessage')).toEqual([]);
  });

  it('shared, the answer is in the channel and says who shared it', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('tap_ephemeral'));
    const [shared] = await slack.standin.waitFor('response');
    expect(shared?.args).toMatchObject({ response_type: 'in_channel' });
    expect(read(shared!)).toContain('Bridge Fund (BF)');
    expect(JSON.stringify(shared?.args)).toContain('Shared by <@U0AMAL>');
  });

  it('shared after the answer’s own address has run out, it is posted', async () => {
    const slack = await workspace();
    const tap = slack.tap('tap_ephemeral');
    slack.standin.expireResponses();
    await slack.sendInteraction(tap);
    const [shared] = await slack.standin.waitFor('chat.postMessage');
    expect(shared?.args.channel).toBe('C0OPS');
  });

  it('where it can no longer be shared, the sharer is told what to do', async () => {
    const slack = await workspace();
    slack.standin.channels = new Set();
    const tap = slack.tap('tap_ephemeral');
    slack.standin.expireResponses();
    await slack.sendInteraction(tap);
    const [note] = await slack.standin.waitFor('views.open');
    expect(read(note!)).toContain('Invite Dalil to the channel with /invite');
  });

  it('without a question shows what Dalil knows', async () => {
    const slack = await workspace();
    await slack.sendCommand({ text: '' });
    const [answer] = await slack.standin.waitFor('response');
    expect(read(answer!)).toContain('What Dalil knows');
  });

  it('an unknown command gets a sentence', async () => {
    const slack = await workspace();
    const response = await slack.sendCommand({ command: '/other' });
    expect(await response.json()).toMatchObject({
      response_type: 'ephemeral',
      text: 'Dalil does not know this command. Write /dalil and your question.',
    });
  });
});

describe('the shortcut "Ask Dalil about this"', () => {
  it('answers the message’s question for who asked only', async () => {
    const slack = await workspace();
    const fresh = { trigger_id: slack.standin.trigger(), response_url: slack.standin.responseUrl('C0OPS') };
    await slack.sendInteraction({ ...recorded('message_action'), ...fresh });
    const [answer] = await slack.standin.waitFor('response');
    expect(answer?.args.response_type).toBe('ephemeral');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
  });

  it('a message without text gets a sentence', async () => {
    const slack = await workspace();
    const fresh = { trigger_id: slack.standin.trigger(), response_url: slack.standin.responseUrl('C0OPS') };
    const message = { type: 'message', ts: '1763980000.000100', text: '' };
    await slack.sendInteraction({ ...recorded('message_action'), ...fresh, message });
    const [answer] = await slack.standin.waitFor('response');
    expect(read(answer!)).toBe('This message has no text that Dalil could look up.');
  });
});

describe('taps', () => {
  it('a suggestion is answered in the thread where it stands', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('tap_in_thread'));
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args).toMatchObject({ channel: 'C0OPS', thread_ts: '1763990000.000100' });
    expect(read(answer!)).toContain('The Bridge Fund coordinates it.');
  });

  it('a choice is answered and teaches what the question meant', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> ia' }));
    const [question] = await slack.standin.waitFor('chat.postMessage');
    const [choice] = buttonsOf(question!);
    expect(choice?.label).toBe('Invented Agency (IA)');
    await slack.sendInteraction(
      slack.tap('tap_in_thread', { action_id: choice?.actionId, value: choice?.value }),
    );
    const [, answer] = await slack.standin.waitFor('chat.postMessage', 2);
    expect(read(answer!)).toContain('It invents.');
    const taps = await slack.storage.db.selectFrom('taps').select(['entry', 'text']).execute();
    expect(taps).toEqual([{ entry: 'organisation/ia', text: 'ia' }]);
  });

  it('"Show all" delivers the rest of a list, a few messages at a time', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_mention', { text: '<@U0BOT> registers' }));
    const [first] = await slack.standin.waitFor('chat.postMessage');
    let shown = 1;
    for (let more = moreButton([first!]); more !== undefined; ) {
      await slack.sendInteraction(
        slack.tap('tap_in_thread', { action_id: more.actionId, value: more.value }),
      );
      const all = await slack.standin.waitFor('chat.postMessage', shown + 3);
      more = moreButton(all.slice(shown));
      shown = all.length;
      if (shown > 30) break;
    }
    const text = slack.standin.taken('chat.postMessage').map(read).join('\n');
    expect(text).toContain('Register 1:');
    expect(text).toContain('Register 250:');
    expect(shown).toBeGreaterThan(30);
  });

  it('in an answer that only the asker sees, only the asker sees the next', async () => {
    const slack = await workspace();
    await slack.sendInteraction(
      slack.tap('tap_ephemeral', { action_id: 'ask.en.0', value: 'value coordinator' }),
    );
    const [answer] = await slack.standin.waitFor('response');
    expect(answer?.args.response_type).toBe('ephemeral');
    expect(read(answer!)).toContain('The Bridge Fund coordinates it.');
  });

  it('a mail button opens by itself and is met with nothing more', async () => {
    const slack = await workspace();
    const mail = { action_id: 'mail.0', value: undefined, url: 'mailto:desk_1@invented.example.org' };
    expect((await slack.sendInteraction(slack.tap('tap_in_thread', mail))).status).toBe(200);
    await slack.slack.stop();
    expect(slack.standin.calls.filter(({ method }) => method !== 'auth.test')).toEqual([]);
  });

  it.each([
    ['of an older version', { action_id: 'show_more_v0', value: 'x' }],
    ['without what it carried', { action_id: 'ask.en.0', value: undefined }],
    ['of a vote that is none', { action_id: 'rate.en.0', value: 'meh' }],
  ])('a button %s gets a sentence', async (_, action) => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('tap_ephemeral', action));
    const [answer] = await slack.standin.waitFor('response');
    expect(read(answer!)).toMatch(/no longer works\. Please ask again\.$/);
  });
});

function moreButton(calls: Parameters<typeof buttonsOf>[0][]) {
  return calls.flatMap(buttonsOf).find(({ label }) => label === 'Show all');
}

describe('App Home', () => {
  it('shows a search box, popular questions, the latest statements and contacts', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_home_opened_home'));
    const [home] = await slack.standin.waitFor('views.publish');
    expect(home?.args.user_id).toBe('U0AMAL');
    const text = read(home!);
    for (const part of [
      'Ask Dalil',
      'Often asked',
      'Who are the members?',
      'Latest statements',
      'Bridges and rivers, 2021',
      'Whom to ask',
      'desk_1@invented.example.org',
    ]) {
      expect(text).toContain(part);
    }
  });

  it('answers what is typed into the search box', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('home_search'));
    const [modal] = await slack.standin.waitFor('views.open');
    expect(read(modal!)).toContain('Bridge Fund (BF)');
    expect(buttonsOf(modal!).map(({ label }) => label)).toEqual(
      expect.arrayContaining(['Helpful', 'Not helpful']),
    );
  });

  it('answers a tapped question', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('home_tap'));
    const [modal] = await slack.standin.waitFor('views.open');
    expect(read(modal!)).toContain('desk_1@invented.example.org');
  });

  it('answers a tap inside an answer in its place', async () => {
    const slack = await workspace();
    await slack.sendInteraction(slack.tap('modal_tap'));
    const [modal] = await slack.standin.waitFor('views.update');
    expect(modal?.args.view_id).toBe('V0MODAL');
    expect(read(modal!)).toContain('The Bridge Fund coordinates it.');
  });

  it('sends the answer as a message when it comes too late to open', async () => {
    const slack = await workspace();
    await slack.sendInteraction(
      slack.tap('home_search', {}, { trigger_id: slack.standin.trigger({ expired: true }) }),
    );
    const [answer] = await slack.standin.waitFor('chat.postMessage');
    expect(answer?.args.channel).toBe('U0AMAL');
    expect(read(answer!)).toContain('Bridge Fund (BF)');
  });

  it('the Messages tab suggests questions, without a thread as agents need it', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('app_home_opened_messages'));
    const [suggested] = await slack.standin.waitFor('assistant.threads.setSuggestedPrompts');
    expect(suggested?.args).toMatchObject({
      channel_id: 'D0AMAL',
      prompts: [
        { title: 'Who are the members?', message: 'Who are the members?' },
        { title: 'Whom does the press ask?', message: 'Whom does the press ask?' },
      ],
    });
    expect(suggested?.args).not.toHaveProperty('thread_ts');
    expect(slack.standin.taken('views.publish')).toEqual([]);
  });

  it('an older assistant’s thread is greeted and gets its suggestions', async () => {
    const slack = await workspace();
    await slack.sendEvent(event('assistant_thread_started'));
    const [suggested] = await slack.standin.waitFor('assistant.threads.setSuggestedPrompts');
    expect(suggested?.args).toMatchObject({ channel_id: 'D0AMAL', thread_ts: '1763990008.000100' });
    const [greeting] = slack.standin.taken('chat.postMessage');
    expect(greeting?.args).toMatchObject({ thread_ts: '1763990008.000100' });
  });
});
