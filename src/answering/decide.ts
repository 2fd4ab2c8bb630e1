import type { Interpretation } from './interpret.ts';
import { TOPIC } from './topic.ts';

/** Being wrong costs most, being silent next, declining what is held least: hence these bounds. */
const ANSWER = 0.3;
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
  const [first] = interpretations;
  const near = interpretations.filter((i) => i.score >= ANSWER).slice(0, MOST_CHOICES);
  if (!first || first.confidence < ANSWER) {
    const why = first?.unexplained.length ? 'words that nothing explains' : 'nothing is near enough';
    return { outcome: 'decline', near, reason: why };
  }
  const rivals = interpretations.filter(
    (i) => i !== first && i.unexplained.length === 0 && isRival(first, i),
  );
  const formed = [first, ...rivals].filter((i) => i.form !== TOPIC);
  const likely = formed.length > 0 ? formed : [first, ...rivals];
  // Of two that are as likely, the one that heeds more of the question is meant.
  const most = Math.max(...likely.map(({ filling }) => filling));
  const among = likely.filter(({ filling }) => filling === most).slice(0, MOST_CHOICES);
  const [best = first, ...others] = among;
  return others.length === 0
    ? { outcome: 'answer', best, reason: 'one reading stands out' }
    : { outcome: 'choose', among, reason: 'several readings are as likely' };
}

/**
 * As likely as the first. What a form asks exactly goes before an entry's own questions that are merely alike, and
 * between thanks and goodbye there is nothing to choose.
 */
function isRival(first: Interpretation, other: Interpretation): boolean {
  if ([first, other].every(({ form }) => form.operation === 'smalltalk')) return false;
  if (first.form === other.form) {
    return first.ask.subject !== other.ask.subject && other.confidence >= first.confidence * SAME_FORM_CLOSE;
  }
  return first.confidence < SURE && other.confidence >= first.confidence * CLOSE;
}
