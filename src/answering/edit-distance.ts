/**
 * How many slips of the finger lie between two words: a letter wrong, missing, too many, or two
 * neighbours swapped, each counting 1. Gives `limit + 1` as soon as it is known to be over `limit`.
 */
export function editDistance(a: string, b: string, limit: number): number {
  const over = limit + 1;
  if (Math.abs(a.length - b.length) > limit) return over;
  let beforeLast = new Array<number>(b.length + 1).fill(0);
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min(last[j - 1]! + same, last[j]! + 1, row[j - 1]! + 1);
      if (isSwap(a, b, i, j)) cost = Math.min(cost, beforeLast[j - 2]! + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    // A swap reaches back two rows, so both must be over before the rest can be skipped.
    if (least > limit && Math.min(...last) > limit) return over;
    beforeLast = last;
    last = row;
  }
  return Math.min(last[b.length]!, over);
}

/** True when the words differ by two neighbouring letters swapped, and by nothing else. */
export function isTransposition(a: string, b: string): boolean {
  if (a.length !== b.length || a === b) return false;
  let i = 0;
  while (a[i] === b[i]) i++;
  return a[i] === b[i + 1] && a[i + 1] === b[i] && a.slice(i + 2) === b.slice(i + 2);
}

function isSwap(a: string, b: string, i: number, j: number): boolean {
  return i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
}
