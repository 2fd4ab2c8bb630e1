import type { Entry, EntryId, Form, Store } from '../domain.ts';
import { interval } from '../language/interval.ts';
import { tokenise } from '../language/tokens.ts';
import type { EntryIndex } from './entry-index.ts';
import type { Lexicon } from './lexicon.ts';
import { firstNotBelow, intersect, Numbering, type NumberLists, NumberListsWriter } from './number-lists.ts';
import type { Passages } from './passages.ts';
import type { Ask } from './plan.ts';

const REMEMBERED = 16;

export interface Indexed {
  store: Store;
  entries: EntryIndex;
  lexicon: Lexicon;
  passages: Passages;
}

/** What was found among dated entries, newest first: those that surely fit, then those that perhaps do. */
export class Found {
  readonly #index: DatedIndex;
  readonly #certain: Int32Array;
  readonly #uncertain: Int32Array;

  constructor(index: DatedIndex, certain: Int32Array, uncertain: Int32Array) {
    this.#index = index;
    this.#certain = certain;
    this.#uncertain = uncertain;
  }

  get length(): number {
    return this.#certain.length + this.#uncertain.length;
  }

  get certain(): number {
    return this.#certain.length;
  }

  /** How many have a known date; these come first. */
  get dated(): number {
    let count = this.length;
    while (count > 0 && !this.#index.isDated(this.#place(count - 1))) count--;
    return count;
  }

  slice(start: number, end: number): { entry: Entry; certain: boolean }[] {
    const count = Math.max(0, Math.min(end, this.length) - start);
    return Array.from({ length: count }, (_, i) => ({
      entry: this.#index.at(this.#place(start + i)),
      certain: start + i < this.certain,
    }));
  }

  #place(at: number): number {
    return (at < this.certain ? this.#certain[at] : this.#uncertain[at - this.certain]) ?? 0;
  }
}

/** Entries that have a date, newest first, found by who issued them, what they are about, when they are of and their words. */
export class DatedIndex {
  readonly #entries: readonly Entry[];
  readonly #all: Int32Array;
  /** The first and last day that a date may mean, as numbers that order as the days do. */
  readonly #from: Int32Array;
  readonly #to: Int32Array;
  /** How many have a known date; the others come last. */
  readonly #dated: number;
  readonly #issuers = new Numbering();
  readonly #abouts = new Numbering();
  readonly #byIssuer: NumberLists;
  readonly #byAbout: NumberLists;
  readonly #byStem: NumberLists;
  readonly #passages: Passages;
  readonly #remembered = new Map<string, Found>();
  /** The kinds of what issues such entries. */
  readonly issuerKinds: ReadonlySet<string>;

  constructor({ subject, field }: Pick<Form, 'subject' | 'field'>, indexed: Indexed) {
    const { store, entries, passages } = indexed;
    this.#passages = passages;
    const dated = entries
      .ofKinds(subject)
      .map((entry) => ({ entry, days: interval(entry.date ?? 'unknown') }));
    dated.sort((a, b) => newestFirst(a.days?.to, b.days?.to) || (a.entry.id < b.entry.id ? -1 : 1));
    this.#entries = dated.map(({ entry }) => entry);
    this.#all = Int32Array.from(dated, (_, at) => at);
    this.#from = Int32Array.from(dated, ({ days }) => dayNumber(days?.from));
    this.#to = Int32Array.from(dated, ({ days }) => dayNumber(days?.to));
    this.#dated = dated.filter(({ days }) => days !== null).length;
    const stated = (entry: Entry): readonly EntryId[] => entry.relations[field ?? '']?.targets ?? [];
    const publishers = publishersIn(indexed.lexicon);
    this.#byIssuer = this.#by(this.#issuers, (entry) => [...stated(entry), ...publishers(entry)]);
    this.#byAbout = this.#by(this.#abouts, (entry) => entry.relations.about?.targets ?? []);
    this.#byStem = lists(this.#entries.map((entry) => passages.about(entry.id)));
    this.issuerKinds = new Set(this.#entries.flatMap(stated).map((id) => store.entries.get(id)?.kind ?? ''));
  }

  #by(numbering: Numbering, targets: (entry: Entry) => readonly EntryId[]): NumberLists {
    return lists(this.#entries.map((entry) => [...new Set(targets(entry))].map((id) => numbering.add(id))));
  }

  at(place: number): Entry {
    return this.#entries[place] as Entry;
  }

  isDated(place: number): boolean {
    return place < this.#dated;
  }

  /** True when some of the entries say that they speak about it. */
  isAbout(entry: EntryId): boolean {
    return this.#abouts.of(entry) !== undefined;
  }

  /** True when the word is in what some of the entries are about. */
  speaksOf(stem: string): boolean {
    return this.#holding(stem).length > 0;
  }

  #holding(stem: string): Int32Array {
    return this.#byStem.of(this.#passages.numberOf(stem));
  }

