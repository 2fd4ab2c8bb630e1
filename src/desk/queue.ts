import { createHash } from 'node:crypto';
import type { EntryId, Language } from '../domain.ts';
import type { Tap, TextRow, Treatment } from '../memory.ts';
import { groupByLikeness } from './likeness.ts';

/** Questions that ask the same and found no outright answer. */
export interface QueueItem {
  id: string;
  /** As it was asked last, masked. */
  text: string;
  language: Language;
  state: Treatment;
  unanswered: number;
  ambiguous: number;
  /** Milliseconds since 1970. */
  firstAt: number;
  lastAt: number;
  /** The journal's rows that belong to it. */
  rows: string[];
}

/** The queue, most asked first. A group in which anything was treated is treated, whenever it is asked again. */
export function queueOf(rows: readonly TextRow[], filler: ReadonlySet<string>): QueueItem[] {
  return groupByLikeness(rows, filler)
    .map(({ id, rows: members }) => toItem(id, members))
    .sort((a, b) => b.rows.length - a.rows.length || b.lastAt - a.lastAt);
}

/** Rows that were asked after their like was treated, by the state they inherit. */
export function inheritedStates(
  rows: readonly TextRow[],
  filler: ReadonlySet<string>,
): Map<Treatment, string[]> {
  const inherited = new Map<Treatment, string[]>();
  for (const group of groupByLikeness(rows, filler)) {
    const state = stateOf(group.rows);
    const behind = group.rows.filter((row) => row.state !== state).map((row) => row.id);
    if (behind.length > 0) inherited.set(state, [...(inherited.get(state) ?? []), ...behind]);
  }
  return inherited;
}

/** A text that people tapped the meaning of: it could be an example question of the entry. */
export interface SuggestedExample {
  id: string;
  entry: EntryId;
  /** As it was asked last, masked. */
  text: string;
  language: Language;
  state: Treatment;
  taps: number;
  lastAt: number;
  /** The taps that belong to it. */
  rows: string[];
}

/** Suggested example questions, most tapped first. */
export function suggestedExamples(taps: readonly Tap[], filler: ReadonlySet<string>): SuggestedExample[] {
  const entries = [...new Set(taps.map((tap) => tap.entry))];
  return entries
    .flatMap((entry) =>
      groupByLikeness(
        taps.filter((tap) => tap.entry === entry),
        filler,
      ),
    )
    .map(({ id, rows }) => toExample(id, rows))
    .sort((a, b) => b.taps - a.taps || b.lastAt - a.lastAt);
}

function toExample(id: string, members: Tap[]): SuggestedExample {
  const last = members.at(-1);
  if (last === undefined) throw new Error('A group has a text.');
  const { entry, text, language, at } = last;
  return {
    id: `s-${createHash('sha256').update(`${entry} ${id}`).digest('hex').slice(0, 8)}`,
    ...{ entry, text, language },
    state: stateOf(members),
    taps: members.length,
    lastAt: at,
    rows: members.map((row) => row.id),
  };
}

function toItem(id: string, members: TextRow[]): QueueItem {
  const [first] = members;
  const last = members.at(-1);
  if (first === undefined || last === undefined) throw new Error('A group has a text.');
  const count = (outcome: string) => members.filter((row) => row.outcome === outcome).length;
  return {
    id: `q-${id}`,
    text: last.text,
    language: last.language,
    state: stateOf(members),
    unanswered: count('unanswered'),
    ambiguous: count('ambiguous'),
    firstAt: first.at,
    lastAt: last.at,
    rows: members.map((row) => row.id),
  };
}

function stateOf(members: readonly { state: Treatment }[]): Treatment {
  return members.findLast((row) => row.state !== 'new')?.state ?? 'new';
}
