import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { activity, cardAction, tap } from './activities.ts';
import { buttons, messageProblems, plans, readable } from './cards.ts';
import { TENANT } from './connector.ts';
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
    bot.connector.roster.clear();
  });
  afterAll(() => own.stop());
}

const question = (changes = {}) => activity('personal-message', bot.connector, changes);
/** Cards as Teams got them; every one has to be one that Teams shows. */
function cards(): unknown[] {
  return bot.connector.sent.map(({ activity: { summary, attachments = [] } }) => {
    const card = attachments[0]?.content;
    expect(messageProblems({ card, ...(summary !== undefined && { summary }) })).toEqual([]);
    return card;
  });
}
const texts = () => bot.connector.sent.map(({ activity: { text } }) => text);
const read = () => cards().map(readable).join('\n');
const ratings = async () =>
  await bot.storage.db.selectFrom('votes').select(['answer', 'verdict', 'reason']).execute();

describe('in a one-to-one chat', () => {
  served();
  it('a question is answered with a card under it', async () => {
    await bot.post(question());
    expect(read()).toContain('Bridge Fund (BF)');
    expect(bot.connector.sent[0]).toMatchObject({
      conversation: 'a:invented-personal',
      activity: { summary: 'Members of the Invented Network: Members: 3' },
    });
    expect(bot.connector.sent[0]?.replyToId).toMatch(/^1700000000001/);
  });

  it('a question in Arabic is answered from right to left', async () => {
    await bot.post(question({ text: 'من هم الأعضاء؟', locale: 'ar-IQ' }));
    expect(cards()[0]).toMatchObject({ rtl: true });
  });

  it('two questions in one message get an answer each', async () => {
    await bot.post(question({ text: 'members and coordinator' }));
    expect(bot.connector.sent).toHaveLength(2);
  });

  it('an empty message gets the overview', async () => {
    await bot.post(question({ text: ' ' }));
    expect(read()).toContain('What Dalil knows');
  });

  it('hostile text of the store is shown as it is written', async () => {
    await bot.post(question({ text: 'hostile' }));
    expect(read()).toContain('[Official page](https://evil.example/steal)');
  });

  it('entities of a message are read as people wrote them', async () => {
    await bot.post(question({ text: 'A &amp; B &lt;C&gt;&nbsp;?' }));
    expect(bot.asked[0]?.text).toBe('A & B <C> ?');
  });

  it("another bot's message, and its own, are not answered", async () => {
    await bot.post(question({ from: { id: '28:other-bot', name: 'Other' } }));
    await bot.post(question({ from: { id: '29:x', role: 'bot' } }));
    expect(bot.connector.sent).toEqual([]);
  });

  it('an edited or deleted message is not answered again', async () => {
    await bot.post(
      question({ type: 'messageUpdate', channelData: { tenant: { id: TENANT }, eventType: 'editMessage' } }),
    );
    await bot.post(question({ type: 'messageDelete' }));
    expect(bot.connector.sent).toEqual([]);
  });
});

describe('in a group or a channel', () => {
  served();
  it('a mention is answered in its thread, and is no part of the question', async () => {
    await bot.post(activity('channel-mention', bot.connector));
    expect(bot.asked).toEqual([{ text: 'who is in the network?', plan: undefined }]);
    expect(bot.connector.sent[0]?.conversation).toBe(
      '19:invented-channel@thread.tacv2;messageid=1700000000100',
    );
  });

  it("other people's names stay in the question", async () => {
    await bot.post(activity('group-mention', bot.connector));
    expect(bot.asked[0]?.text.replace(/\s+/g, ' ')).toBe('Invented Colleague thinks who is in the network?');
  });

  it('what is not meant for it is not answered', async () => {
    await bot.post(activity('channel-mention', bot.connector, { entities: [] }));
    await bot.post(activity('group-mention', bot.connector, { entities: undefined }));
    expect(bot.asked).toEqual([]);
    expect(bot.connector.sent).toEqual([]);
  });

  it('a mention alone gets the overview and how to ask', async () => {
    await bot.post(activity('channel-mention', bot.connector, { text: '<at>Dalil</at>' }));
    expect(read()).toContain('Mention @Dalil and ask');
  });
});

