import { describe, expect, it } from 'vitest';
import { load } from '../../src/content/load.ts';
import type { Entry, Value } from '../../src/domain.ts';
import { contentFolder, storeOf } from './invented.ts';

const OFFICE = 'organisation/harbour-office.yaml';

function entryOf(id: string, changes: Parameters<typeof storeOf>[0] = {}): Entry {
  const entry = storeOf(changes).entries.get(id);
  if (entry === undefined) throw new Error(`No ${id}`);
  return entry;
}
function office(text: string): Entry {
  return entryOf('organisation/harbour-office', { [OFFICE]: text });
}
function value(entry: Entry, fact: string): Value | undefined {
  return entry.facts[fact]?.value;
}

describe('An entry of one line', () => {
  it('takes source, date, desk and review day from its folder', () => {
    const entry = office('name: Harbour Office\n');
    expect(entry.source).toEqual({
      title: 'The harbour page',
      publisher: 'Harbour Office',
      url: 'https://harbour.example/',
      asOf: '2021-12',
    });
    expect(entry.owner).toBe('harbour-desk');
    expect(entry.review).toBe('2027-05-01');
    expect(entry.file).toBe(OFFICE);
  });
});

describe('A fact', () => {
  it('has the source and date of its entry', () => {
    const { source } = office('name: X\nasOf: 2020\nactiveSince: 1951\n').facts.activeSince ?? {};
    expect(source).toMatchObject({ title: 'The harbour page', asOf: '2020' });
  });

  it('may have a source of its own, with the date declared for that source', () => {
    const { source } =
      office('name: X\nactiveSince: {value: 1951, source: old-register}\n').facts.activeSince ?? {};
    expect(source).toEqual({ title: 'The old register', publisher: 'Registrar', asOf: '1999-06' });
  });

  it('never borrows the date of another source', () => {
    const own = '{title: A leaflet, publisher: Somebody}';
    const { facts } = office(`name: X\nasOf: 2021\nactiveSince: {value: 1951, source: ${own}}\n`);
    expect(facts.activeSince?.source.asOf).toBe('unknown');
  });

  it('may be dated apart from its entry', () => {
    const { facts } = office('name: X\nmemberStates: {value: 175, asOf: unknown}\n');
    expect(facts.memberStates?.source).toMatchObject({ title: 'The harbour page', asOf: 'unknown' });
  });

  it('says whether it goes out of date by itself', () => {
    const { facts } = office('name: X\nmemberStates: 175\nactiveSince: 1951\n');
    expect(facts.memberStates?.changes).toBe(true);
    expect(facts.activeSince?.changes).toBe(false);
  });

  it('may be known to be unknown', () => {
    expect(value(office('name: X\nmemberStates: unknown\n'), 'memberStates')).toEqual({ type: 'unknown' });
    expect(value(office('name: X\nwebsite: {value: unknown, asOf: 2020}\n'), 'website')).toEqual({
      type: 'unknown',
    });
  });

  it('may be more or less than a figure', () => {
    const entry = office('name: X\npresence: {value: 100, qualifier: over}\nmemberStates: 175\n');
    expect(value(entry, 'presence')).toEqual({ type: 'number', number: 100, qualifier: 'over' });
    expect(value(entry, 'memberStates')).toEqual({ type: 'number', number: 175 });
  });

  it.each(['2021', '2021-12', '2021-12-18', 'unknown'])(
    'is dated as precisely as its source says: %s',
    (date) => {
      expect(value(office(`name: X\nactiveSince: ${date}\n`), 'activeSince')).toEqual(
        date === 'unknown' ? { type: 'unknown' } : { type: 'date', date },
      );
    },
  );

  it('may be a list, each item with its translations', () => {
    const entry = office('name: X\nserves:\n  - sailors\n  - {en: divers, ar: {text: الغواصون}}\n');
    expect(value(entry, 'serves')).toEqual({
      type: 'list',
      items: [
        { en: 'sailors', translations: {} },
        { en: 'divers', translations: { ar: { text: 'الغواصون', reviewedBy: null, stale: true } } },
      ],
    });
  });
});

