import type { Entry } from '../../domain.ts';
import { Random } from './random.ts';
import { statements } from './statements.ts';

/** A store and questions that are made to be slow. */
export interface Hostile {
  name: string;
  entries: Entry[];
  questions: string[];
}

const CHARACTERS = 100_000;
const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
const SYLLABLES = 'ba ri ka da ne mo sul ha qar ti zu len sha bir wa jo fal mir ta den'.split(' ');

/** Each of `count` entries. */
export function hostileCases(count: number): Hostile[] {
  const { entries } = statements(count);
  return [
    { name: 'a question of 100,000 characters', entries, questions: longQuestions(entries) },
    { name: 'entries that share all words', ...sharingAll(entries) },
    { name: 'names of one letter', ...ofOneLetter(entries) },
  ];
}

/** One word, words that nothing knows, asks after asks, joints after joints, names after names, one word without end. */
function longQuestions(entries: readonly Entry[]): string[] {
  const random = new Random(3);
  const unknown = () => `${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}${random.pick(SYLLABLES)}q `;
  const name = () => `${random.pick(entries).name.en} `;
  const makers = [
    () => 'statement ',
    unknown,
    () => 'Hello, I need to know what the network does, because of a report. ',
    () => 'who are the members and ',
    () => `what did ${name()} say, and where, and how, because `,
    name,
    () => 'a',
    () => 'منظمة الهجرة و',
    () => '2021 December 18 since ',
  ];
  return makers.map((make) => {
    let text = '';
    while (text.length < CHARACTERS) text += make();
    return text.slice(0, CHARACTERS);
  });
}

/** Every entry has the first one's texts. */
function sharingAll([first, ...others]: Entry[]): Omit<Hostile, 'name'> {
  if (!first) return { entries: [], questions: [] };
  const entries = [first, ...others.map(({ id, file, date }) => ({ ...first, id, file, date }))];
  const { name, questions, passages } = first;
  const words = `${name.en} ${passages[0]?.text.en ?? ''}`;
  return {
    entries,
    questions: [
      name.en,
      ...questions.map(({ text }) => text),
      words,
      `the latest of ${words}`,
      'statements in 2020',
    ],
  };
}

/** Every entry has two names of one letter. */
function ofOneLetter(all: Entry[]): Omit<Hostile, 'name'> {
  const entries = all.map((entry, at) => ({
    ...entry,
    names: [
      ...entry.names,
      ...[at, at * 7 + 3].map((n) => ({
        text: LETTERS[n % LETTERS.length] ?? '',
        language: null,
        use: 'alias' as const,
      })),
    ],
  }));
  const letters = LETTERS.join(' ');
  return {
    entries,
    questions: ['what is x', 'x', 'x y z', letters, `${letters} `.repeat(15), 'who is b and c'],
  };
}
