import type { Answer, Context, Entry, EntryId, Fact, Form, Relation, Source } from '../../domain.ts';
import type { Engine } from '../engine.ts';
import type { Ask } from '../plan.ts';
import type { Reading } from '../reading.ts';
import type { Speaker } from '../speak.ts';

/** A form's slots filled from a question, and what of the question that used. */
export interface Filled {
  ask: Ask;
  /** Positions of the tokens that the slots explain. */
  used: ReadonlySet<number>;
  /** 0 to 1: how sure the slots are; 1 when all were named in full. */
  quality: number;
  /** Where what fills the slots is itself the evidence, not the wording around it: how strong, 0 to 1. */
  evidence?: number;
}

export interface FillScope {
  form: Form;
  reading: Reading;
  context: Context | null;
  engine: Engine;
}

/** What an operation found: parts of an Answer. */
export type Draft = Partial<Omit<Answer, 'entries' | 'entry' | 'source'>> & {
  entry: EntryId | null;
  entries?: EntryId[];
  /** The source of what is said, and the entry and field it belongs to. */
  source?: { entry: Entry; field: string; source: Source } | null;
  /** Plans that make good further questions, beside those of the entry itself. */
  next?: Ask[];
  /** What "the second one" counts in. */
  shown?: { ask: Ask | null; entry: EntryId | null }[];
};

export interface ComposeScope {
  ask: Ask;
  form: Form;
  engine: Engine;
  speaker: Speaker;
  now: Date;
}

/** A handful for all kinds: how a form's slots are filled, and how its answer is read from the store. */
export interface Operation {
  /** True where "and in 2020?" after its answer asks for the same at another time. */
  readonly heedsDate?: true;
  /** Every way to fill the slots, none when they cannot be. */
  fill(scope: FillScope): Filled[];
  /** The answer, or null when the store holds nothing on what is asked. */
  compose(scope: ComposeScope): Draft | null;
}

export function factOf(entry: Entry | undefined, field: string | null): Fact | undefined {
  return field === null ? undefined : entry?.facts[field];
}

export function relationOf(entry: Entry | undefined, field: string | null): Relation | undefined {
  return field === null ? undefined : entry?.relations[field];
}
