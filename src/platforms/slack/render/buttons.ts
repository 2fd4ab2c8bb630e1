import type { types } from '@slack/bolt';
import type { Answer, Language, Plan, Suggestion } from '../../../domain.ts';
import { shortened } from '../../cut.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { directed, isBlank, lineText } from './text.ts';

/**
 * What a button does stands in its action id, `verb.language.number`; what it is about in its value.
 * Plans are values as they are, so that a button survives a restart and a change of content.
 */
export type Verb = 'ask' | 'choose' | 'more' | 'share' | 'rate' | 'search';

export interface ActionId {
  verb: Verb;
  language: Language;
  /** Which of several buttons; for `more` the first part that is not shown yet. */
  number: number;
}

export function actionId({ verb, language, number }: ActionId): string {
  return `${verb}.${language}.${number}`;
}

const ACTION_ID = /^(ask|choose|more|share|rate|search)\.(en|fr|ar|ckb)\.(\d{1,6})$/;

/** What the id of a tapped button says, or null for one that this version does not make. */
export function readActionId(id: string): ActionId | null {
  const [, verb, language, number] = ACTION_ID.exec(id) ?? [];
  if (verb === undefined || language === undefined) return null;
  return { verb: verb as Verb, language: language as Language, number: Number(number) };
}

/** The answer's choices or suggestions as blocks: a row of buttons; a label too long for one stands beside it. */
export function tapBlocks(
  verb: 'ask' | 'choose',
  taps: Suggestion[],
  answer: Answer,
  say: Say,
): types.KnownBlock[] {
  const blocks: types.KnownBlock[] = [];
  taps.forEach((tap, number) => {
    const label = directed(lineText(tap.label), answer.direction);
    const id = actionId({ verb, language: answer.language, number });
    if (tap.plan.length > LIMITS.buttonValue) blocks.push(labelBlock(label));
    else if (label.length > LIMITS.buttonText || isBlank(label)) {
      const button = tapButton(id, tap.plan, say(`button.${verb}`, answer.language));
      blocks.push({ ...labelBlock(label), accessory: button });
    } else addToRow(blocks, tapButton(id, tap.plan, label));
  });
  return blocks;
}

/** More buttons than these in a row are hard to tell apart. */
const TAPS_IN_A_ROW = 5;

function addToRow(blocks: types.KnownBlock[], button: types.Button): void {
  const row = blocks.at(-1);
  if (row?.type === 'actions' && row.elements.length < TAPS_IN_A_ROW) row.elements.push(button);
  else blocks.push({ type: 'actions', elements: [button] });
}

function labelBlock(label: string): types.SectionBlock {
  const text = isBlank(label) ? '…' : shortened(label, LIMITS.section);
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

export function tapButton(id: string, plan: Plan, label: string): types.Button {
  const button: types.Button = { type: 'button', action_id: id, text: plainText(label) };
  return plan === '' ? button : { ...button, value: plan };
}

export function plainText(text: string): types.PlainTextElement {
  return { type: 'plain_text', text, emoji: false };
}

/** Thumbs below an answer; each vote carries the answer's id. */
export function feedbackBlock(answerId: string, language: Language, say: Say): types.ContextActionsBlock {
  const button = (verdict: 'helpful' | 'not-helpful', key: string) => ({
    text: plainText(say(key, language)),
    value: `${verdict}:${answerId}`,
  });
  return {
    type: 'context_actions',
    elements: [
      {
        type: 'feedback_buttons',
        action_id: actionId({ verb: 'rate', language, number: 0 }),
        positive_button: button('helpful', 'button.helpful'),
        negative_button: button('not-helpful', 'button.not_helpful'),
      },
    ],
  };
}

/** The same for modals, which take no context actions. */
export function feedbackRow(answerId: string, language: Language, say: Say): types.ActionsBlock {
  const button = (verdict: 'helpful' | 'not-helpful', key: string, number: number) =>
    tapButton(actionId({ verb: 'rate', language, number }), `${verdict}:${answerId}`, say(key, language));
  return {
    type: 'actions',
    elements: [button('helpful', 'button.helpful', 0), button('not-helpful', 'button.not_helpful', 1)],
  };
}

/** The vote in a feedback button's value, or null for what is none. */
export function readVote(value: string): { verdict: 'helpful' | 'not-helpful'; answerId: string } | null {
  const [, verdict, answerId] = /^(helpful|not-helpful):(\S{1,200})$/.exec(value) ?? [];
  if (answerId === undefined) return null;
  return { verdict: verdict === 'helpful' ? 'helpful' : 'not-helpful', answerId };
}
