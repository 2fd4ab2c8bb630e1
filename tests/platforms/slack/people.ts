import { afterEach, expect } from 'vitest';
import { buttons, readable } from './blockkit.ts';
import type { Call } from './standin.ts';
import { Workspace } from './workspace.ts';

const open: Workspace[] = [];

/** A workspace that is closed after the test; nothing it was sent may have broken one of Slack's rules. */
export async function workspace(options: Parameters<typeof Workspace.open>[0] = {}): Promise<Workspace> {
  const opened = await Workspace.open(options);
  open.push(opened);
  return opened;
}

afterEach(async () => {
  for (const one of open.splice(0)) {
    await one.close();
    expect(one.standin.problems).toEqual([]);
  }
});

/** What a person reads of a message or a view. */
export function read({ args }: Call): string {
  return readable(blocksOf(args)) || String(args.text ?? '');
}

/** The buttons of a message or a view. */
export function buttonsOf({ args }: Call) {
  return buttons(blocksOf(args));
}

function blocksOf({ blocks, view }: Call['args']): unknown[] {
  if (Array.isArray(blocks)) return blocks;
  return typeof view === 'object' && view !== null && 'blocks' in view ? (view.blocks as unknown[]) : [];
}
