import type { Context, Language } from '../domain.ts';
import type { DateMention } from '../language/interval.ts';
import { normalise } from '../language/normalise.ts';
import { ORDINAL } from '../language/numbers.ts';
import { type Engine, entryOf } from './engine.ts';
import { OPERATIONS } from './operations/index.ts';
import { type Ask, decodePlan } from './plan.ts';
import type { Recognised } from './reading.ts';

/** What a message that leans on the turn before it asks, or null when it stands alone. */
export function followUp(recognised: Recognised, context: Context, engine: Engine): Ask | null {
  const last = context.plan ? decodePlan(context.plan) : null;
  return (
    again(recognised, last, engine) ??
    chosen(recognised, context, engine) ??
    more(recognised, last, context, engine) ??
    instead(recognised, last, engine) ??
    further(recognised, last, engine)
  );
}

const NAMED: Record<string, Language> = {};
for (const [language, words] of Object.entries({
  en: 'english anglais الانجلیزیه الانکلیزیه انکلیزی بالانکلیزی بالانجلیزی انجلیزی یینگلیزی ینگلیزی',
  fr: 'french francais الفرنسیه فرنسی بالفرنسی بالفرنسیه فهرهنسی',
  ar: 'arabic arabe العربیه عربی بالعربی بالعربیه عهرهبی',
  ckb: 'kurdish sorani kurde الکردیه کردی بالکردی کوردی',
}))
  for (const word of words.split(' ')) NAMED[word] = language as Language;

const IN_LANGUAGE =
  /(?:^|(?<=\s))(?:(?:in|into|en|au|answer|reply|بە|باللغة|بالـ?)\s+)?(?:in\s+)?([\p{L}\u200c]+)(?=[\s?.!؟,،]|$)/giu;
/** Words before a language's name that make it the language to answer in. */
const INTO = /(?:^|\s)(?:in|into|en|بە|باللغة)\s/iu;

/** "… answer in Arabic please": the rest of the text, and that language; the text itself where it is all there is. */
export function inLanguage(text: string, own: Language): { text: string; language: Language } {
  for (const match of text.slice(0, 1000).matchAll(IN_LANGUAGE)) {
    const [found, name = ''] = match;
    const language = NAMED[normalise(name)];
    if (!language || !(INTO.test(found) || /^ب/u.test(name))) continue;
    const rest = `${text.slice(0, match.index)} ${text.slice(match.index + found.length)}`.trim();
    return rest.split(/\s+/u).length > 2 ? { text: rest, language } : { text, language: own };
  }
  return { text, language: own };
}

/** "In Arabic please": the last answer again, in that language. */
function again(recognised: Recognised, last: Ask | null, engine: Engine): Ask | null {
  const language = recognised.tokens.map((t) => NAMED[t.word]).find((l) => l !== undefined);
  if (!last || !language || recognised.mentions.length > 0) return null;
  return onlyIdle(recognised, engine, (word) => NAMED[word] !== undefined) ? { ...last, language } : null;
}

/** "The second one", or the name of one of the choices. */
function chosen(recognised: Recognised, context: Context, engine: Engine): Ask | null {
  if (context.shown.length === 0) return null;
  const { tokens, mentions } = recognised;
  const nth = tokens
    .map((t) => ORDINAL.get(t.word) ?? (tokens.length === 1 && /^\d$/u.test(t.word) ? Number(t.word) : null))
    .find((n) => n !== null);
  const counting =
    nth && mentions.length === 0 && onlyIdle(recognised, engine, (w) => ORDINAL.has(w) || /^\d$/u.test(w));
  const picked = counting
    ? context.shown[nth - 1]
    : context.plan === null
      ? byName(recognised, context, engine)
      : undefined;
  return picked?.plan ? decodePlan(picked.plan) : null;
}

function byName(
  recognised: Recognised,
  context: Context,
  engine: Engine,
): Context['shown'][number] | undefined {
  const telling = recognised.tokens.filter((t) => !engine.terms.idle(t)).map((t) => t.stem);
  if (telling.length === 0) return undefined;
  const named = ({ entry }: Context['shown'][number]): boolean => {
    return telling.every((stem) => engine.lexicon.bears(entry ?? '', stem));
  };
  const [hit, second] = context.shown.filter(named);
  return second ? undefined : hit;
}

