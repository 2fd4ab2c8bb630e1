/**
 * The shared words, types only. Read this first: every room speaks in these.
 *
 * A Question comes in, is understood against the Store, and an Answer made only of what the store
 * says goes back. Nothing here depends on a platform, a database or a library.
 */

export type Language = 'en' | 'fr' | 'ar' | 'ckb';
export const LANGUAGES: readonly Language[] = ['en', 'fr', 'ar', 'ckb'];
export type Direction = 'ltr' | 'rtl';
export type Platform = 'slack' | 'teams' | 'web' | 'terminal';

/** `kind/name`, as the entry's path under `content/` says: `organisation/iom`. */
export type EntryId = string;

/** A date as precise as its source: `2021`, `2021-12`, `2021-12-18` (ISO 8601) or `unknown`. */
export type PartialDate = string;

/** One text in the languages it is known in. English is the one the others were made from. */
export type Localised = { en: string } & Partial<Record<Language, string>>;

/** Prose of an entry. A translation is shown only when it is reviewed and made from the English as it stands. */
export interface Prose {
  en: string;
  translations: Partial<Record<Language, Translation>>;
}
export interface Translation {
  text: string;
  reviewedBy: string | null;
  /** True when the English changed after this was made from it. */
  stale: boolean;
}

/** Where a statement of the store comes from. */
export interface Source {
  title: string;
  publisher: string;
  url?: string;
  /** The day of which the source speaks, as precise as it says. */
  asOf: PartialDate;
}

/** What a fact is worth. `unknown` says that the store's keepers looked and found none. */
export type Value =
  | { type: 'prose'; prose: Prose }
  | { type: 'list'; items: Prose[] }
  | { type: 'number'; number: number; qualifier?: 'over' | 'about' }
  | { type: 'date'; date: PartialDate }
  /** A day of every year. */
  | { type: 'annual'; month: number; day: number }
  | { type: 'email' | 'phone' | 'url'; text: string }
  /** A value that is the same in every language, or has a form in each: a title, a name. */
  | { type: 'text'; text: Localised }
  | { type: 'unknown' };

/** A named value of an entry. */
export interface Fact {
  value: Value;
  source: Source;
  /** True for what goes out of date by itself: office-holders, membership, figures. */
  changes: boolean;
}

/** What one entry says of others: `members`, `coordinator`. The store adds each one's inverse. */
export interface Relation {
  targets: EntryId[];
  /** True when the source lists all: only then may an answer say "not among those listed". */
  complete: boolean;
  source: Source;
  changes: boolean;
}

export type NameUse = 'official' | 'acronym' | 'alias' | 'former';
/** A way people call an entry. `language: null` is a name of any language, such as an acronym. */
export interface Name {
  text: string;
  language: Language | null;
  use: NameUse;
}

/** A part of an entry that speaks about one thing: a point of a statement. */
export interface Passage {
  id: string;
  /** What it is about, in few words, shown as its heading. */
  heading: Localised;
  /** Further words that people use for what it is about, per language. */
  about: Partial<Record<Language, string[]>>;
  text: Prose;
}

/** One thing in the store. */
export interface Entry {
  id: EntryId;
  kind: string;
  /** The official name, where it is known in a language. */
  name: Localised;
  /** Shown behind the name, and in its place where room is short. */
  acronym: string | null;
  names: Name[];
  facts: Record<string, Fact>;
  relations: Record<string, Relation>;
  passages: Passage[];
  /** Questions that this very entry answers, in people's words. */
  questions: { text: string; language: Language }[];
  /** The day it was published or holds, for kinds that have one. */
  date: PartialDate | null;
  source: Source;
  /** Where the official name stands, when not in the entry's own source. */
  nameSource: Source | null;
  /** For a contact: words that say what it answers for, per language. Empty where nothing is declared. */
  scope: Partial<Record<Language, string[]>>;
  /** The desk that keeps it. */
  owner: string;
  /** ISO day by which somebody must look at it again. */
  review: string;
  validFrom: string | null;
  validUntil: string | null;
  /** The file it was read from, relative to the content folder. */
  file: string;
}

