import { type Config, requireConfig, servesPlatformsOverHttp } from '../config.ts';
import { createDesk } from '../desk/desk.ts';
import { createLog, type Log } from '../log.ts';
import { addWebDoors, createApp, finish } from '../platforms/web/app.ts';
import type { Readiness } from '../platforms/web/health.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { type ServedContent, serveContent } from './serving/content.ts';
import { listen } from './serving/listen.ts';
import { createMetrics } from './serving/metrics.ts';
import { addPlatforms } from './serving/platforms.ts';
import { Shutdown, stopSignal } from './serving/shutdown.ts';
import { readArguments } from './usage.ts';

const USAGE = `serve    Slack, Teams, the page and the JSON door, whichever are configured, until Ctrl-C or SIGTERM

Its settings come from the environment: see the README. Through npm: npm start`;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  readArguments(args, {}, USAGE);
  const config = requireConfig(env);
  const log = createLog(config.logLevel);
  const shutdown = new Shutdown(log);
  const stopped = stopSignal();
  // A promise that some SDK left alone must not take down everybody's conversations.
  process.on('unhandledRejection', (reason) => {
    log.error({ error: reason instanceof Error ? reason.name : typeof reason }, 'A promise failed unheard');
  });
  try {
    const addresses = await start(config, log, shutdown);
    process.stdout.write(`Dalil is ready: ${addresses}\n`);
    await stopped;
    return 0;
  } finally {
    await shutdown.close();
  }
}

/** Opens everything in turn; says where. What was opened is closed by `shutdown`, also when a later part fails. */
async function start(config: Config, log: Log, shutdown: Shutdown): Promise<string> {
  let readiness: Readiness = 'starting';
  const metrics = createMetrics();
  const content = serveContent(config.contentDir, config.defaultLocale, log);
  const { desk, storage } = await openDesk(config, content, log, shutdown);
  const measured = metrics.measured(desk);
  const watcher = await content.follow(metrics.contentChanged);
  shutdown.add('the watching of the content', () => watcher.close());

  const apart = servesPlatformsOverHttp(config);
  const outer = createApp(() => readiness);
  const inner = apart ? createApp(() => readiness) : outer;
  await addPlatforms(outer, { config, desk: measured, content, storage, log, shutdown });
  const replies = () => content.store().replies;
  addWebDoors(inner, {
    desk: measured,
    replies,
    defaultLanguage: config.defaultLocale,
    metrics: metrics.text,
  });
  for (const app of new Set([outer, inner])) finish(app, log);

  const addresses = [await open(outer, config.host, config.port, 'PORT', shutdown)];
  if (apart) addresses.push(await open(inner, config.deskHost, config.deskPort, 'DESK_PORT', shutdown));
  shutdown.add('taking work', () => {
    readiness = 'stopping';
  });
  readiness = 'ok';
  return addresses.join(', the page on ');
}

async function openDesk(config: Config, { answerer }: ServedContent, log: Log, shutdown: Shutdown) {
  const { storage, keys } = await openConfiguredStorage(config, { log });
  shutdown.add('the database', () => storage.close());
  const { journalText, retentionDays } = config;
  const desk = createDesk({ answerer, memory: storage, hashKey: keys.hash, log, journalText, retentionDays });
  shutdown.add('the desk', () => desk.close());
  return { desk, storage };
}

async function open(
  ...[app, host, port, name, shutdown]: [...Parameters<typeof listen>, Shutdown]
): Promise<string> {
  const { address, close } = await listen(app, host, port, name);
  shutdown.add(name, close);
  return address;
}
