import type { Answer } from '../../../domain.ts';
import { shortened } from '../../cut.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { firstSentence, isBlank, jsonBytes, lineText } from '../text.ts';
import { type Closing, closingOf, NOTHING, type RenderOptions } from './closing.ts';
import type { AdaptiveCard } from './elements.ts';
import { allParts, bytesOf, firstView } from './fit.ts';
import { elementsOf, type Piece, piecesOf, plainBlock } from './pieces.ts';

/** One message: a card and the sentence that a notification shows. */
export interface TeamsMessage {
  summary: string;
  card: AdaptiveCard;
}

/** An answer as a chat first shows it: one message, or as many as it takes where it cannot be asked for again. */
export function renderAnswer(answer: Answer, options: RenderOptions): TeamsMessage[] {
  const pieces = piecesOf(answer, options.say('button.write', answer.language));
  const summary = summaryOf(answer, options.say);
  const room = roomBeside(answer, closingOf(answer, options, true), summary, options);
  const { pieces: shown, cut } = firstView(pieces, room);
  if (cut && answer.plan === null && options.surface !== 'insert') return renderWhole(answer, options);
  return [{ summary, card: cardOf(answer, shown, closingOf(answer, options, cut), summary) }];
}

/** All of an answer, in as many messages as it takes. */
export function renderWhole(answer: Answer, options: RenderOptions): TeamsMessage[] {
  const pieces = piecesOf(answer, options.say('button.write', answer.language));
  const summary = summaryOf(answer, options.say);
  const closing = closingOf(answer, options, false);
  const parts = allParts(pieces, roomBeside(answer, NOTHING, summary, options));
  if (bytesOf(parts.at(-1) ?? []) > roomBeside(answer, closing, summary, options)) parts.push([]);
  const last = parts.length - 1;
  return parts.map((part, n) => {
    const heard = n === 0 ? summary : options.say('teams.continued', answer.language);
    return { summary: heard, card: cardOf(answer, part, n === last ? closing : NOTHING, heard) };
  });
}

/** UTF-8 bytes that are left for pieces when a card ends so. */
function roomBeside(answer: Answer, closing: Closing, summary: string, { bytes }: RenderOptions): number {
  const empty = { summary, card: cardOf(answer, [], { ...closing, text: [] }, summary) };
  return (bytes ?? LIMITS.messageBytes) - LIMITS.envelopeBytes - LIMITS.fallbackBytes - jsonBytes(empty);
}

/** `summary` is spoken, and stands in for an answer that says nothing. */
function cardOf(answer: Answer, pieces: Piece[], closing: Closing, summary: string): AdaptiveCard {
  const body = [...elementsOf(pieces), ...closing.elements];
  const lines = [...pieces.map(({ text }) => text), ...closing.text];
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: '1.5',
    rtl: answer.direction === 'rtl',
    speak: summary,
    fallbackText: fallbackOf(lines) || summary,
    body: body.length > 0 ? body : [plainBlock(summary)],
    ...(closing.actions.length > 0 && { actions: closing.actions }),
  };
}

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
