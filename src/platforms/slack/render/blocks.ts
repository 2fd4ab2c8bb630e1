import type { types } from '@slack/bolt';
import type { Part, RichElement } from './parts.ts';

type Block = types.KnownBlock;

/** What Slack adds to each block by itself, in bytes, estimated generously. */
const BLOCK_OVERHEAD = 130;

/** Size as Slack's limit on all blocks of a message together sees it, on the safe side. */
export function blockBytes(block: Block): number {
  return bytes(block) + BLOCK_OVERHEAD;
}

export function bytes(value: unknown): number {
  return Buffer.byteLength(JSON.stringify(value));
}

/** Parts of one kind that follow each other share a block. */
export function partBlocks(parts: Part[]): Block[] {
  return groups(parts).flatMap(groupBlocks);
}

/** True when the part needs a block of its own after the one before. */
export function startsGroup(part: Part, before: Part | undefined): boolean {
  return part.kind !== before?.kind;
}

function groups(parts: Part[]): Part[][] {
  const found: Part[][] = [];
  parts.forEach((part, n) => {
    if (startsGroup(part, parts[n - 1])) found.push([part]);
    else found.at(-1)?.push(part);
  });
  return found;
}

function groupBlocks(group: Part[]): Block[] {
  const kind = group[0]?.kind;
  if (kind === 'item') return [richText(list(group))];
  const between = kind === 'fact' ? '\n' : '\n\n';
  const text = richText({ type: 'rich_text_section', elements: joined(group, between) });
  return [text, ...mailButtons(group)];
}

/** At most so many mail buttons in a row; Slack shows no more at a glance. */
const BUTTONS_IN_A_ROW = 5;

function mailButtons(group: Part[]): Block[] {
  const buttons = group.flatMap(({ button }) => (button === null ? [] : [button]));
  const rows: Block[] = [];
  for (let from = 0; from < buttons.length; from += BUTTONS_IN_A_ROW) {
    const row = buttons.slice(from, from + BUTTONS_IN_A_ROW);
    rows.push({ type: 'actions', elements: row.map((button, n) => ({ ...button, action_id: `mail.${n}` })) });
  }
  return rows;
}

function list(group: Part[]): types.RichTextList {
  const elements = group.map((part) => ({ type: 'rich_text_section' as const, elements: part.elements }));
  return { type: 'rich_text_list', style: 'bullet', elements };
}

function joined(group: Part[], between: string): RichElement[] {
  return group.flatMap((part, n): RichElement[] =>
    n === 0 ? part.elements : [{ type: 'text', text: between }, ...part.elements],
  );
}

function richText(element: types.RichTextSection | types.RichTextList): types.RichTextBlock {
  return { type: 'rich_text', elements: [element] };
}
