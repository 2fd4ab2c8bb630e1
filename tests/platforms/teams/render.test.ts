import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain.ts';
import { renderAnswer, renderWhole, type TeamsMessage } from '../../../src/platforms/teams/card/render.ts';
import { ANSWERS, answer } from '../answers.ts';
import { rendererContract } from '../contract.ts';
import { buttons, messageProblems, plans, readable, rightToLeft, targets } from './cards.ts';
import { say, WORDING } from './wording.ts';

const options = { say, surface: 'chat' as const, rate: 'answer-1' };
const render = (given: Answer) => renderAnswer(given, options);
const only = (given: Answer): TeamsMessage => {
  const [message, ...others] = render(given);
  expect(others).toEqual([]);
  if (message === undefined) throw new Error('No message');
  return message;
};
const example = (what: string): Answer => {
  const found = ANSWERS[what];
  if (found === undefined) throw new Error(`No example ${what}`);
  return found;
};

const ownWords = Object.values(WORDING)
  .flatMap((wording) => Object.values(wording))
  .sort((a, b) => b.length - a.length)
  .map((text) => new RegExp(text.replace(/[.*+?^$()[\]|\\]/g, '\\$&').replace(/\{\w+\}/g, '\\S+'), 'gu'));

rendererContract<TeamsMessage>(
  'Teams',
  { render, whole: (given) => renderWhole(given, options) },
  {
    textOf: ({ card }) => readable(card),
    limits: messageProblems,
    linksOf: ({ card }) => targets(card),
    plansOf: ({ card }) => plans(card),
    rightToLeft: ({ card }) => rightToLeft(card),
    ownWords,
  },
);

describe('a message in Teams', () => {
  it('shows on a phone what was answered, not that something was', () => {
    expect(only(example('a list')).summary).toBe('Members of the Invented Network: Members: 3');
    expect(only(example('a fact with a caveat')).summary).toBe(
      'Invented Agency (IA): As of December 2021; nothing newer is held.',
    );
    expect(only(example('Arabic, right to left')).summary).toContain('الوكالة الخيالية');
  });

  it('reads whole where no card is shown', () => {
    const { fallbackText } = only(example('a list')).card;
    for (const part of [
      'Members of the Invented Network',
      '• Bridge Fund (BF)',
      'Source: Yearbook',
      'Who coordinates it?',
    ])
      expect(fallbackText).toContain(part);
  });

  it('gives a contact as a mail to write and as an address to copy', () => {
    const { card } = only(example('one contact, no telephone'));
    expect(targets(card)).toContain('mailto:desk_1@invented.example.org');
    expect(readable(card).split('\n')).toContain('desk_1@invented.example.org');
  });

  it('opens no mail to a hidden second address', () => {
    expect(targets(only(example('an address that is no mail address')).card)).toEqual([]);
  });

  it('has its title as a heading for screen readers', () => {
    expect(only(example('a list')).card.body[0]).toMatchObject({
      type: 'TextBlock',
      style: 'heading',
      wrap: true,
    });
  });

  it('uses no colour of its own, so that it reads in dark and in high contrast', () => {
    for (const given of Object.values(ANSWERS)) {
      const text = JSON.stringify(render(given));
      expect(text).not.toMatch(/"color"|"backgroundImage"|#[0-9a-f]{6}"/i);
    }
  });

  it('offers long choices as rows that show every word', () => {
    const { card } = only(example('choices with long labels and long plans'));
    const rows = card.body.filter((element) => element.type === 'Container');
    expect(rows).toHaveLength(7);
    expect(rows.every((row) => row.selectAction?.type === 'Action.Submit')).toBe(true);
  });

  it('offers short ones as buttons', () => {
    const { card } = only(example('an ambiguous question'));
    expect(buttons(card).map(({ title, data }) => [title, data.dalil?.do])).toContainEqual([
      'Invented Agency (IA)',
      'choose',
    ]);
    expect(card.body.some((element) => element.type === 'ActionSet')).toBe(true);
  });

  it('asks why an answer did not help, before it sends that', () => {
    const { card } = only(example('a list'));
    const rates = buttons(card).filter(({ data }) => data.dalil?.do === 'rate');
    expect(rates.map(({ title, data }) => [title, data.dalil?.verdict])).toEqual([
      ['Helpful', 'helpful'],
      ['Send', 'not-helpful'],
    ]);
    expect(readable(card)).toContain('What did you need, or what is wrong?');
  });

  it('does not ask whether a greeting or a question back helped', () => {
    for (const what of ['nothing but text', 'an ambiguous question'])
      expect(readable(only(example(what)).card)).not.toContain('Helpful');
  });

  it('says that it is shortened, and shows the rest on a tap', () => {
    const given = example('a list of one hundred');
    const { card } = only(given);
    expect(readable(card)).toContain('This is not all of it.');
    expect(buttons(card)).toContainEqual(
      expect.objectContaining({ title: 'Show all', data: { dalil: { do: 'all', plan: given.plan } } }),
    );
    expect(readable(card)).not.toContain('Bridge number 90 ');
    expect(
      renderWhole(given, options)
        .map(({ card }) => readable(card))
        .join('\n'),
    ).toContain('Bridge number 90 ');
  });

  it('shows no button for all where all is shown', () => {
    expect(readable(only(example('a list')).card)).not.toMatch(/Show all|not all of it/);
  });

  it('speaks the language of its answer', () => {
    const { card } = only(example('Arabic, right to left'));
    expect(readable(card)).toMatch(/مفيد[\s\S]*غير مفيد/);
    expect(card.rtl).toBe(true);
  });
});

describe('right to left', () => {
  const runs = (given: Answer) => JSON.stringify(only(given).card.body);
  it('a telephone number keeps its order', () => {
    expect(runs(example('Arabic, right to left'))).toContain('\u2066+964 770 000 1001\u2069');
  });

  it('an English sentence keeps its full stop at its end', () => {
    const text = [[{ from: 'reply' as const, key: 'x', text: 'Shown in English.' }]];
    expect(runs(answer({ text, language: 'ar', direction: 'rtl' }))).toContain(
      '\u2066Shown in English.\u2069',
    );
  });

  it('a mail address stays as it is copied', () => {
    expect(runs(example('Arabic, right to left'))).toContain('"desk_1@invented.example.org"');
  });

  it('an Arabic sentence that begins with an acronym stays Arabic', () => {
    expect(runs(example('Arabic, right to left'))).toContain('"IA هي وكالة خيالية."');
  });
});

describe('a card that somebody puts into a message', () => {
  const link = (question: string) =>
    `https://teams.microsoft.com/l/chat/0/0?message=${encodeURIComponent(question)}`;
  const insert = (given: Answer, askLink?: typeof link) =>
    renderAnswer(given, { say, surface: 'insert', rate: null, ...(askLink && { askLink }) });

  it('has nothing to tap that would need the bot there, but a way to ask it', () => {
    const [message] = insert(example('a list of one hundred'), link);
    expect(buttons(message?.card)).toEqual([]);
    expect(targets(message?.card)).toContain(link('The longest one'));
    expect(readable(message?.card)).toContain('Show all');
  });

  it('is one card even where it cannot be asked again', () => {
    expect(insert(answer({ ...example('a long text without a plan') }))).toHaveLength(1);
  });
});
