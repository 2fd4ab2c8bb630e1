import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/content/load.ts';
import { asLine, contentFolder, problemsOf } from './invented.ts';

const OFFICE = 'organisation/harbour-office.yaml';
const office = (text: string) => problemsOf({ [OFFICE]: text }).map(asLine);

/** What is wrong · the file · the line that is named · what a person reads. */
const MISTAKES: [string, string, number, RegExp][] = [
  ['a tab for indentation', 'name:\n\ten: X\n', 2, /begins with a tab.*Use spaces/],
  ['a colon in a text', 'name: X\nmandate: Our aim: to help\n', 2, /holds a colon.*quotation marks/],
  [
    'a colon in an item',
    'name: X\nquestions:\n  - who is it\n  - what: a harbour\n',
    4,
    /colon.*quotation marks/,
  ],
  ['a quotation mark left open', 'name: X\nmandate: "It helps\nacronym: X\n', 2, /opens here is not closed/],
  [
    'a mark left open before a quoted text',
    'name:\n  en: "X\n  ar: "Y"\nacronym: X\n',
    2,
    /opens here is not closed/,
  ],
  ['an apostrophe in single marks', "name: X\nmandate: 'it's fine'\n", 2, /curly ones/],
  ['curly marks round a text', 'name: X\nmandate: “We help”\n', 2, /mandate: .*curly.*straight ones/],
  ['curly marks in a list', 'name: X\naliases:\n  - ok\n  - ‘the port’\n', 4, /curly.*straight ones/],
  ['a text that begins with a star', 'name: X\nmandate: *important* work\n', 2, /\*.*quotation marks/],
  ['a text that begins with @', 'name: X\nmandate: @harbour\n', 2, /"@".*quotation marks/],
  ['a text cut off by #', 'name: X\nacronym: Y\nmandate: Room #5\n', 3, /ends before "#5"/],
  ['a field twice', 'name: X\nacronym: A\nacronym: B\n', 3, /twice.*Keep one/],
  ['an empty field', 'name: X\nacronym:\n', 2, /acronym: There is nothing here.*`unknown`/],
  ['an empty text', 'name: X\nmandate: ""\n', 2, /mandate: There is nothing here/],
  ['no space behind a colon', 'name: X\nacronym:HO\n', 2, /no space behind the colon/],
  ['an open bracket', 'name: X\naliases: [a, b\nacronym: HO\n', 3, /not closed.*\]/],
  ['a comma in braces', 'name:\n  {en: Baghdad, Iraq, ar: X}\n', 2, /"Iraq" stands alone.*quotation marks/],
  ['an unknown field', 'name: X\nmemberState: 5\n', 2, /`memberState`.*Did you mean `memberStates`/],
  [
    'an unknown part of a fact',
    'name: X\nmemberStates:\n  value: 5\n  asof: 2021\n',
    4,
    /Did you mean `asOf`/,
  ],
  ['an unknown language', 'name:\n  en: X\n  eng: Y\n', 3, /Did you mean `en`/],
  ['a word for a figure', 'name: X\nmemberStates: many\n', 2, /memberStates: A number is expected.*175/],
  ['a comma in a figure', 'name: X\nmemberStates: 1,000\n', 2, /digits alone/],
  ['an impossible day', 'name: X\nactiveSince: 2021-02-30\n', 2, /no date that the calendar has.*2021-12-18/],
  ['an impossible month', 'name: X\nasOf: 2021-13\n', 2, /asOf: .*no date/],
  ['a day written another way', 'name: X\nreview: 01.05.2027\n', 2, /review: .*2027-05-01/],
  ['a review month without a day', 'name: X\nreview: 2027-05\n', 2, /review: .*2027-05-01/],
  ['an address cut short', 'name: X\nwebsite: www.harbour.example\n', 2, /address of a page.*https:/],
  ['an undeclared source', 'name: X\nsource: harbor-page\n', 2, /Did you mean `harbour-page`/],
  [
    'an undeclared source of a fact',
    'name: X\nactiveSince:\n  value: 1951\n  source: x\n',
    4,
    /no source `x`/,
  ],
  ['a source without publisher', 'name: X\nsource:\n  title: Y\n', 2, /`publisher` is missing/],
  ['no name', 'acronym: HO\n', 1, /`name` is missing/],
  ['nothing at all', '', 1, /`name` is missing/],
  ['a bare sentence', 'The harbour office.\n', 1, /does not hold fields/],
  ['a bare translation of prose', 'name: X\nmandate:\n  en: Y\n  ar: Z\n', 4, /reviewedBy/],
  [
    'a point without a text',
    'name: X\npoints:\n  - id: a\n    heading: A\n',
    3,
    /points\[1\]\.text: `text` is missing/,
  ],
  ['one text for a list of groups', 'name: X\nserves: sailors\n', 2, /A list is expected/],
];

