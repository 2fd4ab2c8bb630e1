import type { Entry } from '../../domain.ts';
import type { LabelledExample } from './ranker.ts';

/** What an entry is found by: the questions that it answers itself, and what it is called. */
export function entryExamples(entry: Entry): LabelledExample[] {
  const texts = [...entry.questions.map(({ text }) => text), ...entry.names.map(({ text }) => text)];
  return [...new Set(texts)].map((text) => ({ text, label: entry.id }));
}
