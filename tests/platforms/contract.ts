import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer, Line } from '../../src/domain.ts';
import { ANSWERS, answer } from './answers.ts';

/** What a platform's test tells of its renderer so that the contract can look at its messages as a person would. */
export interface RendererView<Message> {
  /** Everything that a person reads of one message, buttons' labels too, without markup. */
  textOf(message: Message): string;
  /** The platform's limits that the message breaks, in words; empty when it would be accepted. */
  limits(message: Message): string[];
  /** Every live target: addresses that open on a tap, mail and telephone links, mentions. */
  linksOf(message: Message): string[];
  /** The plans of all that can be tapped. */
  plansOf(message: Message): string[];
  /** True when the message is laid out from right to left. */
  rightToLeft(message: Message): boolean;
  /** The renderer's own words (button labels, "Show all"), apart from those of the answer. */
  ownWords: RegExp[];
}

/**
 * `render` gives the messages of one answer, `whole` what "Show all" delivers.
 * An answer without a plan cannot be asked again, so `render` has to give all of it.
 */
export interface Renderer<Message> {
  render(answer: Answer): Message[];
  whole(answer: Answer): Message[];
}

/** The promises that every platform's renderer keeps for every answer. */
export function rendererContract<Message>(
  name: string,
  renderer: Renderer<Message>,
  view: RendererView<Message>,
): void {
  describe(`${name} renders`, () => {
    for (const [what, given] of Object.entries(ANSWERS)) {
      describe(what, () => keepsItsPromises(given, renderer, view));
    }
    it('any text at all within the limits, losing none of it', () => {
      fc.assert(
        fc.property(wildAnswer, (given) => {
          expect(renderer.render(given).flatMap(view.limits)).toEqual([]);
          expect(missing(given, renderer.whole(given), view)).toEqual([]);
        }),
        { numRuns: 60 },
      );
    });
  });
}

function keepsItsPromises<Message>(
  given: Answer,
  { render, whole }: Renderer<Message>,
  view: RendererView<Message>,
): void {
  it('within the limits', () => {
    expect(render(given).length).toBeGreaterThan(0);
    expect([...render(given), ...whole(given)].flatMap(view.limits)).toEqual([]);
  });
  it('with all of it to be read, or a way to the rest', () => {
    const lost = missing(given, render(given), view);
    if (lost.length > 0) expect(render(given).flatMap(view.plansOf)).toContain(given.plan);
    expect(missing(given, whole(given), view)).toEqual([]);
  });
  it('with its title, source and choices however long it is', () => {
    const shown = read(render(given), view);
    for (const text of essentials(given)) expect(fragments(plain(text), shown)).not.toBeNull();
  });
  it('with every choice and suggestion to be tapped', () => {
    const plans = render(given).flatMap(view.plansOf);
    for (const { plan } of [...given.choices, ...given.suggestions]) expect(plans).toContain(plan);
  });
  it('with no link or mention but its own source and contacts', () => {
    const own = ownLinks(given);
    for (const link of [...render(given), ...whole(given)].flatMap(view.linksOf)) expect(own).toContain(link);
  });
  it('with no word added', () => {
    expect(added(given, whole(given), view)).not.toMatch(/[\p{L}\p{N}]/u);
  });
  it('in its direction', () => {
    for (const message of render(given)) expect(view.rightToLeft(message)).toBe(given.direction === 'rtl');
  });
}

/** Line as a person reads it. */
export function lineText(line: Line | null): string {
  return (line ?? []).map((span) => span.text).join('');
}

const essentials = (given: Answer): string[] =>
  [given.title, given.source?.line ?? null, ...given.choices.map((choice) => choice.label)]
    .map(lineText)
    .filter((text) => text !== '');

