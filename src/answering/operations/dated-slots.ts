import type { EntryId } from '../../domain.ts';
import { COUNT } from '../../language/numbers.ts';
import type { Mention } from '../lexicon.ts';
import { fromMention, isOfAnotherDay, span, together } from '../slots.ts';
import { ASKING } from '../terms.ts';
import type { Filled, FillScope } from './operation.ts';

/** By whom, about what, when and how many: everything in a question that dated things can be searched by. */
export function fillSearch(scope: FillScope): Filled[] {
  const { form, reading } = scope;
  const { mentions, recognised } = reading;
  if (mentions.some((m) => m.quality === 1 && isSearched(m, scope)) || isOfAnotherDay(reading)) return [];
  const issuer = mentions.find((m) => isIssuer(m, scope));
  const [date] = recognised.dates;
  const limit = limitIn(scope);
  const about = mentions.filter((m) => m !== issuer && !isSearched(m, scope));
  if (about.some((m) => stemsOf(m, scope).length === 0)) return [];
  const subject =
    about.length === 1 && about[0]?.entries.length === 1
      ? spokenOf(about[0].entries[0] ?? '', scope)
      : undefined;
  const places = (list: (Mention | undefined)[]): Set<number> =>
    together(...list.map((m) => (m ? span(m.start, m.end) : new Set<number>())));
  const dated = date ? span(date.start, date.end) : new Set<number>();
  const terms = termsOf(scope, together(places(mentions), dated, limit.used));
  const words = [...terms.stems, ...(subject ? [] : about.flatMap((m) => stemsOf(m, scope)))];
  const kinds = reading.references.filter((r) => form.subject.includes(r.kind)).map((r) => r.at);
  const ask = {
    form: form.id,
    issuer: issuer?.entries[0],
    about: subject,
    terms: [...new Set(words)].join(' ') || undefined,
    from: date?.from ?? undefined,
    to: date?.to ?? undefined,
    limit: limit.count ?? undefined,
  };
  return [
    {
      ask,
      used: together(terms.used, limit.used, places([issuer, ...about]), dated, new Set(kinds)),
      quality: 1,
    },
  ];
}

function isSearched({ entries }: Mention, { form, engine }: FillScope): boolean {
  return entries.some((id) => form.subject.includes(engine.store.entries.get(id)?.kind ?? ''));
}

/** True for a body of a kind that issues such things. */
function isIssuer(mention: Mention, { form, engine }: FillScope): boolean {
  if (mention.entries.length !== 1) return false;
  const kinds = engine.dated(form).issuerKinds;
  return fromMention(mention, [...kinds, ...(kinds.size > 0 ? ['organisation'] : [])], engine).length > 0;
}

/** The entry, where some of what is searched says that it speaks about it. */
function spokenOf(entry: EntryId, { form, engine }: FillScope): EntryId | undefined {
  return engine.dated(form).isAbout(entry) ? entry : undefined;
}

function stemsOf(mention: Mention, { reading, engine }: FillScope): string[] {
  const words = reading.recognised.tokens.slice(mention.start, mention.end);
  return words.filter((t) => !engine.terms.idle(t)).map((t) => t.stem);
}

/** A number beside "latest" or what is searched: "the last three", "5 statements". */
function limitIn({ form, reading }: FillScope): { count: number | null; used: Set<number> } {
  const { tokens, concepts, dates } = reading.recognised;
  for (const [i, token] of tokens.entries()) {
    if (dates.some((d) => i >= d.start && i < d.end)) continue;
    const count = COUNT.get(token.word) ?? (/^\d{1,2}$/u.test(token.word) ? Number(token.word) : null);
    const beside = [i - 2, i - 1, i + 1, i + 2].flatMap((at) => concepts[at] ?? []);
    const counts = beside.some(
      (idea) => idea === 'latest' || idea === 'oldest' || form.subject.includes(idea),
    );
    if (count && counts && !ARTICLE.test(token.word)) return { count, used: new Set([i]) };
  }
  return { count: null, used: new Set() };
}

/** A "one" that counts nothing. */
const ARTICLE = /^(un|une|one)$/u;

/** The words that the form's own wordings do not explain and some of what is searched says, but for those that are asked for themselves. */
function termsOf(
  { form, reading, engine }: FillScope,
  taken: ReadonlySet<number>,
): { stems: string[]; used: Set<number> } {
  const { tokens, concepts } = reading.recognised;
  const searched = engine.dated(form);
  const asked = engine.links.concepts(tokens);
  // "How many people read the statement" counts people; "how many drought statements" does not count droughts.
  const isCounted = (i: number): boolean =>
    (asked[i - 1]?.includes('link.asked') ?? false) &&
    !(concepts[i + 1] ?? []).some((idea) => form.subject.includes(idea));
  const used = new Set<number>();
  for (const [i, token] of tokens.entries()) {
    const asking = (concepts[i] ?? []).some((idea) => ASKING.has(idea));
    const own =
      asking || engine.terms.idle(token) || engine.forms.explains(form.id, token, concepts[i] ?? []);
    if (!taken.has(i) && !own && !isCounted(i) && searched.speaksOf(token.stem)) used.add(i);
  }
  return { stems: [...used].map((i) => tokens[i]?.stem ?? ''), used };
}
