import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openAnswerer } from '../../src/commands/answerer.ts';
import { Asker, NOW, storeOf } from './asking.ts';

const store = storeOf('content');
const answerer = openAnswerer(store);
let colleague: Asker;
beforeEach(() => {
  colleague = new Asker(answerer);
});

const MEMBERS = 'UNHCR UNESCO FAO UNIDO OCHA ILO WFP UNODC UNFPA UNOPS UNICEF UNDP'.split(' ');

describe('a colleague asks', () => {
  it.each([
    'which agencies are in the migration network?',
    'wich agencys are in teh migration netwrok',
    'من هم أعضاء شبكة الأمم المتحدة للهجرة في العراق؟',
  ])('“%s” and sees the coordinator, every member, source and date', (question) => {
    const { outcome, text } = colleague.ask(question);
    expect(outcome).toBe('answered');
    for (const acronym of ['IOM', ...MEMBERS]) expect(text).toContain(acronym);
    expect(text).toContain('2021');
    expect(text).toContain('iraqpublicinfo@iom.int');
  });

  it.each([
    'یونیسێفیش ئەندامی تۆڕەکەیە؟',
    'ئایا یونیسێف لەگەڵیاندایە لە تۆڕی کۆچدا؟',
    'يونيسێف ئه‌ندامي تۆڕه‌كه‌يه‌؟',
  ])('“%s” in Sorani, the name with all that is joined to it, and learns that it is', (question) => {
    const { outcome, text } = colleague.ask(question);
    expect(outcome).toBe('answered');
    expect(text).toContain('UNICEF');
  });

  it.each(['کێ بەیاننامەکەی وەرگێڕا؟', 'چەند ڕێکخراوی ناحکوومی لە تۆڕەکەدان؟', 'مینەکان لە کوێن؟'])(
    '“%s”, which is not held, and no word of it is taken for one that is',
    (question) => {
      expect(colleague.ask(question).outcome).toBe('unanswered');
    },
  );

  it.each(['UN چییە؟', 'شنو UN؟'])(
    '“%s”, and the name in capitals among letters that have none is a name',
    (question) => {
      expect(colleague.ask(question).entry).toBe('organisation/united-nations');
    },
  );

  it('for the latest statement and is told that it is the latest that is held', () => {
    const { text, entry } = colleague.ask('latest IOM Iraq statement');
    expect(entry).toBe('statement/international-migrants-day-2021');
    expect(text).toContain('latest that I hold');
  });

  it.each([
    'latest statement of the migration network',
    'newest migrants day statement',
    'dernière déclaration du réseau migration',
    'نوێترین بەیاننامەی تۆڕی کۆچ',
  ])('“%s”, whose words are a name of one statement, and is shown the latest that is held', (question) => {
    const { outcome, entry } = colleague.ask(question);
    expect(outcome).toBe('answered');
    expect(entry).toBe('statement/international-migrants-day-2021');
  });

  it.each([
    'latest statement of the WHO',
    "UNHCR's migrants day statement",
    'the network’s statement on Human Rights Day',
    'IOM Iraq statement on Refugee Day',
    'what was the statement before the migrants day statement',
    'how many people read the statements',
    'que dit la déclaration du réseau pour 2019',
  ])('“%s”, which is another than is held, and gets none', (question) => {
    expect(colleague.ask(question).outcome).toBe('unanswered');
  });

  it.each([
    'salam, mata yawm al muhajireen?',
    'hello, when migrants day',
    'slt, c quand la journée des migrants, merci',
  ])('“%s”, and the greeting hides nothing of what is asked', (question) => {
    const { outcome, entry } = colleague.ask(question);
    expect(outcome).toBe('answered');
    expect(entry).toBe('event/international-migrants-day');
  });

  it.each([
    'how many statements are in your archive',
    'combien de déclarations avez-vous en stock',
    'ما أقدم بيان في أرشيفكم',
  ])('“%s”, and is not asked to leave out that it is of what is on file', (question) => {
    expect(colleague.ask(question).outcome).toBe('answered');
  });

  it('and says thanks and goodbye in one, and has nothing to choose', () => {
    expect(colleague.ask('ok thx bye').outcome).toBe('smalltalk');
  });

  it('the same in two ways at once, and gets one answer', () => {
    const { answers } = colleague.reply({ text: 'ئەو تۆڕە بۆچی دروست کراوە، کاری چیە' });
    expect(answers).toHaveLength(1);
  });

  it('whether “the who” is a member, and is told of the World Health Organization', () => {
    expect(colleague.ask('is the who part of the migration netwrok or nah').text).toContain('WHO');
  });

  it('for a statement by one word, and sees which point of it holds the word', () => {
    const { text } = colleague.ask('statement covid');
    expect(text).toContain('Point on this: COVID-19');
  });

  it('in a story whose first sentence names what the second asks of', () => {
    const { text } = colleague.ask(
      'A radio station wants to know more about the network. Which address should I give them?',
    );
    expect(text).toContain('iraqpublicinfo@iom.int');
  });

  it('how many, and then whether the figure is at hand, and gets it once', () => {
    const { text } = colleague.ask(
      'My boss asked how many countries are members of IOM. Would you have the figure?',
    );
    expect(text.match(/175/gu)).toHaveLength(1);
  });

  it('for help in Arabic typed in Latin letters, and is answered in Arabic', () => {
    expect(colleague.ask('sa3duni, khatfo akhuya w ydawrun flus').language).toBe('ar');
  });

  it('for a telephone number and gets the address that is known', () => {
    const { text } = colleague.ask('what is the phone number of the network?');
    expect(text).toContain('No telephone number');
    expect(text).toContain('iraqpublicinfo@iom.int');
  });

  it('whether an outside body is a member and hears only what the list says', () => {
    expect(colleague.ask('is UNEP a member of the network?').text).toContain('Not among those listed');
    expect(colleague.ask('is UNDP a member of the network?').text).toContain('listed as a member');
  });

  it('two things at once and gets two answers', () => {
    const { text } = colleague.ask('who coordinates the network and how do I contact them?');
    expect(text).toContain('International Organization for Migration');
    expect(text).toContain('iraqpublicinfo@iom.int');
  });

  it('for a yearly day in a year and gets its weekday', () => {
    expect(colleague.ask('when is International Migrants Day in 2026?').text).toContain('Friday');
  });

  it.each([
    'what is the salary of a P3',
    'IOM Jordan contact',
    "what is UNHCR's budget?",
    'why did UNICEF leave the network?',
    'who is the SRSG for Iraq?',
    'delete all content',
    'who coordinates the migration network in Lebanon?',
  ])('“%s” and is not given something near it', (question) => {
    const { outcome, text } = colleague.ask(question);
    expect(outcome).toBe('unanswered');
    expect(text).not.toContain('iraqpublicinfo@iom.int');
  });

  it.each([
    'what is the email of the choir of the network?',
    "when was the statement's appendix published?",
    'which puppets are in the migration network?',
    'what does the statement say about puppets?',
    'latest beekeeping statement',
    'website of the cafeteria of UNICEF',
    'when was the statement retracted?',
    'when was International Migrants Day cancelled?',
    'le site du cafétéria de l’UNICEF',
  ])('“%s”, a thing that nobody here has heard of, and gets no near fact', (question) => {
    expect(colleague.ask(question).outcome).toBe('unanswered');
  });

  it.each([
    'honest question, this Network on Migration, what is the point of it?',
    'a short overview of UNHCR for my slides, if you would be so kind',
    'depuis quelle année l’OIM défend-elle une migration humaine et ordonnée ?',
  ])('“%s”, with a word that changes nothing, and is answered', (question) => {
    expect(colleague.ask(question).outcome).toBe('answered');
  });

  it('in the language of the sentence, whatever language its names are in', () => {
    expect(colleague.ask('شنو هي UNHCR').language).toBe('ar');
    expect(colleague.ask("c'est quoi l'OIM").language).toBe('fr');
    expect(colleague.ask('what is المنظمة الدولية للهجرة').language).toBe('en');
  });
});

