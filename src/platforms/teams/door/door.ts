import type { Activity, InvokeResponse } from 'botbuilder';
import express, {
  type ErrorRequestHandler,
  type Request,
  type RequestHandler,
  type Response,
  Router,
} from 'express';
import type { TeamsConfig } from '../../../config.ts';
import type { Log } from '../../../log.ts';
import { type Cloud, isConnector, isLoopbackUrl } from '../clouds.ts';
import { LIMITS } from '../limits.ts';
import { tenantOf } from '../surfaces/incoming.ts';
import { readActivity } from './activity.ts';
import { isLocal } from './loopback.ts';
import { createTokenCheck, Unauthorized } from './tokens.ts';

export interface DoorOptions {
  config: TeamsConfig;
  cloud: Cloud;
  allowExternal: boolean;
  production: boolean;
  log: Log;
  /** Deals with an activity that may come in; an invoke's answer comes back. */
  receive: (activity: Activity) => Promise<InvokeResponse | undefined>;
}

export interface Door {
  /** To be mounted at the path of the messages, before any parser of bodies. */
  middleware: RequestHandler;
  /** Takes nothing more; resolves when all that was taken is dealt with. */
  stop(): Promise<void>;
}

const LARGEST_BODY = '1mb';
const CHANNEL = 'msteams';

/** Lets in what Teams sent to this app, or, without an app, what this machine's own Playground sends. */
export function createDoor(options: DoorOptions): Door {
  const { config, production } = options;
  const underWay = new Set<Promise<unknown>>();
  let stopping = false;
  const router = Router();
  router.use((request, response, next) => {
    if (request.method !== 'POST') return refuse(response.set('Allow', 'POST'), 405, 'Only POST here.');
    if (stopping) return refuse(response.set('Retry-After', '5'), 503, 'Stopping.');
    if (config.app !== null)
      return request.headers.authorization ? next() : refuse(response, 401, 'No token.');
    if (production) return refuse(response, 404, 'There is nothing at this address.');
    return isLocal(request)
      ? next()
      : refuse(response, 403, 'Without an app id only this machine is answered.');
  });
  router.use(express.json({ limit: LARGEST_BODY }), admit(options), (_request, response, next) => {
    const activity: Activity = response.locals.activity;
    const work = options.receive(activity);
    underWay.add(work);
    void work.finally(() => underWay.delete(work)).catch(() => undefined);
    respond(work, activity, response).catch(next);
  });
  router.use(plainErrors(options.log));
  const stop = async () => {
    stopping = true;
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
  return { middleware: router, stop };
}

/** A message's delivery is acknowledged in time although the work may go on; an invoke waits for its answer. */
async function respond(
  work: Promise<InvokeResponse | undefined>,
  activity: Activity,
  response: Response,
): Promise<void> {
  if (activity.type === 'invoke') {
    const answer = await work;
    response.status(answer?.status ?? 501);
    return void (answer?.body === undefined ? response.end() : response.json(answer.body));
  }
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, LIMITS.turnMs);
  });
  await Promise.race([work, late]).finally(() => clearTimeout(timer));
  response.status(200).end();
}

function admit(options: DoorOptions): RequestHandler {
  const { config, cloud, log } = options;
  const check = config.app === null ? null : createTokenCheck(config.app.id, cloud);
  return async (request, response, next) => {
    const activity = readActivity(request.body);
    if (activity === null) return refuse(response, 400, 'The body is no activity.');
    if (check === null) {
      if (!isLoopbackUrl(activity.serviceUrl))
        return refuse(response, 403, 'Without an app id only this machine is answered.');
    } else {
      const status = await verdict(check, request, activity, options);
      if (status !== 200) {
        log.warn({ status }, 'Teams: a request was refused');
        return refuse(response, status, 'Not for this bot.');
      }
    }
    response.locals.activity = activity;
    next();
  };
}

async function verdict(
  check: ReturnType<typeof createTokenCheck>,
  request: Request,
  activity: Activity,
  { cloud, log, ...rules }: DoorOptions,
): Promise<number> {
  const { serviceUrl, channelId } = activity;
  try {
    await check(request.headers.authorization ?? '', { serviceUrl, channelId });
  } catch (error) {
    if (error instanceof Unauthorized) return 401;
    log.error({}, 'Teams: the keys of its tokens cannot be fetched; nobody can be answered until they can');
    return 503;
  }
  const known =
    channelId === CHANNEL && isConnector(serviceUrl, cloud) && isOurTenant(tenantOf(activity), rules);
  return known ? 200 : 403;
}

/** One's own tenant, or those that are listed; anybody's where outsiders are answered. */
function isOurTenant(
  tenant: string | null,
  { config, allowExternal }: Pick<DoorOptions, 'config' | 'allowExternal'>,
): boolean {
  if (config.tenants !== null) return tenant !== null && config.tenants.includes(tenant);
  return allowExternal || tenant === config.app?.tenantId;
}

function refuse(response: Response, status: number, error: string): void {
  response.status(status).json({ error });
}

const BODY_PROBLEMS: Record<string, [number, string]> = {
  'entity.parse.failed': [400, 'The body is not JSON.'],
  'entity.too.large': [413, 'The body is larger than 1 MB.'],
  'encoding.unsupported': [415, 'The body has an encoding that is not known here.'],
  'charset.unsupported': [415, 'The body has a character set that is not known here.'],
};

function plainErrors(log: Log): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, says] =
      BODY_PROBLEMS[error?.type] ??
      (error?.status < 500 ? [400, 'The body cannot be read.'] : [500, 'Something went wrong here.']);
    if (status === 500) log.error({ error: error?.name }, 'Teams: a request failed');
    refuse(response, status, says);
  };
}
