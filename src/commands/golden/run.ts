import { Speaker } from '../../answering/speak.ts';
import { type Expected, expectedText, type GoldenCase, type GoldenRow } from '../../content/golden.ts';
import type { Answer, Answerer, Context, Language, Outcome, Store } from '../../domain.ts';
import { scriptLanguage } from '../../language/detect.ts';
import { plainText } from '../../platforms/terminal/render.ts';
import { shows } from './shows.ts';

/** What came of one golden row. */
export interface RowResult {
  row: GoldenRow;
  heldOut: boolean;
  outcome: Outcome;
  answers: Answer[];
  /** Everything a person would see. */
  text: string;
  /** What is not as the row says, in words; empty when all is. */
  faults: string[];
  /** Expected texts that are not in the answer. */
  missing: string[];
  /** A row that must not be answered was: the one fault that is never put up with. */
  wronglyAnswered: boolean;
}

/** Asks every row in its conversation, as on `today` where a row names no day. */
export function runGolden(cases: GoldenCase[], store: Store, answerer: Answerer, today: Date): RowResult[] {
  return cases.flatMap(({ turns, heldOut }) => {
    let context: Context | null = null;
    return turns.map((row) => {
      const now = row.now === null ? today : new Date(`${row.now}T12:00:00Z`);
      const reply = answerer.answer({ text: row.ask, context, now });
      context = reply.context;
      return { ...judge(row, reply.answers, store), heldOut };
    });
  });
}

/** A row that says "this must not be answered". */
export function mustNotAnswer({ outcome }: GoldenRow): boolean {
  return outcome === 'unanswered';
}

function judge(row: GoldenRow, answers: Answer[], store: Store): Omit<RowResult, 'heldOut'> {
  const outcome = answers[0]?.outcome ?? 'unanswered';
  const text = answers.map(plainText).join('\n\n');
  const language = answers[0]?.language ?? 'en';
  const wordingOf = (expected: Expected) => wording(expected, store, language);
  const missing = row.must.map(wordingOf).filter((wanted) => !shows(text, wanted));
  const unwanted = row.mustNot.map(wordingOf).filter((forbidden) => shows(text, forbidden));
  const faults = [
    ...outcomeFaults(row, outcome),
    ...aboutFaults(row, answers),
    ...languageFaults(row, language),
    ...missing.map((wanted) => `“${wanted}” is missing`),
    ...unwanted.map((forbidden) => `“${forbidden}” must not be there`),
  ];
  const wronglyAnswered = mustNotAnswer(row) && answers.some((answer) => answer.outcome === 'answered');
  return { row, outcome, answers, text, faults, missing, wronglyAnswered };
}

function wording(expected: Expected, store: Store, language: Language): string {
  return expectedText(expected, store, (value) => {
    const entry = 'entry' in expected ? store.entries.get(expected.entry) : undefined;
    if (entry === undefined || !('path' in expected)) return '';
    const line = new Speaker(store, language).value(entry, expected.path, value);
    return line.map((span) => span.text).join('');
  });
}

/** A question that must not be answered may be met with a choice, unless it is a near miss. */
function outcomeFaults(row: GoldenRow, outcome: Outcome): string[] {
  const choiceWillDo = mustNotAnswer(row) && !row.near && outcome === 'ambiguous';
  return outcome === row.outcome || choiceWillDo ? [] : [`${outcome}, not ${row.outcome}`];
}

function aboutFaults({ about }: GoldenRow, answers: Answer[]): string[] {
  if (about === null || answers.some(({ entry }) => entry === about)) return [];
  return [`about ${answers.map(({ entry }) => entry ?? 'nothing').join(' and ')}, not ${about}`];
}

function languageFaults(row: GoldenRow, language: Language): string[] {
  const script = scriptLanguage(row.ask);
  if (row.language !== null) return language === row.language ? [] : [`in ${language}, not ${row.language}`];
  const fits =
    script === null ? language === 'en' || language === 'fr' : language === 'ar' || language === 'ckb';
  return fits ? [] : [`in ${language}`];
}
