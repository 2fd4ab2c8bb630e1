import { describe, expect, it } from 'vitest';
import { mentions, questionText } from '../../../src/platforms/slack/question.ts';

describe('what was asked, from Slack’s notation', () => {
  it.each([
    ['<@U0BOT> who are the members?', 'who are the members?'],
    ['<@U0BOT>, who are the members?', 'who are the members?'],
    ['hello <@U0BOT|dalil> members', 'hello members'],
    ['ask <@U0AMAL|amal> in <#C0OPS|operations>', 'ask @amal in #operations'],
    [
      'see <https://iraq.iom.int|the page> and <https://iraq.iom.int>',
      'see the page and https://iraq.iom.int',
    ],
    ['write to <mailto:a@b.org|a@b.org>', 'write to a@b.org'],
    ['<!subteam^S1|@press> R&amp;D &lt;2021&gt;', '@press R&D <2021>'],
    ['two\nlines  here', 'two lines here'],
    ['<@U0BOT>', ''],
  ])('%s', (written, asked) => {
    expect(questionText(written, 'U0BOT')).toBe(asked);
  });

  it('a mention of somebody else is none', () => {
    expect(mentions('<@U0BOTTLE> hi', 'U0BOT')).toBe(false);
    expect(mentions('hi <@U0BOT>', 'U0BOT')).toBe(true);
  });
});
