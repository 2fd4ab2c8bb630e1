import type { Answer, Answerer, Context, Explanation, Language, Question, Reply, Store } from '../domain.ts';
import { LANGUAGES } from '../domain.ts';
import { detect, scriptLanguage } from '../language/detect.ts';
import { tokenise } from '../language/tokens.ts';
import { joined, sentences, windows } from './clauses.ts';
import { finish } from './compose.ts';
import { decide } from './decide.ts';
import { ambiguous, smallReply, unanswered } from './declines.ts';
import { followUp, inLanguage } from './dialogue.ts';
import { createEngine, type Engine, entryOf } from './engine.ts';
import { type Interpretation, interpret, TOPIC } from './interpret.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Draft } from './operations/operation.ts';
import { type Ask, decodePlan, encodePlan } from './plan.ts';
import { type Recognised, recognise } from './reading.ts';
import { inDistress } from './safety.ts';
import { Speaker } from './speak.ts';
import { suggestionsFor } from './suggest.ts';
import { ASKING } from './terms.ts';

/** A conversation is over when nothing was said for this long. */
const CONTEXT_MINUTES = 30;
const TAPPED = 1;
const HARDLY_LESS = 0.93;
/** How near a part of a sentence must be to stand for the whole. */
const LEAST_SURE = 0.55;
const NEGATION = new Set([
  'not',
  'no',
  'never',
  'without',
  'except',
  'pas',
  'sauf',
  'sans',
  'ليس',
  'لیس',
  'غیر',
  'بدون',
  'مو',
  'نیه',
  'جگه',
  'بی',
]);

export interface AnswererOptions {
  /** The language of an answer to a text, a conversation and a platform that tell none. */
  language?: Language;
}

/** The engine over one store. Build it once per store: every index is made here. */
export function createAnswerer(store: Store, options: AnswererOptions = {}): Answerer {
  const engine = createEngine(store);
  return {
    version: store.version,
    answer: (question) => new Turn(engine, question, options.language ?? 'en').reply(),
  };
}

interface Understood {
  answers: Answer[];
  ask: Ask | null;
  draft: Draft | null;
}

/** One question being answered. */
class Turn {
  readonly #engine: Engine;
  readonly #question: Question;
  readonly #context: Context | null;
  readonly #fallback: Language;
  readonly #explanation: Explanation;

