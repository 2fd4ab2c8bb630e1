import { describe, expect, it } from 'vitest';
import { hostileCases } from '../../src/commands/bench/hostile.ts';
import { Random } from '../../src/commands/bench/random.ts';
import { type Question, questions, statements } from '../../src/commands/bench/statements.ts';
import { mistype } from '../../src/commands/bench/typing.ts';
import type { Entry, Store } from '../../src/domain.ts';
import { Asker, storeOf } from './asking.ts';

const shipped = storeOf('content');

function storeWith(entries: readonly Entry[]): Store {
  const all = [...shipped.entries.values(), ...entries];
  return { ...shipped, entries: new Map(all.map((entry) => [entry.id, entry])) };
}

const { entries, subjects } = statements(2_000);
const large = Asker.of(storeWith(entries));

/** What each question that is answered is answered by. */
function answeredOf(asked: readonly Question[]): { text: string; entry: string; found: string | null }[] {
  return asked.flatMap(({ text, entry }) => {
    const given = large.ask(text);
    return given.outcome === 'answered' ? [{ text, entry, found: given.entry }] : [];
  });
}

describe('in a store of thousands of statements', () => {
  it('a statement is found by whom, what and where its title names, and no other in its place', () => {
    const asked = questions(subjects, 60);
    const answered = answeredOf(asked);
    expect(answered.filter(({ entry, found }) => found !== entry)).toEqual([]);
    expect(answered.length).toBeGreaterThan(0.95 * asked.length);
  });

  it('so it mostly is where a word is mistyped', () => {
    const random = new Random(5);
    const asked = questions(subjects, 60).map(({ text, entry }) => ({
      text: mistype(text, 1, random),
      entry,
    }));
    const answered = answeredOf(asked);
    expect(answered.filter(({ entry, found }) => found !== entry)).toEqual([]);
    expect(answered.length).toBeGreaterThan(0.8 * asked.length);
  });

  it.each(['actor', 'matter', 'place'] as const)('none is given for another %s than its own', (part) => {
    const others = subjects.map((subject, i) => ({ ...subject, [part]: subjects.at(i - 9)?.[part] ?? '' }));
    const asked = questions(others, 60).filter(({ text, entry }) => {
      const own = subjects[Number(entry.slice('statement/s'.length))];
      // "Urgent" is how people ask, and sets no statement apart.
      return own && !text.includes(own[part]) && !text.includes('urgent');
    });
    expect(answeredOf(asked)).toEqual([]);
    expect(asked.length).toBeGreaterThan(30);
  });

  it.each(['when did', 'how many people did', 'how did'])('%s is no question of a statement', (asking) => {
    const asked = subjects.slice(0, 20).map(({ actor, matter, place }, i) => ({
      text: `${asking} ${actor} not pay for ${matter} in ${place}?`,
      entry: `statement/s${i}`,
    }));
    expect(answeredOf(asked)).toEqual([]);
  });

  it('those of a year are counted, and listed newest first', () => {
    const of2019 = entries.filter(({ date }) => date?.startsWith('2019'));
    const { answers } = large.reply({ text: 'how many statements were published in 2019?' });
    expect(answers[0]?.facts.map(({ value }) => value.map(({ text }) => text).join(''))).toContain(
      String(of2019.length),
    );
    const newest = of2019.map(({ date }) => date ?? '').sort((a, b) => (a < b ? 1 : -1));
    const listed = large.reply({ text: 'list the statements from 2019' }).answers[0]?.entries ?? [];
    const dates = listed.map((id) => entries.find((entry) => entry.id === id)?.date);
    expect(dates).toEqual(newest.slice(0, dates.length));
    expect(dates.length).toBeGreaterThan(5);
  });

  it('the latest and the oldest are those by date', () => {
    const dates = entries.map(({ date }) => date ?? '').sort();
    const dateOf = (id: string | null) => entries.find((entry) => entry.id === id)?.date;
    expect(dateOf(large.ask('latest statement').entry)).toBe(dates.at(-1));
    expect(dateOf(large.ask('what is the oldest statement?').entry)).toBe(dates[0]);
  });

  it('what the shipped content answers is answered as before', () => {
    const alone = Asker.of(shipped);
    for (const text of ['who are the members of the migration network?', 'what does IOM stand for?']) {
      expect(large.ask(text)).toEqual(alone.ask(text));
    }
  });
});

describe('what is made to be slow', () => {
  const [long, alike, letters] = hostileCases(300);

  it('is read as far as a question goes, however long it is', () => {
    for (const text of long?.questions ?? []) {
      expect(large.ask(text)).toEqual(large.ask(text.slice(0, 4_000)));
    }
  });

  it('of entries that are asked by the very same questions, none is given for the others', () => {
    const asker = Asker.of(storeWith(alike?.entries ?? []));
    const [, ...asked] = alike?.questions ?? [];
    const given = asked.map((text) => asker.reply({ text }).answers[0]);
    expect(given.filter((answer) => answer?.outcome === 'answered' && answer.entries.length === 1)).toEqual(
      [],
    );
    expect(given.at(-1)?.list.length).toBeGreaterThan(1);
  });

  it('a letter that is a name of many entries names none of them', () => {
    const asker = Asker.of(storeWith(letters?.entries ?? []));
    for (const text of letters?.questions ?? []) expect(asker.ask(text).outcome).not.toBe('answered');
    expect(asker.ask('who are the members of the migration network?').text).toContain('UNHCR');
  });
});
