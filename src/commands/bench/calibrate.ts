import { signs } from '../../answering/ranking/confidence.ts';
import { readArguments, usageError } from '../usage.ts';
import { changed } from './intents.ts';
import { dot, fitLogistic, type Observation } from './logistic.ts';
import { type QuestionSet, readQuestionSet } from './question-set.ts';
import { asEntries, serve } from './served-set.ts';

const USAGE = `bench calibrate FILE.json …   the weights of the confidence, from the questions kept for validation`;
/** Sets are learnt from with few examples and with more, as stores have them. */
const SHOTS = [5, 10, 30];
/** Every fourth entry is left out, so that its questions are ones that nothing answers. */
const LEFT_OUT = 4;
/** The share of unanswerable questions when the signs are weighed, and when the level is set. */
const WHEN_WEIGHING = 0.6;
const WHEN_LEVELLING = 1 / 6;

interface Judged {
  signs: number[];
  came: boolean;
  answerable: boolean;
}

export async function run(args: string[]): Promise<number> {
  const { positionals } = readArguments(args, {}, USAGE);
  if (positionals.length === 0) throw usageError('Which files?', USAGE);
  const judged = positionals.map(readQuestionSet).flatMap(judge);
  const direction = fitLogistic(observations(judged, WHEN_WEIGHING));
  const levelled = judged.map((one) => ({ ...one, signs: [1, dot(one.signs, direction)] }));
  const [shift = 0, scale = 1] = fitLogistic(observations(levelled, WHEN_LEVELLING));
  const weights = direction.map((weight, i) => scale * weight + (i === 0 ? shift : 0));
  process.stdout.write(`${JSON.stringify(weights.map((weight) => Number(weight.toFixed(3))))}\n`);
  return 0;
}

function judge(set: QuestionSet, at: number): Judged[] {
  const most = Math.max(...set.entries.map(({ examples }) => examples.length));
  return SHOTS.filter((shots) => shots <= most).flatMap((shots, i) => {
    const entries = set.entries.filter((_, entry) => entry % LEFT_OUT !== (at + i) % LEFT_OUT);
    const ranker = serve(asEntries({ ...set, entries }, shots));
    const held = new Set(entries.map(({ id }) => id));
    const asked = [
      changed(set.validation, 0, false),
      changed(set.validation, 2, false),
      changed(set.validation, 0, true),
    ];
    return asked.flat().flatMap(({ text, entry }) => {
      const { evidence, length } = ranker.examine(text);
      const [first] = evidence;
      if (!first) return [];
      const answerable = entry !== null && held.has(entry);
      const came = answerable && ranker.label(first) === `topic/${entry}`;
      return [{ signs: signs(first, length), came, answerable }];
    });
  });
}

/** Weighed so that `share` of them are unanswerable. */
function observations(judged: readonly Judged[], share: number): Observation[] {
  const answerable = judged.filter((one) => one.answerable).length;
  const others = judged.length - answerable;
  return judged.map(({ signs: own, came, answerable: good }) => ({
    signs: own,
    came,
    weight: good ? (1 - share) / answerable : share / others,
  }));
}
