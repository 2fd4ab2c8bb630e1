import type { Answer } from '../../../domain.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { firstSentence, isBlank, jsonBytes, lineText, shortened, webAddress } from '../text.ts';
import { feedbackActions, labelOf, submit, tapElements } from './buttons.ts';
import type { Action, AdaptiveCard, Element } from './elements.ts';
import { allParts, bytesOf, firstView } from './fit.ts';
import { elementsOf, type Piece, piecesOf, plainBlock } from './pieces.ts';

/** One message: a card and the sentence that a notification shows. */
export interface TeamsMessage {
  summary: string;
  card: AdaptiveCard;
}

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

/** An answer as a chat first shows it: one message, or as many as it takes where it cannot be asked for again. */
export function renderAnswer(answer: Answer, options: RenderOptions): TeamsMessage[] {
  const pieces = piecesOf(answer, options.say('button.write', answer.language));
  const { shown, cut } = firstCard(answer, options, pieces);
  return cut && answer.plan === null && options.surface === 'chat' ? renderWhole(answer, options) : [shown];
}

/** All of an answer, in as many messages as it takes. */
export function renderWhole(answer: Answer, options: RenderOptions): TeamsMessage[] {
  const pieces = piecesOf(answer, options.say('button.write', answer.language));
  const closing = closingOf(answer, options, false);
  const parts = allParts(pieces, roomBeside(answer, NOTHING, options));
  if (bytesOf(parts.at(-1) ?? []) > roomBeside(answer, closing, options)) parts.push([]);
  const last = parts.length - 1;
  return parts.map((part, n) => ({
    summary: n === 0 ? summaryOf(answer, options.say) : options.say('teams.continued', answer.language),
    card: cardOf(answer, part, n === last ? closing : NOTHING, options.say),
  }));
}

function firstCard(
  answer: Answer,
  options: RenderOptions,
  pieces: Piece[],
): { shown: TeamsMessage; cut: boolean } {
  const summary = summaryOf(answer, options.say);
  const room = roomBeside(answer, closingOf(answer, options, true), options);
  const view = firstView(pieces, room);
  const closing = closingOf(answer, options, view.cut);
  return { shown: { summary, card: cardOf(answer, view.pieces, closing, options.say) }, cut: view.cut };
}

/** What ends a card however long the answer is. */
interface Closing {
  elements: Element[];
  actions: Action[];
  text: string[];
}

const NOTHING: Closing = { elements: [], actions: [], text: [] };

function closingOf(answer: Answer, options: RenderOptions, cut: boolean): Closing {
  const { say } = options;
  const source = lineText(answer.source?.line ?? null);
  const more = cut ? [plainBlock(say('teams.more', answer.language), { weight: 'bolder' })] : [];
  const origin = isBlank(source)
    ? []
    : [plainBlock(source, { size: 'small', isSubtle: true }, { spacing: 'medium', separator: true })];
  return {
    elements: [...more, ...origin, ...tapsOf(answer, options)],
    actions: [...showAll(answer, options, cut), ...openSource(answer, say), ...ownActions(answer, options)],
    text: [...(cut ? [say('teams.more', answer.language)] : []), source],
  };
}

function tapsOf(answer: Answer, { surface, askLink }: RenderOptions): Element[] {
  if (surface === 'insert') {
    return tapElements([...answer.choices, ...answer.suggestions], (_tap, label) =>
      linkTo(label, label, askLink),
    );
  }
  return [
    ...tapElements(answer.choices, ({ plan }, label) => submit(label, { do: 'choose', plan })),
    ...tapElements(answer.suggestions, ({ plan }, label) => submit(label, { do: 'ask', plan })),
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
  if (rate === null || answer.outcome === 'smalltalk') return insert;
  const sends = surface === 'dialog' ? 'Action.Submit' : 'Action.Execute';
  return [...insert, ...feedbackActions(rate, answer, say, sends)];
}

/** UTF-8 bytes that are left for pieces when a card ends so. */
function roomBeside(
  answer: Answer,
  closing: Closing,
  { say, bytes = LIMITS.messageBytes }: RenderOptions,
): number {
  const empty = { summary: summaryOf(answer, say), card: cardOf(answer, [], { ...closing, text: [] }, say) };
  return bytes - LIMITS.envelopeBytes - LIMITS.fallbackBytes - jsonBytes(empty);
}

function cardOf(answer: Answer, pieces: Piece[], closing: Closing, say: Say): AdaptiveCard {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    rtl: answer.direction === 'rtl',
    speak: summaryOf(answer, say),
    fallbackText: fallbackOf([
      ...pieces.map(({ text }) => text),
      ...closing.text,
      ...labelsOf(answer, closing),
    ]),
    body: [...elementsOf(pieces), ...closing.elements],
    ...(closing.actions.length > 0 && { actions: closing.actions }),
  };
}

const labelsOf = (answer: Answer, closing: Closing): string[] =>
  closing === NOTHING ? [] : [...answer.choices, ...answer.suggestions].map((tap) => `• ${labelOf(tap)}`);

function fallbackOf(lines: string[]): string {
  let text = lines.filter((line) => !isBlank(line)).join('\n');
  while (jsonBytes(text) > LIMITS.fallbackBytes) text = shortened(text, Math.floor(text.length * 0.8));
  return text;
}

/** The answer's first sentence under its title: what a phone shows of the message. */
export function summaryOf(answer: Answer, say: Say): string {
  const { title, sentence } = openingOf(answer);
  const summary = [title, sentence].filter((text) => !isBlank(text)).join(': ');
  return summary === '' ? say('teams.notification', answer.language) : shortened(summary, LIMITS.summary);
}

/** An answer's title and the first sentence that it says, each on one line. */
export function openingOf(answer: Answer): { title: string; sentence: string } {
  const [first = ''] = [...answer.text, ...answer.facts.map(({ value }) => value), ...answer.list]
    .map(lineText)
    .filter((text) => !isBlank(text));
  const oneLine = (text: string) => text.replaceAll('\n', ' ');
  return { title: oneLine(lineText(answer.title)), sentence: oneLine(firstSentence(first, answer.language)) };
}
