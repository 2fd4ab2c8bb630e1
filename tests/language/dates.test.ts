import { describe, expect, it } from 'vitest';
import { findDates } from '../../src/language/dates.ts';
import { within } from '../../src/language/interval.ts';
import { tokenise } from '../../src/language/tokens.ts';

const NOW = new Date('2026-11-24T09:00:00');

function named(text: string): [string | null, string | null] | undefined {
  const [date] = findDates(tokenise(text), NOW);
  return date && [date.from, date.to];
}

describe('the time that a question names', () => {
  it.each<[string, string | null, string | null]>([
    ['statements in 2021', '2021-01-01', '2021-12-31'],
    ['statements from 2018', '2018-01-01', '2018-12-31'],
    ['since 2020', '2020-01-01', null],
    ['before March 2021', null, '2021-02-28'],
    ['after 18 December 2021', '2021-12-19', null],
    ['between May and September 2022', '2022-05-01', '2022-09-30'],
    ['from January 2020 to March 2020', '2020-01-01', '2020-03-31'],
    ['in December 2021', '2021-12-01', '2021-12-31'],
    ['on 18/12/2021', '2021-12-18', '2021-12-18'],
    ['last month', '2026-10-01', '2026-10-31'],
    ['this year', '2026-01-01', '2026-12-31'],
    ['le mois dernier', '2026-10-01', '2026-10-31'],
    ['depuis 2020', '2020-01-01', null],
    ['entre mai et septembre 2022', '2022-05-01', '2022-09-30'],
    ['منذ عام 2020', '2020-01-01', null],
    ['في كانون الأول 2021', '2021-12-01', '2021-12-31'],
    ['الشهر الماضي', '2026-10-01', '2026-10-31'],
    ['ساڵی ٢٠٢١', '2021-01-01', '2021-12-31'],
    ['لە ئازاری ٢٠٢٢دا', '2022-03-01', '2022-03-31'],
    ['١٨ی کانوونی یەکەمدا', '2025-12-18', '2025-12-18'],
  ])('“%s”', (text, from, to) => {
    expect(named(text)).toEqual([from, to]);
  });

  it('is none where a month is only a word', () => {
    expect(named('may I ask')).toBeUndefined();
    expect(named('32 December 2021')).not.toEqual(['2021-12-32', '2021-12-32']);
  });
});

describe('a date as precise as its source', () => {
  it('lies in a time surely, perhaps or not', () => {
    expect(within('2021', { from: '2021-01-01', to: '2021-12-31' })).toBe('yes');
    expect(within('2021', { from: '2021-03-01', to: null })).toBe('maybe');
    expect(within('2021-12', { from: null, to: '2021-06-30' })).toBe('no');
    expect(within('unknown', { from: '2021-01-01', to: null })).toBe('maybe');
  });
});
