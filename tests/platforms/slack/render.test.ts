import { describe, expect, it } from 'vitest';
import type { Answer } from '../../../src/domain.ts';
import { readActionId } from '../../../src/platforms/slack/render/buttons.ts';
import { renderAnswer, type SlackMessage } from '../../../src/platforms/slack/render/message.ts';
import { ANSWERS, answer } from '../answers.ts';
import { rendererContract } from '../contract.ts';
import { buttons, directions, messageProblems, readable, targets } from './blockkit.ts';
import { say, WORDING } from './wording.ts';

const options = { say, answerId: 'answer-1', surface: 'message' as const, share: true };
const render = (given: Answer) => renderAnswer(given, options);

/** Taps "Show all" until nothing is left to show. */
function whole(given: Answer): SlackMessage[] {
  const messages = render(given);
  for (let from = next(messages); from !== null; ) {
    const further = renderAnswer(given, { ...options, from, pages: 3 });
    messages.push(...further);
    from = next(further);
  }
  return messages;
}

function next(messages: SlackMessage[]): number | null {
  const ids = messages.flatMap(({ blocks }) => buttons(blocks)).map(({ actionId }) => readActionId(actionId));
  return ids.find((id) => id?.verb === 'more')?.number ?? null;
}

const ownWords = Object.values(WORDING)
  .flatMap((wording) => Object.values(wording))
  .sort((a, b) => b.length - a.length)
  .map((text) => new RegExp(text.replace(/[.*+?^$()[\]|\\]/g, '\\$&').replace(/\{\w+\}/g, '\\S+'), 'gu'));

rendererContract<SlackMessage>(
  'Slack',
  { render, whole },
  {
    textOf: ({ blocks }) => readable(blocks),
    limits: messageProblems,
    linksOf: ({ blocks }) => targets(blocks),
    plansOf: ({ blocks }) => buttons(blocks).map(({ value }) => value),
    rightToLeft: ({ blocks }) => directions(blocks).every((direction) => direction === 'rtl'),
    ownWords,
  },
);

describe('a Slack message', () => {
  it('keeps its shape: a list', () => {
    expect(render(ANSWERS['a list']!)).toMatchSnapshot();
  });
  it('keeps its shape: a fact with a caveat', () => {
    expect(render(ANSWERS['a fact with a caveat']!)).toMatchSnapshot();
  });
  it('keeps its shape: an Arabic answer', () => {
    expect(render(ANSWERS['Arabic, right to left']!)).toMatchSnapshot();
  });

  it('says in its notification what the answer is, not that there is one', () => {
    const [message] = render(ANSWERS['a list']!);
    expect(message?.text).toMatch(/^Members of the Invented Network: Members: 3\n• Invented Agency \(IA\)/);
  });

  it('says how much is not shown yet, next to the button that shows it', () => {
    const [message] = render(ANSWERS['a list of one thousand long items']!);
    const shown = readable(message!.blocks);
    const [, count] = /Not shown yet: (\d+)/.exec(shown) ?? [];
    expect(Number(count) + shown.split('Register ').length - 1).toBe(1000);
    expect(shown).toContain('Show all');
  });

  it('offers a mail button that opens a mail to the contact', () => {
    const [message] = render(ANSWERS['one contact, no telephone']!);
    expect(buttons(message!.blocks).map(({ url }) => url)).toContain('mailto:desk_1@invented.example.org');
  });

  it('asks no rating and offers no sharing of what is confidential', () => {
    const [message] = render(answer({ ...ANSWERS['a list']!, confidential: true }));
    const ids = JSON.stringify(message);
    expect(ids).not.toContain('feedback_buttons');
    expect(ids).not.toContain('share.');
  });

  it('shows a text that Slack would read as markup as it is written', () => {
    const [message] = render(
      answer({ text: [[{ from: 'reply', key: 'k', text: '<!channel> *now* & <@U1>' }]] }),
    );
    expect(readable(message!.blocks)).toContain('<!channel> *now* & <@U1>');
    expect(message?.text).toBe('&lt;!channel&gt; *now* &amp; &lt;@U1&gt;');
  });
});
