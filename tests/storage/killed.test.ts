import { afterEach, describe, expect, it } from 'vitest';
import { AMAL, closeDesks, deskOn } from '../desk/people.ts';
import { startProcess } from '../desk/processes.ts';
import { dump, testDatabases } from './databases.ts';
import { open } from './opening.ts';

const PATIENCE_MS = 240_000;
const [sqlite, postgres] = testDatabases();
const SIDES = ['north', 'south', 'east', 'west'];
afterEach(closeDesks);

describe('Four processes that write to one database and are killed in the middle', () => {
  it.each([
    ['SQLite, five times over', sqlite, 5],
    ['PostgreSQL', postgres, 1],
  ])(
    'lose nothing that was acknowledged: %s',
    async (_, database, rounds) => {
      const url = (await database?.create()) ?? '';
      await (await open(url)).close();
      const acknowledged: string[] = [];
      for (let round = 0; round < rounds; round += 1)
        acknowledged.push(...(await writeUntilKilled(url, round)));
      const storage = await open(url);
      const kept = new Set((await dump(storage)).journal?.map((row) => row.id));
      const answers = acknowledged.filter((line) => line.startsWith('answer '));
      expect(answers.length).toBeGreaterThan(rounds * 10);
      expect(answers.filter((line) => !kept.has(line.slice('answer '.length)))).toEqual([]);
      const desk = deskOn(storage);
      for (const line of acknowledged.filter((each) => each.startsWith('message '))) {
        const [, place = '', ...message] = line.split(' ');
        const delivery = { messageId: message.join(' '), address: { ...AMAL, place }, sentAt: new Date() };
        expect(await desk.once(delivery, async () => {})).toBe('duplicate');
      }
      await closeDesks();
      await storage.close();
    },
    PATIENCE_MS,
  );
});

/** Four at a time, each killed after some lines; what they had said by then. */
async function writeUntilKilled(url: string, round: number): Promise<string[]> {
  const writers = SIDES.map((side) =>
    startProcess(new URL('writer.ts', import.meta.url), url, `${side}-${round}`),
  );
  const said = await Promise.all(
    writers.map(async (writer, index) => {
      const lines: string[] = [];
      for await (const line of writer.lines) {
        lines.push(line);
        if (lines.length === 5 + ((round * 7 + index * 11) % 23)) void writer.kill();
      }
      return lines;
    }),
  );
  return said.flat();
}
