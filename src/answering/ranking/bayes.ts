import { heaviest, type LinearWeights } from './linear.ts';
import type { Lesson } from './support-vectors.ts';

/** What a feature counts that a label was never seen with. */
const UNSEEN = 0.05;

/**
 * Naive Bayes, one label against the rest: how much likelier each feature is in the label's examples
 * than in all others, as logarithms. `bias` is for a text whose values sum to 1.
 */
export function bayesWeights(lesson: Lesson, most: number): LinearWeights[] {
  const everywhere = new Float64Array(lesson.features).fill(UNSEEN * lesson.labelCount);
  const own = countByLabel(lesson, everywhere);
  const all = everywhere.reduce((sum, value) => sum + value, 0);
  return own.map((counts) => {
    let total = UNSEEN * lesson.features;
    const learnt = new Map<number, number>();
    for (const [id, count] of counts) {
      const others = everywhere[id]!;
      total += count;
      learnt.set(id, Math.log((count + UNSEEN) / UNSEEN) - Math.log((others - count) / others));
    }
    return { bias: Math.log(UNSEEN / total) + Math.log(all - total), ...heaviest(learnt, most) };
  });
}

/** What each label's examples hold of each feature; adds all of it up in `everywhere`. */
function countByLabel(
  { vectors, labels, labelCount }: Lesson,
  everywhere: Float64Array,
): Map<number, number>[] {
  const own: Map<number, number>[] = Array.from({ length: labelCount }, () => new Map());
  for (const [example, label] of labels.entries()) {
    const counts = own[label]!;
    for (let k = vectors.starts[example]!; k < vectors.starts[example + 1]!; k++) {
      const id = vectors.ids[k]!;
      everywhere[id]! += vectors.values[k]!;
      counts.set(id, (counts.get(id) ?? 0) + vectors.values[k]!);
    }
  }
  return own;
}