describe('Names', () => {
  it('are all collected: official ones, acronym, aliases, former ones', () => {
    const { names, name, acronym } = office(
      [
        'name: {en: Harbour Office, ar: مكتب الميناء}',
        'acronym: HO',
        'aliases: {en: [the harbour], fr: [le port]}',
        'formerNames: [Quay Office]',
      ].join('\n'),
    );
    expect(name).toEqual({ en: 'Harbour Office', ar: 'مكتب الميناء' });
    expect(acronym).toBe('HO');
    expect(names).toEqual([
      { text: 'Harbour Office', language: 'en', use: 'official' },
      { text: 'مكتب الميناء', language: 'ar', use: 'official' },
      { text: 'HO', language: null, use: 'acronym' },
      { text: 'the harbour', language: 'en', use: 'alias' },
      { text: 'le port', language: 'fr', use: 'alias' },
      { text: 'Quay Office', language: null, use: 'former' },
    ]);
  });

  it('may stand in a source of their own', () => {
    const { source, nameSource } = office('name: X\nnameSource: old-register\n');
    expect(source.title).toBe('The harbour page');
    expect(nameSource).toEqual({ title: 'The old register', publisher: 'Registrar', asOf: '1999-06' });
  });

  it('may be shared by two bodies when they are acronyms', () => {
    const shared = { [OFFICE]: 'name: X\nacronym: TB\naliases: [TB-HQ]\n' };
    expect(storeOf(shared).entries.size).toBe(3);
  });
});

describe('What is typed as people type it', () => {
  it.each(['NO', 'no', 'on', 'yes', '007', '1.50', 'null', 'true', '~'])('keeps %s as it stands', (word) => {
    expect(office(`name: X\nacronym: ${word}\n`).acronym).toBe(word);
  });

  it('reads Windows line ends and a byte-order mark like any other', () => {
    const plain = 'name: X\nmandate: |\n  One.\n\n  Two.\n';
    const windows = office(`\ufeff${plain.replaceAll('\n', '\r\n')}`);
    expect(windows).toEqual(office(plain));
    expect(value(windows, 'mandate')).toEqual({
      type: 'prose',
      prose: { en: 'One.\n\nTwo.', translations: {} },
    });
  });

  it('takes line ends inside a paragraph for spaces', () => {
    const entry = office('name: X\nmandate: |\n  It keeps\n  the harbour.\n');
    expect(value(entry, 'mandate')).toMatchObject({ prose: { en: 'It keeps the harbour.' } });
  });

  it('leaves curly quotation marks inside a text alone', () => {
    const entry = office('name: X\nmandate: It is called “the harbour” and ‘the port’.\n');
    expect(value(entry, 'mandate')).toMatchObject({
      prose: { en: 'It is called “the harbour” and ‘the port’.' },
    });
  });

  it('takes spaces that do not break for indentation', () => {
    expect(office('name:\n\u00a0\u00a0en: X\n').name.en).toBe('X');
  });
});

describe('A Markdown file', () => {
  it('gives its text as the main prose of its kind', () => {
    const md = '---\r\nname: Harbour Office\r\n---\r\n\r\nIt keeps\r\nthe harbour.\r\n\r\nAnd the quay.\r\n';
    const entry = entryOf('organisation/harbour-office', {
      [OFFICE]: null,
      'organisation/harbour-office.md': md,
    });
    expect(entry.name.en).toBe('Harbour Office');
    expect(value(entry, 'mandate')).toEqual({
      type: 'prose',
      prose: { en: 'It keeps the harbour.\n\nAnd the quay.', translations: {} },
    });
  });

  it('may keep translations of its text in its fields', () => {
    const md =
      '---\nname: Harbour Office\nmandate:\n  ar: {text: يدير الميناء}\n---\nIt keeps the harbour.\n';
    const entry = entryOf('organisation/harbour-office', {
      [OFFICE]: null,
      'organisation/harbour-office.md': md,
    });
    expect(value(entry, 'mandate')).toMatchObject({
      prose: { en: 'It keeps the harbour.', translations: { ar: { text: 'يدير الميناء' } } },
    });
  });
});

