import type { Entry, Language, Line, PartialDate, Prose, Replies, Span, Store, Value } from '../domain.ts';
import { formatAnnual, formatDate, formatNumber, formatOccurrence } from '../language/format.ts';

/** Puts the store's values and the bot's own wording into lines of one language. It adds no word of its own. */
export class Speaker {
  readonly language: Language;
  /** True once prose had to be shown in English to somebody who asked in another language. */
  untranslated = false;
  readonly #replies: Replies;
  readonly #store: Store;

  constructor(store: Store, language: Language) {
    this.#store = store;
    this.#replies = store.replies;
    this.language = language;
  }

  has(key: string): boolean {
    return this.#replies[key] !== undefined;
  }

  /** A reply with its slots filled. A key that the content lacks is a defect of the program: throws. */
  say(key: string, slots: Record<string, Line> = {}): Line {
    const reply = this.#replies[key];
    if (!reply) throw new Error(`No reply is named "${key}". Add it under content/replies/.`);
    const wording = reply[this.language] ?? reply.en;
    const line: Line = [];
    for (const { slot, text } of piecesOf(wording)) {
      if (slot === null) line.push({ from: 'reply', key, text });
      else line.push(...(slots[slot] ?? []));
    }
    return line;
  }

  /** An entry's official name in the asker's language, its acronym behind it. */
  name(entry: Entry): Line {
    const name = this.#name(entry);
    const acronym = this.#acronym(entry);
    return acronym ? this.say('name-acronym', { name, acronym }) : name;
  }

  /** What an entry is called where room is short. */
  short(entry: Entry): Line {
    return this.#acronym(entry) ?? this.#name(entry);
  }

  #name(entry: Entry): Line {
    const language = entry.name[this.language] ? this.language : 'en';
    return [
      {
        from: 'entry',
        entry: entry.id,
        field: `name.${language}`,
        text: entry.name[language] ?? entry.name.en,
      },
    ];
  }

  #acronym(entry: Entry): Line | null {
    return entry.acronym ? [{ from: 'entry', entry: entry.id, field: 'acronym', text: entry.acronym }] : null;
  }

  named(id: string): Line {
    const entry = this.#store.entries.get(id);
    return entry ? this.name(entry) : [];
  }

  /** A field's value. Prose comes in the asker's language when reviewed and current, otherwise in English. */
  value(entry: Entry, field: string, value: Value): Line {
    switch (value.type) {
      case 'prose':
        return this.prose(entry, field, value.prose);
      case 'list':
        return this.join(value.items.map((item, i) => this.prose(entry, `${field}.${i}`, item)));
      case 'number':
        return this.#number(entry, field, value);
      case 'date':
        return this.date(entry, field, value.date);
      case 'annual':
        return [this.#derived('date', entry, field, formatAnnual(value.month, value.day, this.language))];
      case 'text':
        return [{ from: 'entry', entry: entry.id, field, text: value.text[this.language] ?? value.text.en }];
      case 'unknown':
        return this.say('unknown');
      default:
        return [{ from: 'entry', entry: entry.id, field, text: value.text }];
    }
  }

  /** Several lines as one, parted as the language parts them. */
  join(lines: readonly Line[]): Line {
    return lines.reduce(
      (first, second) => (first.length > 0 ? this.say('list-pair', { first, second }) : second),
      [],
    );
  }

  prose(entry: Entry, field: string, prose: Prose): Line {
    const translation = this.language === 'en' ? undefined : prose.translations[this.language];
    if (translation?.reviewedBy && !translation.stale) {
      return [{ from: 'entry', entry: entry.id, field, text: translation.text }];
    }
    if (this.language !== 'en') this.untranslated = true;
    return [{ from: 'entry', entry: entry.id, field, text: prose.en }];
  }

  #number(entry: Entry, field: string, value: Extract<Value, { type: 'number' }>): Line {
    const number: Line = [
      { from: 'entry', entry: entry.id, field, text: formatNumber(value.number, this.language) },
    ];
    return value.qualifier ? this.say(`number-${value.qualifier}`, { number }) : number;
  }

  date(entry: Entry, field: string, date: PartialDate): Line {
    const text = formatDate(date, this.language);
    return text ? [this.#derived('date', entry, field, text)] : this.say('date-unknown');
  }

  occurrence(entry: Entry, field: string, year: number, month: number, day: number): Line | null {
    const text = formatOccurrence(year, month, day, this.language);
    return text ? [this.#derived('occurrence', entry, field, text)] : null;
  }

  count(entry: Entry, field: string, count: number): Line {
    return [this.#derived('count', entry, field, formatNumber(count, this.language))];
  }

  /** A part of an entry's or a fact's source: `title`, `publisher` or its date. */
  source(entry: Entry, field: string, text: string): Span {
    return this.#derived('source', entry, field, text);
  }

  #derived(how: 'date' | 'occurrence' | 'count' | 'source', entry: Entry, field: string, text: string): Span {
    return { from: 'derived', how, entry: entry.id, field, text };
  }
}

interface Piece {
  slot: string | null;
  text: string;
}

/** Wordings taken apart: they are few, and each is said again and again. */
const taken = new Map<string, readonly Piece[]>();
const MOST_TAKEN = 5_000;

function piecesOf(wording: string): readonly Piece[] {
  const known = taken.get(wording);
  if (known) return known;
  const pieces = wording
    .split(/(\{\w+\})/u)
    .filter((text) => text !== '')
    .map((text) => ({ slot: /^\{(\w+)\}$/u.exec(text)?.[1] ?? null, text }));
  if (taken.size >= MOST_TAKEN) taken.clear();
  taken.set(wording, pieces);
  return pieces;
}
