import { createServer, type Server } from 'node:http';
import type { TestProject } from 'vitest/node';
import { type OwnPostgres, startOwnPostgres } from '../../src/commands/bench/postgres.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Says where the run's PostgreSQL is, which it starts when it is asked first. */
    postgresDoor: string;
  }
}

/** One PostgreSQL for a whole run of the tests, started by the first test that needs it and removed at the end. */
export default async function setup(project: TestProject) {
  let postgres: Promise<OwnPostgres> | null = null;
  const door = createServer(async (_, response) => {
    try {
      postgres ??= startOwnPostgres();
      response.end((await postgres).url);
    } catch (error) {
      response.writeHead(500).end(String(error));
    }
  });
  project.provide('postgresDoor', await listen(door));
  return async () => {
    door.close();
    await (await postgres)?.dispose();
  };
}

function listen(server: Server): Promise<string> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(`http://127.0.0.1:${address.port}`);
    });
  });
}
