import type { Answer, Answerer, Context, Explanation, Language, Question, Reply, Store } from '../domain.ts';
import { detect, localeLanguage, scriptLanguage } from '../language/detect.ts';
import { MAX_CHARACTERS, tokenise } from '../language/tokens.ts';
import { sentences } from './clauses.ts';
import { live, nextContext, type Understood } from './context.ts';
import { smallReply } from './declines.ts';
import { followUp, inLanguage } from './dialogue.ts';
import { createEngine, type Engine } from './engine.ts';
import { Interpreter } from './interpreter.ts';
import type { Keep } from './keep.ts';
import { decodePlan } from './plan.ts';

import { Responder } from './respond.ts';
import { inDistress } from './safety.ts';
import { SentenceReader } from './sentence.ts';

/** How sure a tap and a follow-up are. */
const TAPPED = 1;
const FOLLOWED = 0.9;

export interface AnswererOptions {
  /** The language of an answer to a text, a conversation and a platform that tell none. */
  language?: Language;
  /** Keeps what is learnt from the store; where it is not given, all is learnt anew each time, which takes seconds. */
  keep?: Keep;
}

/** The engine over one store. Build it once per store: every index is made here. */
export function createAnswerer(store: Store, options: AnswererOptions = {}): Answerer {
  const engine = createEngine(store, options.keep);
  return {
    version: store.version,
    answer: (question) => new Turn(engine, question, options.language ?? 'en').reply(),
  };
}

/** One question being answered. */
class Turn {
  readonly #engine: Engine;
  readonly #question: Question;
  readonly #context: Context | null;
  readonly #fallback: Language;
  readonly #respond: Responder;
  readonly #interpreter: Interpreter;
  readonly #reader: SentenceReader;

  constructor(engine: Engine, question: Question, fallback: Language) {
    this.#engine = engine;
    this.#question = question;
    this.#context = live(question.context, question.now);
    this.#fallback = fallback;
    this.#respond = new Responder(engine, question.now, nothingYet(fallback));
    this.#interpreter = new Interpreter(engine, question.now);
    this.#reader = new SentenceReader(this.#respond, this.#interpreter);
  }

  reply(): Reply {
    const { now } = this.#question;
    const text = this.#question.text.slice(0, MAX_CHARACTERS);
    const language = this.#language(text);
    const { explanation } = this.#respond;
    explanation.language = language;
    const understood = this.#tapped(language) ?? this.#typed(text, language);
    return {
      answers: understood.answers,
      context: nextContext(understood, this.#context, language, now),
      explanation,
    };
  }

  #tapped(language: Language): Understood | null {
    const { plan } = this.#question;
    if (plan === undefined) return null;
    this.#respond.explanation.decision = 'a tapped suggestion';
    const ask = decodePlan(plan);
    const done = ask && this.#respond.compose(ask, ask.language ?? language, TAPPED);
    return done ?? this.#small('stale', language);
  }

  #typed(typed: string, own: Language): Understood {
    const { text, language } = inLanguage(typed, own);
    const all = sentences(text);
    if (all.length === 0) return this.#small('empty', language);
    if (inDistress(tokenise(text), this.#engine.alarms, this.#engine.terms)) {
      this.#respond.explanation.decision = 'somebody may be in danger';
      return this.#small('safety', language, { outcome: 'unanswered', confidential: true });
    }
    const whole = this.#interpreter.recognise(text);
    const follow = this.#context && followUp(whole, this.#context, this.#engine);
    if (follow) {
      this.#respond.explanation.decision = 'a follow-up of the last turn';
      const done = this.#respond.compose(follow, follow.language ?? language, FOLLOWED);
      return done ?? this.#respond.notHeld(whole, language);
    }
    if (all.length > 1) return this.#message(all, language);
    return this.#reader.read(all[0] ?? '', this.#context, language);
  }

  /** Several sentences: what asks is answered, as long as nothing that is left unanswered asks or limits. */
  #message(all: string[], language: Language): Understood {
    const asked = this.#reader.read(all.join(' '), this.#context, language, false);
    if (asked.answers[0]?.outcome === 'answered') return asked;
    const said = this.#reader.withoutClosing(all);
    const done = this.#oneByOne(said, language);
    const answered = done.filter((d) => d.answers[0]?.outcome === 'answered');
    const left = said.filter((_, i) => done[i]?.answers.some((a) => a.outcome === 'unanswered'));
    const [first, second, third] = answered;
    const told = said.find((_, i) => done[i] === first);
    const heeds = (text: string): boolean =>
      told !== undefined && (asksOutright(told) || this.#reader.asksWithin(text, told));
    const limiting = left.some((text) => this.#reader.limits(text) || (asksOutright(text) && !heeds(text)));
    if (!first || limiting || third) {
      const undecided = done.find((d) => d.answers[0]?.outcome === 'ambiguous');
      const open = done.find((d) => d.answers[0]?.outcome === 'unanswered');
      return undecided ?? open ?? done[0] ?? asked;
    }
    return second ? { ...second, answers: [...first.answers, ...second.answers].slice(0, 2) } : first;
  }

  /** Each sentence with what the ones before it spoke of. */
  #oneByOne(all: string[], language: Language): Understood[] {
    let context = this.#context;
    return all.map((sentence) => {
      const one = this.#reader.read(sentence, context, language);
      const answered = one.answers[0]?.outcome === 'answered';
      context = answered
        ? nextContext(one, context, language, this.#question.now)
        : this.#mentioned(sentence, context, language);
      return one;
    });
  }

  #mentioned(sentence: string, context: Context | null, language: Language): Context | null {
    const { mentions, references } = this.#interpreter.recognise(sentence);
    const kinds = references.map(({ kind }) => this.#engine.entries.ofKinds([kind]));
    const only = kinds.find((entries) => entries.length === 1)?.[0];
    const subject = mentions.find((m) => m.entries.length === 1)?.entries[0] ?? only?.id;
    if (!subject) return context;
    return { at: this.#question.now.toISOString(), language, plan: null, shown: [], ...context, subject };
  }

  #language(text: string): Language {
    const { tokens, mentions } = this.#interpreter.recognise(text);
    const free = tokens.filter((_, i) => !mentions.some((m) => i >= m.start && i < m.end));
    return (
      detect(free, this.#engine.frame) ??
      scriptLanguage(text) ??
      this.#context?.language ??
      localeLanguage(this.#question.locale) ??
      this.#fallback
    );
  }

  #small(key: string, language: Language, differing: Partial<Answer> = {}): Understood {
    const answer = { ...smallReply(key, this.#respond.speaker(language)), ...differing };
    return { answers: [answer], ask: null, draft: null };
  }
}

function asksOutright(sentence: string): boolean {
  return /[?؟]/u.test(sentence);
}

function nothingYet(language: Language): Explanation {
  return { language, repaired: [], slots: [], unexplained: [], candidates: [], decision: '' };
}
