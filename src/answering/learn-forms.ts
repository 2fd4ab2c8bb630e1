import { LANGUAGES, type Store } from '../domain.ts';
import { normalise } from '../language/normalise.ts';
import { tokenise } from '../language/tokens.ts';
import type { Lexicon } from './lexicon.ts';
import { describe, type Lifted, liftNames } from './lifted.ts';
import { type Learnt, learn } from './ranking/ranker.ts';
import { isSlot } from './ranking/reading.ts';
import type { Terms } from './terms.ts';
import { type ValueRows, valueRows } from './text-table.ts';
import { WordCounts } from './vocabulary.ts';

/** The share of a form's wordings that an idea must be in to be expected. */
const ANCHOR = 0.8;
/** What a form may turn on: an idea or the kind of a name. */
const ANCHORING = /^(?:c:|‹(?!topic|date|place))/u;
/** A wording of so few words, the name among them, says little beside the name. */
const BARE = 4;

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
  const vocabulary = new WordCounts();
  const examples = wordingsOf(store).map(({ label, text }) => {
    const tokens = tokenise(text);
    for (const { word } of tokens) if (!isSlot(word)) vocabulary.count(word);
    return { label, lifted: liftNames(tokens, terms, lexicon, store) };
  });
  const asked = new Map<string, Asked>();
  for (const [id, own] of byLabel(examples)) {
    const shares = sharesIn(own);
    asked.set(id, { wordings: own.length, shares, anchors: anchorsIn(shares) });
  }
  const ranking = learn(
    examples.map(({ label, lifted }) => ({ label, text: describe(lifted) })),
    // Words were mended before their names were lifted.
    { without: ['repair'], ordinary: store.words.ordinary.map((list) => list.split('\n').map(normalise)) },
  );
  return { ranking, asked, vocabulary: valueRows(vocabulary) };
}

function wordingsOf({ forms, entries }: Store): { label: string; text: string }[] {
  return [
    ...forms.flatMap(({ id, subject, wordings }) =>
      LANGUAGES.flatMap((l) => wordings[l] ?? []).flatMap((text, i) =>
        kindsFor(text, subject, i).map((kind) => ({ label: id, text: withSlots(text, kind) })),
      ),
    ),
    ...[...entries.values()].flatMap(({ id, questions }) =>
      questions.map(({ text }) => ({ label: id, text })),
    ),
  ];
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

function sharesIn(examples: readonly Lifted[]): Map<string, number> {
  const shares = new Map<string, number>();
  for (const example of examples) {
    for (const mark of marks(example)) shares.set(mark, (shares.get(mark) ?? 0) + 1 / examples.length);
  }
  return shares;
}
