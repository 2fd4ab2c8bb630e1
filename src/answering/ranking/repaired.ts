import { stem } from '../../language/stem.ts';
import type { Vocabulary } from '../vocabulary.ts';
import type { Reading } from './reading.ts';

/** Looking up more unknown words than this would let a hostile text cost too much. */
const MOST_REPAIRS = 12;

/** The reading with its unknown words repaired, or null when there is nothing to repair. */
export function repaired(reading: Reading, vocabulary: Vocabulary): Reading | null {
  let repairs = 0;
  const words = reading.words.map((word) => {
    if (vocabulary.has(word) || repairs >= MOST_REPAIRS) return word;
    const meant = vocabulary.repair(word);
    if (meant === null) return word;
    repairs++;
    return meant;
  });
  if (repairs === 0) return null;
  const stems = words.map((word, i) => (word === reading.words[i] ? reading.stems[i]! : stem(word)));
  return { ...reading, words, stems };
}
