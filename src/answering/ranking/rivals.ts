import type { NearestExamples } from './nearest.ts';
import { type Vectors, vectorAt } from './vectors.ts';

/** Up to this many pairs of a label and an example, every label learns from every example. */
const MOST_PAIRS = 2_400_000;
/** Beyond, a label learns from its own examples and so many of those nearest to each. */
const RIVALS = 40;

/** Which examples each label is to learn from. */
export function rivals(
  vectors: Vectors,
  labels: Int32Array,
  labelCount: number,
  nearest: NearestExamples,
): (label: number) => Int32Array {
  if (labels.length * labelCount <= MOST_PAIRS) {
    const all = labels.map((_, example) => example);
    return () => all;
  }
  const own = ownExamples(labels, labelCount);
  return (label) => {
    const chosen = new Set(own[label]);
    for (const example of own[label]!) {
      for (const rival of nearest.findExamples(vectorAt(vectors, example), RIVALS)) chosen.add(rival);
    }
    return Int32Array.from(chosen);
  };
}

/** The examples of each label. */
export function ownExamples(labels: Int32Array, labelCount: number): number[][] {
  const own: number[][] = Array.from({ length: labelCount }, () => []);
  for (const [example, label] of labels.entries()) own[label]!.push(example);
  return own;
}