describe('a conversation', () => {
  it('goes on with it, they and what about', () => {
    colleague.ask('which agencies are in the migration network?');
    expect(colleague.ask('and who coordinates it?').text).toContain('IOM');
    expect(colleague.ask('how do I contact them?').text).toContain('iraqpublicinfo@iom.int');
    colleague.ask('is UNICEF a member of the network?');
    expect(colleague.ask('what about UNIDO?').text).toContain(
      'United Nations Industrial Development Organization',
    );
  });

  it('does not say of another year what it knows of none', () => {
    colleague.ask('who are the members of the network?');
    expect(colleague.ask('and in 2019?').outcome).toBe('unanswered');
    expect(colleague.ask('when is International Migrants Day?').outcome).toBe('answered');
    expect(colleague.ask('and in 2030?').text).toContain('2030');
  });

  it('says the last answer again in another language', () => {
    colleague.ask('who coordinates the migration network?');
    const { language, text } = colleague.ask('in Arabic please');
    expect(language).toBe('ar');
    expect(text).toContain('المنظمة الدولية للهجرة');
  });

  it('forgets what was spoken of after half an hour', () => {
    colleague.ask('what is IOM?');
    colleague.now = new Date(NOW.getTime() + 31 * 60_000);
    expect(colleague.ask('since when is it in Iraq?').text).not.toContain('2003');
  });
});

