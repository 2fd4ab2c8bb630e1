import { expect, it } from 'vitest';
import { markOf } from '../../src/content/texts.ts';
import type { Prose } from '../../src/domain.ts';
import { asLine, problemsOf, storeOf } from './invented.ts';

const OFFICE = 'organisation/harbour-office.yaml';
const ENGLISH = 'It keeps the harbour.';

function mandate(arabic: string, english = ENGLISH): Prose | undefined {
  const text = `name: X\nmandate:\n  en: ${english}\n  ar: ${arabic}\n`;
  const value = storeOf({ [OFFICE]: text }).entries.get('organisation/harbour-office')?.facts.mandate?.value;
  return value?.type === 'prose' ? value.prose : undefined;
}

it('A reviewed translation of the English as it stands is not stale', () => {
  const made = mandate(`{text: يدير الميناء, reviewedBy: harbour-desk, of: ${markOf(ENGLISH)}}`);
  expect(made?.translations.ar).toEqual({ text: 'يدير الميناء', reviewedBy: 'harbour-desk', stale: false });
});

it('It is stale once the English says something else', () => {
  const made = mandate(
    `{text: يدير الميناء, reviewedBy: harbour-desk, of: ${markOf(ENGLISH)}}`,
    'It keeps the quay.',
  );
  expect(made?.translations.ar?.stale).toBe(true);
});

it('It is not stale because the English is broken into other lines', () => {
  const made = mandate(
    `{text: يدير الميناء, reviewedBy: harbour-desk, of: ${markOf(ENGLISH)}}`,
    '>-\n    It keeps\n    the  harbour.',
  );
  expect(made).toMatchObject({ en: ENGLISH, translations: { ar: { stale: false } } });
});

it('A draft may wait for its review', () => {
  expect(mandate('{text: يدير الميناء}')?.translations.ar).toMatchObject({ reviewedBy: null });
});

it('A reviewed translation must say what it was made from, and the check prints the mark to write', () => {
  const text = `name: X\nmandate:\n  en: ${ENGLISH}\n  ar: {text: يدير الميناء, reviewedBy: harbour-desk}\n`;
  expect(problemsOf({ [OFFICE]: text }).map(asLine)).toEqual([
    expect.stringMatching(new RegExp(`:4 mandate\\.ar: .*\`of: ${markOf(ENGLISH)}\``)),
  ]);
});
