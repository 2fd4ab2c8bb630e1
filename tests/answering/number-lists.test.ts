import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intersect, NumberListsWriter } from '../../src/answering/number-lists.ts';

const numbers = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { maxLength: 300 });
const ascending = (list: number[]) => Int32Array.from(list).sort();

describe('lists of numbers', () => {
  it('share what both hold, whatever their lengths', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const shared = a.filter((number) => b.includes(number));
        expect([...intersect(ascending(a), ascending(b))]).toEqual([...ascending(shared)]);
      }),
    );
    const thousands = Int32Array.from({ length: 5_000 }, (_, at) => 3 * at);
    expect([...intersect(Int32Array.of(1, 3, 2_999, 14_997), thousands)]).toEqual([3, 14_997]);
  });

  it('say which of them hold a number', () => {
    fc.assert(
      fc.property(fc.array(numbers, { maxLength: 20 }), (given) => {
        const writer = new NumberListsWriter();
        for (const list of given) writer.add(list);
        const holding = writer.finish().inverted(401);
        for (const number of [0, 7, 400]) {
          const expected = given.flatMap((list, at) => (list.includes(number) ? [at] : []));
          expect([...holding.of(number)]).toEqual(expected);
        }
        expect([...holding.of(401)]).toEqual([]);
      }),
    );
  });
});
