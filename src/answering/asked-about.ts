import type { Engine } from './engine.ts';
import type { Recognised } from './reading.ts';
import { ASKING } from './terms.ts';

const POSSESSIVE = /['’]s$/u;

/** Of the words that an interpretation leaves over, by place: those that are what is asked about, known or not. */
export function askedAbout(left: readonly number[], recognised: Recognised, engine: Engine): Set<number> {
  const { tokens, concepts, nameAt } = recognised;
  const over = new Set(left);
  const others = tokens.flatMap((token, i) => (over.has(i) || engine.terms.idle(token) ? [] : i));
  const naming = new Set(
    others.filter((i) => nameAt[i] || (concepts[i] ?? []).some((idea) => engine.store.kinds.has(idea))),
  );
  const isAsking = (i: number): boolean => (concepts[i] ?? []).some((idea) => ASKING.has(idea));
  // "The network's logo", "when was it retracted": where all else asks or names, the word beside a name says what is asked.
  const saysNothingElse = naming.size > 0 && others.every((i) => naming.has(i) || isAsking(i));
  const isBeside = (i: number): boolean =>
    [-1, 1].some((step) => {
      const next = tokens[i + step];
      return naming.has(next && engine.terms.idle(next) ? i + 2 * step : i + step);
    });
  const isTied = tiedIn(recognised, engine);
  return new Set(left.filter((i) => (saysNothingElse && isBeside(i)) || isTied(i)));
}

/** "Which treasurers", "the treasurer of", "the network's treasurer": true for a word tied to the question so. */
function tiedIn({ tokens }: Recognised, { links, terms }: Engine): (at: number) => boolean {
  const tying = links.concepts(tokens);
  const leads = (i: number): boolean =>
    tying[i]!.some((tie) => tie === 'link.to' || tie === 'link.asked') || POSSESSIVE.test(tokens[i]!.raw);
  return (at) => {
    let before = at - 1;
    while (before >= 0 && !leads(before) && terms.idle(tokens[before]!)) before--;
    return (before >= 0 && leads(before)) || (tying[at + 1]?.includes('link.of') ?? false);
  };
}
