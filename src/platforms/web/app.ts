import express, { type Express } from 'express';
import type { Desk, Language, Replies } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { jsonDoor } from './door.ts';
import { notAllowed, notFound, plainErrors } from './errors.ts';
import { healthDoors, type Readiness } from './health.ts';
import { pageDoor } from './page.ts';

export interface WebOptions {
  desk: Desk;
  /** The wording of the moment: content may be loaded anew while serving. */
  replies: () => Replies;
  defaultLanguage: Language;
  metrics: () => Promise<{ type: string; body: string }>;
}

/** An app with the health doors, to which the other doors are added before `finish`. */
export function createApp(readiness: () => Readiness): Express {
  const app = express();
  app.disable('x-powered-by');
  app.use(healthDoors(readiness));
  return app;
}

/** The page, the JSON door and the metrics. */
export function addWebDoors(app: Express, { desk, replies, defaultLanguage, metrics }: WebOptions): void {
  app.use(jsonDoor(desk));
  app.use(pageDoor(replies, defaultLanguage));
  app.get('/metrics', async (_request, response) => {
    const { type, body } = await metrics();
    response.set('Content-Type', type).send(body);
  });
  app.all('/metrics', notAllowed('GET', 'HEAD'));
}

/** What no door took, and what went wrong behind one. */
export function finish(app: Express, log: Log): void {
  app.use(notFound);
  app.use(plainErrors(log));
}