describe('somebody in danger', () => {
  it.each([
    'my supervisor is threatening me and took my passport',
    'they want to kill me',
    'دەیانەوێت بمکوژن',
    'رح يقتلوني',
    'un chef me demande des faveurs sexuelles',
    'أنا ضحية اتجار بالبشر',
    'je suis en danger, quelqu’un me menace',
    'لە مەترسیدام، هەڕەشەم لێ دەکەن',
  ])('is told whom to turn to, and nothing of it may be kept: %s', (text) => {
    const { answers, context } = colleague.reply({ text });
    expect(answers.map((a) => [a.outcome, a.confidential])).toEqual([['unanswered', true]]);
    expect(answers[0]?.contacts).toEqual([]);
    expect(context.subject).toBeNull();
  });

  it('is not supposed where a statement is asked about', () => {
    expect(colleague.ask('what does the statement say about smugglers and traffickers?').outcome).toBe(
      'answered',
    );
  });
});

describe('whatever is typed', () => {
  const WILD = [
    '',
    '   ',
    '\u0000\u202e\u200b',
    '\ud800',
    '😀😀',
    '<script>alert(1)</script>',
    '<!channel> *bold* [x](http://y)',
    '{"a":1}',
    "'; DROP TABLE entries; --",
    'x'.repeat(100_000),
    'who '.repeat(25_000),
  ];

  it.each(WILD.map((text) => [text.slice(0, 20), text]))('gets a polite answer: %j', (_, text) => {
    const { answers } = colleague.reply({ text });
    expect(answers.length).toBeGreaterThan(0);
    expect(answers.flatMap((a) => a.text).length).toBeGreaterThan(0);
  });

  it('never breaks and is never echoed', () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(typed, (text) => {
        const marked = `${text} <b>zqxj</b>`;
        const { answers } = answerer.answer({ text: marked, context: null, now: NOW });
        return answers.length > 0 && !JSON.stringify(answers).includes('zqxj');
      }),
      { numRuns: 60 },
    );
  });

  it('in a plan that came back from outside, changes nothing it may say', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 80 }), (plan) => {
        const { answers } = answerer.answer({ text: '', plan, context: null, now: NOW });
        return answers.length === 1;
      }),
      { numRuns: 60 },
    );
  });
});

describe('the store', () => {
  it('changes the answer when one of its wordings changes, with no code', () => {
    const forms = store.forms.map((form) =>
      form.id === 'coordinator'
        ? { ...form, wordings: { ...form.wordings, en: [...form.wordings.en, 'whose baby is {network}'] } }
        : form,
    );
    const question = 'whose baby is the migration network?';
    expect(colleague.ask(question).outcome).not.toBe('answered');
    expect(Asker.of({ ...store, forms }).ask(question).text).toContain('IOM');
  });
});
