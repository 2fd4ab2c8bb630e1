import type { types } from '@slack/bolt';
import type { Answer } from '../../../domain.ts';
import type { Say } from '../dependencies.ts';
import { LIMITS } from '../limits.ts';
import { blockBytes, bytes, partBlocks, startsGroup } from './blocks.ts';
import { actionId, feedbackBlock, feedbackRow, plainText, tapBlocks, tapButton } from './buttons.ts';
import { bodyParts, type Part } from './parts.ts';
import { spokenText } from './spoken.ts';
import { chunks, directed, escapeMarkup, isBlank, lineText, webAddress } from './text.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  text: string;
  blocks: types.KnownBlock[];
}

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

/** An answer as Slack messages within Slack's limits. What does not fit is counted and offered, never dropped. */
export function renderAnswer(answer: Answer, options: RenderOptions): SlackMessage[] {
  const { say } = options;
  const { title, body } = withTitle(answer);
  const parts = bodyParts(body, say('button.write', answer.language));
  const from = (options.from ?? 0) < parts.length ? (options.from ?? 0) : 0;
  const first = from === 0 ? title : [];
  const last = from === 0 ? closingBlocks(answer, options) : continuedBlocks(answer, options);
  const more = (next: number, count: number) => moreBlocks(answer, next, count, say);
  const pages = canAskAgain(answer) ? (options.pages ?? 1) : Number.POSITIVE_INFINITY;
  const layout = paginate(parts, {
    from,
    pages,
    first: weigh(first),
    last: weigh(last),
    more: weigh(more(0, parts.length)),
  });
  const messages = layout.map(({ start, end }, n) => {
    const head = n === 0 ? first : [];
    return [...head, ...partBlocks(parts.slice(start, end))];
  });
  const next = layout.at(-1)?.end ?? parts.length;
  const tail = next < parts.length ? [...more(next, parts.length - next), ...last] : last;
  return close(messages, tail).map((blocks, n) => ({ text: spokenText(answer, n, say), blocks }));
}

const canAskAgain = ({ plan }: Answer) => plan !== null && plan.length <= LIMITS.buttonValue;

/** Puts the closing blocks on the last message, and on further ones where they do not fit. */
function close(messages: types.KnownBlock[][], tail: types.KnownBlock[]): types.KnownBlock[][] {
  const closed = messages.filter((blocks, n) => blocks.length > 0 || n === 0);
  for (const block of tail) {
    const page = closed.at(-1) ?? [];
    if (fits(weigh([...page, block]))) page.push(block);
    else closed.push([block]);
  }
  return closed.filter((blocks) => blocks.length > 0);
}

interface Weight {
  blocks: number;
  bytes: number;
}

const weigh = (blocks: types.KnownBlock[]): Weight => ({
  blocks: blocks.length,
  bytes: blocks.reduce((sum, block) => sum + blockBytes(block), 0),
});

const fits = ({ blocks, bytes: size }: Weight) =>
  blocks <= LIMITS.messageBlocks && size <= LIMITS.blocksBytes;

/** Closing blocks that leave less than this to the body go on a message of their own. */
const LEAST_BODY = 6500;

interface Pagination {
  from: number;
  pages: number;
  first: Weight;
  last: Weight;
  /** Room for the sentence and the button that offer the rest. */
  more: Weight;
}

function paginate(parts: Part[], room: Pagination): { start: number; end: number }[] {
  const { from, pages, first, last, more } = room;
  const closing = add(last, more);
  const alone = first.bytes + closing.bytes > LIMITS.blocksBytes - LEAST_BODY;
  const whole = fill(parts, from, add(first, last));
  if (whole === parts.length) return [{ start: from, end: whole }];
  const layout: { start: number; end: number }[] = [];
  let start = from;
  while (start < parts.length && layout.length < pages) {
    const reserved = add(layout.length === 0 ? first : NOTHING, alone ? NOTHING : closing);
    const end = fill(parts, start, reserved);
    layout.push({ start, end });
    start = end;
  }
  return layout;
}

const NOTHING: Weight = { blocks: 0, bytes: 0 };
const add = (a: Weight, b: Weight): Weight => ({ blocks: a.blocks + b.blocks, bytes: a.bytes + b.bytes });

/** The end of the parts that fit beside what is reserved; always at least one. */
function fill(parts: Part[], start: number, reserved: Weight): number {
  let weight = reserved;
  for (let n = start; n < parts.length; n++) {
    weight = add(weight, partWeight(parts, n, start));
    if (!fits(weight)) return n === start ? start + 1 : n;
  }
  return parts.length;
}

function partWeight(parts: Part[], n: number, start: number): Weight {
  const part = parts[n];
  if (part === undefined) return NOTHING;
  const opens = n === start || startsGroup(part, parts[n - 1]);
  const size = bytes(part.elements) + (part.button === null ? 0 : bytes(part.button) + 30) + 60;
  // A mail button may open a row of its own.
  const row = part.button === null ? 0 : 1;
  return { blocks: (opens ? 1 : 0) + row, bytes: size + (opens ? 250 : 0) + row * 130 };
}

/** A title longer than this is read as the first paragraph. */
const LONGEST_TITLE = 1000;

/** The title as blocks and what is below it; a title without end goes below too. */
function withTitle(answer: Answer): { title: types.KnownBlock[]; body: Answer } {
  const { title } = answer;
  if (title === null || lineText(title).length <= LONGEST_TITLE) {
    return { title: titleBlocks(answer), body: answer };
  }
  return { title: [], body: { ...answer, text: [title, ...answer.text] } };
}

function titleBlocks(answer: Answer): types.KnownBlock[] {
  const title = directed(lineText(answer.title), answer.direction).replace(/\n+/g, ' ');
  if (isBlank(title)) return [];
  if (title.length <= LIMITS.header) return [{ type: 'header', text: plainText(title) }];
  return chunks(title, LIMITS.richText).map((text) => ({
    type: 'rich_text',
    elements: [{ type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] }],
  }));
}

function closingBlocks(answer: Answer, options: RenderOptions): types.KnownBlock[] {
  return [
    ...sourceBlocks(answer, options.say),
    ...tapBlocks('choose', answer.choices, answer, options.say),
    ...tapBlocks('ask', answer.suggestions, answer, options.say),
    ...shareBlocks(answer, options),
    ...feedback(answer, options),
  ];
}

function continuedBlocks(answer: Answer, options: RenderOptions): types.KnownBlock[] {
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

function moreBlocks(answer: Answer, next: number, count: number, say: Say): types.KnownBlock[] {
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
