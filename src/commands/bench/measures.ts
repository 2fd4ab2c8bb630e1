/** One question that was ranked: what was asked for, and what came first. */
export interface Outcome {
  /** Null for a question that no entry answers. */
  entry: string | null;
  /** Best first. */
  ranked: string[];
  confidence: number;
}

export const isRight = ({ entry, ranked }: Outcome): boolean => entry !== null && ranked[0] === entry;
export const inScope = ({ entry }: Outcome): boolean => entry !== null;

export function share<T>(all: readonly T[], is: (one: T) => boolean): number {
  return all.length === 0 ? Number.NaN : all.filter(is).length / all.length;
}

/** Mean of 1/rank of the right entry, 0 where it is not ranked. */
export function meanReciprocalRank(outcomes: readonly Outcome[]): number {
  const sum = outcomes.reduce((total, { entry, ranked }) => {
    const at = entry === null ? -1 : ranked.indexOf(entry);
    return total + (at < 0 ? 0 : 1 / (at + 1));
  }, 0);
  return sum / outcomes.length;
}

/** How likely a question with an answer has a higher confidence than one without. */
export function auroc(outcomes: readonly Outcome[]): number {
  const ordered = [...outcomes].sort((a, b) => a.confidence - b.confidence);
  let ranks = 0;
  for (let from = 0; from < ordered.length; ) {
    let to = from;
    while (to < ordered.length && ordered[to]!.confidence === ordered[from]!.confidence) to++;
    for (let i = from; i < to; i++) if (inScope(ordered[i]!)) ranks += (from + to + 1) / 2;
    from = to;
  }
  const good = outcomes.filter(inScope).length;
  const bad = outcomes.length - good;
  return (ranks - (good * (good + 1)) / 2) / (good * bad);
}

/** The confidence that `kept` of the questions with an answer reach. */
export function thresholdKeeping(kept: number, outcomes: readonly Outcome[]): number {
  const confidences = outcomes.filter(inScope).map(({ confidence }) => confidence);
  confidences.sort((a, b) => a - b);
  return confidences[Math.floor((1 - kept) * confidences.length)] ?? 0;
}

/** How many of a hundred questions nothing answers, for the threshold's sake: a set may hold fewer or more. */
const UNANSWERABLE = 0.2;

/** The threshold under which declining gives the most right outcomes. */
export function bestThreshold(outcomes: readonly Outcome[]): number {
  const good = outcomes.filter(inScope).length;
  const worth = ((UNANSWERABLE / (1 - UNANSWERABLE)) * good) / (outcomes.length - good);
  const ordered = [...outcomes].sort((a, b) => a.confidence - b.confidence);
  let gain = 0;
  let best = { gain: 0, threshold: 0 };
  for (const [i, outcome] of ordered.entries()) {
    gain += inScope(outcome) ? -Number(isRight(outcome)) : worth;
    const next = ordered[i + 1]?.confidence ?? outcome.confidence + 1e-9;
    if (gain > best.gain && next > outcome.confidence) {
      best = { gain, threshold: (outcome.confidence + next) / 2 };
    }
  }
  return best.threshold;
}

const BINS = 10;

/** Mean distance between the confidence of a first answer and how often it is right, over ten bins. */
export function calibrationError(outcomes: readonly Outcome[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const outcome of outcomes) {
    const bin = bins[Math.min(BINS - 1, Math.floor(outcome.confidence * BINS))]!;
    bin.confidence += outcome.confidence;
    bin.right += Number(isRight(outcome));
  }
  return bins.reduce((sum, { confidence, right }) => sum + Math.abs(confidence - right), 0) / outcomes.length;
}

export function percentile(numbers: readonly number[], of: number): number {
  const ordered = [...numbers].sort((a, b) => a - b);
  return ordered[Math.min(ordered.length - 1, Math.floor(of * ordered.length))] ?? Number.NaN;
}
