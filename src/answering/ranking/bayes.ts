import { heaviest, type LinearWeights } from './linear.ts';
import { ownExamples } from './rivals.ts';
import type { Lesson } from './support-vectors.ts';

/** What a feature counts that a label was never seen with. */
const UNSEEN = 0.05;

/**
 * Naive Bayes, one label against the rest: how much likelier each feature is in the label's examples
 * than in all others, as logarithms. `bias` is for a text whose values sum to 1.
 */
export function bayesWeights(lesson: Lesson, most: number): LinearWeights[] {
  const { vectors, labels, labelCount, features } = lesson;
  const everywhere = new Float64Array(features).fill(UNSEEN * labelCount);
  for (let k = 0; k < vectors.ids.length; k++) everywhere[vectors.ids[k]!]! += vectors.values[k]!;
  const all = everywhere.reduce((sum, value) => sum + value, 0);
  const counts = new Float64Array(features);
  return ownExamples(labels, labelCount).map((examples) => {
    const ids = count(lesson, examples, counts);
    let total = UNSEEN * features;
    const weights = ids.map((id) => {
      const own = counts[id]!;
      counts[id] = 0;
      total += own;
      return Math.log((own + UNSEEN) / UNSEEN) - Math.log((everywhere[id]! - own) / everywhere[id]!);
    });
    return { bias: Math.log(UNSEEN / total) + Math.log(all - total), ...heaviest(ids, weights, most) };
  });
}

/** Adds up in `counts` what the examples hold of each feature; gives the features. */
function count({ vectors }: Lesson, examples: readonly number[], counts: Float64Array): number[] {
  const ids: number[] = [];
  for (const example of examples) {
    const end = vectors.starts[example + 1]!;
    for (let k = vectors.starts[example]!; k < end; k++) {
      const id = vectors.ids[k]!;
      if (counts[id] === 0) ids.push(id);
      counts[id]! += vectors.values[k]!;
    }
  }
  return ids;
}
