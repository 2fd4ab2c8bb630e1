import express, { type Router } from 'express';
import { notAllowed } from './errors.ts';

export type Readiness = 'starting' | 'ok' | 'stopping';

/** `/healthz`: the process lives. `/readyz`: it takes questions; 503 while starting or stopping. */
export function healthDoors(readiness: () => Readiness): Router {
  const router = express.Router();
  router.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/readyz', (_request, response) => {
    const status = readiness();
    response.status(status === 'ok' ? 200 : 503).json({ status });
  });
  router.all(['/healthz', '/readyz'], notAllowed('GET', 'HEAD'));
  return router;
}
