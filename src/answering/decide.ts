import type { Interpretation } from './interpret.ts';
import { encodePlan } from './plan.ts';

/** Being wrong costs most, being silent next, declining what is held least: hence these bounds. */
const ANSWER = 0.4;
const CLOSE = 0.985;
const SAME_FORM_CLOSE = 0.97;
const SURE = 0.8;
const MOST_CHOICES = 4;

export type Decision =
  | { outcome: 'answer'; best: Interpretation; reason: string }
  | { outcome: 'choose'; among: Interpretation[]; reason: string }
  | { outcome: 'decline'; near: Interpretation[]; reason: string };

/** What to do with the interpretations of a question, likeliest first. */
export function decide(interpretations: readonly Interpretation[]): Decision {
  const [best] = interpretations;
  const near = interpretations.filter((i) => i.score >= ANSWER).slice(0, MOST_CHOICES);
  if (!best || best.confidence < ANSWER) {
    const why = best?.unexplained.length ? 'words that nothing explains' : 'nothing is near enough';
    return { outcome: 'decline', near, reason: why };
  }
  const rivals = interpretations.filter((i) => i !== best && i.unexplained.length === 0 && isRival(best, i));
  if (rivals.length === 0) return { outcome: 'answer', best, reason: 'one reading stands out' };
  const among = [best, ...rivals].slice(0, MOST_CHOICES);
  return new Set(among.map((i) => encodePlan(i.ask))).size < 2
    ? { outcome: 'answer', best, reason: 'one reading stands out' }
    : { outcome: 'choose', among, reason: 'several readings are as likely' };
}

function isRival(best: Interpretation, other: Interpretation): boolean {
  if (best.form === other.form) {
    return best.ask.subject !== other.ask.subject && other.confidence >= best.confidence * SAME_FORM_CLOSE;
  }
  return best.confidence < SURE && other.confidence >= best.confidence * CLOSE;
}
