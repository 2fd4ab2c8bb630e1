import { type Entry, LANGUAGES, type Store } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { tokenise } from '../language/tokens.ts';
import type { Lexicon } from './lexicon.ts';
import { describe, type Lifted, liftNames } from './lifted.ts';
import { type Learnt, learn } from './ranking/ranker.ts';
import { isSlot } from './ranking/reading.ts';
import type { Terms } from './terms.ts';
import { type ValueRows, valueRows } from './text-table.ts';
import { TOPIC } from './topic.ts';
import { WordCounts } from './vocabulary.ts';

/** The share of a form's wordings that an idea must be in to be expected. */
const ANCHOR = 0.8;
/** What a form may turn on: an idea or the kind of a name. */
const ANCHORING = /^(?:c:|‹(?!topic|date|place))/u;
/** A wording of so few words, the name among them, says little beside the name. */
const BARE = 4;
/** So many entries with questions of their own, and so many questions of all others together, are learnt from. */
const MOST_TOLD = 200;
const MOST_POOLED = 2_000;

/** All that is learnt from the wordings of forms and the questions that entries answer themselves, as plain values. */
export interface LearntForms {
  ranking: Learnt;
  asked: ReadonlyMap<string, Asked>;
  /** How often each word is there. */
  vocabulary: ValueRows;
}

/** What the wordings of a form, or an entry's own questions, have in common. */
export interface Asked {
  wordings: number;
  /** The share of the wordings that hold each feature. */
  shares: ReadonlyMap<string, number>;
  /** The ideas and kinds that nearly every wording holds. */
  anchors: readonly string[];
}

/** All of a store that `learnForms` reads, piece by piece. */
export function* readForForms({ forms, words, outside, kinds, entries }: Store): Iterable<unknown> {
  yield* [forms, words, outside, [...kinds.keys()]];
  for (const { id, kind, names, questions } of entries.values()) yield [id, kind, names, questions];
}

export function learnForms(store: Store, terms: Terms, lexicon: Lexicon): LearntForms {
  const { told, pooled } = askedApart(store);
  const wordings = [...wordingsOf(store), ...told.flatMap(questionsOf)];
  const examples = [...wordings, ...sample(pooled)].map(({ label, text }) => ({
    label,
    lifted: liftNames(tokenise(text), terms, lexicon, store),
  }));
  const asked = new Map<string, Asked>();
  for (const [id, own] of byLabel(examples)) asked.set(id, inCommon(own));
  const ranking = learn(
    examples.map(({ label, lifted }) => ({ label, text: describe(lifted) })),
    // Words were mended before their names were lifted.
    { without: ['repair'], ordinary: store.words.ordinary.map((list) => list.split('\n').map(normalise)) },
  );
  const vocabulary = valueRows(countWords(wordings, pooled.flatMap(questionsOf)));
  return { ranking, asked, vocabulary };
}

/** What an entry's own questions have in common. */
export function inQuestionsOf(entry: Entry, terms: Terms, lexicon: Lexicon, store: Store): Asked {
  return inCommon(entry.questions.map(({ text }) => liftNames(tokenise(text), terms, lexicon, store)));
}

/** Those with most questions are told apart by what is learnt; where too many have as few, all these are pooled. */
function askedApart({ entries }: Store): { told: Entry[]; pooled: Entry[] } {
  const asking = [...entries.values()].filter(({ questions }) => questions.length > 0);
  const counts = asking.map(({ questions }) => questions.length).sort((a, b) => b - a);
  const least = counts[MOST_TOLD] ?? 0;
  return {
    told: asking.filter(({ questions }) => questions.length > least),
    pooled: asking.filter(({ questions }) => questions.length <= least),
  };
}

/** Questions from all of the pooled entries, evenly, as those of one label. */
function sample(pooled: readonly Entry[]): Example[] {
  const step = Math.max(1, pooled.length / MOST_POOLED);
  const chosen = pooled.filter((_, i) => Math.floor(i / step) > Math.floor((i - 1) / step));
  return chosen.map(({ questions }, i) => ({ label: TOPIC.id, text: questions[i % questions.length]!.text }));
}

