import { type Activity, TestAdapter } from 'botbuilder';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBot } from '../../../src/platforms/teams/bot.ts';
import { createReferences } from '../../../src/platforms/teams/surfaces/references.ts';
import { HOME, search } from './answers.ts';
import { buttons, readable } from './cards.ts';
import { type Bot, startBot } from './running.ts';
import { say } from './wording.ts';

/** Whole conversations in botbuilder's own test adapter, with the desk that is served. */
let running: Bot;
beforeAll(async () => {
  running = await startBot();
});
afterAll(() => running.stop());

let talks = 0;
function conversation(ownFeedback = false): TestAdapter {
  const { desk, storage } = running;
  const log = { debug() {}, info() {}, warn() {}, error() {} };
  const references = createReferences(storage.references, log);
  const rest = { log, language: 'en' as const, ownFeedback, appId: null, isOutsider: async () => false };
  const bot = createBot({ desk, say, search, home: () => HOME, references, ...rest });
  const adapter = new TestAdapter(bot, TestAdapter.createConversation(`talk-${++talks}`));
  return adapter;
}

const card = ({ attachments = [] }: Partial<Activity>): unknown => attachments[0]?.content;
const shows = (text: string) => (reply: Partial<Activity>) => expect(readable(card(reply))).toContain(text);

describe('a conversation', () => {
  it('goes from a greeting over a question to what was meant', async () => {
    await conversation()
      .send('hello')
      .assertReply(shows('Hello.'))
      .send('what is ia?')
      .assertReply((reply) => {
        shows('Which one do you mean?')(reply);
        expect(buttons(card(reply)).map(({ title }) => title)).toContain('Invented Agency (IA)');
      })
      .send({ type: 'message', text: '', value: { dalil: { do: 'choose', plan: 'define ia' } } })
      .assertReply(shows('It keeps a register of bridges.'))
      .startTest();
  });

  it('shows a long answer in short, then all of it', async () => {
    const parts: string[] = [];
    const keep = (reply: Partial<Activity>) => void parts.push(readable(card(reply)));
    await conversation()
      .send('all bridges')
      .assertReply(shows('This is not all of it.'))
      .send({ type: 'message', text: '', value: { dalil: { do: 'all', plan: 'all bridges' } } })
      .assertReply(keep)
      .startTest();
    expect(parts.join('\n')).toContain('Bridge number 100 ');
  });

  it('ends in a vote that can say why', async () => {
    let vote: unknown;
    const adapter = conversation();
    await adapter
      .send('who is in the network?')
      .assertReply((reply) => {
        const { data } = buttons(card(reply)).find(
          (button) => button.data.dalil?.verdict === 'not-helpful',
        ) ?? { data: { dalil: undefined } };
        vote = { ...data, [`reason-${data.dalil?.answer}`]: 'Nobody of the press is in it' };
      })
      .startTest();
    await adapter
      .send({ type: 'message', text: '', value: vote })
      .assertReply('Noted. Thank you.')
      .startTest();
    const votes = await running.storage.db.selectFrom('votes').select(['verdict', 'reason']).execute();
    expect(votes).toEqual([{ verdict: 'not-helpful', reason: 'Nobody of the press is in it' }]);
  });

  it('asks on when a question is not answered', async () => {
    await conversation()
      .send('something that nobody holds')
      .assertReply((reply) => {
        shows('This is not held.')(reply);
        shows('desk_3@invented.example.org')(reply);
      })
      .startTest();
  });
});
