import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bareForms } from '../../src/language/clitics.ts';
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

describe('what Sorani joins to a word', () => {
  const nouns = fc.constantFrom(
    'ئەندام',
    'تۆڕ',
    'ڕێکخراو',
    'بەیاننامە',
    'پەیوەندی',
    'سکرتاریا',
    'کۆچ',
    'بۆنە',
    'هاوکار',
  );
  const definite = fc.constantFrom('ەکە', 'ەکان');
  const possession = fc.constantFrom('', 'ی', 'م', 'ت', 'مان', 'تان', 'یان');
  const postposition = fc.constantFrom('', 'دا', 'ەوە');
  const copula = fc.constantFrom('', 'ن', 'یە');
  const joined = (noun: string, ...endings: string[]): string =>
    normalise([noun.replace(/[ەا]$/u, ''), ...endings].join(''));

  it('leaves the stem of a definite noun as it is, however much is joined', () => {
    fc.assert(
      fc.property(nouns, definite, possession, postposition, copula, (noun, ...endings) => {
        const written = noun.endsWith('ا')
          ? normalise(noun + endings.join('').slice(1))
          : joined(noun, ...endings);
        expect(stem(written)).toBe(stem(normalise(noun)));
      }),
    );
  });

  it.each([
    ['کۆچن', 'کۆچ'],
    ['لەگەڵیانە', 'لەگەڵ'],
    ['ئەندامێکیشیان', 'ئەندام'],
    ['ڕێکخراوانەدا', 'ڕێکخراو'],
    ['ئاژانسێکە', 'ئاژانس'],
    ['تۆڕەکه‌دایه‌', 'تۆڕ'],
    ['ئەکات', 'دەکات'],
    ['ئەکا', 'دەکات'],
    ['بکات', 'دەکات'],
  ])('is told from it: %s from %s', (written, bare) => {
    expect(bareForms(normalise(written))).toContain(normalise(bare));
  });

  it.each([
    ['ئاسایی', 'إساءة'],
    ['للبيئة', 'بيه'],
    ['ولاية', 'وڵات'],
  ])('makes no one word of two: %s and %s', (one, other) => {
    expect(stem(normalise(one))).not.toBe(stem(normalise(other)));
  });

  it.each([
    ['ناکات', 'دەکات'],
    ['ئەندامنین', 'ئەندام'],
    ['نەکراوە', 'کراو'],
  ])('is no denial: %s is no form of %s', (denied, affirmed) => {
    expect(bareForms(normalise(denied))).not.toContain(normalise(affirmed));
  });

  it('leaves words of three letters at least, shorter than what was typed unless it is a verb', () => {
    fc.assert(
      fc.property(ANY, (text) => {
        const word = normalise(text);
        return bareForms(word).every((bare) => bare.length >= 3 && bare !== word);
      }),
    );
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
    ['١٨ی کانوونی یەکەم، ٢٠٢١دا', ['18', 'کانوونی', 'یهکهم', '2021']],
  ])('of “%s”', (text, expected) => {
    expect(words(text)).toEqual(expected);
  });

  it('are bounded in number, whatever is typed', () => {
    expect(tokenise('word '.repeat(100_000)).length).toBeLessThanOrEqual(400);
    fc.assert(fc.property(ANY, (text) => tokenise(text).every((t) => t.word !== '')));
  });
});
