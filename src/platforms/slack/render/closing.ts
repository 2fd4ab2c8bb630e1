import type { types } from '@slack/bolt';
import type { Answer } from '../../../domain.ts';
import { chunks } from '../../cut.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { actionId, feedbackBlock, feedbackRow, plainText, tapBlocks, tapButton } from './buttons.ts';
import { directed, escapeMarkup, isBlank, lineText, webAddress } from './text.ts';

export interface RenderOptions {
  say: Say;
  /** The id by which the answer is rated; null where it cannot be. */
  answerId: string | null;
  surface: 'message' | 'modal';
  /** Offers to show the answer to the whole channel. */
  share: boolean;
  /** The first part that was not shown yet: 0 is the answer from its beginning. */
  from?: number;
  /** At most so many messages in one go; the rest is offered. Only for answers that can be asked again. */
  pages?: number;
}

/** Whether a button can ask for the same answer again. */
export const canAskAgain = ({ plan }: Answer) => plan !== null && plan.length <= LIMITS.buttonValue;

/** What stands below an answer: its source, what to tap, whether it helped. */
export function closingBlocks(answer: Answer, options: RenderOptions): types.KnownBlock[] {
  return [
    ...sourceBlocks(answer, options.say),
    ...tapBlocks('choose', answer.choices, answer, options.say),
    ...tapBlocks('ask', answer.suggestions, answer, options.say),
    ...shareBlocks(answer, options),
    ...feedback(answer, options),
  ];
}

/** What stands below the rest of an answer. */
export function continuedBlocks(answer: Answer, options: RenderOptions): types.KnownBlock[] {
  return [...sourceBlocks(answer, options.say), ...feedback(answer, options)];
}

function sourceBlocks({ source, direction, language }: Answer, say: Say): types.KnownBlock[] {
  if (source === null) return [];
  const line = directed(lineText(source.line), direction);
  const texts = isBlank(line) ? [] : chunks(line, LIMITS.contextText).slice(0, LIMITS.contextElements - 1);
  const url = webAddress(source.url);
  const elements: types.ContextBlockElement[] = texts.map((text) => plainText(text));
  if (url !== null) elements.push(openLink(url, say('button.open', language)));
  return elements.length > 0 ? [{ type: 'context', elements }] : [];
}

function openLink(url: string, label: string): types.MrkdwnElement {
  return { type: 'mrkdwn', text: `<${url.replace(/&/g, '&amp;')}|${escapeMarkup(label)}>`, verbatim: true };
}

/** Says how much is not shown yet, and offers it. */
export function moreBlocks(answer: Answer, next: number, count: number, say: Say): types.KnownBlock[] {
  const { language, direction, plan } = answer;
  const note = directed(say('slack.more', language, { count: String(count) }), direction);
  const id = actionId({ verb: 'more', language, number: next });
  return [
    { type: 'context', elements: [plainText(note)] },
    { type: 'actions', elements: [tapButton(id, plan ?? '', say('button.show_all', language))] },
  ];
}

function shareBlocks(answer: Answer, { share, say }: RenderOptions): types.KnownBlock[] {
  if (!share || answer.confidential || !canAskAgain(answer)) return [];
  const id = actionId({ verb: 'share', language: answer.language, number: 0 });
  return [
    { type: 'actions', elements: [tapButton(id, answer.plan ?? '', say('slack.share', answer.language))] },
  ];
}

function feedback(answer: Answer, { answerId, surface, say }: RenderOptions): types.KnownBlock[] {
  if (answerId === null || answer.confidential || answer.outcome === 'smalltalk') return [];
  const form = surface === 'modal' ? feedbackRow : feedbackBlock;
  return [form(answerId, answer.language, say)];
}
