import type { Answer, ContactCard } from '../../../domain.ts';
import { LIMITS } from '../limits.ts';
import { chunks, jsonBytes, lineText, mailAddress, withoutMarkdown } from '../text.ts';
import type { Element, Fact, RichTextBlock, TextRun } from './elements.ts';

export type Section = 'title' | 'text' | 'facts' | 'list' | 'contacts';

/** The least that can be shown or left for later by itself. */
export interface Piece {
  section: Section;
  content: { element: Element } | { fact: Fact };
  /** As a person reads it, for clients that show no card. */
  text: string;
  /** UTF-8 bytes as JSON. */
  bytes: number;
}

/** All that an answer says, in reading order, in pieces that fit any card. */
export function piecesOf(answer: Answer, mailLabel: string): Piece[] {
  return [
    ...titlePieces(lineText(answer.title)),
    ...answer.text.flatMap((line) => paragraphs('text', lineText(line))),
    ...answer.facts.flatMap(({ label, value }) => factPieces(lineText(label), lineText(value))),
    ...answer.list.flatMap((line) => paragraphs('list', lineText(line), '• ')),
    ...answer.contacts.flatMap((card) => contactPieces(card, mailLabel)),
  ];
}

/** Pieces as elements: facts that follow each other stand in one table. */
export function elementsOf(pieces: Piece[]): Element[] {
  const elements: Element[] = [];
  for (const { content } of pieces) {
    const last = elements.at(-1);
    if ('element' in content) elements.push(content.element);
    else if (last?.type === 'FactSet') last.facts.push(content.fact);
    else elements.push({ type: 'FactSet', facts: [content.fact] });
  }
  return elements;
}

/** Text that is shown as it is written, whatever is in it. */
export function plainBlock(
  text: string,
  run: Partial<TextRun> = {},
  block: Partial<RichTextBlock> = {},
): RichTextBlock {
  return { type: 'RichTextBlock', inlines: [{ type: 'TextRun', text, ...run }], ...block };
}

function titlePieces(title: string): Piece[] {
  const [heading = '', ...rest] = chunks(title.replaceAll('\n', ' '), LIMITS.title);
  if (heading.trim() === '') return [];
  const element: Element = {
    type: 'TextBlock',
    text: withoutMarkdown(heading),
    wrap: true,
    style: 'heading',
    weight: 'bolder',
    size: 'medium',
  };
  return [piece('title', heading, element), ...rest.flatMap((text) => paragraphs('title', text))];
}

/** One piece a line and, of long lines, one a part. Only the first carries the bullet. */
function paragraphs(section: Section, text: string, bullet = '', run: Partial<TextRun> = {}): Piece[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => chunks(line, LIMITS.element))
    .map((part, n) => {
      const shown = n === 0 ? bullet + part : part;
      return piece(section, shown, plainBlock(shown, run, { spacing: bullet === '' ? 'medium' : 'small' }));
    });
}

function factPieces(label: string, value: string): Piece[] {
  const short = label.length <= LIMITS.fact && value.length <= LIMITS.fact && !/\n/.test(label + value);
  if (!short) {
    return [...paragraphs('facts', label, '', { weight: 'bolder' }), ...paragraphs('facts', value)];
  }
  const fact = { title: withoutMarkdown(label), value: withoutMarkdown(value) };
  return [
    { section: 'facts', content: { fact }, text: `${label}: ${value}`, bytes: jsonBytes(fact) + FACT_SET },
  ];
}

/** UTF-8 bytes of the table around facts; counted with each, since each may come to stand alone. */
const FACT_SET = jsonBytes({ type: 'FactSet', facts: [] }) + 1;

/** One contact stays together, so that nobody reads one's name over another's address. */
function contactPieces(card: ContactCard, mailLabel: string): Piece[] {
  const email = lineText(card.email);
  const lines = [lineText(card.purpose), email, lineText(card.phone)].filter((line) => line.trim() !== '');
  const url = mailAddress(email);
  const items: Element[] = [
    ...paragraphs('contacts', lineText(card.name), '', { weight: 'bolder' }).map(elementOf),
    ...lines.map((line) => plainBlock(line, {}, { spacing: 'none' })),
  ];
  if (url !== null)
    items.push({
      type: 'ActionSet',
      actions: [{ type: 'Action.OpenUrl', title: mailLabel, url }],
      spacing: 'small',
    });
  const text = [lineText(card.name), ...lines].join('\n');
  return items.length === 0 ? [] : [piece('contacts', text, { type: 'Container', items, spacing: 'medium' })];
}

function elementOf({ content }: Piece): Element {
  return 'element' in content ? content.element : { type: 'FactSet', facts: [content.fact] };
}

function piece(section: Section, text: string, element: Element): Piece {
  return { section, content: { element }, text, bytes: jsonBytes(element) + 1 };
}

/** A paragraph's beginning, visibly cut. */
export function beginning(whole: Piece, size: number): Piece {
  const text = `${chunks(whole.text, size)[0]} …`;
  return piece(whole.section, text, plainBlock(text));
}
