import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { read } from './people.ts';
import { APP_TOKEN, BOT_TOKEN, Standin } from './standin.ts';
import { event, SIGNING_SECRET, signature } from './workspace.ts';

const clearing: (() => unknown)[] = [];
afterEach(async () => {
  for (const clear of clearing.splice(0).reverse()) await clear();
});

/** The application as `npm start` runs it, with the project's own content. */
async function start(
  slack: Record<string, string>,
): Promise<{ server: ChildProcess; standin: Standin; door: string }> {
  const standin = await Standin.start();
  const folder = mkdtempSync(join(tmpdir(), 'dalil-serving-'));
  clearing.push(
    () => standin.stop(),
    () => rmSync(folder, { recursive: true, force: true }),
  );
  const place = {
    PORT: '0',
    DESK_PORT: '0',
    HOST: '127.0.0.1',
    DATABASE_URL: `file:${join(folder, 'dalil.db')}`,
  };
  const env = {
    ...process.env,
    ...place,
    SLACK_API_URL: standin.apiUrl,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    ...slack,
  };
  const server = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts', 'serve'], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  clearing.push(() => server.kill('SIGKILL'));
  let said = '';
  server.stderr?.on('data', (piece) => {
    said += piece;
  });
  for await (const piece of server.stdout ?? []) {
    const [door] = String(piece).match(/http:\/\/[\w.]+:\d+/) ?? [];
    if (door !== undefined) return { server, standin, door };
  }
  return expect.fail(`The server did not start: ${said}`);
}

const question = { text: '<@U0BOT> which agencies are in the migration network?' };

describe('npm start with the Slack variables', { timeout: 60_000 }, () => {
  it('serves Slack over HTTP, and on SIGTERM answers what it acknowledged', async () => {
    const { server, standin, door } = await start({ SLACK_SIGNING_SECRET: SIGNING_SECRET });
    standin.fail('chat.postMessage', { slow: 500 });
    const body = JSON.stringify(event('app_mention', question));
    const headers = { 'content-type': 'application/json', ...signature(body) };
    const response = await fetch(`${door}/slack/events`, { method: 'POST', headers, body });
    expect(response.status).toBe(200);
    server.kill('SIGTERM');
    const [code] = await once(server, 'exit');
    expect(code).toBe(0);
    const [answer] = standin.taken('chat.postMessage');
    expect(read(answer!)).toContain('UNHCR');
  });

  it('serves Slack by Socket Mode', async () => {
    const { server, standin } = await start({ SLACK_APP_TOKEN: APP_TOKEN });
    await standin.emit('events_api', event('app_mention', question));
    const [answer] = await standin.waitFor('chat.postMessage');
    expect(read(answer!)).toContain('UNHCR');
    server.kill('SIGTERM');
    expect((await once(server, 'exit'))[0]).toBe(0);
  });

  it('says what is wrong with a token that Slack does not take, and ends', async () => {
    await expect(start({ SLACK_BOT_TOKEN: 'xoxb-wrong', SLACK_APP_TOKEN: APP_TOKEN })).rejects.toThrow(
      /invalid_auth/,
    );
  });
});
