import { readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { contentCopy, type Running, start, temporaryFolder } from './program.ts';

const data = temporaryFolder();
const running: Running[] = [];
let databases = 0;

/** Serves on free ports, with a database of its own, until the test is over. */
function serve(env: Record<string, string> = {}): Running {
  databases += 1;
  const own = { PORT: '0', DESK_PORT: '0', DATABASE_URL: `file:${join(data.path, `${databases}.db`)}` };
  const program = start(['serve'], { ...own, ...env });
  running.push(program);
  return program;
}

async function ready(program: Running): Promise<string[]> {
  const [line] = await program.until(/^Dalil is ready: .*$/m);
  return line.match(/http:\/\/[^\s,]+/g) ?? [];
}

const ask = async (address: string, body: object) => {
  const headers = { 'Content-Type': 'application/json' };
  const response = await fetch(`${address}/api/ask`, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json() as Promise<{ outcome: string; text: { text: string }[][] }>;
};
const status = async (address: string, method = 'GET') => (await fetch(address, { method })).status;

afterEach(async () => {
  for (const { process } of running) process.kill('SIGKILL');
  await Promise.all(running.splice(0).map(({ finished }) => finished));
});
afterAll(() => data.remove());

describe('serve, with nothing configured', () => {
  it('says where it is in one line, answers, counts, and stops with exit code 0', async () => {
    const program = serve();
    const [address = ''] = await ready(program);
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(program.said.out.trim().split('\n')).toHaveLength(1);
    expect(await (await fetch(`${address}/readyz`)).json()).toEqual({ status: 'ok' });
    expect(await status(`${address}/`)).toBe(200);
    expect(await ask(address, { text: 'who coordinates the migration network?' })).toMatchObject({
      outcome: 'answered',
    });
    const figures = await (await fetch(`${address}/metrics`)).text();
    expect(figures).toContain('dalil_answers_total{platform="web",outcome="answered",language="en"} 1');
    program.process.kill('SIGTERM');
    expect((await program.finished).code).toBe(0);
  });

  it('remembers a conversation of the JSON door', async () => {
    const [address = ''] = await ready(serve());
    await ask(address, { text: 'tell me about UNHCR', conversation: 'c' });
    const answer = await ask(address, { text: 'what does it stand for?', conversation: 'c' });
    expect(JSON.stringify(answer)).toContain('High Commissioner for Refugees');
  });

  it('stops once, however often it is told', async () => {
    const program = serve();
    await ready(program);
    program.process.kill('SIGINT');
    program.process.kill('SIGINT');
    program.process.kill('SIGTERM');
    expect((await program.finished).code).toBe(0);
  });

  it('never logs what a person asks', async () => {
    const program = serve({ LOG_LEVEL: 'trace' });
    const [address = ''] = await ready(program);
    await ask(address, { text: 'my secret question about UNHCR' });
    await fetch(`${address}/api/ask`, {
      method: 'POST',
      body: '{"text":"my secret',
      headers: { 'Content-Type': 'application/json' },
    });
    program.process.kill('SIGTERM');
    const { out, err } = await program.finished;
    expect(out + err).not.toContain('secret');
  });

  it('says which setting to change when the port is taken', async () => {
    const [address = ''] = await ready(serve());
    const port = new URL(address).port;
    const { code, err } = await serve({ PORT: port }).finished;
    expect(code).toBe(1);
    expect(err).toContain(`PORT ${port} on 127.0.0.1 is taken.`);
  });
});

describe('serve and its content', () => {
  it('takes a changed wording over without a restart, and keeps answering when a change is broken', async () => {
    const content = contentCopy();
    const talk = join(content.path, 'replies/talk.yaml');
    const before = readFileSync(talk, 'utf8');
    const program = serve({ CONTENT_DIR: content.path });
    const [address = ''] = await ready(program);
    const greeting = async () => JSON.stringify((await ask(address, { text: 'hello' })).text);
    writeFileSync(talk, before.replace(/en: Hello\./, 'en: Welcome back.'));
    await program.until(/The content has changed/);
    expect(await greeting()).toContain('Welcome back.');
    writeFileSync(talk, `${before}\nbroken: [\n`);
    await program.until(/talk\.yaml:\d+/);
    expect(await greeting()).toContain('Welcome back.');
    writeFileSync(talk, before);
    await program.until(/The content has changed[\s\S]*The content has changed/);
    expect(await greeting()).toContain('Hello.');
    content.remove();
  });

  it('does not start on mistakes, and tells all of them', async () => {
    const content = contentCopy();
    writeFileSync(join(content.path, 'organisation/iom.yaml'), 'name: 7\nactivSince: 1951\n');
    writeFileSync(join(content.path, 'contact/network-secretariat.yaml'), 'name: [\n');
    const { code, out, err } = await serve({ CONTENT_DIR: content.path }).finished;
    expect(code).toBe(1);
    expect(out).toBe('');
    expect(err).toMatch(/organisation\/iom\.yaml:\d+/);
    expect(err).toMatch(/contact\/network-secretariat\.yaml:\d+/);
    content.remove();
  });
});

describe('serve, with Slack over HTTP', () => {
  let slack: Server;
  let apiUrl: string;
  beforeAll(async () => {
    slack = createServer((_request, response) => {
      const me = { ok: true, user_id: 'U1', bot_id: 'B1', team_id: 'T1', user: 'dalil', team: 'Invented' };
      response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(me));
    });
    await new Promise<void>((listening) => slack.listen(0, '127.0.0.1', listening));
    apiUrl = `http://127.0.0.1:${(slack.address() as AddressInfo).port}/api/`;
  });
  afterAll(() => slack.close());

  it('keeps the page, the JSON door and the figures on a door of their own', async () => {
    const secrets = { SLACK_BOT_TOKEN: 'xoxb-invented', SLACK_SIGNING_SECRET: 'invented-signing-secret' };
    const program = serve({ ...secrets, SLACK_API_URL: apiUrl, HOST: '127.0.0.1', NODE_ENV: 'production' });
    const [platforms = '', desk = ''] = await ready(program);
    expect(await status(`${platforms}/healthz`)).toBe(200);
    for (const path of ['/', '/metrics', '/api/ask', '/assets/page.js', '/api/messages'])
      expect([path, await status(platforms + path)]).toEqual([path, 404]);
    expect(await status(`${platforms}/slack/events`, 'POST')).toBeGreaterThanOrEqual(400);
    for (const path of ['/', '/metrics', '/healthz', '/readyz'])
      expect([path, await status(desk + path)]).toEqual([path, 200]);
    expect(await status(`${desk}/slack/events`, 'POST')).toBe(404);
    program.process.kill('SIGTERM');
    const { code, out, err } = await program.finished;
    expect(code).toBe(0);
    expect(out + err).not.toContain('invented-signing-secret');
  });
});
