import type { Circumstance, Evidence } from './evidence.ts';

/** How the evidence for a label adds up to its score. */
const SCORE = { margin: 1, odds: 0.04, likeness: 0.3 };

export function score(evidence: Evidence): number {
  return SCORE.margin * evidence.margin + SCORE.odds * evidence.odds + SCORE.likeness * evidence.likeness;
}

/** The features that tell a right first answer from a wrong one, in the order of `WEIGHTS`. */
export function signs(first: Evidence, second: Evidence | undefined, about: Circumstance): number[] {
  const gap = second ? score(first) - score(second) : 2;
  return [
    1,
    first.margin,
    Math.min(2, gap),
    first.likeness,
    first.votes,
    about.unknown,
    Math.log(1 + about.length),
  ];
}

const WEIGHTS = [0, 1.5, 1, 2, 1, -2, 0];

/** How likely the first label is the right one: a logistic regression over the signs. */
export function confidence(first: Evidence, second: Evidence | undefined, about: Circumstance): number {
  const sum = signs(first, second, about).reduce((total, sign, i) => total + sign * WEIGHTS[i]!, 0);
  return 1 / (1 + Math.exp(-sum));
}
