import { Vocabulary } from '../vocabulary.ts';
import { Classifier, type LabelWeights, trainLabels } from './classifier.ts';
import { confidence, score } from './confidence.ts';
import type { Circumstance, Evidence } from './evidence.ts';
import { FeatureSpace } from './feature-space.ts';
import { KINDS, type KindName } from './features.ts';
import { type Near, NearestExamples } from './nearest.ts';
import { isSlot, type Readable, type Reading, read } from './reading.ts';
import { repaired } from './repaired.ts';
import { rivals } from './rivals.ts';
import { type Vector, VectorWriter } from './vectors.ts';

export interface LabelledExample {
  text: Readable;
  label: string;
}

export interface Ranked {
  label: string;
  /** Higher is better; comparable between the labels of one question only. */
  score: number;
  /** How likely it is what was meant, from 0 to 1; comparable between questions. */
  confidence: number;
}

export interface RankerOptions {
  /** Ordinary words that are never taken for a mistyped word of the examples. */
  known?: Iterable<string>;
  /** What `save` gave for the same examples: spares the training. */
  kept?: readonly LabelWeights[];
  /** Kinds of features to do without, to measure what each brings. */
  without?: readonly (KindName | 'classifier' | 'repair')[];
}

const CANDIDATES = 24;
/** Past this many examples each label has few, and its nearest examples say as much as a classifier. */
const MOST_TRAINED = 60_000;
/** Past this many examples only words are compared, to keep within memory. */
const MOST_IN_FULL = 60_000;
const WORDS_ONLY: readonly KindName[] = ['word', 'stem', 'extra', 'bigram'];
/** The weights kept of all labels together. */
const MOST_WEIGHTS = 6_000_000;
const MOST_WEIGHTS_A_LABEL = 2_000;

/**
 * Learns from labelled examples which label a text means. The same examples give the same ranker.
 * An empty list gives a ranker that never finds anything.
 */
export function trainRanker(examples: readonly LabelledExample[], options: RankerOptions = {}): Ranker {
  return new Ranker(examples, options);
}

export class Ranker {
  readonly #labels: string[];
  readonly #vocabulary: Vocabulary;
  readonly #space: FeatureSpace;
  readonly #nearest: NearestExamples;
  readonly #weights: readonly LabelWeights[] | null;
  readonly #classifier: Classifier | null;
  readonly #repairs: boolean;

  constructor(examples: readonly LabelledExample[], options: RankerOptions) {
    const without = new Set(options.without);
    this.#repairs = !without.has('repair');
    this.#labels = [...new Set(examples.map(({ label }) => label))];
    const numberOf = new Map(this.#labels.map((label, i) => [label, i]));
    const labels = Int32Array.from(examples, ({ label }) => numberOf.get(label)!);
    const readings = examples.map(({ text }) => read(text));
    this.#vocabulary = new Vocabulary(ordinaryWords(readings), options.known);
    const kinds = examples.length > MOST_IN_FULL ? WORDS_ONLY : KINDS.map(({ name }) => name);
    this.#space = new FeatureSpace(new Set(kinds.filter((kind) => !without.has(kind))));
    for (const reading of readings) this.#space.learn(reading);
    this.#space.weigh();
    const writer = new VectorWriter();
    for (const reading of readings) writer.add(this.#space.vector(reading));
    const vectors = writer.finish();
    this.#nearest = new NearestExamples(vectors, labels, this.#labels.length, this.#space.size);
    const features = this.#space.size;
    const labelCount = this.#labels.length;
    const trains = !without.has('classifier') && examples.length > 0 && examples.length <= MOST_TRAINED;
    const most = Math.min(MOST_WEIGHTS_A_LABEL, Math.ceil(MOST_WEIGHTS / this.#labels.length));
    this.#weights = trains
      ? (options.kept ??
        trainLabels(
          {
            vectors,
            labels,
            labelCount,
            features,
            examplesFor: rivals(vectors, labels, labelCount, this.#nearest),
          },
          most,
        ))
      : null;
    this.#classifier = this.#weights && new Classifier(this.#weights, this.#space.size);
  }

  /** The trained weights, for `kept`; null when nothing was trained. */
  save(): readonly LabelWeights[] | null {
    return this.#weights;
  }

  /** The likeliest labels, best first; empty when nothing of the text is known. Total and bounded: any text, any length. */
  rank(text: Readable, limit = 5): Ranked[] {
    const { evidence, circumstance } = this.examine(text);
    const first = evidence[0];
    if (!first) return [];
    const sure = confidence(first, evidence[1], circumstance);
    return evidence.slice(0, limit).map((each) => ({
      label: this.#labels[each.label]!,
      score: score(each),
      confidence: sure * Math.exp(4 * (score(each) - score(first))),
    }));
  }

  /** The evidence behind a ranking, best first. */
  examine(text: Readable): { evidence: Evidence[]; circumstance: Circumstance } {
    const raw = read(text);
    const mended = this.#repairs ? repaired(raw, this.#vocabulary) : null;
    const vectors = [raw, ...(mended ? [mended] : [])].map((reading) => this.#space.vector(reading));
    const near = this.#candidates(vectors);
    const margins = this.#margins(vectors, near);
    const evidence = near.map((each, i) => ({ ...each, margin: margins[i]! }));
    evidence.sort((a, b) => score(b) - score(a) || a.label - b.label);
    return { evidence, circumstance: this.#circumstance(mended ?? raw) };
  }

  #candidates(vectors: Vector[]): Near[] {
    const best = new Map<number, Near>();
    for (const vector of vectors) {
      for (const near of this.#nearest.find(vector, CANDIDATES)) {
        const other = best.get(near.label);
        best.set(near.label, {
          label: near.label,
          likeness: Math.max(near.likeness, other?.likeness ?? 0),
          votes: (other?.votes ?? 0) + near.votes / vectors.length,
        });
      }
    }
    return [...best.values()];
  }

  #margins(vectors: Vector[], near: Near[]): Float32Array {
    const margins = new Float32Array(near.length);
    if (!this.#classifier) return margins;
    const labels = Int32Array.from(near, ({ label }) => label);
    for (const vector of vectors) {
      const scores = this.#classifier.scores(vector, labels);
      for (let i = 0; i < margins.length; i++) margins[i]! += scores[i]! / vectors.length;
    }
    return margins;
  }

  #circumstance({ words }: Reading): Circumstance {
    const unknown = words.filter((word) => !this.#vocabulary.has(word) && !isSlot(word)).length;
    return { unknown: unknown / Math.max(1, words.length), length: words.length };
  }
}

function* ordinaryWords(readings: Reading[]): Iterable<string> {
  for (const { words } of readings) for (const word of words) if (!isSlot(word)) yield word;
}