/**
 * Where a word of an answer comes from, known by construction:
 * the bot's own wording, a value of the store, or a declared derivation from values of the store.
 */
export type Span =
  | { from: 'reply'; key: string; text: string }
  /** `field` is a path inside the entry: `name`, `acronym`, `facts.memberStates`, `passages.smugglers.text`. */
  | { from: 'entry'; entry: EntryId; field: string; text: string }
  | { from: 'derived'; how: Derivation; entry: EntryId; field: string; text: string };
/** count: how many; date: a date written out; occurrence: the day of a yearly date in one year; age: how old. */
export type Derivation = 'count' | 'date' | 'occurrence' | 'source';
/** Spans to be set one after another, nothing between. */
export type Line = Span[];

export type Outcome = 'answered' | 'ambiguous' | 'unanswered' | 'smalltalk';

/** Something to tap: the question it asks is a Plan, so a tap is never guessed at. */
export interface Suggestion {
  label: Line;
  plan: Plan;
}

/** A question once it is understood, as a short plain string that survives a button's value and a restart. */
export type Plan = string;

export interface ContactCard {
  name: Line;
  /** What it is for, in its own declared words. */
  purpose: Line | null;
  email: Line | null;
  phone: Line | null;
}

/** What goes back, neutral of every platform. A renderer shows all of it and adds nothing. */
export interface Answer {
  outcome: Outcome;
  title: Line | null;
  /** Paragraphs. A caveat on age ("As of 2021; nothing newer is held") is the first. */
  text: Line[];
  facts: { label: Line; value: Line }[];
  list: Line[];
  contacts: ContactCard[];
  source: AnswerSource | null;
  /** Two to four ways to understand the question, when the outcome is ambiguous. */
  choices: Suggestion[];
  /** At most three further questions that the store really answers. */
  suggestions: Suggestion[];
  /** The entry it is about, and all that it speaks of. */
  entry: EntryId | null;
  entries: EntryId[];
  confidence: number;
  language: Language;
  direction: Direction;
  /** Asks for this very answer again ("Show all"); null where there is nothing to ask again. */
  plan: Plan | null;
  /** True when nothing of the question may be logged or stored. */
  confidential: boolean;
}
export interface AnswerSource {
  title: string;
  publisher: string;
  url?: string;
  asOf: PartialDate;
  /** The whole as one line in the answer's language: label, title, publisher, date. */
  line: Line;
}

export interface Question {
  /** What the person typed, or nothing when a suggestion was tapped. */
  text: string;
  /** The tapped suggestion's plan. */
  plan?: Plan;
  /** BCP 47, as the platform says: a hint for the language of the answer. */
  locale?: string;
  /** What this conversation spoke of last; null at its start. */
  context: Context | null;
  now: Date;
}

/** What a conversation remembers between turns: plain JSON, goes in and comes out. */
export interface Context {
  /** ISO instant of the last turn. */
  at: string;
  language: Language;
  /** The last question as understood. */
  plan: Plan | null;
  /** What "it" and "they" stand for. */
  subject: EntryId | null;
  /** What "the second one" counts in: the choices or the list shown last. */
  shown: { plan: Plan | null; entry: EntryId | null }[];
}

/** One Answer, or two when a message asks two things and each stands alone. */
export interface Reply {
  answers: Answer[];
  context: Context;
  explanation: Explanation;
}

/** How a question was understood, for `ask --explain`. Never logged. */
export interface Explanation {
  language: Language;
  repaired: { from: string; to: string }[];
  slots: { text: string; stands: string }[];
  unexplained: string[];
  candidates: { plan: Plan; confidence: number }[];
  decision: string;
}

/** The engine: pure and synchronous. The same question, context and now give the same reply. Never throws on any text. */
export interface Answerer {
  answer(question: Question): Reply;
  /** Changes whenever any content changes. */
  readonly version: string;
}