function countWords(...lists: Example[][]): WordCounts {
  const counts = new WordCounts();
  for (const { text } of lists.flat())
    for (const { word } of tokenise(text)) if (!isSlot(word)) counts.count(word);
  return counts;
}

interface Example {
  label: string;
  text: string;
}

function wordingsOf({ forms }: Store): Example[] {
  return forms.flatMap(({ id, subject, wordings }) =>
    LANGUAGES.flatMap((l) => wordings[l] ?? []).flatMap((text, i) =>
      kindsFor(text, subject, i).map((kind) => ({ label: id, text: withSlots(text, kind) })),
    ),
  );
}

function questionsOf({ id, questions }: Entry): Example[] {
  return questions.map(({ text }) => ({ label: id, text }));
}

/** The kinds that `{name}` stands for in a wording: every kind where little else is said, else one after another. */
function kindsFor(wording: string, kinds: readonly string[], turn: number): (string | undefined)[] {
  if (!wording.includes('{name}')) return [undefined];
  return wording.split(' ').length <= BARE ? [...kinds] : [kinds[turn % kinds.length]];
}

/** A wording's `{slots}` as the tokens that names are lifted to; `kind` is what `{name}` stands for. */
function withSlots(wording: string, kind = 'name'): string {
  const meant: Record<string, string> = { name: kind, issuer: 'organisation' };
  return wording.replace(/\{([a-z]+)\}/gu, (_, slot) => ` ‹${meant[slot] ?? slot}› `);
}

/** The stems that are likelier in wordings of these forms than in all others. */
export function leaningTo(ids: readonly string[], forms: LearntForms): Set<string> {
  const [theirs, others] = [new WordCounts(), new WordCounts()];
  let [own, all] = [0, 0];
  for (const [id, { shares, wordings }] of forms.asked) {
    const counts = ids.includes(id) ? theirs : others;
    all += wordings;
    if (counts === theirs) own += wordings;
    for (const stem of stemsAsked(forms, id)) counts.count(stem, (shares.get(`w:${stem}`) ?? 0) * wordings);
  }
  const isLikelier = ([stem, times]: [string, number]): boolean =>
    times / own > (others.get(stem) ?? 0) / (all - own);
  return new Set([...theirs].filter(isLikelier).map(([stem]) => stem));
}

/** What a text may be known by: its words, its ideas, and the kinds and bearers of its names. */
function marks({ tokens, concepts, names }: Lifted): Set<string> {
  const words = tokens.map((t) => (isSlot(t.word) ? t.word : `w:${t.stem}`));
  return new Set([...words, ...concepts.flat().map((idea) => `c:${idea}`), ...names]);
}

function byLabel(examples: readonly { label: string; lifted: Lifted }[]): Map<string, Lifted[]> {
  const groups = new Map<string, Lifted[]>();
  for (const { label, lifted } of examples) groups.set(label, [...(groups.get(label) ?? []), lifted]);
  return groups;
}

/** The stems of all words of a form's wordings. */
export function stemsAsked({ asked }: LearntForms, id: string): string[] {
  return [...(asked.get(id)?.shares.keys() ?? [])].flatMap((mark) =>
    mark.startsWith('w:') ? mark.slice(2) : [],
  );
}

function anchorsIn(shares: ReadonlyMap<string, number>): string[] {
  const anchors = [...shares].filter(([feature, share]) => share >= ANCHOR && ANCHORING.test(feature));
  return anchors.map(([feature]) => feature.replace(/^c:|[‹›]/gu, ''));
}

function inCommon(examples: readonly Lifted[]): Asked {
  const shares = sharesIn(examples);
  return { wordings: examples.length, shares, anchors: anchorsIn(shares) };
}

function sharesIn(examples: readonly Lifted[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const example of examples) {
    for (const mark of marks(example)) shares.set(mark, (shares.get(mark) ?? 0) + 1 / examples.length);
  }
  return shares;
}