  constructor(engine: Engine, question: Question, fallback: Language) {
    this.#engine = engine;
    this.#question = question;
    this.#context = live(question.context, question.now);
    this.#fallback = fallback;
    this.#explanation = {
      language: fallback,
      repaired: [],
      slots: [],
      unexplained: [],
      candidates: [],
      decision: '',
    };
  }

  reply(): Reply {
    const { text, plan } = this.#question;
    const language = this.#language(text);
    this.#explanation.language = language;
    const tapped = plan === undefined ? null : decodePlan(plan);
    const understood = plan !== undefined ? this.#tapped(tapped, language) : this.#typed(text, language);
    return {
      answers: understood.answers,
      context: this.#next(understood, language),
      explanation: this.#explanation,
    };
  }

  #tapped(ask: Ask | null, language: Language): Understood {
    this.#explanation.decision = 'a tapped suggestion';
    const done = ask ? this.#compose(ask, ask.language ?? language, TAPPED) : null;
    return done ?? { answers: [smallReply('stale', this.#speaker(language))], ask: null, draft: null };
  }

  #typed(typed: string, own: Language): Understood {
    const engine = this.#engine;
    const { text, language } = inLanguage(typed, own);
    const all = sentences(text);
    if (all.length === 0) return alone(smallReply('empty', this.#speaker(language)));
    if (inDistress(tokenise(text), engine.alarms, engine.terms)) {
      this.#explanation.decision = 'somebody may be in danger';
      return alone({
        ...smallReply('safety', this.#speaker(language)),
        outcome: 'unanswered',
        confidential: true,
      });
    }
    const whole = recognise(text, this.#question.now, engine);
    const follow = this.#context ? followUp(whole, this.#context, engine) : null;
    if (follow) {
      this.#explanation.decision = 'a follow-up of the last turn';
      return this.#compose(follow, follow.language ?? language, 0.9) ?? this.#notHeld(whole, language);
    }
    return all.length > 1
      ? this.#message(all, whole, language)
      : this.#sentence(all[0] ?? '', this.#context, language);
  }

  /** Several sentences: the one that asks is answered, as long as the others ask and limit nothing. */
  #message(all: string[], whole: Recognised, language: Language): Understood {
    const asked = this.#sentence(all.join(' '), this.#context, language);
    if (asked.answers[0]?.outcome === 'answered') return asked;
    let context = this.#context;
    const done: Understood[] = [];
    for (const sentence of all) {
      const one = this.#sentence(sentence, context, language);
      done.push(one);
      if (one.answers[0]?.outcome === 'answered') context = this.#next(one, language);
      else context = this.#mentioned(sentence, context, language);
    }
    const answered = done.filter((d) => d.answers[0]?.outcome === 'answered');
    const rest = done.filter((d) => d.answers.some((a) => a.outcome === 'unanswered'));
    const limiting = rest.length > 0 && (whole.dates.length > 0 || whole.mentions.some((m) => m.outside));
    const [first, second] = answered;
    if (!first || limiting || answered.length > 2) {
      const undecided = done.find((d) => d.answers[0]?.outcome === 'ambiguous') ?? rest[0];
      return undecided ?? done[0] ?? asked;
    }
    return second ? { ...second, answers: [...first.answers, ...second.answers].slice(0, 2) } : first;
  }

  #mentioned(sentence: string, context: Context | null, language: Language): Context | null {
    const mention = recognise(sentence, this.#question.now, this.#engine).mentions.find(
      (m) => m.entries.length === 1,
    );
    const subject = mention?.entries[0];
    return subject
      ? { at: this.#question.now.toISOString(), language, plan: null, shown: [], ...context, subject }
      : context;
  }

  #sentence(sentence: string, context: Context | null, language: Language): Understood {
    const recognised = recognise(sentence, this.#question.now, this.#engine);
    const interpretations = interpret(recognised, context, this.#engine);
    this.#explain(recognised, interpretations);
    const decision = decide(interpretations);
    this.#explanation.decision = decision.reason;
    if (decision.outcome === 'answer') {
      return this.#answer(
        [decision.best, ...interpretations.filter((i) => i !== decision.best)],
        recognised,
        language,
      );
    }
    const part =
      this.#two(sentence, context, language) ??
      this.#ask(sentence, context, language) ??
      this.#guessed(recognised, context, language);
    if (part) return part;
    const speaker = this.#speaker(language);
    if (decision.outcome === 'choose') {
      const [best] = decision.among;
      if (best && this.#alike(decision.among)) return this.#answer([best], recognised, language);
      const answer = ambiguous(decision.among, this.#engine, speaker, this.#question.now);
      if (answer) return { answers: [answer.answer], ask: null, draft: answer.draft };
    }
    const near = decision.outcome === 'decline' ? decision.near : decision.among;
    return {
      answers: [unanswered(recognised, near, this.#engine, speaker, this.#question.now)],
      ask: null,
      draft: subjectOnly(recognised),
    };
  }

  /** True when every reading gives the same facts: then there is nothing to choose. */
  #alike(among: readonly Interpretation[]): boolean {
    const done = among.map((i) => this.#compose(i.ask, 'en', i.confidence)?.answers[0]);
    const operations = new Set(among.map((i) => i.form.operation));
    const [entry] = new Set(done.map((answer) => answer?.entry));
    if (entry && operations.size > 1 && done.every((answer) => answer?.entry === entry)) return true;
    return done.every((a) => a?.contacts.length) && new Set(done.map((a) => (a ? told(a) : ''))).size === 1;
  }

  /** Two asks in one sentence, when each half stands alone and the second may lean on the first. */
  #two(sentence: string, context: Context | null, language: Language): Understood | null {
    for (const [before, after] of joined(sentence)) {
      const first = this.#half(before, context, language);
      if (!first) continue;
      const second = this.#half(after, this.#next(first, language), language);
      if (second) return { ...second, answers: [...first.answers, ...second.answers] };
    }
    return null;
  }

  /** The ask inside a long sentence, as long as what is left out limits nothing. */
  #ask(sentence: string, context: Context | null, language: Language): Understood | null {
    for (const { ask, rest } of windows(sentence)) {
      if (!rest.every((part) => this.#isAside(part))) continue;
      const done = this.#half(ask, context, language, LEAST_SURE);
      if (done) return done;
    }
    return null;
  }

  /** True for talk around an ask: somebody speaks of themselves, and says nothing that could change what is asked. */
  #isAside(part: string): boolean {
    const { mentions, dates, tokens, concepts } = recognise(part, this.#question.now, this.#engine);
    const ideas = concepts.flat();
    return (
      (ideas.includes('speaker') || tokens.every((t) => this.#engine.terms.idle(t))) &&
      dates.length === 0 &&
      mentions.every((m) => m.outside?.type === 'place') &&
      !tokens.some((t) => NEGATION.has(t.word)) &&
      !ideas.some((idea) => ASKING.has(idea))
    );
  }

  /** A mistyped acronym that may be one of several names: each is offered, none is chosen. */
  #guessed(recognised: Recognised, context: Context | null, language: Language): Understood | null {
    const [guess] = recognised.guesses;
    if (!guess) return null;
    const asked = guess.names.map((name) =>
      recognised.tokens.map((t, i) => (i === guess.at ? name.toUpperCase() : t.raw)).join(' '),
    );
    const among = asked.flatMap((text) => {
      const decision = decide(
        interpret(recognise(text, this.#question.now, this.#engine), context, this.#engine),
      );
      return decision.outcome === 'answer' ? [decision.best] : [];
    });
    const choice = ambiguous(among, this.#engine, this.#speaker(language), this.#question.now);
    return choice ? { answers: [choice.answer], ask: null, draft: choice.draft } : null;
  }

  #half(text: string, context: Context | null, language: Language, least = 0): Understood | null {
    const recognised = recognise(text, this.#question.now, this.#engine);
    const decision = decide(interpret(recognised, context, this.#engine));
    if (
      decision.outcome !== 'answer' ||
      decision.best.score < least ||
      OPERATIONS[decision.best.form.operation] === OPERATIONS.smalltalk
    )
      return null;
    const done = this.#compose(decision.best.ask, language, decision.best.confidence);
    return done?.answers[0]?.outcome === 'answered' ? done : null;
  }

  /** The likeliest reading that the store holds an answer to, among those hardly less likely than the first. */
  #answer(
    [best, ...others]: readonly Interpretation[],
    recognised: Recognised,
    language: Language,
  ): Understood {
    const rivals = others.filter((o) => best && o.confidence >= best.confidence * HARDLY_LESS);
    for (const { ask, confidence } of best ? [best, ...rivals] : []) {
      const done = this.#compose(ask, ask.language ?? language, confidence, recognised);
      if (done) return done;
    }
    return this.#notHeld(recognised, language, ...(best ? [best] : []));
  }

  #notHeld(recognised: Recognised, language: Language, ...near: Interpretation[]): Understood {
    this.#explanation.decision = 'understood, but not held';
    const speaker = this.#speaker(language);
    return {
      answers: [unanswered(recognised, near, this.#engine, speaker, this.#question.now)],
      ask: null,
      draft: subjectOnly(recognised),
    };
  }

  #compose(ask: Ask, language: Language, confidence: number, recognised?: Recognised): Understood | null {
    const engine = this.#engine;
    const form = engine.formsById.get(ask.form) ?? (ask.form === TOPIC.id ? TOPIC : undefined);
    const operation = form && OPERATIONS[form.operation];
    const speaker = this.#speaker(language);
    const draft =
      operation && form ? operation.compose({ ask, form, engine, speaker, now: this.#question.now }) : null;
    if (!draft) return null;
    const answer = finish(draft, speaker, confidence);
    answer.plan = encodePlan(ask);
    answer.suggestions =
      answer.outcome === 'answered'
        ? suggestionsFor(
            entryOf(engine.store, draft.entry ?? undefined),
            ask,
            draft.next ?? [],
            engine,
            speaker,
            this.#question.now,
          )
        : [];
    const meant = (recognised?.repaired ?? []).filter(({ to }) => engine.lexicon.isAcronym(to));
    const [mended] = meant.flatMap(({ to }) => engine.lexicon.bearer(to) ?? []);
    const bearer = entryOf(engine.store, mended);
    if (bearer) answer.text.unshift(speaker.say('showing', { name: speaker.short(bearer) }));
    return { answers: [answer], ask, draft };
  }

  /** What the conversation remembers after this turn. */
  #next(understood: Understood, language: Language): Context {
    const before = this.#context;
    const answered = understood.answers.at(-1);
    const kept = answered?.outcome === 'smalltalk' || answered?.outcome === 'unanswered' ? before : null;
    return {
      at: this.#question.now.toISOString(),
      language: answered?.language ?? language,
      plan:
        understood.ask && answered?.outcome !== 'smalltalk'
          ? encodePlan(understood.ask)
          : (kept?.plan ?? null),
      subject: answered?.confidential ? null : (understood.draft?.entry ?? kept?.subject ?? null),
      shown: (understood.draft?.shown ?? [])
        .map(({ ask, entry }) => ({ plan: ask ? encodePlan(ask) : null, entry }))
        .slice(0, 40),
    };
  }

  #explain(recognised: Recognised, interpretations: readonly Interpretation[]): void {
    const e = this.#explanation;
    e.repaired.push(...recognised.repaired);
    e.slots.push(
      ...recognised.mentions.map((m) => ({
        text: recognised.tokens
          .slice(m.start, m.end)
          .map((t) => t.raw)
          .join(' '),
        stands: m.entries.join(' | ') || `${m.outside?.type}: ${m.outside?.name}`,
      })),
    );
    e.unexplained = interpretations[0]?.unexplained ?? [];
    e.candidates = interpretations
      .slice(0, 8)
      .map((i) => ({ plan: encodePlan(i.ask), confidence: i.confidence }));
  }

  #language(text: string): Language {
    const { tokens, mentions } = recognise(text, this.#question.now, this.#engine);
    const free = tokens.filter((_, i) => !mentions.some((m) => i >= m.start && i < m.end));
    return (
      detect(free, this.#engine.frame) ??
      scriptLanguage(text) ??
      this.#context?.language ??
      byLocale(this.#question.locale) ??
      this.#fallback
    );
  }

  #speaker(language: Language): Speaker {
    return new Speaker(this.#engine.store, language);
  }
}

/** All that an answer tells but its title, as one text. */
function told({ text, facts, list, contacts }: Answer): string {
  const lines = [
    ...text,
    ...facts.map((f) => f.value),
    ...list,
    ...contacts.flatMap((c) => [c.email ?? [], c.phone ?? []]),
  ];
  return lines.map((line) => line.map((s) => s.text).join('')).join('\n');
}

function alone(answer: Answer): Understood {
  return { answers: [answer], ask: null, draft: null };
}

/** A question that could not be answered still tells what "it" is. */
function subjectOnly(recognised: Recognised): Draft {
  const named = recognised.mentions.find((m) => m.entries.length === 1);
  return { entry: named?.entries[0] ?? null };
}

function live(context: Context | null, now: Date): Context | null {
  if (!context) return null;
  const age = now.getTime() - new Date(context.at).getTime();
  return age >= 0 && age <= CONTEXT_MINUTES * 60_000 ? context : null;
}

function byLocale(locale: string | undefined): Language | null {
  const tag = (locale ?? '').toLowerCase();
  if (/^(ku|ckb)/u.test(tag)) return 'ckb';
  return (
    LANGUAGES.find(
      (language) => tag === language || tag.startsWith(`${language}-`) || tag.startsWith(`${language}_`),
    ) ?? null
  );
}
