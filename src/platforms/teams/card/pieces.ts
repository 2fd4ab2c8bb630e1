import type { Answer, ContactCard, Direction } from '../../../domain.ts';
import { chunks } from '../../cut.ts';
import { LIMITS } from '../limits.ts';
import { inDirection, jsonBytes, lineText, mailAddress, withoutMarkdown } from '../text.ts';
import type { Element, Fact, RichTextBlock, Spacing, TextRun } from './elements.ts';

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
  const { direction } = answer;
  const list = { section: 'list', direction, bullet: '• ', spacing: 'small' } as const;
  return [
    ...titlePieces(lineText(answer.title), direction),
    ...answer.text.flatMap((line) => paragraphs(lineText(line), { section: 'text', direction })),
    ...answer.facts.flatMap(({ label, value }) => factPieces(lineText(label), lineText(value), direction)),
    ...answer.list.flatMap((line) => paragraphs(lineText(line), list)),
    ...answer.contacts.flatMap((card) => contactPieces(card, mailLabel, direction)),
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

function titlePieces(title: string, direction: Direction): Piece[] {
  const [heading = '', ...rest] = chunks(title.replaceAll('\n', ' '), LIMITS.title);
  if (heading.trim() === '') return [];
  const element: Element = {
    type: 'TextBlock',
    text: withoutMarkdown(inDirection(heading, direction)),
    wrap: true,
    style: 'heading',
    weight: 'bolder',
    size: 'medium',
  };
  const further = rest.flatMap((text) => paragraphs(text, { section: 'title', direction }));
  return [piece('title', heading, element), ...further];
}

interface Setting {
  section: Section;
  direction: Direction;
  /** In front of the first part only. */
  bullet?: string;
  spacing?: Spacing;
  weight?: 'bolder';
}

/** One piece a line and, of long lines, one a part. */
function paragraphs(
  text: string,
  { section, direction, bullet = '', spacing = 'medium', weight }: Setting,
): Piece[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .flatMap((line) => chunks(line, LIMITS.element))
    .map((part, n) => {
      const mark = n === 0 ? bullet : '';
      const shown = mark + inDirection(part, direction);
      return piece(section, mark + part, plainBlock(shown, { ...(weight && { weight }) }, { spacing }));
    });
}

function factPieces(label: string, value: string, direction: Direction): Piece[] {
  const short = label.length <= LIMITS.fact && value.length <= LIMITS.fact && !/\n/.test(label + value);
  if (!short) {
    const setting = { section: 'facts', direction } as const;
    return [
      ...paragraphs(label, { ...setting, weight: 'bolder' }),
      ...paragraphs(value, { ...setting, spacing: 'small' }),
    ];
  }
  const fact = { title: withoutMarkdown(label), value: withoutMarkdown(inDirection(value, direction)) };
  return [
    { section: 'facts', content: { fact }, text: `${label}: ${value}`, bytes: jsonBytes(fact) + FACT_SET },
  ];
}

/** UTF-8 bytes of the table around facts; counted with each, since each may come to stand alone. */
const FACT_SET = jsonBytes({ type: 'FactSet', facts: [] }) + 1;

/** One contact stays together, so that nobody reads one's name over another's address. */
function contactPieces(card: ContactCard, mailLabel: string, direction: Direction): Piece[] {
  const email = lineText(card.email);
  const lines = [lineText(card.purpose), email, lineText(card.phone)].filter((line) => line.trim() !== '');
  const url = mailAddress(email);
  const name = paragraphs(lineText(card.name), { section: 'contacts', direction, weight: 'bolder' });
  const items: Element[] = [
    ...name.map(elementOf),
    ...lines.map((line) => plainBlock(inDirection(line, direction), {}, { spacing: 'none' })),
  ];
  if (url !== null) {
    const write = { type: 'Action.OpenUrl', title: mailLabel, url } as const;
    items.push({ type: 'ActionSet', actions: [write], spacing: 'small' });
  }
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
