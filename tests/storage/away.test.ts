import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type OwnPostgres, startOwnPostgres } from '../../src/commands/bench/postgres.ts';
import { openStorage } from '../../src/storage/open.ts';
import { AMAL, closeDesks, deskOn, textOf } from '../desk/people.ts';
import { postgres, temporaryFolder } from './databases.ts';
import { KEYS, open } from './opening.ts';

const folder = temporaryFolder();
afterEach(closeDesks);

describe('A SQLite file that cannot be used says at start what is wrong and how to mend it', () => {
  it('in a folder that cannot be made', async () => {
    writeFileSync(join(folder(), 'in-the-way'), '');
    await expect(open(`file:${folder()}/in-the-way/dalil.db`)).rejects.toThrow(
      /in-the-way\/dalil\.db cannot be opened or written.*Make its folder writable/,
    );
  });

  it('where a folder has its name', async () => {
    mkdirSync(join(folder(), 'folder.db'));
    await expect(open(`file:${folder()}/folder.db`)).rejects.toThrow(
      /cannot be opened or written.*DATABASE_URL=file:/,
    );
  });

  it('when it is no database, or a broken one', async () => {
    const file = join(folder(), 'letter.db');
    writeFileSync(file, 'Dear Sir or Madam, '.repeat(1_000));
    await expect(open(`file:${file}`)).rejects.toThrow(
      /letter\.db is not a whole SQLite database.*Move it aside.*restore/,
    );
  });

  it('when another program holds it', async () => {
    const file = join(folder(), 'held.db');
    await (await open(`file:${file}`)).close();
    const holder = new Database(file);
    holder.exec('begin immediate');
    await expect(open(`file:${file}`)).rejects.toThrow(
      /held\.db is locked by another program.*Close the program/,
    );
    holder.exec('rollback');
    holder.close();
    await (await open(`file:${file}`)).close();
  });

  it('and an address that is neither', async () => {
    await expect(open('mysql://x')).rejects.toThrow(/neither a file nor a PostgreSQL address.*postgres:\/\//);
  });
});

describe('A PostgreSQL address that is wrong says at start what is wrong and how to mend it', () => {
  const database = postgres();
  const wrong = async (change: (url: URL) => void) => {
    const url = new URL(await database.create());
    change(url);
    return open(url.href);
  };

  it('where nothing listens', async () => {
    await expect(wrong((url) => Object.assign(url, { port: '9' }))).rejects.toThrow(
      /nothing listens there.*Start PostgreSQL/,
    );
  });

  it('with the name of no host', async () => {
    await expect(wrong((url) => Object.assign(url, { hostname: 'no-such-host.invalid' }))).rejects.toThrow(
      /no-such-host\.invalid.*(there is no such host|does not answer).*/,
    );
  });

  it('with the name of no database', async () => {
    await expect(wrong((url) => Object.assign(url, { pathname: '/nothing' }))).rejects.toThrow(
      /no such database.*createdb/,
    );
  });

  it('with a wrong password, which it does not repeat', async () => {
    const error = await wrong((url) => Object.assign(url, { password: 'hunter2' })).catch(
      (caught: Error) => caught,
    );
    expect(error).toMatchObject({
      message: expect.stringMatching(/user and password are refused.*DATABASE_URL/),
    });
    expect(String(error)).not.toContain('hunter2');
  });
});

describe('While running', () => {
  it('questions are answered while another program holds the SQLite file, and memory resumes', async () => {
    const file = join(folder(), 'busy.db');
    const notices: string[] = [];
    const log = {
      info: (_: object, text: string) => notices.push(text),
      warn: (_: object, text: string) => notices.push(text),
    };
    const storage = await openStorage(`file:${file}`, { keys: KEYS, log });
    const desk = deskOn(storage);
    await desk.ask({ address: AMAL, text: 'members of the network' });
    const holder = new Database(file);
    holder.exec('begin immediate');
    const served = await desk.ask({ address: AMAL, text: 'who coordinates the network' });
    expect(textOf(served)).toBe('IOM');
    expect(await desk.once({ messageId: '1', address: AMAL, sentAt: new Date() }, async () => {})).toBe(
      'done',
    );
    expect(notices).toEqual(['The database is away: questions are answered without memory.']);
    holder.exec('rollback');
    holder.close();
    await until(() => !storage.away);
    expect(notices.at(-1)).toBe('The database is back: memory resumes.');
    await desk.ask({ address: AMAL, text: 'members of the network' });
    expect(textOf(await desk.ask({ address: AMAL, text: 'who coordinates it?' }))).toBe('IOM');
    await closeDesks();
    await storage.close();
  });

  describe('on a PostgreSQL that goes away and comes back', () => {
    let server: OwnPostgres;
    beforeAll(async () => {
      server = await startOwnPostgres();
    });
    afterAll(() => server.dispose());

    it('every question is answered, each message once in this process, and memory resumes', async () => {
      const storage = await openStorage(await server.createDatabase('comes_and_goes'), { keys: KEYS });
      const desk = deskOn(storage);
      const delivery = (messageId: string) => ({ messageId, address: AMAL, sentAt: new Date() });
      await desk.ask({ address: AMAL, text: 'members of the network' });
      let answers = 0;
      const duringRestart = desk.once(delivery('1'), async () => {
        await server.stop();
        answers += 1;
      });
      expect(await duringRestart).toBe('done');
      expect(textOf(await desk.ask({ address: AMAL, text: 'members of the network' }))).toBe('IOM, UNHCR');
      expect(await desk.rate('some-answer', AMAL, 'helpful')).toBe(false);
      const count = async () => {
        answers += 1;
      };
      expect(await Promise.all([desk.once(delivery('2'), count), desk.once(delivery('2'), count)])).toEqual([
        'done',
        'duplicate',
      ]);
      expect(await desk.once(delivery('1'), count)).toBe('duplicate');
      expect(answers).toBe(2);
      await server.start();
      await until(() => !storage.away);
      expect(textOf(await desk.ask({ address: AMAL, text: 'who coordinates it?' }))).toBe(
        'That is not held.',
      );
      await desk.ask({ address: AMAL, text: 'members of the network' });
      expect(textOf(await desk.ask({ address: AMAL, text: 'who coordinates it?' }))).toBe('IOM');
      await desk.close();
      const other = deskOn(storage);
      expect([await other.once(delivery('1'), count), await other.once(delivery('2'), count)]).toEqual([
        'duplicate',
        'duplicate',
      ]);
      await closeDesks();
      await storage.close();
    });
  });
});

async function until(condition: () => boolean) {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}
