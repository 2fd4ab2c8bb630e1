import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import type { TeamsConfig } from '../../../src/config.ts';
import { createDesk } from '../../../src/desk/desk.ts';
import type { TeamsDependencies } from '../../../src/platforms/teams/dependencies.ts';
import { createTeams } from '../../../src/platforms/teams/teams.ts';
import { loadKeys } from '../../../src/storage/keys.ts';
import { openStorage } from '../../../src/storage/open.ts';
import { HOME, inventedAnswerer, search } from './answers.ts';
import { APP_ID, type Connector, startConnector, TENANT } from './connector.ts';
import { say } from './wording.ts';

export interface Posted {
  status: number;
  body: unknown;
}

type Settings = Partial<TeamsDependencies> & { config?: Partial<TeamsConfig>; connector?: Connector };

/** The bot as it is served: a real desk on a real SQLite file, behind HTTP, beside a stand-in for Teams. */
export async function startBot({ config = {}, ...settings }: Settings = {}) {
  const connector = settings.connector ?? (await startConnector());
  const folder = mkdtempSync(join(tmpdir(), 'dalil-teams-'));
  const keys = loadKeys({ directory: folder, encryptionKey: null, hashKey: null });
  const storage = await openStorage(`file:${join(folder, 'test.db')}`, { keys });
  const asked: { text: string; plan: string | undefined }[] = [];
  const logged: string[] = [];
  const pauses: number[] = [];
  const note = (level: string) => (details: object, message: string) => {
    logged.push(`${level} ${message} ${JSON.stringify(details)}`);
  };
  const log = { debug: note('debug'), info: note('info'), warn: note('warn'), error: note('error') };
  const desk = createDesk({
    answerer: () => inventedAnswerer(asked),
    memory: storage,
    hashKey: keys.hash,
    log,
    journalText: 'unanswered',
    retentionDays: 90,
    pace: { retryAfterMs: [1, 1, 1] },
  });
  const teams = createTeams(
    {
      app: { id: APP_ID, password: 'a-secret-of-nobody', tenantId: TENANT },
      openIdMetadataUrl: connector.openIdMetadataUrl,
      tenants: null,
      ...config,
    },
    {
      desk,
      say,
      home: (language) => ({ ...HOME, language }),
      search,
      log,
      references: storage.references,
      language: 'en',
      allowExternal: false,
      production: false,
      pause: async (milliseconds) => {
        pauses.push(milliseconds);
      },
      ...settings,
    },
  );
  const app = express();
  app.use('/api/messages', teams.middleware);
  const server = createServer(app);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/messages`;

  /** As Teams posts it: with a valid token unless another, or none, is given. */
  async function post(
    body: unknown,
    { token, headers = {} }: { token?: string | null; headers?: Record<string, string> } = {},
  ): Promise<Posted> {
    const held = token === undefined ? await connector.token() : token;
    const response = await fetch(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(held !== null && { authorization: `Bearer ${held}` }),
        ...headers,
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) };
  }

  return {
    connector,
    teams,
    storage,
    desk,
    post,
    url,
    /** Questions that reached the answerer. */
    asked,
    logged,
    /** Waits that the bot made before it tried again, in milliseconds. */
    pauses,
    /** As if nothing had happened yet; what was kept stays kept. */
    clear() {
      for (const list of [asked, logged, pauses, connector.sent, connector.failures]) list.splice(0);
    },
    async stop() {
      await teams.stop();
      await new Promise((resolve) => {
        server.closeIdleConnections();
        server.close(resolve);
      });
      await desk.close();
      await storage.close();
      if (settings.connector === undefined) await connector.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type Bot = Awaited<ReturnType<typeof startBot>>;
