import type { Report } from './report.ts';

/** The report as a person reads it at a terminal. */
export function asText(report: Report): string {
  const since = report.since === null ? 'all that is kept' : `since ${report.since.slice(0, 10)}`;
  return [
    `${report.questions} questions, ${since}`,
    ...countTable(report.counts),
    ...section('Not answered or ambiguous', report.queue, queueLine),
    ...section('Rated not helpful', report.badlyRated, ratedLine),
    ...section('Suggested example questions', report.suggestions, suggestionLine),
    ...section('Entries never used', report.neverUsed ?? [], (entry) => entry),
    ...section(
      'Entries past their review date',
      report.pastReview ?? [],
      ({ entry, review, owner }) => `${review}  ${entry}  ${owner}`,
    ),
    '',
  ].join('\n');
}

function section<Item>(title: string, items: readonly Item[], line: (item: Item) => string): string[] {
  return [
    '',
    `${title}: ${items.length === 0 ? 'none' : items.length}`,
    ...items.map((item) => `  ${line(item)}`),
  ];
}

function countTable(counts: Report['counts']): string[] {
  const languages = [...new Set(counts.map((count) => count.language))].sort();
  const outcomes = [...new Set(counts.map((count) => count.outcome))];
  const cell = (outcome: string, language: string) =>
    counts.find((count) => count.outcome === outcome && count.language === language)?.count ?? 0;
  if (counts.length === 0) return [];
  const row = (name: string, cells: (string | number)[]) =>
    `  ${name.padEnd(12)}${cells.map((each) => String(each).padStart(8)).join('')}`;
  return [
    row('', languages),
    ...outcomes.map((outcome) =>
      row(
        outcome,
        languages.map((language) => cell(outcome, language)),
      ),
    ),
  ];
}

function queueLine({ id, text, state, unanswered, ambiguous }: Report['queue'][number]): string {
  return `${id}  ${String(unanswered + ambiguous).padStart(4)}×  ${treated(state)}${text}`;
}

function suggestionLine({ id, text, entry, state, taps }: Report['suggestions'][number]): string {
  return `${id}  ${String(taps).padStart(4)}×  ${treated(state)}${entry}: ${text}`;
}

function ratedLine({ entry, language, notHelpful, helpful, reasons }: Report['badlyRated'][number]): string {
  const why = reasons.length === 0 ? '' : `: ${reasons.join(' · ')}`;
  return `${notHelpful} of ${notHelpful + helpful}  ${entry ?? 'no entry'} (${language})${why}`;
}

function treated(state: string): string {
  return state === 'new' ? '' : `[${state}] `;
}
