import { createDesk, type DeskOptions } from '../../src/desk/desk.ts';
import type { Address, Served } from '../../src/domain.ts';
import type { Memory } from '../../src/memory.ts';
import { KEYS } from '../storage/opening.ts';
import { ENGINE } from './engine.ts';

export const AMAL: Address = {
  platform: 'slack',
  tenant: 'T-iom-iraq',
  place: 'C-operations',
  thread: null,
  asker: 'U-amal',
};
export const BASIM: Address = { ...AMAL, asker: 'U-basim' };

export const SILENT = { info() {}, warn() {}, error() {} };

const opened: { close(): Promise<void> }[] = [];

/** A desk around the tiny engine. */
export function deskOn(memory: Memory, options: Partial<DeskOptions> = {}) {
  const desk = createDesk({
    answerer: () => ENGINE,
    memory,
    hashKey: KEYS.hash,
    log: SILENT,
    journalText: 'unanswered',
    retentionDays: 90,
    ...options,
  });
  opened.push(desk);
  return desk;
}

/** Before their storage is closed. */
export async function closeDesks() {
  await Promise.all(opened.splice(0).map((desk) => desk.close()));
}

/** What a person would read. */
export function textOf({ answers }: Served): string {
  return answers.flatMap(({ answer }) => answer.text.flat().map((span) => span.text)).join(' ');
}

export function idOf({ answers: [first] }: Served): string {
  if (first === undefined) throw new Error('There is no answer.');
  return first.id;
}