/** All that is held, checked. Made by `content/load`; immutable. */
export interface Store {
  readonly version: string;
  readonly entries: ReadonlyMap<EntryId, Entry>;
  readonly kinds: ReadonlyMap<string, KindInfo>;
  readonly forms: readonly Form[];
  readonly replies: Replies;
  readonly words: Words;
  /** Bodies, places, days and countries that are known by name but not covered. */
  readonly outside: readonly OutsideName[];
}

/** What a kind declares of itself, as far as answering needs it. */
export interface KindInfo {
  kind: string;
  /** Its fields and relations by name; labels are replies under `label.<name>`. */
  fields: string[];
  relations: string[];
  /** The relation whose absence in a list may be denied, the fields an overview shows, in order. */
  overview: string[];
}

/** A shape of question. Operations are code; wordings are content. */
export interface Form {
  id: string;
  operation: string;
  /** The field or relation it asks for, where the operation needs one. */
  field: string | null;
  /** Further fields and relations that belong in its answer. */
  with: string[];
  /** The kinds its subject may have; empty when it has no subject. */
  subject: string[];
  wordings: Record<Language, string[]>;
  file: string;
}

export interface OutsideName {
  /** A place is one inside the country that the store is about. */
  type: 'body' | 'place' | 'day' | 'country';
  names: string[];
}

/** The bot's own wording by key and language, with `{slots}`. */
export type Replies = Record<string, Localised>;

/** Words per language and concept: what `content/words/` holds. */
export interface Words {
  /** A concept and the words for it in each language: `contact: {en: [write, reach …]}`. */
  concepts: Record<string, Partial<Record<Language, string[]>>>;
  /** Words that carry no demand of their own: function words, politeness. */
  filler: Record<Language, string[]>;
  /** Ordinary words of the world, right as they are though the store lacks them: never repaired. */
  common: readonly string[];
  /** Words of ordinary language, a text for each language that has one, a word a line, commonest first. */
  ordinary: readonly string[];
}

/** Where a question was asked and by whom. Kept only as a keyed hash, never as it is. */
export interface Address {
  platform: Platform;
  /** The workspace or tenant. */
  tenant: string;
  /** The channel, chat or terminal. */
  place: string;
  thread: string | null;
  asker: string;
}

export interface Incoming {
  address: Address;
  text: string;
  plan?: Plan;
  locale?: string;
}

/** What the desk hands back: each answer with the id by which it can be rated. */
export interface Served {
  answers: { id: string; answer: Answer }[];
  explanation: Explanation;
}

export type Verdict = 'helpful' | 'not-helpful';

/** A message to be worked on exactly once, in its conversation's order. */
export interface Delivery {
  /** The message's own id, not the delivery's: two deliveries of one message share it. */
  messageId: string;
  address: Address;
  /** The platform's own timestamp. */
  sentAt: Date;
}

/** One conversation around the engine; what every platform talks to. */
export interface Desk {
  /** Answers with the conversation's context. Never rejects: without its database it answers without memory. */
  ask(incoming: Incoming): Promise<Served>;
  /**
   * As `ask` with a tapped choice; counts the tap as a suggested example of what the choice asks. `text` is the
   * ambiguous question where the platform still knows it; empty, it is the conversation's last.
   */
  choose(incoming: Incoming & { plan: Plan }): Promise<Served>;
  /** One vote per asker and answer; a later one replaces it. False when it could not be kept. Never rejects. */
  rate(answerId: string, address: Address, verdict: Verdict, reason?: string): Promise<boolean>;
  /**
   * Runs `work` once per message across processes and in the conversation's order. Failed work is tried
   * again, bounded, with backoff; resolves when it is done, given up or known to be done elsewhere.
   */
  once(delivery: Delivery, work: () => Promise<void>): Promise<'done' | 'duplicate' | 'failed'>;
}
