import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../src/language/normalise.ts';
import { stem } from '../../src/language/stem.ts';
import { tokenise, words } from '../../src/language/tokens.ts';

const ANY = fc.string({ unit: 'binary', maxLength: 300 });

describe('texts that readers take for the same', () => {
  it.each([
    ['Vojáčková', 'vojackova'],
    ['أعضاء', 'اعضاء'],
    ['الإنسانية', 'الانسانية'],
    ['مُنَظَّمَة', 'منظمة'],
    ['كردستان', 'کردستان'],
    ['ئه‌ندام', 'ئەندام'],
    ['٢٠٢١', '2021'],
    ['IOM', 'iom'],
    ['IOM\u200f\u202a', 'IOM'],
  ])('are spelt alike: %s and %s', (one, other) => {
    expect(normalise(one)).toBe(normalise(other));
  });

  it('stay as they are once they are normalised, whatever was typed', () => {
    fc.assert(fc.property(ANY, (text) => normalise(normalise(text)) === normalise(text)));
  });

  it('have one stem, however they are inflected', () => {
    expect(stem('agencies')).toBe(stem('agency'));
    expect(stem('membres')).toBe(stem('membre'));
    expect(stem(normalise('الأعضاء'))).toBe(stem(normalise('أعضاء')));
    expect(stem(normalise('ئەندامەکانی'))).toBe(stem(normalise('ئەندامەکان')));
    expect(stem(normalise('منسقاً'))).toBe(stem(normalise('المنسق')));
    expect(stem(normalise('هالشبكة'))).toBe(stem(normalise('الشبكة')));
    expect(stem(normalise('ديقود'))).toBe(stem(normalise('يقود')));
    expect(stem(normalise('شتسوي'))).toBe(stem(normalise('تسوي')));
    expect(stem(normalise('بهالمنظمة'))).toBe(stem(normalise('منظمة')));
  });
});

describe('the words of a text', () => {
  it.each([
    ["what's IOM's e-mail?", ['what', 'is', 'iom', 'email']],
    ["c'est quoi le mail de l'OIM", ['c', 'est', 'quoi', 'le', 'mail', 'de', 'l', 'oim']],
    ["isn't UNHCR in it", ['is', 'not', 'unhcr', 'in', 'it']],
    ['the U.N. in Iraq', ['the', 'un', 'in', 'iraq']],
    ['بالـ network', ['network']],
    ['لە networkەکەدا', ['له', 'network']],
  ])('of “%s”', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('are bounded in number, whatever is typed', () => {
    expect(tokenise('word '.repeat(100_000)).length).toBeLessThanOrEqual(400);
    fc.assert(fc.property(ANY, (text) => tokenise(text).every((t) => t.word !== '')));
  });
});
