import type { Answer, Answerer, Context, Outcome, Question, Suggestion } from '../../src/domain.ts';

/**
 * A tiny engine: it knows a network, its members and its coordinator, finds "office" ambiguous, takes
 * "harassed" as nothing to be kept, and knows nothing else.
 */
export const ENGINE: Answerer = { version: 'v1', answer: (question) => answerOf(question) };

const NETWORK = 'network/migration';
const CHOICES: Suggestion[] = [
  suggestion('Erbil office', 'office:erbil'),
  suggestion('Basra office', 'office:basra'),
];

function answerOf({ text, plan, context, now }: Question) {
  const asked = plan ?? text.toLowerCase();
  const subject = asked.includes('network') ? NETWORK : (context?.subject ?? null);
  const answer = understand(asked, subject);
  const shown = answer.choices.map((choice) => ({ plan: choice.plan, entry: null }));
  const next: Context = { at: now.toISOString(), language: 'en', plan: asked, subject: answer.entry, shown };
  const explanation = {
    language: 'en' as const,
    repaired: [],
    slots: [],
    unexplained: [],
    candidates: [],
    decision: '',
  };
  return { answers: [answer], context: next, explanation };
}

function understand(asked: string, subject: string | null): Answer {
  if (asked.includes('harassed'))
    return { ...say('answered', 'Talk to the counsellor.', NETWORK), confidential: true };
  if (asked.startsWith('office:'))
    return say('answered', `The ${asked.slice(7)} office.`, `contact/${asked.slice(7)}`);
  if (asked.includes('office')) return { ...say('ambiguous', 'Which office?', null), choices: CHOICES };
  if (subject !== null && asked.includes('members')) return say('answered', 'IOM, UNHCR', subject);
  if (subject !== null && asked.includes('coordinat')) return say('answered', 'IOM', subject);
  return say('unanswered', 'That is not held.', null);
}

function say(outcome: Outcome, text: string, entry: string | null): Answer {
  return {
    ...{
      outcome,
      title: null,
      facts: [],
      list: [],
      contacts: [],
      source: null,
      choices: [],
      suggestions: [],
    },
    text: [[{ from: 'reply', key: 'test', text }]],
    ...{ entry, entries: entry === null ? [] : [entry], confidence: 0.9, language: 'en', direction: 'ltr' },
    ...{ plan: null, confidential: false },
  };
}

function suggestion(label: string, plan: string): Suggestion {
  return { label: [{ from: 'reply', key: 'test', text: label }], plan };
}
