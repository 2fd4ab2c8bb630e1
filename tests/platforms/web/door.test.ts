import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ANSWERS } from '../answers.ts';
import { type Served, serve } from './serving.ts';

let web: Served;
beforeAll(async () => {
  web = await serve([ANSWERS['a list']!]);
});
afterAll(() => web.stop());

const ask = (body: unknown, headers: Record<string, string> = { 'Content-Type': 'application/json' }) =>
  fetch(`${web.address}/api/ask`, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });

describe('the JSON door', () => {
  it('gives the Answer, its id and the conversation to go on in', async () => {
    const response = await ask({ text: 'who are the members?', conversation: 'c1', locale: 'ar' });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ ...ANSWERS['a list'], id: 'answer-1', conversation: 'c1' });
    expect(web.heard.at(-1)).toMatchObject({
      text: 'who are the members?',
      locale: 'ar',
      address: { platform: 'web', place: 'c1' },
    });
  });

  it('begins a conversation of its own for each question that names none', async () => {
    const [one, two] = await Promise.all([ask({ text: 'a' }), ask({ text: 'a' })]);
    const first = (await one.json()) as { conversation: string };
    const second = (await two.json()) as { conversation: string };
    expect(first.conversation).not.toBe(second.conversation);
  });

  it('takes a tap without a text', async () => {
    expect((await ask({ plan: 'value coordinator', conversation: 'c1' })).status).toBe(200);
    expect(web.heard.at(-1)).toMatchObject({ plan: 'value coordinator' });
  });

  it('takes a question of 100,000 characters, odd ones among them', async () => {
    const text = `\u0000\u202E\uD800<script>'; DROP TABLE${'é'.repeat(100_000)}`;
    expect((await ask({ text })).status).toBe(200);
  });

  it.each([
    ['no JSON', '{"text":', 400, /not JSON/],
    ['nothing', '', 400, /"text"/],
    ['a list', '[]', 400, /JSON object/],
    ['null', 'null', 400, /JSON object/],
    ['no text', '{}', 400, /"text"/],
    ['a text that is none', '{"text":7}', 400, /"text"/],
    ['a conversation that is none', '{"text":"a","conversation":{}}', 400, /"conversation"/],
    ['a conversation without end', `{"text":"a","conversation":"${'c'.repeat(201)}"}`, 400, /"conversation"/],
    ['a body of 2 MB', `{"text":"${'a'.repeat(2_000_000)}"}`, 413, /larger/],
  ])('refuses %s in a plain sentence', async (_what, body, status, sentence) => {
    const response = await ask(body);
    expect(response.status).toBe(status);
    expect(((await response.json()) as { error: string }).error).toMatch(sentence);
  });

  it('refuses a form, which another site could send', async () => {
    const response = await ask('text=hello', { 'Content-Type': 'application/x-www-form-urlencoded' });
    expect(response.status).toBe(400);
  });

  it('says which method it takes', async () => {
    const response = await fetch(`${web.address}/api/ask`);
    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });

  it('gives a second answer beside the first', async () => {
    const two = await serve([ANSWERS['a list']!, ANSWERS['a fact with a caveat']!]);
    const response = await fetch(`${two.address}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"text":"both"}',
    });
    const answer = (await response.json()) as { id: string; also: { id: string; title: object }[] };
    expect(answer.id).toBe('answer-1');
    expect(answer.also).toEqual([{ id: 'answer-2', ...ANSWERS['a fact with a caveat'] }]);
    await two.stop();
  });

  it('logs a failure of its own without a word of the question', async () => {
    const broken = await serve(() => {
      throw new Error('while answering "my secret question"');
    });
    const response = await fetch(`${broken.address}/api/ask`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{"text":"my secret question"}',
    });
    expect(response.status).toBe(500);
    expect(JSON.stringify(await response.json())).not.toContain('secret');
    expect(broken.logged.join()).toContain('/api/ask');
    expect(broken.logged.join()).not.toContain('secret');
    await broken.stop();
  });
});

describe('the other doors', () => {
  it('tell that the process lives and whether it takes questions', async () => {
    let readiness: 'starting' | 'ok' | 'stopping' = 'starting';
    const server = await serve([], () => readiness);
    const get = async (path: string) => {
      const response = await fetch(server.address + path);
      return [response.status, await response.json()];
    };
    expect(await get('/healthz')).toEqual([200, { status: 'ok' }]);
    expect(await get('/readyz')).toEqual([503, { status: 'starting' }]);
    readiness = 'ok';
    expect(await get('/readyz')).toEqual([200, { status: 'ok' }]);
    readiness = 'stopping';
    expect(await get('/readyz')).toEqual([503, { status: 'stopping' }]);
    expect(await get('/healthz')).toEqual([200, { status: 'ok' }]);
    await server.stop();
  });

  it.each([
    ['POST', '/', 405],
    ['DELETE', '/healthz', 405],
    ['POST', '/metrics', 405],
    ['GET', '/nowhere', 404],
    ['GET', '/assets/../index.html', 404],
    ['GET', '/assets/%2e%2e/index.html', 404],
  ])('%s %s is refused', async (method, path, status) => {
    expect((await fetch(web.address + path, { method })).status).toBe(status);
  });

  it('gives the figures', async () => {
    expect(await (await fetch(`${web.address}/metrics`)).text()).toBe('invented_metric 1\n');
  });
});
