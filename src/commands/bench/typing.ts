import type { Random } from './random.ts';

const KEYBOARDS = [
  ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'],
  ['ضصثقفغعهخحجد', 'شسيبلاتنمكط', 'ئءؤرىةوزظ'],
];
const NEIGHBOURS = new Map(KEYBOARDS.flatMap(neighbours));
const WORD = /[\p{L}\p{M}]+/gu;
const SHORTEST_MISTYPED = 3;

/** The text with up to `count` slips of the finger, each in a word of its own of three letters and more. */
export function mistype(text: string, count: number, random: Random): string {
  const words = [...text.matchAll(WORD)].filter(([word]) => word.length >= SHORTEST_MISTYPED);
  const chosen = random.sample(words, count).sort((a, b) => b.index - a.index);
  return chosen.reduce(
    (typed, { 0: word, index }) =>
      typed.slice(0, index) + slip(word, random) + typed.slice(index + word.length),
    text,
  );
}

/** A neighbouring key in place of the right one, a letter left out, one too many, or two swapped. */
function slip(word: string, random: Random): string {
  const at = random.below(word.length);
  const [before, letter, after] = [word.slice(0, at), word.charAt(at), word.slice(at + 1)];
  const neighbour = random.pick(NEIGHBOURS.get(letter.toLowerCase()) ?? [letter]);
  switch (random.below(4)) {
    case 0:
      return before + neighbour + after;
    case 1:
      return before + after;
    case 2:
      return before + letter + neighbour + after;
    default:
      return at + 1 < word.length
        ? before + word.charAt(at + 1) + letter + word.slice(at + 2)
        : word.slice(0, at - 1) + letter + word.charAt(at - 1);
  }
}

/** The keys beside each key, and those above and below it. */
function neighbours(rows: string[]): [string, string[]][] {
  return rows.flatMap((row, y) =>
    [...row].map((key, x): [string, string[]] => {
      const near = [
        row[x - 1],
        row[x + 1],
        rows[y - 1]?.[x],
        rows[y - 1]?.[x + 1],
        rows[y + 1]?.[x - 1],
        rows[y + 1]?.[x],
      ];
      return [key, near.filter((other) => other !== undefined)];
    }),
  );
}
