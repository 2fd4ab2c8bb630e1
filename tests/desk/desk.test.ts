import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Storage } from '../../src/storage/open.ts';
import { dump, testDatabases } from '../storage/databases.ts';
import { open } from '../storage/opening.ts';
import { AMAL, BASIM, closeDesks, deskOn, idOf, textOf } from './people.ts';

describe.each(testDatabases())('The desk on $name', (database) => {
  let url = '';
  let storage: Storage;
  beforeAll(async () => {
    url = await database.create();
    storage = await open(url);
  });
  afterEach(closeDesks);
  afterAll(() => storage.close());

  const at = (minute: number) => () => new Date(Date.UTC(2026, 0, 1, 12, minute));

  it('understands a follow-up within half an hour, on whichever replica it arrives', async () => {
    const other = await open(url);
    const address = { ...AMAL, place: 'C-followup' };
    await deskOn(storage, { clock: at(0) }).ask({ address, text: 'Who are the members of the network?' });
    const soon = await deskOn(other, { clock: at(29) }).ask({ address, text: 'And who coordinates it?' });
    expect(textOf(soon)).toBe('IOM');
    const late = await deskOn(other, { clock: at(29 + 31) }).ask({
      address,
      text: 'And who coordinates it?',
    });
    expect(textOf(late)).toBe('That is not held.');
    await closeDesks();
    await other.close();
  });

  it('does not mix up people, threads and places', async () => {
    const desk = deskOn(storage);
    const address = { ...AMAL, place: 'C-mixed' };
    await desk.ask({ address, text: 'members of the network' });
    for (const elsewhere of [
      { ...address, asker: 'U-basim' },
      { ...address, thread: '1700000000.1' },
      { ...address, place: 'C-other' },
      { ...address, tenant: 'T-other' },
    ])
      expect(textOf(await desk.ask({ address: elsewhere, text: 'who coordinates it?' }))).toBe(
        'That is not held.',
      );
  });

  it('keeps the text of what it could not answer, masked, and of nothing else', async () => {
    const desk = deskOn(storage);
    const unanswered = await desk.ask({
      address: AMAL,
      text: 'Salary of amal.h@iom.int, call +964 770 123 4567?',
    });
    const answered = await desk.ask({ address: AMAL, text: 'members of the network' });
    const { journal } = await dump(storage);
    const row = (id: string) => journal?.find((each) => each.id === id);
    expect(row(idOf(unanswered))).toMatchObject({
      outcome: 'unanswered',
      text: 'Salary of [e-mail], call [number]?',
      platform: 'slack',
      version: 'v1',
      state: 'new',
    });
    expect(row(idOf(answered))).toMatchObject({
      outcome: 'answered',
      text: null,
      entry: 'network/migration',
    });
  });

  it('keeps no text at all when told so', async () => {
    const desk = deskOn(storage, { journalText: 'none' });
    const address = { ...AMAL, place: 'C-none' };
    const served = await desk.ask({ address, text: 'a zebra question nobody can answer' });
    await desk.rate(idOf(served), AMAL, 'not-helpful', 'no zebra in it');
    await desk.ask({ address, text: 'zebra office' });
    await desk.choose({ address, text: '', plan: 'office:erbil' });
    expect(JSON.stringify(await dump(storage))).not.toContain('zebra');
  });

  it('leaves no trace of a confidential question', async () => {
    const desk = deskOn(storage);
    const before = JSON.stringify(await dump(storage));
    const served = await desk.ask({ address: AMAL, text: 'I was harassed in the office' });
    expect(textOf(served)).toBe('Talk to the counsellor.');
    expect(await desk.rate(idOf(served), AMAL, 'helpful', 'thank you')).toBe(false);
    expect(JSON.stringify(await dump(storage))).toBe(before);
  });

  it('never keeps who asked or where, and rows of one conversation do not look alike', async () => {
    const desk = deskOn(storage);
    const served = await desk.ask({ address: BASIM, text: 'where is my parcel' });
    await desk.rate(idOf(served), BASIM, 'helpful');
    await desk.ask({ address: BASIM, text: 'where is my parcel' });
    await desk.once({ messageId: '1700000000.77', address: BASIM, sentAt: new Date() }, async () => {});
    const rows = await dump(storage);
    const kept = JSON.stringify(rows);
    for (const secret of ['U-basim', 'T-iom-iraq', 'C-operations', '1700000000.77'])
      expect(kept).not.toContain(secret);
    const seals = rows.journal?.map((row) => row.seal);
    expect(new Set(seals).size).toBe(seals?.length);
  });

  it('counts one vote per asker and answer, which may be changed', async () => {
    const desk = deskOn(storage);
    const id = idOf(await desk.ask({ address: AMAL, text: 'members of the network' }));
    expect(await desk.rate(id, AMAL, 'helpful')).toBe(true);
    expect(await desk.rate(id, AMAL, 'not-helpful', 'write to me: a@b.org')).toBe(true);
    expect(await desk.rate(id, BASIM, 'helpful')).toBe(true);
    const votes = (await dump(storage)).votes?.filter((vote) => vote.answer === id);
    expect(votes?.map((vote) => [vote.verdict, vote.reason, vote.version]).sort()).toEqual([
      ['helpful', null, 'v1'],
      ['not-helpful', 'write to me: [e-mail]', 'v1'],
    ]);
  });

  it('keeps no vote on an answer that nobody gave', async () => {
    expect(await deskOn(storage).rate('no-such-answer', AMAL, 'helpful')).toBe(false);
  });

  it('learns from a tapped choice what the question before it meant', async () => {
    const desk = deskOn(storage);
    const address = { ...AMAL, place: 'C-taps' };
    const taps = async () =>
      (await dump(storage)).taps?.filter((tap) => tap.entry === 'contact/erbil').map((tap) => tap.text);
    await desk.ask({ address, text: 'the office up north' });
    const tapped = await desk.choose({ address, text: '', plan: 'office:erbil' });
    expect(textOf(tapped)).toBe('The erbil office.');
    expect(await taps()).toEqual(['the office up north']);
    await desk.choose({ address, text: '', plan: 'office:erbil' });
    expect(await taps()).toHaveLength(1);
    await desk.choose({ address, text: 'kurdistan office, ask @amal', plan: 'office:erbil' });
    expect((await taps())?.sort()).toEqual(['kurdistan office, ask [handle]', 'the office up north']);
  });

  it('asks the engine of the moment', async () => {
    let version = 'v1';
    const desk = deskOn(storage, {
      answerer: () => ({ version, answer: () => ({ answers: [], context: EMPTY, explanation: NOTHING }) }),
    });
    version = 'v2';
    expect((await desk.ask({ address: AMAL, text: 'x' })).answers).toEqual([]);
  });
});

const EMPTY = { at: '', language: 'en' as const, plan: null, subject: null, shown: [] };
const NOTHING = {
  language: 'en' as const,
  repaired: [],
  slots: [],
  unexplained: [],
  candidates: [],
  decision: '',
};
