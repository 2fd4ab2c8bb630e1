import { type Config, requireConfig, servesPlatformsOverHttp } from '../config.ts';
import { createDesk } from '../desk/desk.ts';
import { createLog, type Log } from '../log.ts';
import { addWebDoors, createApp, finish } from '../platforms/web/app.ts';
import type { Readiness } from '../platforms/web/health.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { serveContent } from './serving/content.ts';
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
  const content = serveContent(config.contentDir, config.defaultLocale, log);
  const { storage, keys } = await openConfiguredStorage(config, { log });
  shutdown.add('the database', () => storage.close());
  const metrics = createMetrics();
  const { journalText, retentionDays } = config;
  const { answerer } = content;
  const ownDesk = createDesk({
    answerer,
    memory: storage,
    hashKey: keys.hash,
    log,
    journalText,
    retentionDays,
  });
  shutdown.add('the desk', () => ownDesk.close());
  const desk = metrics.measured(ownDesk);
  const watcher = await content.follow(metrics.contentChanged);
  shutdown.add('the watching of the content', () => watcher.close());

  const platforms = createApp(() => readiness);
  await addPlatforms(platforms, { config, desk, content, storage, log, shutdown });
  const apart = servesPlatformsOverHttp(config);
  const own = apart ? createApp(() => readiness) : platforms;
  addWebDoors(own, {
    desk,
    replies: () => content.store().replies,
    defaultLanguage: config.defaultLocale,
    metrics: metrics.text,
  });
  for (const app of new Set([platforms, own])) finish(app, log);
  const addresses = [await open(platforms, config.host, config.port, 'PORT', shutdown)];
  if (apart) addresses.push(await open(own, config.deskHost, config.deskPort, 'DESK_PORT', shutdown));
  shutdown.add('taking work', () => {
    readiness = 'stopping';
  });
  readiness = 'ok';
  return addresses.join(', the page on ');
}

async function open(
  ...[app, host, port, name, shutdown]: [...Parameters<typeof listen>, Shutdown]
): Promise<string> {
  const { address, close } = await listen(app, host, port, name);
  shutdown.add(name, close);
  return address;
}