describe('A mistake in an entry is told at its line, with its cure', () => {
  it.each(MISTAKES)('%s', (_, text, line, words) => {
    const [first, ...others] = office(text);
    expect(first).toMatch(new RegExp(`^${OFFICE}:${line} `));
    expect(first).toMatch(words);
    expect(others).toEqual([]);
  });

  it('counts lines the same with Windows line ends and a byte-order mark', () => {
    expect(office('\ufeffname: X\r\nacronym: HO\r\nmandat: Y\r\n')[0]).toMatch(/:3 .*Did you mean `mandate`/);
  });

  it('counts lines below a Markdown file’s first dashes', () => {
    const md = { 'organisation/quay.md': '---\nname: Quay\nmandat: x\n---\nText.\n' };
    expect(problemsOf(md).map(asLine)).toEqual([
      expect.stringMatching(/^organisation\/quay\.md:3 .*`mandate`/),
    ]);
  });

  it('tells that the text of a Markdown file is given twice', () => {
    const md = { 'organisation/quay.md': '---\nname: Quay\nmandate: x\n---\nText.\n' };
    expect(problemsOf(md).map(asLine)).toEqual([expect.stringMatching(/quay\.md:3 mandate: .*twice/)]);
  });
});

describe('What a folder does not give by default', () => {
  it('is asked of the entry', () => {
    const told = problemsOf({
      'organisation/_defaults.yaml': 'asOf: 2021\n',
      'organisation/tide-bureau.yaml': null,
    });
    const lines = told.map(asLine).filter((line) => line.startsWith(OFFICE));
    expect(lines).toEqual([
      expect.stringMatching(/source: .*where this stands.*_defaults\.yaml/),
      expect.stringMatching(/owner: .*which desk/),
      expect.stringMatching(/review: .*look at it again/),
    ]);
  });

  it('is told once where the defaults themselves are wrong', () => {
    const told = problemsOf({ 'organisation/_defaults.yaml': 'source: x\nowner: a\nreview: soon\n' }).map(
      asLine,
    );
    expect(told).toEqual([expect.stringMatching(/^organisation\/_defaults\.yaml:3 review: /)]);
  });
});

describe('Relations', () => {
  const network = (text: string) => problemsOf({ 'network/sea-network.yaml': text }).map(asLine);

  it('must lead to an entry', () => {
    const told = network(
      'name: Sea\nmembers:\n  value:\n    - organisation/harbour-office\n    - organisation/tide-buro\n',
    );
    expect(told).toEqual([
      expect.stringMatching(
        /:5 members\.value\[2\]: .*`organisation\/tide-buro`.*Did you mean `organisation\/tide-bureau`/,
      ),
    ]);
  });

  it('take a whole id, not only its name', () => {
    expect(network('name: Sea\ncoordinator: tide-bureau\n')).toEqual([
      expect.stringMatching(/:2 coordinator: .*Did you mean `organisation\/tide-bureau`/),
    ]);
  });

  it('must lead to a kind that fits', () => {
    expect(network('name: Sea\nmembers: [network/sea-network]\n')).toEqual([
      expect.stringMatching(/:2 members\[1\]: .*kind that does not fit.*organisation/),
    ]);
  });

  it('to an entry that is broken itself are not told as dangling', () => {
    expect(office('name: "X\n')).toHaveLength(1);
  });
});

