import { normalise } from './normalise.ts';

const WORDS: Record<number, string> = {
  1: 'one un une واحد واحدة یەک',
  2: 'two deux اثنين اثنان دوو',
  3: 'three trois ثلاثة ثلاث سێ',
  4: 'four quatre أربعة أربع چوار',
  5: 'five cinq خمسة خمس پێنج',
  6: 'six ستة ست شەش',
  7: 'seven sept سبعة سبع حەوت',
  8: 'eight huit ثمانية ثمان هەشت',
  9: 'nine neuf تسعة تسع نۆ',
  10: 'ten dix عشرة عشر دە',
};
const ORDINALS: Record<number, string> = {
  1: '1st first premier première 1er الأول الأولى اول یەکەم یەکەمیان',
  2: '2nd second deuxième seconde الثاني الثانية ثاني دووەم دووەمیان',
  3: '3rd third troisième الثالث الثالثة ثالث سێیەم سێیەمیان',
  4: '4th fourth quatrième الرابع الرابعة رابع چوارەم چوارەمیان',
};

function table(rows: Record<number, string>): ReadonlyMap<string, number> {
  return new Map(
    Object.entries(rows).flatMap(([n, list]) =>
      list.split(' ').map((w) => [normalise(w), Number(n)] as const),
    ),
  );
}

/** Small numbers by their normalised word, in the four languages. */
export const COUNT = table(WORDS);
/** Ordinals by their normalised word. */
export const ORDINAL = table(ORDINALS);
