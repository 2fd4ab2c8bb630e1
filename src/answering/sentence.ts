import { differenceInCalendarDays } from 'date-fns/differenceInCalendarDays';
import { parseISO } from 'date-fns/parseISO';
import type { Context, Language } from '../domain.ts';
import type { DateMention } from '../language/interval.ts';
import { joined, windows } from './clauses.ts';
import { nextContext, type Understood } from './context.ts';
import { decide } from './decide.ts';
import type { Interpretation } from './interpret.ts';
import type { Interpreter } from './interpreter.ts';
import { MOST_WORDS, type Recognised } from './reading.ts';
import type { Responder } from './respond.ts';
import { ASIDE, ASKING, NEGATION } from './terms.ts';

/** How near a part of a sentence must be to stand for the whole. */
const LEAST_SURE = 0.55;
const SURELY_NOT_HELD = 0.6;
/** A sentence less surely understood as one ask is first read as two. */
const SURELY_ONE = 0.7;
/** What closes a message is no longer than this, in words, line by line. */
const MOST_CLOSING = 8;
/** Days from now within which a date beside an ask says when the answer is wanted. */
const AT_HAND = 14;

function isAtHand({ from, to }: DateMention, now: Date): boolean {
  const days = [from, to].map((day) =>
    day ? Math.abs(differenceInCalendarDays(parseISO(day), now)) : Infinity,
  );
  return days.every((count) => count <= AT_HAND);
}

/** "Who … and how …": one sentence may be two asks. */
function asksTwice({ concepts }: Recognised): boolean {
  return concepts.filter((ideas) => ideas.some((idea) => ASKING.has(idea) || idea === 'how')).length > 1;
}

/** That something is known not to be held is said of the whole only when no part of it is. */
function isWeakDecline({ form, score }: Interpretation): boolean {
  return form.operation === 'decline' && score < SURELY_NOT_HELD;
}

/** Reads one sentence: as a whole, as two asks, as an ask with talk around it, or as one that cannot be answered. */
export class SentenceReader {
  readonly #respond: Responder;
  readonly #interpreter: Interpreter;

  constructor(respond: Responder, interpreter: Interpreter) {
    this.#respond = respond;
    this.#interpreter = interpreter;
  }

  read(sentence: string, context: Context | null, language: Language, parts = true): Understood {
    const respond = this.#respond;
    const recognised = this.#interpreter.recognise(sentence);
    const interpretations = this.#interpreter.interpret(sentence, context);
    respond.explain(recognised, interpretations);
    const decision = decide(interpretations);
    respond.explanation.decision = decision.reason;
    if (decision.outcome === 'answer' && !isWeakDecline(decision.best)) {
      const both =
        (decision.best.confidence < SURELY_ONE || asksTwice(recognised)) &&
        this.#two(sentence, context, language, LEAST_SURE);
      if (both) return both;
      const others = interpretations.filter((i) => i !== decision.best);
      return respond.best([decision.best, ...others], recognised, language);
    }
    const part = parts && this.#part(sentence, recognised, context, language);
    if (part) return part;
    if (decision.outcome === 'answer') return respond.best([decision.best], recognised, language);
    if (decision.outcome === 'decline') return respond.declined(recognised, decision.near, language);
    const { among } = decision;
    if (respond.alike(among)) return respond.best(among.slice(0, 1), recognised, language);
    return respond.choice(among, language) ?? respond.declined(recognised, among, language);
  }

