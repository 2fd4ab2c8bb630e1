import { describe, expect, it } from 'vitest';
import { fillerOf } from '../../src/desk/likeness.ts';
import { inheritedStates, queueOf, suggestedExamples } from '../../src/desk/queue.ts';
import type { TextRow, Treatment } from '../../src/memory.ts';

const FILLER = fillerOf('what is are the of for a an how much do i get who in ما هي هو كم'.split(' '));
let next = 0;

function asked(text: string, state: Treatment = 'new', outcome: TextRow['outcome'] = 'unanswered'): TextRow {
  next += 1;
  return { id: `row-${next}`, at: next, language: 'en', text, outcome, state };
}
const texts = (rows: TextRow[]) => queueOf(rows, FILLER).map((item) => [item.rows.length, item.text]);

describe('The queue of questions without an answer', () => {
  it('puts together what asks the same in other words, spellings and orders', () => {
    expect(
      texts([
        asked('What is the salary of a P3?'),
        asked('P3 salary'),
        asked('how much SALERY do I get for a P3'),
        asked('salary, P3?? [e-mail] [number]'),
      ]),
    ).toEqual([[4, 'salary, P3?? [e-mail] [number]']]);
    expect(texts([asked('ما هي ميزانية المنظمة'), asked('كم ميزانيّة المنظّمة')])).toHaveLength(1);
  });

  it('keeps apart what asks of something else', () => {
    expect(
      texts([
        asked('What is the budget of UNHCR?'),
        asked('What is the budget of IOM?'),
        asked('What is the salary of a P4?'),
        asked('What is the salary of a P3?'),
        asked('visa for Jordan'),
        asked('visa for Turkey'),
        asked('ما هي ميزانية المنظمة'),
      ]),
    ).toHaveLength(7);
  });

  it('shows the most asked first, as it was asked last', () => {
    expect(
      texts([
        asked('parking'),
        asked('leave policy'),
        asked('what is the leave policy'),
        asked('Parking?'),
        asked('parking!'),
      ]),
    ).toEqual([
      [3, 'parking!'],
      [2, 'what is the leave policy'],
    ]);
  });

  it('does not raise again what was treated', () => {
    const rows = [
      asked('parking', 'done'),
      asked('leave policy', 'ignored'),
      asked('the parking'),
      asked('leave policies'),
    ];
    expect(queueOf(rows, FILLER).map((item) => item.state)).toEqual(['ignored', 'done']);
    expect(inheritedStates(rows, FILLER)).toEqual(
      new Map([
        ['done', [rows[2]?.id]],
        ['ignored', [rows[3]?.id]],
      ]),
    );
  });

  it('counts how often it was not answered and how often ambiguous', () => {
    const [item] = queueOf([asked('office'), asked('the office', 'new', 'ambiguous')], FILLER);
    expect(item).toMatchObject({ unanswered: 1, ambiguous: 1 });
  });

  it('names a group the same whenever it is looked at', () => {
    const rows = [asked('parking'), asked('leave policy')];
    const ids = (some: TextRow[]) => queueOf(some, FILLER).map((item) => item.id);
    expect(ids([...rows, asked('parking please')])).toEqual(expect.arrayContaining(ids(rows)));
  });

  it('groups ten thousand texts in a moment', () => {
    const many = Array.from({ length: 10_000 }, (_, index) =>
      asked(`question ${index % 3_000} about thing${index % 700} and matter${index % 411}`),
    );
    expect(queueOf(many, FILLER).flatMap((item) => item.rows)).toHaveLength(10_000);
  });

  it('suggests tapped texts as examples of their entry, most tapped first', () => {
    const tap = (entry: string, text: string) => ({ ...asked(text), entry, seal: '' });
    const suggested = suggestedExamples(
      [
        tap('contact/erbil', 'office up north'),
        tap('contact/basra', 'office'),
        tap('contact/erbil', 'the office up north'),
      ],
      FILLER,
    );
    expect(suggested.map(({ entry, text, taps }) => [entry, text, taps])).toEqual([
      ['contact/erbil', 'the office up north', 2],
      ['contact/basra', 'office', 1],
    ]);
  });
});