describe('A statement', () => {
  const statement = (text: string) =>
    entryOf('statement/tides', {
      'statement/_defaults.yaml':
        'source: harbour-page\nasOf: 2021\nowner: harbour-desk\nreview: 2027-05-01\n',
      'statement/tides.yaml': text,
    });

  it('has its points one by one', () => {
    const { passages } = statement(
      [
        'name: On tides',
        'points:',
        '  - id: spring-tide',
        '    heading: {en: Spring tide, ar: مد}',
        '    about: {en: [high water]}',
        '    text: It comes twice a month.',
        '  - id: neap-tide',
        '    heading: Neap tide',
        '    text: It is low.',
      ].join('\n'),
    );
    expect(passages).toEqual([
      {
        id: 'spring-tide',
        heading: { en: 'Spring tide', ar: 'مد' },
        about: { en: ['high water'] },
        text: { en: 'It comes twice a month.', translations: {} },
      },
      {
        id: 'neap-tide',
        heading: { en: 'Neap tide' },
        about: {},
        text: { en: 'It is low.', translations: {} },
      },
    ]);
  });

  it('has a date, an unknown one, or none', () => {
    expect(statement('name: On tides\ndate: 2021\n').date).toBe('2021');
    expect(statement('name: On tides\ndate: unknown\n').date).toBe('unknown');
    expect(statement('name: On tides\n').date).toBeNull();
  });
});

describe('Example questions', () => {
  it('are English unless they say otherwise', () => {
    expect(office('name: X\nquestions: [who keeps the harbour]\n').questions).toEqual([
      { text: 'who keeps the harbour', language: 'en' },
    ]);
    expect(office('name: X\nquestions: {ar: [من يدير الميناء]}\n').questions).toEqual([
      { text: 'من يدير الميناء', language: 'ar' },
    ]);
  });
});

describe("The bot's own wording", () => {
  it('is read beside the entries', () => {
    const { forms, replies, words, outside } = storeOf();
    expect(forms).toEqual([
      {
        id: 'members',
        operation: 'list',
        field: 'members',
        with: [],
        subject: ['network'],
        wordings: { en: ['who is in {network}'], fr: [], ar: [], ckb: [] },
        file: 'forms/members.yaml',
      },
    ]);
    expect(replies.hello).toEqual({ en: 'Hello, {name}', ar: 'مرحبا {name}' });
    expect(words.concepts).toEqual({ contact: { en: ['reach', 'write to'] } });
    expect(words.filler).toMatchObject({ en: ['the', 'a', 'of'], ar: ['من', 'في'] });
    expect(outside).toEqual([
      { type: 'body', names: ['Lighthouse Board', 'LB'] },
      { type: 'place', names: ['Atlantis'] },
    ]);
  });

  it('may be shared by another store, which may replace single files of it', () => {
    const shared = contentFolder({ 'replies/more.yaml': 'bye: Bye\n' });
    const own = contentFolder({
      'forms/members.yaml': null,
      'words/ideas.yaml': null,
      'words/filler.yaml': null,
      'outside.yaml': null,
      'replies/replies.yaml': 'hello: Ahoy\n',
    });
    const result = load(own, { shared });
    const store = 'store' in result ? result.store : null;
    expect(store?.forms.map(({ id }) => id)).toEqual(['members']);
    expect(store?.replies).toEqual({ hello: { en: 'Ahoy' }, bye: { en: 'Bye' } });
    expect(store?.entries.size).toBe(3);
    expect(store?.outside).toHaveLength(2);
  });
});
