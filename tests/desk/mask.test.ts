import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mask } from '../../src/desk/mask.ts';

describe('A text that is kept', () => {
  it.each([
    ['write to amal.hussein+iom@iom.int please', 'write to [e-mail] please'],
    ['amal (at) iom.int knows', '[e-mail] knows'],
    ['راسلني على ahmed@unhcr.org', 'راسلني على [e-mail]'],
    ['my number is +964 (0)770 123 4567', 'my number is [number]'],
    ['call 0770-123-4567 or 00964.770.123.4567', 'call [number] or [number]'],
    ['رقمي ٠٧٧٠ ١٢٣ ٤٥٦٧', 'رقمي [number]'],
    ['ژمارەم ۰۷۵۰۱۲۳۴۵۶۷', 'ژمارەم [number]'],
    ['ask @amal_h or @أمل', 'ask [handle] or [handle]'],
    ['<@U012ABCDEF> said in <#C9|ops> see <https://iom.int/x|this>', '[handle] said in [handle] see [link]'],
    ['<mailto:a@b.org|a@b.org> <tel:+9647701234567|call>', '[link] [link]'],
    ['<at>Amal Hussein</at> asked', '[handle] asked'],
    ['see https://iraq.iom.int/a?b=c, www.un.org and iraq.iom.int/contact', 'see [link] [link] and [link]'],
    ['is dtm.iom.int down', 'is [link] down'],
    ['ama\u200Bl@iom.int', '[e-mail]'],
    ['０７７０１２３４５６７', '[number]'],
  ])('%s', (text, kept) => {
    expect(mask(text)).toBe(kept);
  });

  it.each([
    'what was published on 2021-12-18 and 18/12/2021?',
    'strategy 2022-2026 and its 175 member states',
    'the U.N. and its 1951 convention, e.g. article 33.2',
    'ما هي المنظمات الأعضاء في الشبكة؟',
    'سازمانەکان کامانەن؟',
    'P-3 salary in Baghdad, 12,500 or 1.5 million?',
  ])('says as it was: %s', (text) => {
    expect(mask(text)).toBe(text);
  });

  it('hides addresses and numbers wherever they stand', () => {
    const word = fc.constantFrom('office', 'مكتب', '(', '!', 'نووسینگە', '12', ',', '؟', '\n');
    const address = fc.constantFrom(
      'sara.k@undp.org',
      '+964 770 555 0199',
      '٠٧٧٠٥٥٥٠١٩٩',
      '@sara_k',
      'https://x.org/sara',
    );
    const sentence = fc.array(word, { maxLength: 6 });
    fc.assert(
      fc.property(sentence, address, sentence, (before, hidden, after) => {
        const kept = mask([...before, hidden, ...after].join(' '));
        expect(kept).not.toMatch(/sara|0199|٠١٩٩/);
      }),
    );
  });

  it('is short and made quickly whatever was typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 3_000 }), (text) => mask(text).length <= 502),
    );
    for (const run of ['a', '.', '-', '@', '1 ', 'a.', 'a@', '<', '(at)'])
      expect(mask(run.repeat(200_000)).length).toBeLessThanOrEqual(502);
  });
});
