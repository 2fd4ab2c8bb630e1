import type { types } from '@slack/bolt';
import type { Answer, ContactCard, Direction, Line } from '../../../domain.ts';
import { chunks } from '../../cut.ts';
import { LIMITS } from '../limits.ts';
import { clean, directed, isBlank, lineText, mailAddress, phoneAddress, webAddress } from './text.ts';

export type RichElement = types.RichTextText | types.RichTextLink;

/** A piece of an answer's body that stays in one message. Rich text is literal: no markup is read in it. */
export interface Part {
  kind: 'paragraph' | 'fact' | 'item' | 'contact';
  elements: RichElement[];
  button: types.Button | null;
}

/** The body of an answer, in order: text, facts, list, contacts. */
export function bodyParts(answer: Answer, writeLabel: string): Part[] {
  const { direction } = answer;
  return [
    ...answer.text.flatMap((line) => linePieces('paragraph', line, direction)),
    ...answer.facts.flatMap(({ label, value }) => factParts(label, value, direction)),
    ...answer.list.flatMap((line) => linePieces('item', line, direction)),
    ...answer.contacts.flatMap((card) => contactParts(card, direction, writeLabel)),
  ];
}

function linePieces(kind: Part['kind'], line: Line, direction: Direction): Part[] {
  return split(lineElements(line), direction).map((elements) => ({ kind, elements, button: null }));
}

function factParts(label: Line, value: Line, direction: Direction): Part[] {
  const name = lineText(label);
  const bold: RichElement[] = isBlank(name) ? [] : [{ type: 'text', text: name, style: { bold: true } }];
  const colon: RichElement[] = bold.length > 0 ? [{ type: 'text', text: ': ' }] : [];
  const elements = [...bold, ...colon, ...lineElements(value)];
  return split(elements, direction).map((piece) => ({ kind: 'fact', elements: piece, button: null }));
}

function contactParts(card: ContactCard, direction: Direction, writeLabel: string): Part[] {
  const email = lineText(card.email).trim();
  const phone = lineText(card.phone).trim();
  const rows: RichElement[][] = [
    lineElements(card.name).map((element) => ({ ...element, style: { bold: true } })),
    lineElements(card.purpose ?? []),
    [linkOr(email, mailAddress(email)), linkOr(phone, phoneAddress(phone))]
      .filter((element) => !isBlank(shownText(element)))
      .flatMap((element, n): RichElement[] =>
        n === 0 ? [element] : [{ type: 'text', text: ' · ' }, element],
      ),
  ];
  const shown = rows.filter((row) => row.some((element) => !isBlank(shownText(element))));
  const elements = shown.flatMap((row, n) => [...(n === 0 ? [] : [NEW_LINE]), ...row]);
  const pieces = split(elements, direction);
  const button = mailButton(card, mailAddress(email), direction, writeLabel);
  return pieces.map((piece, n) => ({
    kind: 'contact',
    elements: piece,
    button: n === pieces.length - 1 ? button : null,
  }));
}

const NEW_LINE: RichElement = { type: 'text', text: '\n' };

function mailButton(
  card: ContactCard,
  address: string | null,
  direction: Direction,
  writeLabel: string,
): types.Button | null {
  if (address === null || address.length > LIMITS.buttonUrl) return null;
  const name = shortName(lineText(card.name));
  const label = directed(`✉️ ${name ?? writeLabel}`, direction);
  return { type: 'button', text: { type: 'plain_text', text: label, emoji: true }, url: address };
}

/** A name that fits a button whole: half a name would be a wrong one. */
function shortName(name: string): string | null {
  return isBlank(name) || name.length > LIMITS.buttonText - 8 ? null : name;
}

/** Spans as literal text; one that is a web or mail address as a whole opens on a tap. */
export function lineElements(line: Line): RichElement[] {
  const elements: RichElement[] = [];
  for (const span of line) {
    const text = clean(span.text);
    const last = elements.at(-1);
    const element = linkOr(text, span.from === 'reply' ? null : (webAddress(text) ?? mailAddress(text)));
    if (element.type === 'text' && last?.type === 'text') last.text += element.text;
    else if (text !== '') elements.push(element);
  }
  return elements;
}

const linkOr = (text: string, url: string | null): RichElement =>
  url === null ? { type: 'text', text } : { type: 'link', url, text };

export const shownText = (element: RichElement): string => element.text ?? '';

/** Cuts into pieces that one text element may hold; each begins in the answer's direction. */
function split(elements: RichElement[], direction: Direction): RichElement[][] {
  if (elements.every((element) => isBlank(shownText(element)))) return [];
  const pieces: RichElement[][] = [];
  let current: RichElement[] = [];
  let size = 0;
  for (const element of elements.flatMap(short)) {
    const length = weight(shownText(element));
    if (size + length > PIECE && current.length > 0) {
      pieces.push(current);
      current = [];
      size = 0;
    }
    current.push(element);
    size += length;
  }
  return [...pieces, current].map((piece) => inDirection(piece, direction));
}

/** Room for the direction's mark is left. */
const PIECE = LIMITS.richText - 8;

/** Length as it counts against a piece: scripts that take more than two bytes a letter count double. */
function weight(text: string): number {
  return Buffer.byteLength(text) > 2 * text.length ? 2 * text.length : text.length;
}

function short(element: RichElement): RichElement[] {
  if (element.type === 'link') return [element];
  const size = weight(element.text) > element.text.length ? PIECE / 2 : PIECE;
  return chunks(element.text, size)
    .filter((text) => text !== '')
    .map((text) => ({ ...element, text }));
}

function inDirection(piece: RichElement[], direction: Direction): RichElement[] {
  const whole = piece.map(shownText).join('');
  const marked = directed(whole, direction);
  if (marked === whole) return piece;
  const mark = marked.slice(0, 1);
  const [first, ...others] = piece;
  if (first?.type === 'text') return [{ ...first, text: mark + first.text }, ...others];
  return [{ type: 'text', text: mark }, ...piece];
}
