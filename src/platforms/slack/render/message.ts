import type { types } from '@slack/bolt';
import type { Answer } from '../../../domain.ts';
import { chunks } from '../../cut.ts';
import { LIMITS } from '../limits.ts';
import { partBlocks } from './blocks.ts';
import { plainText } from './buttons.ts';
import { canAskAgain, closingBlocks, continuedBlocks, moreBlocks, type RenderOptions } from './closing.ts';
import { close, paginate, weigh } from './pages.ts';
import { bodyParts } from './parts.ts';
import { spokenText } from './spoken.ts';
import { directed, isBlank, lineText } from './text.ts';

export interface SlackMessage {
  /** For notifications and screen readers. */
  text: string;
  blocks: types.KnownBlock[];
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
  const spoken = (n: number) =>
    from > 0 || n > 0 ? say('slack.continued', answer.language) : spokenText(answer, say);
  const closed = close(messages, tail).map((blocks, n) => ({ text: spoken(n), blocks }));
  return closed.length > 0 ? closed : [withoutBody(spokenText(answer, say))];
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

/** Nothing to be seen is still no reason for silence. */
function withoutBody(text: string): SlackMessage {
  return { text, blocks: [{ type: 'section', text: plainText(text) }] };
}
