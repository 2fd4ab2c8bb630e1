/**
 * What the desk keeps and the storage stores, types only: the words between those two rooms.
 * Instants are milliseconds since 1970. Every method of a Memory rejects at once while the database is away;
 * the desk then answers without it.
 */
import type { Context, Language, Outcome, Platform, Verdict } from './domain.ts';

/** All that outlives a question. `storage/` keeps it on a database; `desk/forgetful` keeps nothing. */
export interface Memory {
  conversations: {
    /** The last turn, if it is not older than `since`. */
    last(conversation: string, since: number): Promise<LastTurn | null>;
    /** Keeps the turn whole or not at all. */
    keep(turn: Turn): Promise<void>;
    /** Clears the turns older than `before`. */
    clear(before: number): Promise<void>;
  };
  journal: {
    /** The masked text of an answer that was ambiguous; null for any other. */
    ambiguousText(answer: string): Promise<string | null>;
    tap(tap: Tap): Promise<void>;
    /** Replaces the voter's earlier vote; false when the journal does not hold the answer. */
    vote(vote: Vote): Promise<boolean>;
    /** The texts of questions that wait for treatment or had it, not older than `since`, oldest first. */
    texts(since: number): Promise<TextRow[]>;
    mark(ids: string[], state: Treatment): Promise<void>;
  };
  claims: Claims;
  retention: {
    /** Deletes every row older than `before`; says how many went. */
    clearBefore(before: number): Promise<number>;
  };
}

/** Who works on which message, across processes: one lease per conversation, that ends in done or runs out. */
export interface Claims {
  /** Stands in line, or stays there, for `leaseMs`; says when the message is known to be done. */
  arrive(ticket: Ticket, leaseMs: number): Promise<'waiting' | 'done'>;
  /** Takes the conversation's lease if it is free and no earlier message waits for it. */
  take(ticket: Ticket, leaseMs: number): Promise<'taken' | 'busy' | 'done'>;
  /** Prolongs the lease; false when it ran out and was taken by another. */
  renew(ticket: Ticket, leaseMs: number): Promise<boolean>;
  /** Remembers the message as done, then gives the lease back. */
  finish(ticket: Ticket): Promise<void>;
  /** Leaves the line and gives the lease back; a later delivery begins anew. */
  abandon(ticket: Ticket): Promise<void>;
  /** Clears what was done long enough ago and what crashed processes left behind. */
  sweep(): Promise<void>;
}

/** One message's place in its conversation's order. */
export interface Ticket {
  message: string;
  conversation: string;
  /** By the platform's own clock. */
  sentAt: number;
  /** One delivery's own random name. */
  holder: string;
}

export interface LastTurn {
  context: Context;
  /** The journal's id of the answer that was given; null when none was kept. */
  answer: string | null;
}

/** One question dealt with: what the conversation remembers of it and what the journal does. */
export interface Turn {
  conversation: string;
  context: Context;
  at: number;
  rows: JournalRow[];
}

/** Where an unanswered question or a suggested example stands. */
export type Treatment = 'new' | 'done' | 'ignored';

/** One answer as the journal keeps it: never who asked or where. */
export interface JournalRow {
  id: string;
  at: number;
  platform: Platform;
  language: Language;
  outcome: Outcome;
  confidence: number;
  entry: string | null;
  entries: string[];
  /** The store's version that answered. */
  version: string;
  /** Masked; null for what was answered. */
  text: string | null;
  /** Null for rows without text. */
  state: Treatment | null;
  /** A keyed hash over this row's id and its conversation: rows of one conversation do not look alike. */
  seal: string;
}

/** A question's text in the queue. */
export interface TextRow {
  id: string;
  at: number;
  language: Language;
  text: string;
  outcome: Outcome;
  state: Treatment;
}

/** A tapped "did you mean": a text that the entry could have as an example question. */
export interface Tap {
  id: string;
  at: number;
  entry: string;
  language: Language;
  text: string;
  state: Treatment;
  seal: string;
}

export interface Vote {
  answer: string;
  /** A keyed hash over the answer and the asker. */
  voter: string;
  verdict: Verdict;
  reason: string | null;
  at: number;
}

/** Who computes seals: tells which rows belong to a conversation that is to be forgotten. */
export interface Forgotten {
  /** The conversation's hash. */
  conversation: string;
  /** The seal that a row has if it belongs to the conversation. */
  sealFor(row: string): string;
  /** The id under which a platform keeps a reference to the place. */
  reference: string;
}