describe('a tap', () => {
  served();
  it.each(['personal-message', 'group-mention', 'channel-mention'])(
    'on a suggestion asks it: %s',
    async (where) => {
      const text =
        where === 'personal-message' ? 'who is in the network?' : '<at>Dalil</at> who is in the network?';
      await bot.post(activity(where, bot.connector, { text }));
      const [plan] = plans(cards()[0]);
      expect(plan).toBe('value coordinator');
      const value = { dalil: { do: 'ask', plan } };
      await bot.post(
        activity(where, bot.connector, { text: undefined, entities: undefined, value, replyToId: 'sent-1' }),
      );
      expect(bot.asked.at(-1)).toEqual({ text: '', plan: 'value coordinator' });
      expect(readable(cards()[1])).toContain('The Bridge Fund coordinates it.');
    },
  );

  it('on a choice answers what was meant', async () => {
    await bot.post(question({ text: 'what is ia?' }));
    const choice = buttons(cards()[0]).find(({ data }) => data.dalil?.do === 'choose');
    await bot.post(tap(bot.connector, choice?.data));
    expect(readable(cards()[1])).toContain('It keeps a register of bridges.');
  });

  it('on "Show all" brings all of it, and nothing twice', async () => {
    await bot.post(question({ text: 'all bridges' }));
    const all = buttons(cards()[0]).find(({ title }) => title === 'Show all');
    await bot.post(tap(bot.connector, all?.data));
    const rest = cards().slice(1).map(readable).join('\n');
    for (const n of [1, 50, 100])
      expect(
        rest.split('\n').filter((line) => line === `• Bridge number ${n} over the invented river`),
      ).toHaveLength(1);
  });

  it('on a button of an older card gets a sentence, not silence', async () => {
    for (const value of [{ some: 'older form' }, { dalil: { do: 'fly' } }, 'text', 7]) {
      await bot.post(tap(bot.connector, value));
    }
    expect(texts()).toHaveLength(4);
    expect(texts()[0]).toContain('older version');
    expect(bot.asked).toEqual([]);
  });
});

describe('feedback', () => {
  served();
  it("goes through Teams' own buttons, and asks nothing on the card", async () => {
    await bot.post(question());
    expect(bot.connector.sent[0]?.activity.channelData).toEqual({ feedbackLoop: { type: 'default' } });
    expect(read()).not.toContain('Helpful');
  });

  it("of Teams' own buttons is kept with its reason, and Teams gets an empty answer", async () => {
    await bot.post(question());
    const replyToId = bot.connector.sent[0]?.id;
    const reply = await bot.post(activity('own-feedback', bot.connector, { replyToId }));
    expect(reply).toEqual({ status: 200, body: undefined });
    expect(await ratings()).toContainEqual(
      expect.objectContaining({ verdict: 'not-helpful', reason: 'The list is too short' }),
    );
  });

  it('can be changed', async () => {
    await bot.storage.db.deleteFrom('votes').execute();
    await bot.post(question());
    const replyToId = bot.connector.sent[0]?.id;
    await bot.post(activity('own-feedback', bot.connector, { replyToId }));
    const value = { actionName: 'feedback', actionValue: { reaction: 'like', feedback: '' } };
    await bot.post(activity('own-feedback', bot.connector, { replyToId, value }));
    expect((await ratings()).map(({ verdict }) => verdict)).toEqual(['helpful']);
  });

  it('on a message that nobody remembers changes nothing', async () => {
    await bot.storage.db.deleteFrom('votes').execute();
    expect(await bot.post(activity('own-feedback', bot.connector, { replyToId: 'long-ago' }))).toMatchObject({
      status: 200,
    });
    expect(
      await bot.post(activity('own-feedback', bot.connector, { value: { actionName: 'other' } })),
    ).toMatchObject({ status: 400 });
    expect(await ratings()).toEqual([]);
  });

  it('is not asked of a greeting', async () => {
    await bot.post(question({ text: 'hello' }));
    expect(bot.connector.sent[0]?.activity.channelData).toBeUndefined();
  });
});

describe('feedback where Teams has no buttons of its own', () => {
  served({ config: { app: null, openIdMetadataUrl: null } });
  const local = { token: null };
  it('is on the card, is kept with its reason, and thanks that person alone', async () => {
    await bot.post(question(), local);
    const sends = buttons(cards()[0]).filter(({ data }) => data.dalil?.do === 'rate');
    expect(sends.map(({ type }) => type)).toEqual(['Action.Execute', 'Action.Execute']);
    const reply = await bot.post(
      cardAction(bot.connector, {
        ...sends[1]?.data,
        [`reason-${sends[1]?.data.dalil?.answer}`]: 'Too short',
      }),
      local,
    );
    expect(reply).toEqual({
      status: 200,
      body: {
        statusCode: 200,
        type: 'application/vnd.microsoft.activity.message',
        value: 'Noted. Thank you.',
      },
    });
    expect(bot.connector.sent).toHaveLength(1);
    expect(await ratings()).toMatchObject([{ verdict: 'not-helpful', reason: 'Too short' }]);
  });

  it('on an older card says so', async () => {
    expect(await bot.post(cardAction(bot.connector, { verdict: 'helpful' }), local)).toMatchObject({
      body: { value: expect.stringContaining('older version') },
    });
  });
});