  /** One question is composed more than once: what was searched last is remembered. */
  search({ issuer, about, terms, from, to }: Ask): Found {
    const key = JSON.stringify([issuer, about, terms, from, to]);
    const known = this.#remembered.get(key) ?? this.#search({ issuer, about, terms, from, to });
    if (this.#remembered.size >= REMEMBERED) this.#remembered.clear();
    this.#remembered.set(key, known);
    return known;
  }

  #search({ issuer, about, terms, from, to }: Searched): Found {
    const wanted = [
      ...(issuer ? [this.#byIssuer.of(this.#issuers.of(issuer))] : []),
      ...(about ? [this.#byAbout.of(this.#abouts.of(about))] : []),
      ...(terms ? terms.split(' ').map((stem) => this.#holding(stem)) : []),
    ].sort((a, b) => a.length - b.length);
    const fitting = wanted.length > 0 ? wanted.reduce(intersect) : this.#all;
    if (!from && !to) return new Found(this, fitting, NONE);
    return this.#within(fitting, dayNumber(from, FIRST_DAY), dayNumber(to, LAST_DAY));
  }

  #within(fitting: Int32Array, from: number, to: number): Found {
    const [certain, uncertain]: [number[], number[]] = [[], []];
    const undated = firstNotBelow(fitting, this.#dated);
    for (const place of fitting.subarray(0, undated)) {
      const [first, last] = [this.#from[place] ?? 0, this.#to[place] ?? 0];
      if (last < from) break;
      if (first > to) continue;
      (first >= from && last <= to ? certain : uncertain).push(place);
    }
    const unknown = certain.length > 0 ? fitting.subarray(undated) : NONE;
    return new Found(this, Int32Array.from(certain), Int32Array.from([...uncertain, ...unknown]));
  }
}

type Searched = Pick<Ask, 'issuer' | 'about' | 'terms' | 'from' | 'to'>;

const NONE = new Int32Array(0);
const FIRST_DAY = 0;
const LAST_DAY = 99_991_231;

/** 2021-12-18 as 20211218; anything else is no day, and nothing lies before or after it. */
function dayNumber(day: string | undefined, open = Number.NaN): number {
  if (day === undefined) return open;
  return /^\d{4}-\d{2}-\d{2}$/u.test(day) ? Number(day.replaceAll('-', '')) : Number.NaN;
}

/** By the last day that a date may mean; unknown dates come last. */
function newestFirst(a = '', b = ''): number {
  return a < b ? 1 : a > b ? -1 : 0;
}

function lists(of: readonly ArrayLike<number>[]): NumberLists {
  const writer = new NumberListsWriter();
  let size = 0;
  for (const list of of) {
    writer.add(list);
    for (let i = 0; i < list.length; i++) size = Math.max(size, (list[i] ?? 0) + 1);
  }
  return writer.finish().inverted(size);
}

/** The entries that an entry's source names as its publisher; a publisher is looked up once. */
function publishersIn(lexicon: Lexicon): (entry: Entry) => readonly EntryId[] {
  const known = new Map<string, readonly EntryId[]>();
  return ({ source: { publisher } }) => {
    const found = known.get(publisher) ?? lexicon.find(tokenise(publisher)).flatMap((m) => m.entries);
    known.set(publisher, found);
    return found;
  };
}