describe('What only one entry may claim', () => {
  it('is an official name, however it is spelt', () => {
    expect(
      problemsOf({ 'organisation/other.yaml': 'name: X\naliases:\n  - harbour-OFFICE!\n' }).map(asLine),
    ).toEqual([expect.stringMatching(/other\.yaml:3 .*name of `organisation\/harbour-office`, too/)]);
  });

  it('is an alias, unless both entries say that they share it', () => {
    const store = (office: string, bureau: string) =>
      problemsOf({
        [OFFICE]: `name: X\n${office}: [the sea office]\n`,
        'organisation/tide-bureau.yaml': `name: Y\n${bureau}:\n  - The Sea Office\n`,
      }).map(asLine);
    const told = [
      expect.stringMatching(/tide-bureau\.yaml:3 .*`organisation\/harbour-office`.*`sharedNames`/),
    ];
    expect(store('aliases', 'aliases')).toEqual(told);
    expect(store('aliases', 'sharedNames')).toEqual(told);
    expect(store('sharedNames', 'sharedNames')).toEqual([]);
  });

  it('is an example question', () => {
    const told = problemsOf({
      [OFFICE]: 'name: X\nquestions: [Who keeps the harbour?]\n',
      'organisation/tide-bureau.yaml': 'name: Y\nquestions:\n  en:\n    - who keeps the harbour\n',
    });
    expect(told.map(asLine)).toEqual([
      expect.stringMatching(
        /tide-bureau\.yaml:4 questions\.en\[1\]: .*question of `organisation\/harbour-office`/,
      ),
    ]);
  });

  it('is a file name', () => {
    const told = problemsOf({ 'organisation/tide-bureau.md': '---\nname: X\n---\n' }).map(asLine);
    expect(told).toEqual([expect.stringMatching(/the same entry.*Keep one/)]);
  });
});

describe('Files in odd places', () => {
  it.each([
    ['organisations/quay.yaml', 'name: X\n', /no kind `organisations`.*Did you mean `organisation`/],
    ['organisation/Quay Office.yaml', 'name: X\n', /small letters.*quay-office\.yaml/],
    ['organisation/quay.docx', 'name: X\n', /not read.*\.yaml/],
    ['organisation/2021/quay.yaml', 'name: X\n', /Folders inside a kind/],
    ['quay.yaml', 'name: X\n', /not read.*folder of its kind/],
  ])('%s', (path, text, words) => {
    expect(problemsOf({ [path]: text }).map(asLine)).toEqual([expect.stringMatching(words)]);
  });

  it('are passed over when editors left them', () => {
    const left = {
      'organisation/.quay.yaml.swp': 'x',
      'organisation/quay.yaml~': 'x',
      'organisation/README.md': 'x',
    };
    expect(problemsOf(left)).toEqual([]);
  });

  it('cannot be read in another encoding', () => {
    const latin = { 'organisation/cafe.yaml': Buffer.from('name: caf\xe9\n', 'latin1') };
    expect(problemsOf(latin).map(asLine)).toEqual([expect.stringMatching(/Save the file again.*UTF-8/)]);
  });

  it('and an empty folder are no store', () => {
    const result = load('tests/content/no-such-folder');
    expect(result).toEqual({ problems: [expect.objectContaining({ message: 'There is no content here.' })] });
  });
});