describe('on installation', () => {
  served();
  it('it says what it knows, with three questions to tap, once', async () => {
    await Promise.all([
      bot.post(activity('installation', bot.connector)),
      bot.post(activity('members-added', bot.connector)),
    ]);
    expect(bot.connector.sent).toHaveLength(1);
    expect(read()).toContain('What Dalil knows');
    expect(read()).toContain('Posez ici votre question');
    expect(plans(cards()[0])).toEqual(['who is in the network?', 'what is ia?', 'all bridges']);
  });

  it('others who come are not greeted', async () => {
    await bot.post(activity('members-added', bot.connector, { membersAdded: [{ id: '29:newcomer' }] }));
    expect(bot.connector.sent).toEqual([]);
  });

  it('it keeps the way back, uses it unasked, and forgets it when it is removed', async () => {
    const answer = { ...(await import('./answers.ts')).HOME };
    const place = 'a:kept-conversation';
    const conversation = { conversationType: 'personal', tenantId: TENANT, id: place };
    expect(await bot.teams.deliver(place, answer)).toBe(false);
    await bot.post(activity('installation', bot.connector, { conversation }));
    expect(await bot.teams.deliver(place, answer)).toBe(true);
    expect(bot.connector.sent.map((sent) => sent.conversation)).toEqual([place, place]);
    await bot.post(activity('installation', bot.connector, { conversation, action: 'remove' }));
    expect(await bot.teams.deliver(place, answer)).toBe(false);
  });

  it('the way back is unreadable in the database', async () => {
    await bot.post(activity('installation', bot.connector));
    const rows = await bot.storage.db.selectFrom('conversation_references').selectAll().execute();
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toMatch(/invented-personal|serviceUrl|127\.0\.0\.1/);
  });
});

describe('the search in the compose box', () => {
  served();
  const search = (value: string | null, more = {}) =>
    bot.post(
      activity('message-extension-query', bot.connector, {
        value: {
          commandId: 'search',
          parameters:
            value === null ? [{ name: 'initialRun', value: 'true' }] : [{ name: 'question', value }],
          queryOptions: { skip: 0, count: 25 },
          ...more,
        },
      }),
    );
  const results = ({ body }: { body: unknown }) =>
    (
      body as {
        composeExtension: {
          attachments: {
            content: unknown;
            contentType: string;
            preview: { contentType: string; content: { title: string; text: string } };
          }[];
        };
      }
    ).composeExtension.attachments;

  it('shows answers of the store as cards to put in', async () => {
    const found = results(await search('network'));
    expect(found[0]?.preview.content).toEqual({
      title: 'Members of the Invented Network',
      text: 'Members: 3',
    });
    expect(found[0]?.preview.contentType).toBe('application/vnd.microsoft.card.thumbnail');
    expect(readable(found[0]?.content)).toContain('Bridge Fund (BF)');
    for (const { content } of found) expect(messageProblems({ card: content, summary: '-' })).toEqual([]);
  });

  it('shows what is popular and what is new before anything is typed', async () => {
    const titles = results(await search(null)).map(({ preview }) => preview.content.title);
    expect(titles).toEqual(['Members of the Invented Network', 'Which one do you mean?', 'Bridges']);
  });

  it('offers no button that needs the bot where the card goes, but an address that asks it', async () => {
    const [first] = results(await search('network'));
    expect(buttons(first?.content)).toEqual([]);
    expect(JSON.stringify(first?.content)).toContain(
      'https://teams.microsoft.com/l/chat/0/0?users=28:11111111',
    );
  });

  it('says when nothing is held', async () => {
    expect(await search('zzz')).toMatchObject({
      body: { composeExtension: { type: 'message', text: expect.stringContaining('Nothing is held') } },
    });
  });

  it('shows further results a page at a time, and then no more', async () => {
    const pages = [0, 10].map(
      async (skip) => results(await search('', { queryOptions: { skip, count: 25 } })).length,
    );
    expect(await Promise.all(pages)).toEqual([3, 0]);
  });

  it('hostile text is no markup in a preview', async () => {
    const [found] = results(await search('hostile'));
    expect(JSON.stringify(found?.preview)).not.toMatch(/<[a-z/!]/i);
  });

  it('finds what was typed into a parameter of any name, or of none', async () => {
    for (const name of ['query', undefined]) {
      const found = results(await search('x', { parameters: [{ name, value: 'network' }] }));
      expect(found[0]?.preview.content.title).toBe('Members of the Invented Network');
    }
  });

  it('a malformed search is refused', async () => {
    expect(await search('x', { parameters: 'question' })).toMatchObject({ status: 400 });
  });
});

