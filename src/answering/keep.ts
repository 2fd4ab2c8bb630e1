/**
 * Gives what `make` makes, or what it made before of the very same: `of` is all that it is made of, piece by piece,
 * in values that JSON can hold and that never change. What is made consists of plain values, maps, sets and arrays of numbers.
 */
export type Keep = <T>(of: Iterable<unknown>, make: () => T) => T;

export const makeAnew: Keep = (_, make) => make();