describe('Wording', () => {
  it('of a reply stands once, and its translations have its slots', () => {
    const told = problemsOf({
      'replies/second.yaml': 'hello: Hi\nbye:\n  en: Bye, {name}\n  ar: وداعا {nam}\n',
    });
    expect(told.map(asLine)).toEqual([
      expect.stringMatching(/second\.yaml:1 hello: .*replies\.yaml/),
      expect.stringMatching(/second\.yaml:4 bye\.ar: .*\{nam\}, not \{name\}/),
    ]);
  });

  it('of a form stands in one form, whatever its case and marks', () => {
    const form =
      'operation: list\nfield: members\nsubject: [network]\nwordings:\n  en:\n    - Who is in {network}?\n';
    expect(problemsOf({ 'forms/other.yaml': form }).map(asLine)).toEqual([
      expect.stringMatching(/other\.yaml:6 wordings\.en\[1\]: .*wording of `members`/),
    ]);
  });

  it('may differ in its slots alone', () => {
    const form =
      'operation: list\nfield: members\nsubject: [network]\nwordings: {en: ["who is in {place}"]}\n';
    expect(problemsOf({ 'forms/other.yaml': form })).toEqual([]);
  });

  it('of a form asks for what its kinds have', () => {
    const form =
      'operation: list\nfield: member\nwith: [coordinators]\nsubject: [network, netwrk]\nwordings: {en: [x]}\n';
    expect(problemsOf({ 'forms/other.yaml': form }).map(asLine)).toEqual([
      expect.stringMatching(/:2 field: .*`member`.*Did you mean `members`/),
      expect.stringMatching(/:3 with\[1\]: .*`coordinators`.*Did you mean `coordinator`/),
      expect.stringMatching(/:4 subject\[2\]: .*`netwrk`.*Did you mean `network`/),
    ]);
  });

  it('of a form names an operation that there is', () => {
    const result = load(contentFolder(), { operations: ['lists', 'value'] });
    expect('problems' in result ? result.problems.map(asLine) : []).toEqual([
      expect.stringMatching(/members\.yaml:1 operation: .*Did you mean `lists`/),
    ]);
  });
});

describe('All problems', () => {
  it('are told at once, in the order of files and lines', () => {
    const told = problemsOf({
      [OFFICE]: 'name: X\nmandat: Y\nactiveSince: 2021-02-30\n',
      'network/sea-network.yaml': 'name: Sea\nmembers: [organisation/tide-buro]\n',
      'replies/more.yaml': 'bye: [a]\n',
      'words/ideas.yaml': 'a: {english: [b]}\n',
    });
    expect(told.map(({ file, line }) => `${file}:${line}`)).toEqual([
      'network/sea-network.yaml:2',
      `${OFFICE}:2`,
      `${OFFICE}:3`,
      'replies/more.yaml:1',
      'words/ideas.yaml:1',
    ]);
  });

  it('have a line inside their file and a cure, whatever a file holds', () => {
    const piece = fc.constantFrom(
      'name: X',
      '\n',
      ' ',
      '\t',
      '- ',
      ': ',
      '"',
      "'",
      '[',
      '{',
      ']',
      '}',
      ',',
      '#',
      '*a',
      '&a',
      '|',
      '---',
      'mandate',
      'points',
      '“',
      'ا',
      '\u0000',
      '\r',
      '2021',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((all) => all.join('')),
        ),
        (text) => {
          const lines = text.split(/\r\n?|\n/u).length + 1;
          for (const { file, line, message, cure } of problemsOf({ [OFFICE]: text })) {
            if (file !== OFFICE) continue;
            expect(line).toBeGreaterThan(0);
            expect(line).toBeLessThanOrEqual(lines);
            expect(message).not.toBe('');
            expect(cure).not.toBe('');
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('A body that is known by name alone', () => {
  it('is not one that has an entry', () => {
    const outside = 'bodies:\n  - [Lighthouse Board]\n  - [TBX, tide bureau]\n';
    expect(problemsOf({ 'outside.yaml': outside }).map(asLine)).toEqual([
      expect.stringMatching(/^outside\.yaml:3 .*"tide bureau".*`organisation\/tide-bureau`.*Take it out/),
    ]);
  });
});