describe('"Ask Dalil about this" on a message', () => {
  served();
  interface Window {
    task: { type: string; value: { title: string; card: { content: unknown } } };
  }
  const ask = (changes = {}) => bot.post(activity('message-action', bot.connector, changes));
  const submit = (data: unknown) =>
    bot.post(
      activity('message-action', bot.connector, {
        name: 'composeExtension/submitAction',
        value: { commandId: 'askAbout', data },
      }),
    );
  const cardIn = ({ body }: { body: unknown }) => (body as Window).task.value.card.content;

  it('answers it in a window that only this person sees', async () => {
    const reply = await ask();
    expect(bot.asked[0]?.text).toBe('Who is in the network?');
    expect(reply).toMatchObject({ body: { task: { type: 'continue', value: { title: 'Dalil' } } } });
    expect(readable(cardIn(reply))).toContain('Bridge Fund (BF)');
    expect(messageProblems({ card: cardIn(reply), summary: '-' })).toEqual([]);
    expect(bot.connector.sent).toEqual([]);
  });

  it('a tap in the window goes on there', async () => {
    const taps = buttons(cardIn(await ask()));
    expect(taps.every(({ type }) => type === 'Action.Submit')).toBe(true);
    const further = await submit(taps.find(({ data }) => data.dalil?.do === 'ask')?.data);
    expect(readable(cardIn(further))).toContain('The Bridge Fund coordinates it.');
  });

  it('the card can be put into a message', async () => {
    const insert = buttons(cardIn(await ask())).find(({ data }) => data.dalil?.do === 'insert');
    expect(insert?.title).toBe('Put into my message');
    const reply = await submit(insert?.data);
    expect(reply).toMatchObject({
      body: {
        composeExtension: {
          type: 'result',
          attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive' }],
        },
      },
    });
  });

  it('can be rated', async () => {
    const rate = buttons(cardIn(await ask())).find(({ data }) => data.dalil?.verdict === 'helpful');
    expect(await submit(rate?.data)).toMatchObject({
      body: { task: { type: 'message', value: 'Noted. Thank you.' } },
    });
    expect((await ratings()).at(-1)?.verdict).toBe('helpful');
  });

  it('two answers stand in one window', async () => {
    const body = { contentType: 'text', content: 'members and coordinator' };
    const reply = await ask({ value: { commandId: 'askAbout', messagePayload: { body } } });
    expect(readable(cardIn(reply))).toMatch(/Members of the Invented Network[\s\S]*175 member states/);
    expect(messageProblems({ card: cardIn(reply), summary: '-' })).toEqual([]);
  });

  it('a message without text gets a sentence', async () => {
    const body = { contentType: 'html', content: '<div><img src="https://evil.example/x.png"></div>' };
    expect(await ask({ value: { commandId: 'askAbout', messagePayload: { body } } })).toMatchObject({
      body: { task: { type: 'message', value: expect.stringContaining('no text') } },
    });
  });

  it('an old button in it gets a sentence', async () => {
    expect(await submit({ old: true })).toMatchObject({
      body: { task: { value: expect.stringContaining('older version') } },
    });
  });
});

