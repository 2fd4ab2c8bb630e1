import type { RequestListener } from 'node:http';
import { App, HTTPReceiver, type InstallationStore, type ReceiverEvent } from '@slack/bolt';
import type { SlackConfig } from '../../config.ts';
import { createAudience } from './audience.ts';
import { boltLogger } from './bolt-log.ts';
import { clientOptions, failToStart, Identity, introduce, SlackStartError } from './client.ts';
import type { SlackDependencies } from './dependencies.ts';
import { createDoor } from './door.ts';
import { failureWord, judged, tokenCure } from './failures.ts';
import { createInstallationStore } from './installations.ts';
import { CHANNEL_PACE } from './limits.ts';
import { Outbox } from './outbox.ts';
import { createResponder } from './responder.ts';
import { SCOPES } from './scopes.ts';
import { Socket } from './socket.ts';
import { registerCommands } from './surfaces/commands.ts';
import { registerFeedback } from './surfaces/feedback.ts';
import { registerHome } from './surfaces/home.ts';
import { registerInstalling } from './surfaces/installing.ts';
import { registerMessages } from './surfaces/messages.ts';
import { registerTaps } from './surfaces/taps.ts';
import { Work } from './work.ts';

export { SlackStartError } from './client.ts';

export interface Slack {
  /** To be mounted under `/slack` before any body parser; null in Socket Mode. */
  handler: RequestListener | null;
  /** Checks the token and opens the socket. Rejects with a SlackStartError that says how to mend it. */
  start(): Promise<void>;
  /** Takes no new work and resolves when all that was acknowledged is answered. May be called twice. */
  stop(): Promise<void>;
}

/** Dalil in Slack: Socket Mode with an app token, HTTP otherwise; one workspace by token or many by OAuth. */
export function createSlack(config: SlackConfig, deps: SlackDependencies): Slack {
  const { log } = deps;
  const logger = boltLogger(log);
  const work = new Work();
  const identity = new Identity();
  const store = deps.installations === undefined ? null : createInstallationStore(deps.installations);
  const socket =
    config.appToken === null ? null : new Socket({ ...config, appToken: config.appToken, logger, log });
  const http = socket === null ? httpReceiver(config, store, logger) : null;
  const app = new TrackedApp(
    {
      ...(socket !== null ? { receiver: socket.receiver } : http !== null && { receiver: http }),
      ...(config.oauth === null && { authorize: async () => identity.known }),
      ...{ logger, clientOptions: { ...clientOptions(config), logger } },
      ...{ convoStore: false, deferInitialization: true },
    },
    (processing) => work.run(processing),
  );
  register(app, config, deps, store);
  let closed = false;
  return {
    handler: http === null ? null : createDoor({ receiver: http, log, work, closed: () => closed }),
    async start() {
      if (config.botToken !== null) identity.known = await introduce(app.client, config.botToken);
      await app.init();
      await socket?.open().catch((error) => failToStart(judged(error), 'SLACK_APP_TOKEN'));
    },
    async stop() {
      closed = true;
      await socket?.close();
      await work.finished();
    },
  };
}

/** Bolt with every event under watch, so that a shutdown can wait for it. */
class TrackedApp extends App {
  readonly #watch: (processing: Promise<void>) => Promise<void>;

  constructor(
    options: ConstructorParameters<typeof App>[0],
    watch: (processing: Promise<void>) => Promise<void>,
  ) {
    super(options);
    this.#watch = watch;
  }

  override processEvent(event: ReceiverEvent): Promise<void> {
    return this.#watch(super.processEvent(event));
  }
}

function register(
  app: App,
  config: SlackConfig,
  deps: SlackDependencies,
  store: InstallationStore | null,
): void {
  const outbox = new Outbox(deps.pace ?? CHANNEL_PACE, deps.log);
  const audience = createAudience(config, deps.allowExternal);
  const surface = { app, deps, outbox, audience, responder: createResponder(deps) };
  app.use(async ({ next }) => {
    deps.heard?.();
    await next();
  });
  app.error(async (error) => {
    const word = failureWord(error);
    const cure = tokenCure(word);
    deps.log.error({ error: word, ...(cure && { cure }) }, 'Something from Slack could not be dealt with');
  });
  registerMessages(surface);
  registerCommands(surface);
  registerTaps(surface);
  registerFeedback(surface);
  registerHome(surface);
  registerInstalling(surface, store);
}

function httpReceiver(
  config: SlackConfig,
  store: InstallationStore | null,
  logger: ReturnType<typeof boltLogger>,
): HTTPReceiver {
  const { apiUrl, oauth, signingSecret } = config;
  const secret = { signingSecret: signingSecret ?? '', logger };
  if (oauth === null) return new HTTPReceiver(secret);
  if (store === null)
    throw new SlackStartError('Several workspaces need a database for their installations.');
  return new HTTPReceiver({
    ...secret,
    ...oauth,
    scopes: Object.keys(SCOPES),
    installationStore: store,
    installerOptions: {
      clientOptions: clientOptions(config),
      ...(apiUrl !== null && { authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href }),
    },
  });
}
