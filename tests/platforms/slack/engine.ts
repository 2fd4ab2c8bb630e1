import type { Answer, Answerer, Question } from '../../../src/domain.ts';
import { ANSWERS, answer } from '../answers.ts';

/** Invented questions with invented answers; anything else is not held. What follows a plan is asked again by it. */
const KNOWN: Record<string, Answer> = {
  members: { ...ANSWERS['a list']!, entry: 'network/invented', plan: 'members' },
  registers: { ...ANSWERS['a list of one thousand long items']!, plan: 'registers' },
  ia: { ...ANSWERS['an ambiguous question']!, plan: 'ia' },
  'define ia': answer({
    title: line('Invented Agency'),
    text: [line('It invents.')],
    entry: 'organisation/ia',
  }),
  'value coordinator': answer({ text: [line('The Bridge Fund coordinates it.')], entry: 'organisation/bf' }),
  'من هم الأعضاء': { ...ANSWERS['Arabic, right to left']!, plan: 'arabic' },
  press: { ...ANSWERS['one contact, no telephone']!, plan: 'press' },
  harassment: answer({ text: [line('Talk to the counsellor.')], confidential: true }),
};

function line(text: string) {
  return [{ from: 'reply' as const, key: 'invented', text }];
}

const UNKNOWN = { ...ANSWERS['an unanswered question']! };

function understood({ text, plan, context }: Question): Answer[] {
  const asked = (plan ?? text).toLowerCase();
  if (plan === undefined && /coordinates it/.test(asked)) {
    return [context?.subject === 'network/invented' ? KNOWN['value coordinator']! : UNKNOWN];
  }
  if (plan === undefined && asked === 'members and press') return [KNOWN.members!, KNOWN.press!];
  return [KNOWN[asked] ?? Object.entries(KNOWN).find(([key]) => asked.includes(key))?.[1] ?? UNKNOWN];
}

export const ENGINE: Answerer = {
  version: 'v1',
  answer(question) {
    const answers = understood(question);
    const [first] = answers;
    const shown = (first?.choices ?? []).map((choice) => ({ plan: choice.plan, entry: null }));
    const context = {
      ...{ at: question.now.toISOString(), language: 'en' as const, plan: first?.plan ?? null },
      ...{ subject: first?.entry ?? null, shown },
    };
    const nothing = { repaired: [], slots: [], unexplained: [], candidates: [], decision: '' };
    return { answers, context, explanation: { language: 'en', ...nothing } };
  },
};

/** What is shown before anybody asks. */
export const HOME: Answer = answer({
  title: line('What Dalil knows'),
  text: [line('Three bodies and one network.')],
  list: [line('Bridges and rivers, 2021')],
  contacts: ANSWERS['one contact, no telephone']!.contacts,
  suggestions: [
    { label: line('Who are the members?'), plan: 'members' },
    { label: line('Whom does the press ask?'), plan: 'press' },
  ],
  outcome: 'smalltalk',
  plan: null,
});