const MORE = new Set('more further continue next plus suite encore المزید اکثر بعد زیاتر زیاتری'.split(' '));

/** "More": the rest of a list, otherwise all that is held on what was spoken of. */
function more(recognised: Recognised, last: Ask | null, context: Context, engine: Engine): Ask | null {
  const asked = recognised.tokens.some((t) => MORE.has(t.word));
  if (!asked || recognised.mentions.length > 0 || !onlyIdle(recognised, engine, (w) => MORE.has(w)))
    return null;
  if (last && engine.formsById.get(last.form)?.operation === 'find')
    return { ...last, offset: (last.offset ?? 0) + 10 };
  return context.subject ? { form: 'overview', subject: context.subject } : null;
}

const LEAD =
  /^(?:and|what about|how about|what of|no\b|nope|not that|sorry|i mean|i meant|actually|et|non|je voulais dire|و|طيب و|ماذا عن|وماذا عن|شنو عن|أما|لا|قصدي|اقصد|أقصد|ئەی|نا|مەبەستم)/iu;

/** "What about UNICEF?", "no, I meant UNIDO", "and in 2020?": the last question with one thing changed. */
function instead(recognised: Recognised, last: Ask | null, engine: Engine): Ask | null {
  const text = recognised.tokens.map((t) => t.raw).join(' ');
  const [mention] = recognised.mentions;
  const [date] = recognised.dates;
  const leads = LEAD.test(text) || (date && !mention);
  if (!last || !leads || !onlyIdle(recognised, engine, (w) => LEADING.has(w))) return null;
  if (!mention && date) return atAnotherTime(last, date, engine);
  if (!mention) return null;
  const name =
    mention.entries.length === 1
      ? (mention.entries[0] ?? '')
      : mention.outside?.type === 'body'
        ? `outside:${mention.outside.name}`
        : null;
  return name === null ? null : substitute(last, name, engine);
}

function atAnotherTime(last: Ask, { from, to }: DateMention, engine: Engine): Ask | null {
  const operation = engine.formsById.get(last.form)?.operation ?? '';
  return OPERATIONS[operation]?.heedsDate ? { ...last, from: from ?? undefined, to: to ?? undefined } : null;
}

/** "And about Belarus?" after a point of a statement: its point on that. */
function further(recognised: Recognised, last: Ask | null, engine: Engine): Ask | null {
  const operation = engine.formsById.get(last?.form ?? '')?.operation;
  if (!last?.subject || (operation !== 'passage' && operation !== 'summary')) return null;
  if (!LEAD.test(recognised.tokens.map((t) => t.raw).join(' '))) return null;
  const asked = recognised.tokens.filter((t) => !engine.terms.idle(t) && !LEADING.has(t.word));
  const units = asked.map((t) => [[t.stem]]);
  const [best] = engine.passages.find(units, last.subject);
  return best?.coverage === 1 ? { form: 'passage', subject: last.subject, passage: best.passage } : null;
}

const LEADING = new Set(
  'no nope non not that mean meant لا قصدی اقصد نا مهبهستم voulais dire اما ماذا عن wa only just ones seulement uniquement فقط بس تهنها'.split(
    ' ',
  ),
);

function substitute(last: Ask, name: string, engine: Engine): Ask | null {
  const kind = entryOf(engine.store, name)?.kind ?? 'organisation';
  const { passage: _passage, ...rest } = last;
  if (last.object !== undefined) return { ...rest, object: name };
  if (last.issuer && entryOf(engine.store, last.issuer)?.kind === kind) return { ...rest, issuer: name };
  const subject = entryOf(engine.store, last.subject);
  return subject?.kind === kind && !name.startsWith('outside:') ? { ...rest, subject: name } : null;
}

/** True when every word outside names and dates is idle or passes. */
function onlyIdle(
  { tokens, mentions, dates, concepts }: Recognised,
  engine: Engine,
  passes: (word: string) => boolean,
): boolean {
  return tokens.every((token, i) => {
    const taken = [...mentions, ...dates].some((m) => i >= m.start && i < m.end);
    return (
      taken ||
      passes(token.word) ||
      engine.terms.idle(token) ||
      (concepts[i] ?? []).includes('define') ||
      (concepts[i] ?? []).includes('which')
    );
  });
}
