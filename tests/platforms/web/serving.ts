import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse } from 'yaml';
import type { Answer, Desk, Replies } from '../../../src/domain.ts';
import { addWebDoors, createApp, finish } from '../../../src/platforms/web/app.ts';
import type { Readiness } from '../../../src/platforms/web/health.ts';

export interface Served {
  address: string;
  /** What the desk heard, and what was logged. */
  heard: Parameters<Desk['ask']>[0][];
  logged: string[];
  stop(): Promise<void>;
}

/** The web doors on loopback, with a desk that always gives `answers`. */
export async function serve(
  answers: Answer[] | (() => Answer[]),
  readiness: () => Readiness = () => 'ok',
): Promise<Served> {
  const heard: Served['heard'] = [];
  const logged: string[] = [];
  const log = (details: object, message: string) => void logged.push(JSON.stringify({ ...details, message }));
  const give: Desk['ask'] = async (incoming) => {
    heard.push(incoming);
    const given = typeof answers === 'function' ? answers() : answers;
    const explanation = {
      language: 'en' as const,
      repaired: [],
      slots: [],
      unexplained: [],
      candidates: [],
      decision: '',
    };
    return { answers: given.map((answer, i) => ({ id: `answer-${i + 1}`, answer })), explanation };
  };
  const desk: Desk = { ask: give, choose: give, rate: async () => true, once: async () => 'done' };
  const app = createApp(readiness);
  const metrics = async () => ({ type: 'text/plain', body: 'invented_metric 1\n' });
  addWebDoors(app, { desk, replies: pageReplies, defaultLanguage: 'en', metrics });
  finish(app, { debug: log, info: log, warn: log, error: log });
  const server = createServer(app);
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    heard,
    logged,
    stop: () => new Promise((done) => server.close(() => done())),
  };
}

const replies = parse(readFileSync('content/replies/page.yaml', 'utf8')) as Replies;
const pageReplies = () => replies;
