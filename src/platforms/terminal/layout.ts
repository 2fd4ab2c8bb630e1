import type { Answer, ContactCard, Line } from '../../domain.ts';

/** What a piece of an answer is, so that a style can set it off. */
export type Role = 'title' | 'text' | 'label' | 'item' | 'contact' | 'source' | 'choice' | 'suggestion';

/** One line to print: what stands before it, and its text piece by piece. */
export interface Row {
  lead: string;
  pieces: { role: Role; text: string }[];
}

/** Rows that belong together; a blank line stands between blocks. */
export type Block = Row[];

export interface LayoutOptions {
  /** How a line's spans become text. */
  spell(line: Line): string;
  suggestions: boolean;
  /** The number that picks the first choice or suggestion; null leaves them without. */
  numberFrom: number | null;
}

/** Everything of an answer, in the order in which a person reads it. The terminal adds no word of its own. */
export function layOut(answer: Answer, { spell, suggestions, numberFrom }: LayoutOptions): Block[] {
  const row = (role: Role, line: Line, lead = ''): Row => ({ lead, pieces: [{ role, text: spell(line) }] });
  const taps = [...answer.choices, ...(suggestions ? answer.suggestions : [])].map(({ label }, i) => {
    const role = i < answer.choices.length ? 'choice' : 'suggestion';
    return row(role, label, numberFrom === null ? '› ' : `${numberFrom + i}  `);
  });
  const blocks: Block[] = [
    answer.title === null ? [] : [row('title', answer.title)],
    ...answer.text.map((paragraph) => [row('text', paragraph)]),
    answer.facts.map(({ label, value }) => labelled(spell(label), spell(value), answer)),
    answer.list.map((item) => row('item', item, '• ')),
    ...answer.contacts.map((card) => contactRows(card, row)),
    taps.slice(0, answer.choices.length),
    answer.source === null ? [] : [row('source', answer.source.line), ...address(answer)],
    taps.slice(answer.choices.length),
  ];
  return blocks.filter((block) => block.length > 0);
}

function labelled(label: string, value: string, { language }: Answer): Row {
  const colon = language === 'fr' ? ' : ' : ': ';
  return {
    lead: '',
    pieces: [
      { role: 'label', text: `${label}${colon}` },
      { role: 'text', text: value },
    ],
  };
}

function contactRows(
  { name, purpose, email, phone }: ContactCard,
  row: (role: Role, line: Line, lead?: string) => Row,
) {
  const below = [purpose, email, phone].filter((line) => line !== null);
  return [row('contact', name), ...below.map((line) => row('text', line, '  '))];
}

/** The source's address, where its line does not say it already. */
function address({ source }: Answer): Row[] {
  if (source?.url === undefined || !/^https?:\/\//.test(source.url)) return [];
  if (source.line.some((span) => span.text.includes(source.url ?? ''))) return [];
  return [{ lead: '', pieces: [{ role: 'source', text: source.url }] }];
}
