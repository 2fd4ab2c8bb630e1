import type { Answer, AnswerSource, ContactCard, Line, Suggestion } from '../../src/domain.ts';

/** Invented answers of every kind that a renderer can meet. Nothing here is true of anybody. */

const said = (text: string): Line => [{ from: 'reply', key: 'invented.reply', text }];
const held = (text: string): Line => [{ from: 'entry', entry: 'organisation/invented', field: 'name', text }];
const tap = (label: string, plan: string): Suggestion => ({ label: held(label), plan });

const source: AnswerSource = {
  title: 'Yearbook of the Invented Agency',
  publisher: 'Invented Agency',
  url: 'https://example.org/yearbook?year=2021&part=2',
  asOf: '2021-12',
  line: said('Source: Yearbook of the Invented Agency, Invented Agency, December 2021'),
};

/** An answer with nothing in it but what is given. */
export function answer(parts: Partial<Answer>): Answer {
  return {
    outcome: 'answered',
    title: null,
    text: [],
    facts: [],
    list: [],
    contacts: [],
    source: null,
    choices: [],
    suggestions: [],
    entry: null,
    entries: [],
    confidence: 0.9,
    language: 'en',
    direction: 'ltr',
    plan: 'show all of it',
    confidential: false,
    ...parts,
  };
}

const sentence = 'The invented agency keeps a register of every bridge between its two invented rivers. ';
/** Sentences that differ, so that a lost or doubled one is found. */
const prose = (count: number): string =>
  Array.from({ length: count }, (_, n) => `Sentence ${n + 1} of the register. ${sentence}`)
    .join('')
    .trim();
const contact = (n: number): ContactCard => ({
  name: held(`Desk number ${n}`),
  purpose: held(`Questions of kind ${n}, and everything near them`),
  email: held(`desk_${n}@invented.example.org`),
  phone: held(`+964 770 000 ${String(1000 + n)}`),
});

const HOSTILE = [
  '<!channel> <!here> <!everyone> <@U12345678> <#C12345678|general> <!subteam^S123>',
  '<https://evil.example/steal|Official page> [Official page](https://evil.example/steal)',
  '![pixel](https://evil.example/pixel.png) <script>alert(1)</script> <at>everyone</at>',
  '*bold* _italic_ ~struck~ `code` ```block``` **strong** # heading > quote',
  'A & B &amp; C &lt;D&gt; "quoted" \\ {{mustache}} $ {dollar} {{DATE(2021-12-18T00:00:00Z)}} :tada:',
  'javascript:alert(1) data:text/html,<b>x</b> tel:+1 mailto:evil@evil.example',
];