  /** What a part of the sentence asks, unless it is too long to be one. */
  #part(
    sentence: string,
    recognised: Recognised,
    context: Context | null,
    language: Language,
  ): Understood | null {
    if (recognised.tokens.length > MOST_WORDS) return null;
    return (
      this.#two(sentence, context, language) ??
      this.#ask(sentence, context, language) ??
      this.#guessed(recognised, context, language)
    );
  }

  /** Two asks in one sentence, when each half stands alone and the second may lean on the first. */
  #two(sentence: string, context: Context | null, language: Language, least = 0): Understood | null {
    for (const [before, after] of joined(sentence)) {
      if (this.#interpreter.spent) return null;
      const first = this.#half(before, context, language, least);
      if (!first) continue;
      const second = this.#half(
        after,
        nextContext(first, context, language, this.#respond.now),
        language,
        least,
      );
      // The same asked twice is one ask.
      const [answer] = second?.answers ?? [];
      if (second && first.answers.some(({ plan }) => plan === answer?.plan)) return first;
      if (second) return { ...second, answers: [...first.answers, ...second.answers] };
    }
    return null;
  }

  /** The ask inside a long sentence, as long as what is left out limits nothing. */
  #ask(sentence: string, context: Context | null, language: Language): Understood | null {
    for (const { ask, rest } of windows(sentence)) {
      if (this.#interpreter.spent) return null;
      if (!rest.every((part) => this.#isAside(part))) continue;
      const done =
        this.#half(ask, context, language, LEAST_SURE) ?? this.#two(ask, context, language, LEAST_SURE);
      if (done) return done;
    }
    return null;
  }

  /** The sentences of a message without what closes it: thanks, regards and who signs. */
  withoutClosing(all: readonly string[]): string[] {
    const end = all.findIndex(
      (_, i) => i > 0 && all.slice(i).every((rest, k) => this.#closes(rest, k === 0)),
    );
    return end < 0 ? [...all] : all.slice(0, end);
  }

  #closes(sentence: string, first: boolean): boolean {
    const { tokens, concepts } = this.#interpreter.recognise(sentence);
    const ideas = concepts.flat();
    if (tokens.length > MOST_CLOSING || /[?؟]/u.test(sentence) || ideas.some((idea) => ASKING.has(idea)))
      return false;
    return !first || ideas.includes('closing');
  }

  /** True for a sentence that asks for nothing which another does not: "would you have the figure?" behind "how many …". */
  asksWithin(text: string, other: string): boolean {
    const { tokens, concepts } = this.#interpreter.recognise(text);
    const asked = new Set(this.#interpreter.recognise(other).concepts.flat());
    return tokens.every(
      (token, i) => this.#respond.engine.terms.idle(token) || concepts[i]!.some((idea) => asked.has(idea)),
    );
  }

  /** True for a sentence that could change what is asked beside it. */
  limits(text: string): boolean {
    const { mentions, dates, concepts, references } = this.#interpreter.recognise(text);
    return (
      dates.some((date) => !isAtHand(date, this.#respond.now)) ||
      mentions.some((m) => m.outside && m.outside.type !== 'place') ||
      (concepts.flat().includes(NEGATION) && mentions.length + references.length > 0)
    );
  }

  /** True for talk around an ask: somebody speaks of themselves, or of what the answer is for, and limits nothing. */
  #isAside(part: string): boolean {
    const { mentions, tokens, concepts } = this.#interpreter.recognise(part);
    const ideas = concepts.flat();
    return (
      (ideas.some((idea) => ASIDE.has(idea)) || tokens.every((t) => this.#respond.engine.terms.idle(t))) &&
      mentions.every(
        (m) => m.outside?.type === 'place' || (ideas.includes('speaker') && m.entries.length > 0),
      ) &&
      !ideas.some((idea) => ASKING.has(idea)) &&
      !this.limits(part)
    );
  }

  /** A mistyped acronym that may be one of several names: each is offered, none is chosen. */
  #guessed({ guesses, tokens }: Recognised, context: Context | null, language: Language): Understood | null {
    const [guess] = guesses;
    if (!guess) return null;
    const asked = guess.names.map((name) =>
      tokens.map((t, i) => (i === guess.at ? name.toUpperCase() : t.raw)).join(' '),
    );
    const among = asked.flatMap((text) => {
      const decision = decide(this.#interpreter.interpret(text, context));
      return decision.outcome === 'answer' ? [decision.best] : [];
    });
    return this.#respond.choice(among, language);
  }

  /** A part of a sentence that is answered by itself; small talk does not count. */
  #half(text: string, context: Context | null, language: Language, least = 0): Understood | null {
    const decision = decide(this.#interpreter.interpret(text, context));
    if (decision.outcome !== 'answer' || decision.best.score < least) return null;
    const { ask, confidence } = decision.best;
    const done = this.#respond.compose(ask, language, confidence);
    return done?.answers[0]?.outcome === 'answered' ? done : null;
  }
}
