import type { types } from '@slack/bolt';
import { LIMITS } from '../limits.ts';
import { blockBytes, bytes, startsGroup } from './blocks.ts';
import type { Part } from './parts.ts';

export interface Weight {
  blocks: number;
  bytes: number;
}

export const weigh = (blocks: types.KnownBlock[]): Weight => ({
  blocks: blocks.length,
  bytes: blocks.reduce((sum, block) => sum + blockBytes(block), 0),
});

const fits = ({ blocks, bytes: size }: Weight) =>
  blocks <= LIMITS.messageBlocks && size <= LIMITS.blocksBytes;

/** Closing blocks that leave less than this to the body go on a message of their own. */
const LEAST_BODY = 6500;

export interface Pagination {
  from: number;
  pages: number;
  first: Weight;
  last: Weight;
  /** Room for the sentence and the button that offer the rest. */
  more: Weight;
}

/** Which parts go on which message: as many as fit, in order, beside what stands above and below them. */
export function paginate(parts: Part[], room: Pagination): { start: number; end: number }[] {
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

/** Puts the closing blocks on the last message, and on further ones where they do not fit. */
export function close(messages: types.KnownBlock[][], tail: types.KnownBlock[]): types.KnownBlock[][] {
  const closed = messages.filter((blocks, n) => blocks.length > 0 || n === 0);
  for (const block of tail) {
    const page = closed.at(-1) ?? [];
    if (fits(weigh([...page, block]))) page.push(block);
    else closed.push([block]);
  }
  return closed.filter((blocks) => blocks.length > 0);
}