/** Each with the name under which a failing test is found again. */
export const ANSWERS: Record<string, Answer> = {
  'a fact with a caveat': answer({
    title: held('Invented Agency (IA)'),
    text: [said('As of December 2021; nothing newer is held.'), held('175 member states')],
    facts: [
      { label: said('Member states'), value: held('175') },
      { label: said('Website'), value: held('https://example.org/about?lang=en&full=1') },
    ],
    source,
    suggestions: [tap('Who leads it?', 'value head'), tap('Contacts', 'contact ia')],
    entry: 'organisation/invented',
  }),
  'a list': answer({
    title: held('Members of the Invented Network'),
    text: [[...said('Members: '), ...held('3')]],
    list: [held('Invented Agency (IA)'), held('Bridge Fund (BF)'), held('River Office (RO)')],
    source,
    suggestions: [tap('Who coordinates it?', 'value coordinator')],
  }),
  'a list of one hundred': answer({
    title: held('Bridges'),
    text: [said('All that are held:')],
    list: Array.from({ length: 100 }, (_, n) => held(`Bridge number ${n + 1} over the invented river`)),
    source,
    suggestions: [tap('The longest one', 'value longest')],
  }),
  'a list of one thousand long items': answer({
    title: held('Registers'),
    list: Array.from({ length: 1000 }, (_, n) => held(`Register ${n + 1}: ${prose(3)}`)),
    source,
  }),
  'an empty list': answer({ title: held('Members'), text: [said('None are listed.')], source }),
  'nothing but a title': answer({ title: held('Invented Agency') }),
  'nothing but text': answer({ text: [said('Hello.')], outcome: 'smalltalk', plan: null }),
  'a title too long for a heading': answer({ title: held(prose(4)), text: [said('Yes.')] }),
  'a long text': answer({ title: held('Mandate'), text: [held(prose(120))], source }),
  'a long text without a plan': answer({ text: [held(prose(300))], source, plan: null }),
  'a text without a single space': answer({ text: [held('x'.repeat(9000))], source }),
  'many paragraphs': answer({
    title: held('Statement'),
    text: Array.from({ length: 120 }, (_, n) => held(`Paragraph ${n + 1}. ${sentence.trim()}`)),
    source,
  }),
  'many facts': answer({
    title: held('Invented Agency'),
    facts: Array.from({ length: 45 }, (_, n) => ({
      label: said(`Field ${n + 1}`),
      value: held(n % 9 === 0 ? prose(12) : `Value ${n + 1}`),
    })),
    source,
  }),
  'many contacts': answer({
    title: held('Contacts'),
    contacts: Array.from({ length: 40 }, (_, n) => contact(n + 1)),
    source,
  }),
  'one contact, no telephone': answer({
    title: held('Press'),
    contacts: [{ ...contact(1), phone: null, purpose: null }],
    source,
  }),
  'one contact, no mail': answer({ contacts: [{ ...contact(2), email: null }], source }),
  'an ambiguous question': answer({
    outcome: 'ambiguous',
    text: [said('Which one do you mean?')],
    choices: [tap('Invented Agency (IA)', 'define ia'), tap('Institute of Arches (IA)', 'define ia2')],
  }),
  'choices with long labels and long plans': answer({
    outcome: 'ambiguous',
    text: [said('Which one do you mean?')],
    choices: [1, 2, 3, 4].map((n) => tap(`Choice ${n}: ${prose(2)}`, `${n}`.padEnd(1900, 'p'))),
    suggestions: [1, 2, 3].map((n) => tap(`Further ${n}: ${sentence.trim()}`, `${n}`.padEnd(1900, 'q'))),
  }),
  'two choices that are named alike': answer({
    outcome: 'ambiguous',
    text: [said('Which one do you mean?')],
    choices: [tap('IA', 'define ia'), tap('IA', 'define ia2')],
  }),
  'an unanswered question': answer({
    outcome: 'unanswered',
    text: [said('This is not held.'), said('The nearest that is held:')],
    contacts: [contact(3)],
    suggestions: [tap('What is the Invented Agency?', 'define ia')],
    confidence: 0.1,
    plan: null,
  }),
  'a source without an address': answer({
    text: [held('1951')],
    source: { title: 'Yearbook', publisher: 'IA', asOf: 'unknown', line: said('Source: Yearbook, IA') },
  }),
  'a source whose address is no web address': answer({
    text: [held('1951')],
    source: { ...source, url: 'javascript:alert(1)' },
  }),
  'everything at once': answer({
    title: held('Invented Agency'),
    text: [said('As of 2021; nothing newer is held.'), held(prose(6))],
    facts: Array.from({ length: 12 }, (_, n) => ({ label: said(`Field ${n}`), value: held(`Value ${n}`) })),
    list: Array.from({ length: 60 }, (_, n) => held(`Item ${n + 1}: ${sentence.trim()}`)),
    contacts: [contact(1), contact(2), contact(3)],
    source,
    choices: [tap('This', 'this'), tap('That', 'that')],
    suggestions: [tap('One', 'one'), tap('Two', 'two'), tap('Three', 'three')],
  }),
  'hostile text everywhere': answer({
    title: held(`${HOSTILE[0]}`),
    text: HOSTILE.map(held),
    facts: HOSTILE.map((text) => ({ label: held(text), value: held(text) })),
    list: HOSTILE.map(held),
    contacts: HOSTILE.map((text) => ({ name: held(text), purpose: held(text), email: null, phone: null })),
    source: { ...source, line: held(HOSTILE.join(' ')) },
    choices: HOSTILE.slice(0, 4).map((text, n) => tap(text, `hostile ${n}`)),
    suggestions: HOSTILE.slice(3).map((text, n) => tap(text, `more hostile ${n}`)),
  }),
  'an address that is no mail address': answer({
    contacts: [{ ...contact(1), email: held('x@y.example?bcc=evil@evil.example') }],
  }),
  'text of odd characters': answer({
    title: held('👩‍👩‍👧‍👦 é ﷽'),
    text: [
      held('👩‍👩‍👧‍👦'.repeat(700)),
      held('e\u0301'.repeat(2500)),
      held('\u202Eevil\u202C \u0007 tab\there'),
    ],
  }),
  'Arabic, right to left': answer({
    title: held('الوكالة الخيالية (IA)'),
    text: [said('حتى كانون الأول 2021؛ لا يوجد أحدث من ذلك.'), held('IA هي وكالة خيالية.')],
    facts: [{ label: said('الدول الأعضاء'), value: held('175') }],
    list: [held('IA'), held('صندوق الجسور (BF)')],
    contacts: [{ ...contact(1), name: held('مكتب الإعلام'), purpose: held('أسئلة الصحافة') }],
    source: { ...source, line: said('المصدر: الكتاب السنوي، الوكالة الخيالية، كانون الأول 2021') },
    suggestions: [tap('من ينسقها؟', 'value coordinator')],
    language: 'ar',
    direction: 'rtl',
  }),
  'Kurdish, right to left, long': answer({
    title: held('ئاژانسی خەیاڵی'),
    text: [
      held(
        Array.from(
          { length: 200 },
          (_, n) => `ڕستەی ${n + 1}: ئاژانسی خەیاڵی تۆماری هەموو پردەکان دەپارێزێت.`,
        ).join(' '),
      ),
    ],
    list: Array.from({ length: 80 }, (_, n) => held(`پردی ژمارە ${n + 1}`)),
    source,
    language: 'ckb',
    direction: 'rtl',
  }),
  French: answer({
    title: held('Agence inventée'),
    text: [said('Rien de plus récent n’est conservé.')],
    list: [held('Fonds des ponts'), held('Office du fleuve')],
    source,
    language: 'fr',
  }),
};
