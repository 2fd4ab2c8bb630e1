import type { Answer, Explanation, Language, Line } from '../domain.ts';
import { finish } from './compose.ts';
import type { Understood } from './context.ts';
import { ambiguous, unanswered } from './declines.ts';
import { type Engine, entryOf } from './engine.ts';
import type { Interpretation } from './interpret.ts';
import { OPERATIONS } from './operations/index.ts';
import type { Draft } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';
import type { Recognised } from './reading.ts';
import { Speaker } from './speak.ts';
import { suggestionsFor } from './suggest.ts';
import { TOPIC } from './topic.ts';

/** How near in confidence a reading must come to stand in where the likeliest is not held. */
const HARDLY_LESS = 0.93;

/** Makes answers of what was understood, and notes for the explanation how it came to them. */
export class Responder {
  readonly engine: Engine;
  readonly now: Date;
  readonly explanation: Explanation;

  constructor(engine: Engine, now: Date, explanation: Explanation) {
    this.engine = engine;
    this.now = now;
    this.explanation = explanation;
  }

  speaker(language: Language): Speaker {
    return new Speaker(this.engine.store, language);
  }

  /** The answer to what was asked, or null where the store holds none. */
  compose(ask: Ask, language: Language, confidence: number, recognised?: Recognised): Understood | null {
    const { engine, now } = this;
    const form = engine.formsById.get(ask.form) ?? (ask.form === TOPIC.id ? TOPIC : undefined);
    const speaker = this.speaker(language);
    const draft = form && OPERATIONS[form.operation]?.compose({ ask, form, engine, speaker, now });
    if (!draft) return null;
    const answer = finish(draft, speaker, confidence);
    answer.plan = encodePlan(ask);
    if (answer.outcome === 'answered') {
      const entry = entryOf(engine.store, draft.entry ?? undefined);
      answer.suggestions = suggestionsFor(entry, ask, draft.next ?? [], engine, speaker, now);
    }
    answer.text.unshift(...this.#mended(recognised, speaker));
    return { answers: [answer], ask, draft };
  }

  /** Whose name a mistyped acronym was read as. */
  #mended(recognised: Recognised | undefined, speaker: Speaker): Line[] {
    const { store, lexicon } = this.engine;
    const meant = (recognised?.repaired ?? []).flatMap(({ to }) =>
      lexicon.isAcronym(to) ? (lexicon.bearer(to) ?? []) : [],
    );
    const bearer = entryOf(store, meant[0]);
    return bearer ? [speaker.say('showing', { name: speaker.short(bearer) })] : [];
  }

  /** The likeliest reading that the store holds an answer to, among those hardly less likely than the first. */
  best([best, ...others]: readonly Interpretation[], recognised: Recognised, language: Language): Understood {
    const stands = best?.form.operation !== 'decline';
    const rivals = others.filter((o) => stands && best && o.confidence >= best.confidence * HARDLY_LESS);
    for (const { ask, confidence } of best ? [best, ...rivals] : []) {
      const done = this.compose(ask, ask.language ?? language, confidence, recognised);
      if (done) return done;
    }
    return this.notHeld(recognised, language, ...(best ? [best] : []));
  }

  notHeld(recognised: Recognised, language: Language, ...near: Interpretation[]): Understood {
    this.explanation.decision = 'understood, but not held';
    return this.declined(recognised, near, language);
  }

  /** Two to four readings to choose from; null when fewer lead anywhere. */
  choice(among: readonly Interpretation[], language: Language): Understood | null {
    const choice = ambiguous(among, this.engine, this.speaker(language), this.now);
    return choice && { answers: [choice.answer], ask: null, draft: choice.draft };
  }

  /** That it is not known, with what is near. */
  declined(recognised: Recognised, near: readonly Interpretation[], language: Language): Understood {
    const answer = unanswered(recognised, near, this.engine, this.speaker(language), this.now);
    return { answers: [answer], ask: null, draft: subjectOnly(recognised) };
  }

  /** True when every reading gives the same facts: then there is nothing to choose. */
  alike(among: readonly Interpretation[]): boolean {
    const done = among.map((i) => this.compose(i.ask, 'en', i.confidence)?.answers[0]);
    const operations = new Set(among.map((i) => i.form.operation));
    const [entry] = new Set(done.map((answer) => answer?.entry));
    if (entry && operations.size > 1 && done.every((answer) => answer?.entry === entry)) return true;
    return done.every((a) => a?.contacts.length) && new Set(done.map((a) => (a ? told(a) : ''))).size === 1;
  }

  explain(recognised: Recognised, interpretations: readonly Interpretation[]): void {
    const e = this.explanation;
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

/** A question that could not be answered still tells what "it" is. */
function subjectOnly(recognised: Recognised): Draft {
  const named = recognised.mentions.find((m) => m.entries.length === 1);
  return { entry: named?.entries[0] ?? null };
}
