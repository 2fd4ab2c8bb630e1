import { valueAt } from '../../src/content/field.ts';
import type { Answer, Entry, Language, Line, Prose, Span, Store, Value } from '../../src/domain.ts';
import { formatAnnual, formatDate, formatNumber, formatOccurrence } from '../../src/language/format.ts';

/** Every span of an answer that is not what its origin says, as a sentence. */
export function strays(answer: Answer, store: Store): string[] {
  return linesOf(answer).flatMap((line) =>
    line.filter((span) => !originals(span, answer.language, store).includes(span.text)).map(told),
  );
}

function told(span: Span): string {
  const origin = span.from === 'reply' ? span.key : `${span.entry}#${span.field}`;
  return `“${span.text}” does not come from ${origin}`;
}

function linesOf({ title, text, facts, list, contacts, source, choices, suggestions }: Answer): Line[] {
  const cards = contacts.flatMap(({ name, purpose, email, phone }) => [name, purpose, email, phone]);
  const taps = [...choices, ...suggestions].map(({ label }) => label);
  const lines = [
    title,
    ...text,
    ...facts.flatMap(({ label, value }) => [label, value]),
    ...list,
    ...cards,
    source?.line,
    ...taps,
  ];
  return lines.filter((line): line is Line => line !== null && line !== undefined);
}

/** What a span of this origin may say in the answer's language. */
function originals(span: Span, language: Language, store: Store): string[] {
  if (span.from === 'reply') return piecesOf(store, span.key, language);
  const entry = store.entries.get(span.entry);
  if (entry === undefined)
    return store.outside.flatMap(({ names }) => (span.entry === 'outside' ? names : []));
  if (span.from === 'entry') return valueTexts(fieldOf(entry, span.field), language);
  switch (span.how) {
    case 'count':
      return counts(entry, span.field, store).map((count) => formatNumber(count, language));
    case 'date':
      return dates(entry, span.field, language);
    case 'occurrence':
      return occurrences(entry, span, language);
    case 'source':
      return sources(entry, span.field).flatMap(({ title, publisher }) => [title, publisher]);
  }
}

/** A reply's wording with its slots taken out. */
function piecesOf(store: Store, key: string, language: Language): string[] {
  const wording = store.replies[key];
  return wording === undefined ? [] : (wording[language] ?? wording.en).split(/\{\w+\}/);
}

function fieldOf(entry: Entry, field: string): Value | Prose | undefined {
  const item = /^(facts\.\w+)\.(\d+)$/.exec(field);
  const value = valueAt(entry, item?.[1] ?? field.replace(/^name\.\w+$/, 'name'));
  return item && value?.type === 'list' ? value.items[Number(item[2])] : value;
}

function valueTexts(value: Value | Prose | undefined, language: Language): string[] {
  if (value === undefined) return [];
  if (!('type' in value)) return [proseIn(value, language)];
  switch (value.type) {
    case 'prose':
      return [proseIn(value.prose, language)];
    case 'text':
      return [value.text[language] ?? value.text.en];
    case 'number':
      return [formatNumber(value.number, language)];
    case 'email':
    case 'phone':
    case 'url':
      return [value.text];
    default:
      return [];
  }
}

/** A translation is shown only when it is reviewed and made from the English as it stands. */
function proseIn({ en, translations }: Prose, language: Language): string {
  const translation = translations[language];
  return translation?.reviewedBy && !translation.stale ? translation.text : en;
}

function counts(entry: Entry, field: string, store: Store): number[] {
  const relation = entry.relations[field.replace('relations.', '')];
  if (relation !== undefined) return [relation.targets.length];
  const dated = [...store.entries.values()].filter(({ kind }) => kind === entry.kind);
  return dated.map((_entry, n) => n + 1).concat(0);
}

function dates(entry: Entry, field: string, language: Language): string[] {
  const value = field.endsWith('source') ? undefined : valueAt(entry, field);
  if (value?.type === 'date') return [formatDate(value.date, language) ?? ''];
  if (value?.type === 'annual') return [formatAnnual(value.month, value.day, language)];
  return sources(entry, field).map(({ asOf }) => formatDate(asOf, language) ?? '');
}

function occurrences(
  entry: Entry,
  { field, text }: { field: string; text: string },
  language: Language,
): string[] {
  const value = valueAt(entry, field);
  const year = Number(/\d{4}/.exec(text)?.[0]);
  return value?.type === 'annual' ? [formatOccurrence(year, value.month, value.day, language) ?? ''] : [];
}

/** The sources that may stand behind a field: its own, that of the name, and the entry's. */
function sources(entry: Entry, field: string) {
  const [, kind, name = ''] = /^(facts|relations)\.(\w+)/.exec(field) ?? [];
  const own =
    kind === 'facts'
      ? entry.facts[name]?.source
      : kind === 'relations'
        ? entry.relations[name]?.source
        : undefined;
  const changing =
    field === 'source' ? [...Object.values(entry.facts), ...Object.values(entry.relations)] : [];
  return [own, entry.nameSource, entry.source, ...changing.map(({ source }) => source)].filter(
    (source) => source != null,
  );
}
