import { encodePlan } from '../../answering/plan.ts';
import type { Answer, Language, Reply, Suggestion } from '../../domain.ts';
import type { ServedContent } from './content.ts';

type Content = Pick<ServedContent, 'store' | 'answerer'>;

const LATEST = 5;
const FOUND = 8;

/** What Dalil knows, for a platform's home: example questions as suggestions, the latest statements, the contacts. */
export function createOverview(content: Content): (language: Language) => Answer {
  return (language) => {
    const [greeting] = ask(content, { plan: encodePlan({ form: 'greeting' }) }, language).answers;
    if (greeting === undefined) throw new Error('The engine gave no answer.');
    const statements = answered(content, encodePlan({ form: 'latest-statement', limit: LATEST }), language);
    const entries = [...content.store().entries.values()].filter(({ kind }) => kind === 'contact');
    const contacts = entries.flatMap(({ id }) =>
      answered(content, encodePlan({ form: 'contact', subject: id }), language).flatMap(
        (answer) => answer.contacts,
      ),
    );
    const list = statements.flatMap((answer) => answer.list);
    return { ...greeting, list, contacts, suggestions: examples(content, language) };
  };
}

/** Answers for a search box, best first: what the words were understood as, then what else they could mean. */
export function createSearch(content: Content): (text: string, locale?: string) => Answer[] {
  return (text, locale) => {
    const { answers, explanation } = ask(content, { text }, locale);
    const choices = answers.flatMap((answer) => answer.choices.map(({ plan }) => plan));
    const plans = [
      ...answers.flatMap(({ plan }) => plan ?? []),
      ...choices,
      ...explanation.candidates.map(({ plan }) => plan),
    ];
    const language = answers[0]?.language ?? locale;
    return [...new Set(plans)].slice(0, FOUND).flatMap((plan) => answered(content, plan, language));
  };
}

/** The replies `example.…` that the store answers, each as a tap. */
function examples(content: Content, language: Language): Suggestion[] {
  return Object.entries(content.store().replies)
    .filter(([key]) => key.startsWith('example.'))
    .flatMap(([key, wording]) => {
      const text = wording[language] ?? wording.en;
      const [answer] = ask(content, { text }, language).answers;
      if (answer?.outcome !== 'answered' || answer.plan === null) return [];
      return [{ label: [{ from: 'reply', key, text }], plan: answer.plan }];
    });
}

function answered(content: Content, plan: string, locale: string | undefined): Answer[] {
  return ask(content, { plan }, locale).answers.filter(({ outcome }) => outcome === 'answered');
}

function ask(
  content: Content,
  question: { text?: string; plan?: string },
  locale: string | undefined,
): Reply {
  return content.answerer().answer({ text: '', ...question, locale, context: null, now: new Date() });
}