/** Every text of an answer that a person has to be able to read. */
export function piecesOf(given: Answer): string[] {
  const contacts = given.contacts.flatMap((card) => [card.name, card.purpose, card.email, card.phone]);
  const facts = given.facts.flatMap(({ label, value }) => [label, value]);
  const taps = [...given.choices, ...given.suggestions].map(({ label }) => label);
  return [
    given.title,
    ...given.text,
    ...facts,
    ...given.list,
    ...contacts,
    given.source?.line ?? null,
    ...taps,
  ]
    .map(lineText)
    .filter((text) => plain(text) !== '');
}

/** Without what carries no reading: direction marks, control characters, and how spaces and breaks are set. */
function plain(text: string): string {
  return text.replace(/[\p{C}\p{Z}]+/gu, '');
}

const read = <Message>(messages: Message[], view: RendererView<Message>): string[] =>
  messages.map((message) => plain(view.textOf(message)));

/** The beginnings of the texts that cannot be read in full. */
function missing<Message>(given: Answer, messages: Message[], view: RendererView<Message>): string[] {
  const shown = read(messages, view);
  return piecesOf(given)
    .filter((piece) => fragments(plain(piece), shown) === null)
    .map((piece) => piece.slice(0, 80));
}

/** A long text may go on in the next message; no part of it may be so short that it is there by chance. */
const SHORTEST_FRAGMENT = 100;

/** How a text is spread over the messages, or null when some of it is nowhere. */
function fragments(piece: string, shown: string[]): string[] | null {
  const found: string[] = [];
  let rest = piece;
  for (const message of shown) {
    const part = longestBeginning(rest, message);
    if (part.length < Math.min(SHORTEST_FRAGMENT, rest.length)) continue;
    found.push(part);
    rest = rest.slice(part.length);
    if (rest === '') return found;
    // The same message may hold its continuation as a further block.
    const further = fragments(rest, [message]);
    if (further !== null) return [...found, ...further];
  }
  return null;
}

function longestBeginning(text: string, within: string): string {
  let [least, most] = [0, text.length];
  while (least < most) {
    const middle = Math.ceil((least + most) / 2);
    if (within.includes(text.slice(0, middle))) least = middle;
    else most = middle - 1;
  }
  return text.slice(0, least);
}

function added<Message>(given: Answer, messages: Message[], view: RendererView<Message>): string {
  const shown = read(messages, view);
  const own = messages
    .map(view.textOf)
    .map((text) => plain(view.ownWords.reduce((rest, words) => rest.replace(words, ' '), text)));
  const pieces = [...new Set(piecesOf(given).map(plain))].sort((a, b) => b.length - a.length);
  const parts = pieces.flatMap((piece) => [piece, ...(fragments(piece, shown) ?? [])]);
  const rest = parts.reduce((left, part) => left.map((text) => text.split(part).join(' ')), own);
  return rest.join(' ').trim().slice(0, 200);
}

function ownLinks(given: Answer): string[] {
  const source = given.source?.url;
  const web = source !== undefined && /^https?:\/\//.test(source) ? [source] : [];
  const contacts = given.contacts.flatMap(({ email, phone }) => [
    ...(/^[^\s?@]+@[^\s?@]+$/.test(lineText(email)) ? [`mailto:${lineText(email)}`] : []),
    ...(phone === null ? [] : [`tel:${lineText(phone).replace(/[^+\d]/g, '')}`]),
  ]);
  const values = given.facts
    .map(({ value }) => lineText(value))
    .filter((text) => /^https?:\/\/\S+$/.test(text));
  return [...web, ...contacts, ...values];
}

const wildLine = fc
  .oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ unit: 'grapheme', maxLength: 1500 }))
  .map((text): Line => [{ from: 'entry', entry: 'organisation/invented', field: 'name', text }]);

const wildAnswer = fc
  .record({
    title: fc.option(wildLine),
    text: fc.array(wildLine, { maxLength: 6 }),
    facts: fc.array(fc.record({ label: wildLine, value: wildLine }), { maxLength: 12 }),
    list: fc.array(wildLine, { maxLength: 30 }),
    direction: fc.constantFrom('ltr' as const, 'rtl' as const),
  })
  .map(answer);
