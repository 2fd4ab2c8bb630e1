import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conversationName, parseConversationName } from '../../src/desk/address.ts';
import { FORGETFUL } from '../../src/desk/forgetful.ts';
import type { Address, Platform } from '../../src/domain.ts';
import { AMAL, deskOn, textOf } from './people.ts';

describe("A conversation's name", () => {
  it('is one word that a person can copy, and leads back to the conversation', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((some) => some !== '-');
    const address: fc.Arbitrary<Address> = fc.record({
      platform: fc.constantFrom<Platform>('slack', 'teams', 'web', 'terminal'),
      ...{ tenant: text, place: text, asker: text },
      thread: fc.option(text),
    });
    fc.assert(
      fc.property(address, (one) => {
        const name = conversationName(one);
        expect(name).toMatch(/^[^\s]+$/);
        expect(parseConversationName(name)).toEqual(one);
      }),
    );
  });

  it('is nothing else', () => {
    for (const name of ['', 'slack', 'irc/a/b/-/c', 'slack/a/b/c', 'slack/a/b/-/%E0%A4%A'])
      expect(parseConversationName(name)).toBeNull();
  });
});

describe('A desk without a memory', () => {
  it('answers, and forgets at once', async () => {
    const desk = deskOn(FORGETFUL);
    expect(textOf(await desk.ask({ address: AMAL, text: 'members of the network' }))).toBe('IOM, UNHCR');
    expect(textOf(await desk.ask({ address: AMAL, text: 'who coordinates it?' }))).toBe('That is not held.');
    await desk.close();
  });
});
