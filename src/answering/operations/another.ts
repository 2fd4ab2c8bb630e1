import type { Entry, EntryId } from '../../domain.ts';
import { within } from '../../language/interval.ts';
import { tokenise } from '../../language/tokens.ts';
import { type Engine, entryOf } from '../engine.ts';
import type { Mention } from '../lexicon.ts';
import { type Candidate, isOfAnotherDay } from '../slots.ts';
import type { FillScope } from './operation.ts';

/** What issues: bodies and their networks. */
const ISSUING: ReadonlySet<string> = new Set(['organisation', 'network']);

/** Words between a thing and the body whose it is. */
const WHOSE: ReadonlySet<string> = new Set(['link.of', 'link.by']);

/** True where what is asked of was made by another body, at another time or for another day than this. */
export function asksOfAnother(subject: Candidate, scope: FillScope): boolean {
  const made = entryOf(scope.engine.store, subject.entry)?.date ?? 'unknown';
  const { dates } = scope.reading.recognised;
  return (
    isOfAnotherDay(scope.reading) ||
    dates.some((date) => within(made, date) === 'no') ||
    isOfAnotherBody(subject, scope)
  );
}

/** "The statement of UNHCR", "UNHCR's statement": true where a body is named as whose it is, and did not issue it. */
function isOfAnotherBody({ entry: id, used }: Candidate, { reading, form, engine }: FillScope): boolean {
  const { tokens, concepts } = reading.recognised;
  const links = engine.links.concepts(tokens);
  const isKind = (i: number): boolean =>
    used.has(i) || (concepts[i] ?? []).some((idea) => form.subject.includes(idea));
  const issuers = issuersOf(entryOf(engine.store, id), engine);
  return reading.mentions.some((mention) => {
    const { start, end, entries } = mention;
    if (used.has(start) || !isBody(mention, engine) || entries.some((body) => issuers.has(body)))
      return false;
    let before = start - 1;
    let linked = false;
    for (; !isKind(before) && before >= 0 && engine.terms.idle(tokens[before]!); before--)
      linked ||= links[before]!.some((link) => WHOSE.has(link));
    return isKind(end) || (isKind(before) && (linked || before === start - 1));
  });
}

function isBody({ outside, entries }: Mention, { store }: Engine): boolean {
  return outside?.type === 'body' || entries.some((id) => ISSUING.has(store.entries.get(id)?.kind ?? ''));
}

/** Who issued it, and who published it. */
function issuersOf(entry: Entry | undefined, { lexicon }: Engine): ReadonlySet<EntryId> {
  const published = entry ? lexicon.find(tokenise(entry.source.publisher)) : [];
  return new Set([
    ...(entry?.relations.issuer?.targets ?? []),
    ...published.flatMap(({ entries }) => entries),
  ]);
}
