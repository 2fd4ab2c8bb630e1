import type { Answer } from '../../../domain.ts';
import type { Say } from '../dependencies.ts';
import { inDirection, isBlank, lineText, webAddress } from '../text.ts';
import { feedbackActions, labelOf, submit, tapElements } from './buttons.ts';
import type { Action, Element } from './elements.ts';
import { plainBlock } from './pieces.ts';

export interface RenderOptions {
  say: Say;
  /**
   * `chat`: a message of the bot. `dialog`: the window of a message action. `insert`: a card that a person
   * puts into a message of their own, where the bot may be a stranger and only links work.
   */
  surface: 'chat' | 'dialog' | 'insert';
  /** The answer's id for feedback on the card; null where there is none or Teams offers its own. */
  rate: string | null;
  /** The address that opens a chat with the bot and has a question ready; null when nobody knows it. */
  askLink?: (question: string) => string | null;
  /** UTF-8 bytes that the message may have; all that Teams takes when it is not given. */
  bytes?: number;
}

/** What ends a card however long the answer is. */
export interface Closing {
  elements: Element[];
  actions: Action[];
  text: string[];
}

export const NOTHING: Closing = { elements: [], actions: [], text: [] };

export function closingOf(answer: Answer, options: RenderOptions, cut: boolean): Closing {
  const { say } = options;
  const source = lineText(answer.source?.line ?? null);
  const more = cut ? [plainBlock(say('teams.more', answer.language), { weight: 'bolder' })] : [];
  const origin = isBlank(source)
    ? []
    : [
        plainBlock(
          inDirection(source, answer.direction),
          { size: 'small', isSubtle: true },
          { spacing: 'medium', separator: true },
        ),
      ];
  return {
    elements: [...more, ...origin, ...tapsOf(answer, options)],
    actions: [...showAll(answer, options, cut), ...openSource(answer, say), ...ownActions(answer, options)],
    text: [...(cut ? [say('teams.more', answer.language)] : []), source, ...labelsOf(answer)],
  };
}

function tapsOf(answer: Answer, { surface, askLink }: RenderOptions): Element[] {
  if (surface === 'insert') {
    const taps = [...answer.choices, ...answer.suggestions];
    return tapElements(taps, answer.direction, (_tap, label) => linkTo(label, label, askLink));
  }
  const { choices, suggestions, direction } = answer;
  return [
    ...tapElements(choices, direction, ({ plan }, label) => submit(label, { do: 'choose', plan })),
    ...tapElements(suggestions, direction, ({ plan }, label) => submit(label, { do: 'ask', plan })),
  ];
}

function showAll(answer: Answer, { surface, say, askLink }: RenderOptions, cut: boolean): Action[] {
  if (!cut) return [];
  const title = say('button.show_all', answer.language);
  if (surface === 'insert')
    return [linkTo(title, lineText(answer.title), askLink)].filter((link) => link !== null);
  return answer.plan === null ? [] : [submit(title, { do: 'all', plan: answer.plan })];
}

function linkTo(title: string, question: string, askLink: RenderOptions['askLink']): Action | null {
  const url = askLink?.(question) ?? null;
  return url === null ? null : { type: 'Action.OpenUrl', title, url };
}

function openSource({ source, language }: Answer, say: Say): Action[] {
  const url = webAddress(source?.url);
  return url === null ? [] : [{ type: 'Action.OpenUrl', title: say('button.open', language), url }];
}

function ownActions(answer: Answer, { surface, rate, say }: RenderOptions): Action[] {
  const insert =
    surface === 'dialog' && answer.plan !== null
      ? [submit(say('teams.insert', answer.language), { do: 'insert', plan: answer.plan })]
      : [];
  if (rate === null || !isRated(answer)) return insert;
  const sends = surface === 'dialog' ? 'Action.Submit' : 'Action.Execute';
  return [...insert, ...feedbackActions(rate, answer, say, sends)];
}

/** A greeting or a question back is no answer that could have helped. */
export function isRated({ outcome }: Answer): boolean {
  return outcome === 'answered' || outcome === 'unanswered';
}

function labelsOf({ choices, suggestions }: Answer): string[] {
  return [...choices, ...suggestions].map((tap) => `• ${labelOf(tap)}`);
}
