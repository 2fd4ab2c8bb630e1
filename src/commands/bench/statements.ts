import type { Entry } from '../../domain.ts';
import { Random } from './random.ts';

/** A question of which the right first answer is known. */
export interface Question {
  text: string;
  entry: string;
}

const SOURCE = { title: 'Generated', publisher: 'the benchmark', asOf: 'unknown' };
const SYLLABLES = 'ba ri ka da ne mo sul ha qar ti zu len sha bir wa jo fal mir ta den gu ras el om'.split(
  ' ',
);
const ACTS = 'respond to,warn of,report on,welcome,call for,assess,fund,support,review,plan for'.split(',');
const SIDES = 'local,national,urban,rural,coastal,northern,southern,early,joint,urgent,winter,summer'.split(
  ',',
);
const MATTERS = (
  'flooding,drought,return,shelter,schooling,health care,water supply,mine clearance,border crossing,cash support,' +
  'harvest,housing,smuggling,trafficking,family reunion,work permits,training,road repair,power supply,vaccination'
).split(',');
const ASKED = [
  (s: Subject) => `what did ${s.actor} say about ${s.matter} in ${s.place}`,
  (s: Subject) => `${s.place} ${s.matter} ${s.actor} statement`,
];
const ASKED_OTHERWISE = [
  (s: Subject) => `is there anything from ${s.actor} on ${s.matter} near ${s.place}`,
  (s: Subject) => `how does ${s.actor} see ${s.matter} around ${s.place}`,
  (s: Subject) => `${s.actor} and ${s.matter} at ${s.place}, please`,
];

interface Subject {
  actor: string;
  act: string;
  matter: string;
  place: string;
  date: string;
}

/** `count` statements with titles, dates, paragraphs and example questions; the same for the same count. */
export function statements(count: number): { entries: Entry[]; subjects: Subject[] } {
  const random = new Random(count);
  const actors = names(random, 60, 2);
  const places = names(random, Math.min(4_000, 40 + Math.ceil(count / 10)), 3);
  const matters = SIDES.flatMap((side) => MATTERS.map((matter) => `${side} ${matter}`));
  const taken = new Set<string>();
  const subjects: Subject[] = [];
  while (subjects.length < count) {
    const [actor, matter, place] = [random.pick(actors), random.pick(matters), random.pick(places)];
    const key = `${actor} ${matter} ${place}`;
    if (taken.has(key)) continue;
    taken.add(key);
    subjects.push({ actor, matter, place, act: random.pick(ACTS), date: dateOf(random) });
  }
  return { subjects, entries: subjects.map(asEntry) };
}

/** Questions worded otherwise than the examples, of entries chosen at random. */
export function questions(subjects: readonly Subject[], count: number): Question[] {
  const random = new Random(subjects.length + 1);
  return Array.from({ length: count }, () => {
    const number = random.below(subjects.length);
    return { text: random.pick(ASKED_OTHERWISE)(subjects[number]!), entry: idOf(number) };
  });
}

function asEntry(subject: Subject, number: number): Entry {
  const { actor, act, matter, place, date } = subject;
  const title = `${actor} agencies ${act} ${matter} in ${place}`;
  const paragraph = `On ${date} ${title}. Teams of ${actor} in ${place} gave figures on ${matter} and named next steps.`;
  const prose = { en: `${paragraph}\n\n${paragraph}`, translations: {} };
  return {
    ...{ id: idOf(number), kind: 'statement', name: { en: title }, acronym: null },
    names: [{ text: title, language: 'en', use: 'official' }],
    facts: { summary: { value: { type: 'prose', prose }, source: SOURCE, changes: false } },
    relations: {},
    passages: [{ id: 'main', heading: { en: `${matter} in ${place}` }, about: {}, text: prose }],
    questions: ASKED.map((ask) => ({ text: ask(subject), language: 'en' })),
    ...{ date, source: SOURCE, nameSource: null, scope: {}, owner: 'benchmark', review: '9999-12-31' },
    ...{ validFrom: null, validUntil: null, file: `statement/${number}.yaml` },
  };
}

const idOf = (number: number): string => `statement/s${number}`;

function dateOf(random: Random): string {
  const day = new Date(Date.UTC(2015, 0, 1 + random.below(4_000)));
  return day.toISOString().slice(0, 10);
}

function names(random: Random, count: number, syllables: number): string[] {
  const made = new Set<string>();
  while (made.size < count)
    made.add(Array.from({ length: syllables }, () => random.pick(SYLLABLES)).join(''));
  return [...made];
}
