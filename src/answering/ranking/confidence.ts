import type { Evidence } from './evidence.ts';

/** How the evidence for a label adds up to its score. */
const SCORE = { margin: 1, odds: 0.03, likeness: 0.3, covered: 0.6 };

/** Orders the labels of one text; the higher the likelier. */
export function score({ margin, odds, likeness, covered }: Evidence): number {
  return SCORE.margin * margin + SCORE.odds * odds + SCORE.likeness * likeness + SCORE.covered * covered;
}

/**
 * Of a text of `length` words: what tells a right first label from a wrong one. How far the second lies behind is not among them:
 * it tells two meanings of one question apart, not a question that nothing answers.
 */
export function signs({ margin, likeness, covered }: Evidence, length: number): number[] {
  return [1, margin, Math.max(0, margin), likeness, covered, Math.log(1 + length)];
}

/** One for each sign, as `bench calibrate` prints them: see docs/matching.md. */
const WEIGHTS = [-1.83, 3.823, -2.218, 1.424, 1.727, 0.777];

/** How likely the first label is the right one: a logistic regression over the signs. */
export function confidence(first: Evidence, length: number): number {
  const sum = signs(first, length).reduce((total, sign, i) => total + sign * WEIGHTS[i]!, 0);
  return 1 / (1 + Math.exp(-sum));
}
