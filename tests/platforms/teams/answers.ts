import type { Answer, Answerer, Line, Reply } from '../../../src/domain.ts';
import { ANSWERS, answer } from '../answers.ts';

const said = (text: string): Line => [{ from: 'reply', key: 'invented.reply', text }];

function example(what: string): Answer {
  const found = ANSWERS[what];
  if (found === undefined) throw new Error(`No example ${what}`);
  return found;
}

/** What the invented store answers, by the words of the question or the plan of a tap. */
const BOOK: Record<string, Answer[]> = {
  'who is in the network?': [example('a list')],
  'value coordinator': [
    answer({ title: said('Coordinator'), text: [said('The Bridge Fund coordinates it.')] }),
  ],
  'what is ia?': [example('an ambiguous question')],
  'define ia': [answer({ title: said('Invented Agency'), text: [said('It keeps a register of bridges.')] })],
  'all bridges': [example('a list of one hundred')],
  'members and coordinator': [example('a list'), example('a fact with a caveat')],
  'من هم الأعضاء؟': [example('Arabic, right to left')],
  hostile: [example('hostile text everywhere')],
  hello: [example('nothing but text')],
};
const UNANSWERED = example('an unanswered question');

/** Every example has its question as its plan, so that "Show all" finds it again. */
const byPlan = new Map(
  Object.entries(BOOK).map(([question, answers]) => [
    question,
    answers.map((one) => ({ ...one, plan: one.plan && question })),
  ]),
);

/** A store of invented answers; `asked` keeps what it was asked, as it came. */
export function inventedAnswerer(asked: { text: string; plan: string | undefined }[]): Answerer {
  return {
    version: 'invented-1',
    answer({ text, plan, now }): Reply {
      asked.push({ text, plan });
      const answers = byPlan.get(plan ?? text.toLowerCase().trim()) ?? [UNANSWERED];
      return {
        answers,
        context: {
          at: now.toISOString(),
          language: 'en',
          plan: answers[0]?.plan ?? null,
          subject: null,
          shown: [],
        },
        explanation: {
          language: 'en',
          repaired: [],
          slots: [],
          unexplained: [],
          candidates: [],
          decision: 'invented',
        },
      };
    },
  };
}

/** The overview: what it knows, questions to tap, the latest. */
export const HOME = answer({
  title: said('What Dalil knows'),
  text: [said('Bridges, and who keeps them.')],
  list: [said('All bridges')],
  suggestions: [
    { label: said('Who is in the network?'), plan: 'who is in the network?' },
    { label: said('What is IA?'), plan: 'what is ia?' },
    { label: said('All bridges'), plan: 'all bridges' },
    { label: said('A fourth question'), plan: 'define ia' },
  ],
});

export function search(text: string): Answer[] {
  const word = text.toLowerCase();
  return [...byPlan].filter(([question]) => question.includes(word)).flatMap(([, [first]]) => first ?? []);
}
