import type { Evidence } from './evidence.ts';

/** How the evidence for a label adds up to its score. */
const SCORE = { margin: 1, odds: 0.04, likeness: 0.3 };

/** Orders the labels of one text; the higher the likelier. */
export function score({ margin, odds, likeness }: Evidence): number {
  return SCORE.margin * margin + SCORE.odds * odds + SCORE.likeness * likeness;
}

/**
 * Of a text of `length` words: what tells a right first label from a wrong one. How far the second lies behind is not among them:
 * it tells two meanings of one question apart, not a question that nothing answers.
 */
export function signs({ margin, likeness, covered, votes }: Evidence, length: number): number[] {
  return [1, margin, Math.max(0, margin), likeness, covered, votes, Math.log(1 + length)];
}

/** One for each sign, as `bench calibrate` prints them: see docs/matching.md. */
const WEIGHTS = [-2.223, 3.749, -2.534, 1.288, 2.148, 0.777, 0.823];

/** How likely the first label is the right one: a logistic regression over the signs. */
export function confidence(first: Evidence, length: number): number {
  const sum = signs(first, length).reduce((total, sign, i) => total + sign * WEIGHTS[i]!, 0);
  return 1 / (1 + Math.exp(-sum));
}
