import type { Answer, Context, Language } from '../domain.ts';
import type { Draft } from './operations/operation.ts';
import { type Ask, encodePlan } from './plan.ts';

/** A conversation is over when nothing was said for this long. */
const CONTEXT_MINUTES = 30;
const MOST_SHOWN = 40;

/** What came of a text: its answers, and of the last one what it was understood as and found. */
export interface Understood {
  answers: Answer[];
  ask: Ask | null;
  draft: Draft | null;
}

/** The context, as long as its conversation goes on. */
export function live(context: Context | null, now: Date): Context | null {
  if (!context) return null;
  const age = now.getTime() - new Date(context.at).getTime();
  return age >= 0 && age <= CONTEXT_MINUTES * 60_000 ? context : null;
}

/** What the conversation remembers after a turn. Small talk and what was not answered leave what was spoken of. */
export function nextContext(
  { answers, ask, draft }: Understood,
  before: Context | null,
  language: Language,
  now: Date,
): Context {
  const last = answers.at(-1);
  const kept = last?.outcome === 'smalltalk' || last?.outcome === 'unanswered' ? before : null;
  return {
    at: now.toISOString(),
    language: last?.language ?? language,
    plan: ask && last?.outcome !== 'smalltalk' ? encodePlan(ask) : (kept?.plan ?? null),
    subject: last?.confidential ? null : (draft?.entry ?? kept?.subject ?? null),
    shown: (draft?.shown ?? [])
      .map((shown) => ({ plan: shown.ask ? encodePlan(shown.ask) : null, entry: shown.entry }))
      .slice(0, MOST_SHOWN),
  };
}