describe('guests and people of other tenants', () => {
  served();
  const person = (id: string) => ({ from: { id: `29:${id}`, aadObjectId: id } });
  it.each([
    ['a guest', { userRole: 'guest', tenantId: TENANT }],
    ['somebody anonymous', { userRole: 'anonymous' }],
    ['somebody of another tenant', { userRole: 'user', tenantId: 'another-tenant' }],
  ])('are told that they are not answered: %s', async (id, member) => {
    bot.connector.roster.set(`29:${id}`, member);
    await bot.post(question(person(id)));
    expect(texts()).toEqual(['Here Dalil answers only people of its own organisation.']);
    expect(bot.asked).toEqual([]);
    await bot.post(tap(bot.connector, { dalil: { do: 'ask', plan: 'value coordinator' } }, person(id)));
    expect(texts()).toHaveLength(2);
    expect(await bot.post(activity('message-extension-query', bot.connector, person(id)))).toMatchObject({
      body: { composeExtension: { type: 'message' } },
    });
    expect(await bot.post(activity('message-action', bot.connector, person(id)))).toMatchObject({
      body: { task: { type: 'message' } },
    });
    expect(bot.asked).toEqual([]);
  });

  it('are asked for once, not for each message', async () => {
    const { length } = bot.connector.asked;
    for (const _ of [1, 2]) await bot.post(question(person('frequent')));
    expect(bot.connector.asked.slice(length).filter((path) => path.includes('members'))).toHaveLength(1);
  });

  it('a search where the bot is no member goes by the tenant', async () => {
    bot.connector.roster.set('29:unknown', 403);
    const reply = await bot.post(activity('message-extension-query', bot.connector, person('unknown')));
    expect(reply).toMatchObject({ body: { composeExtension: { type: 'result' } } });
  });

  describe('where they are welcome', () => {
    served({ allowExternal: true });
    it('are answered', async () => {
      bot.connector.roster.set('29:guest', { userRole: 'guest' });
      await bot.post(question(person('guest')));
      expect(read()).toContain('Bridge Fund');
    });
  });
});

describe('delivery', () => {
  served();
  it('a message that Teams sends twice is answered once', async () => {
    const twice = question();
    expect((await Promise.all([bot.post(twice), bot.post(twice)])).map(({ status }) => status)).toEqual([
      200, 200,
    ]);
    await bot.post(twice);
    expect(bot.connector.sent).toHaveLength(1);
  });

  it("one person's messages are answered in the order in which they were sent", async () => {
    bot.connector.answerAfter(30);
    const at = (second: number) => `2026-11-24T09:00:${String(second).padStart(2, '0')}.000Z`;
    const first = bot.post(question({ text: 'hello', timestamp: at(0) }));
    await new Promise((resolve) => setTimeout(resolve, 10));
    const later = [3, 1, 2].map((n) => bot.post(question({ text: `question ${n}`, timestamp: at(n) })));
    await Promise.all([first, ...later]);
    bot.connector.answerAfter(0);
    expect(bot.asked.map(({ text }) => text)).toEqual(['hello', 'question 1', 'question 2', 'question 3']);
  });

  it.each([412, 429, 502, 504])('is tried again when Teams answers %i', async (status) => {
    bot.connector.failures.push({ status }, { status });
    await bot.post(question());
    expect(bot.connector.sent).toHaveLength(1);
    expect(bot.pauses).toHaveLength(2);
    expect(bot.pauses[1]).toBeGreaterThan(bot.pauses[0]! / 2);
  });

  it('waits as long as Teams asks for', async () => {
    bot.connector.failures.push({ status: 429, headers: { 'retry-after': '3' } });
    await bot.post(question());
    expect(bot.connector.sent).toHaveLength(1);
    expect(bot.pauses[0]).toBeGreaterThanOrEqual(3000);
    expect(bot.pauses[0]).toBeLessThan(4000);
  });

  it('that stays impossible is given up and is in the log as such, without a word of the question', async () => {
    bot.connector.failures.push(...Array.from({ length: 40 }, () => ({ status: 502 })));
    expect(await bot.post(question({ text: 'a most private question' }))).toMatchObject({ status: 200 });
    expect(bot.connector.sent).toEqual([]);
    expect(bot.logged.join('\n')).toContain('could not be delivered');
    expect(bot.logged.join('\n')).not.toContain('private');
  });

  it('of two answers goes on where it broke off', async () => {
    bot.connector.failures.push({ status: 403 });
    await bot.post(question({ text: 'members and coordinator' }));
    expect(cards().map((card) => readable(card).split('\n')[0])).toEqual([
      'Members of the Invented Network',
      'Invented Agency (IA)',
    ]);
    expect(bot.asked).toHaveLength(1);
  });

  it('carries on while the references are away', async () => {
    const away = async () => Promise.reject(new Error('away'));
    const other = await startBot({ references: { get: away, set: away, delete: away } });
    await other.post(activity('personal-message', other.connector));
    expect(other.connector.sent).toHaveLength(1);
    await other.stop();
  });
});

describe('an invoke', () => {
  served();
  it('is answered in time though the desk is not', async () => {
    const slow = await startBot({ desk: { ...bot.desk, ask: () => new Promise(() => {}) } });
    const began = Date.now();
    const reply = await slow.post(activity('message-action', slow.connector));
    expect(Date.now() - began).toBeLessThan(5000);
    expect(reply).toMatchObject({
      status: 200,
      body: { task: { type: 'message', value: expect.stringContaining('longer than usual') } },
    });
    await slow.stop();
  }, 20_000);
});
