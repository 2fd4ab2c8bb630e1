import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createHashes } from '../../src/desk/address.ts';
import type { Storage } from '../../src/storage/open.ts';
import { dump, testDatabases } from '../storage/databases.ts';
import { KEYS, open } from '../storage/opening.ts';
import { AMAL, closeDesks, deskOn, textOf } from './people.ts';

async function messagesIn({ db }: Storage): Promise<number> {
  const { rows } = await sql<{ count: number | string }>`select count(*) as count from messages`.execute(db);
  return Number(rows[0]?.count);
}

const PACE = { leaseMs: 400, pollMs: 5, slowestPollMs: 20, retryAfterMs: [5, 10], workLimitMs: 2_000 };

describe.each(testDatabases())('Once, on $name', (database) => {
  let url = '';
  let here: Storage;
  let there: Storage;
  let place = 0;
  beforeAll(async () => {
    url = await database.create();
    [here, there] = await Promise.all([open(url), open(url)]);
  });
  afterEach(closeDesks);
  afterAll(() => Promise.all([here.close(), there.close()]));

  const delivery = (messageId: string, second = 0, where = `C-${place}`) => ({
    messageId,
    address: { ...AMAL, place: where },
    sentAt: new Date(Date.UTC(2026, 0, 1, 12, 0, second)),
  });

  it('answers a message once, however often and wherever it is delivered', async () => {
    place += 1;
    const [a, b] = [deskOn(here, { pace: PACE }), deskOn(there, { pace: PACE })];
    let answers = 0;
    const work = async () => {
      await sleep(30);
      answers += 1;
    };
    const outcomes = await Promise.all([a, b, a, b].map((desk) => desk.once(delivery('1.1'), work)));
    expect(answers).toBe(1);
    expect(outcomes.sort()).toEqual(['done', 'duplicate', 'duplicate', 'duplicate']);
    expect(await deskOn(here).once(delivery('1.1'), work)).toBe('duplicate');
    expect(answers).toBe(1);
  });

  it('tells messages of different places apart', async () => {
    const desk = deskOn(here, { pace: PACE });
    const done = async () => {};
    expect(await desk.once(delivery('1.1', 0, 'C-left'), done)).toBe('done');
    expect(await desk.once(delivery('1.1', 0, 'C-right'), done)).toBe('done');
  });

  it('forgets a message after ten minutes', async () => {
    place += 1;
    await deskOn(here).once(delivery('1.1'), async () => {});
    await sql`update messages set done_at = done_at - 601000`.execute(here.db);
    expect(await deskOn(here).once(delivery('1.1'), async () => {})).toBe('done');
  });

  it('answers the waiting messages of a conversation one at a time in the order they were sent', async () => {
    place += 1;
    const desks = [deskOn(here, { pace: PACE }), deskOn(there, { pace: PACE })];
    const order: number[] = [];
    let atOnce = 0;
    let begun = () => {};
    const firstIsWorkedOn = new Promise<void>((resolve) => {
      begun = resolve;
    });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const send = (second: number) =>
      desks[second % 2]?.once(delivery(`${second}`, second), async () => {
        atOnce += 1;
        expect(atOnce).toBe(1);
        begun();
        if (second === 0) await held;
        order.push(second);
        atOnce -= 1;
      });
    const first = send(0);
    await firstIsWorkedOn;
    const waiting = [5, 3, 4, 1, 2, 6];
    const before = await messagesIn(here);
    const others = waiting.map(send);
    while ((await messagesIn(here)) < before + waiting.length) await sleep(10);
    release();
    await Promise.all([first, ...others]);
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });

  it('answers different conversations side by side', async () => {
    const desk = deskOn(here, { pace: PACE });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const slow = desk.once(delivery('1', 0, 'C-slow'), () => held);
    expect(await desk.once(delivery('1', 0, 'C-quick'), async () => {})).toBe('done');
    release();
    expect(await slow).toBe('done');
  });

  it('tries failed work again, and asks the question only once', async () => {
    place += 1;
    const desk = deskOn(here, { pace: PACE });
    const said: string[] = [];
    let tries = 0;
    const outcome = await desk.once(delivery('1.1'), async () => {
      const served = await desk.ask({ address: delivery('').address, text: 'is there a bicycle shed' });
      tries += 1;
      if (tries < 3) throw new Error('the platform did not take it');
      said.push(textOf(served));
    });
    expect([outcome, tries, said]).toEqual(['done', 3, ['That is not held.']]);
    const asked = (await dump(here)).journal?.filter((row) => row.text === 'is there a bicycle shed');
    expect(asked).toHaveLength(1);
  });

  it('gives up after some tries, goes on with the conversation and takes a later delivery anew', async () => {
    place += 1;
    const desk = deskOn(here, { pace: PACE });
    let tries = 0;
    const fail = async () => {
      tries += 1;
      throw new Error('no');
    };
    expect(await desk.once(delivery('1'), fail)).toBe('failed');
    expect(tries).toBe(3);
    expect(await desk.once(delivery('2', 1), async () => {})).toBe('done');
    expect(await deskOn(there, { pace: PACE }).once(delivery('1'), async () => {})).toBe('done');
  });

  it('gives up work that never ends, so that its conversation goes on', async () => {
    place += 1;
    const desk = deskOn(here, { pace: { ...PACE, workLimitMs: 100 } });
    const stuck = desk.once(delivery('1'), () => new Promise(() => {}));
    const next = desk.once(delivery('2', 1), async () => {});
    expect(await stuck).toBe('failed');
    expect(await next).toBe('done');
  });

  it('keeps the lease of work that takes long', async () => {
    place += 1;
    let answers = 0;
    const work = async () => {
      await sleep(PACE.leaseMs * 2.5);
      answers += 1;
    };
    const first = deskOn(here, { pace: PACE }).once(delivery('1'), work);
    await sleep(20);
    expect(await deskOn(there, { pace: PACE }).once(delivery('1'), work)).toBe('duplicate');
    expect(await first).toBe('done');
    expect(answers).toBe(1);
  });

  it('takes over a message whose process died, once its lease has run out', async () => {
    place += 1;
    const hashes = createHashes(KEYS.hash);
    const { messageId, address, sentAt } = delivery('1');
    const [message, conversation] = [hashes.message(messageId, address), hashes.conversation(address)];
    const died = { message, conversation, sentAt: sentAt.getTime(), holder: 'a process that died' };
    await here.claims.arrive(died, 60_000);
    expect(await here.claims.take(died, 60_000)).toBe('taken');
    let answered = false;
    const again = deskOn(there, { pace: PACE }).once(delivery('1'), async () => {
      answered = true;
    });
    await sleep(100);
    expect(answered).toBe(false);
    await here.db.updateTable('leases').set({ until: 0 }).execute();
    expect(await again).toBe('done');
  });
});
