import type { Express, RequestHandler } from 'express';
import type { Config } from '../../config.ts';
import type { Desk, Language, Platform } from '../../domain.ts';
import type { Log } from '../../log.ts';
import { Refusal } from '../../refusal.ts';
import type { Storage } from '../../storage/open.ts';
import type { ServedContent } from './content.ts';
import { createOverview, createSearch } from './overview.ts';
import type { Shutdown } from './shutdown.ts';

export interface Joined {
  config: Config;
  desk: Desk;
  content: ServedContent;
  storage: Storage;
  log: Log;
  shutdown: Shutdown;
}

/** Adds the doors of the platforms that are configured, loading no other; refuses when one does not start. */
export async function addPlatforms(app: Express, joined: Joined): Promise<void> {
  if (joined.config.slack !== null) await addSlack(app, joined, joined.config.slack);
  if (joined.config.teams.app !== null) app.use('/api/messages', await openTeams(joined));
  else if (!joined.config.production)
    app.use(
      '/api/messages',
      whenAsked(() => openTeams(joined)),
    );
}

async function addSlack(app: Express, joined: Joined, config: NonNullable<Config['slack']>): Promise<void> {
  const { createSlack, SlackStartError } = await import('../../platforms/slack/slack.ts');
  try {
    const slack = createSlack(config, {
      ...dependencies(joined, 'slack'),
      installations: joined.storage.installations,
    });
    const { handler } = slack;
    if (handler !== null) app.use('/slack', (request, response) => void handler(request, response));
    joined.shutdown.add('Slack', () => slack.stop());
    await slack.start();
  } catch (error) {
    throw error instanceof SlackStartError ? new Refusal(error.message) : error;
  }
}

async function openTeams(joined: Joined): Promise<RequestHandler> {
  const { createTeams } = await import('../../platforms/teams/teams.ts');
  const { production } = joined.config;
  const { references } = joined.storage;
  const teams = createTeams(joined.config.teams, {
    ...dependencies(joined, 'teams'),
    references,
    production,
  });
  joined.shutdown.add('Teams', () => teams.stop());
  return teams.middleware;
}

/** Opens a door at the first knock: without an app id, only somebody who tries the bot in the Playground does. */
function whenAsked(open: () => Promise<RequestHandler>): RequestHandler {
  let opened: Promise<RequestHandler> | null = null;
  return (request, response, next) => {
    opened ??= open();
    opened.then((door) => door(request, response, next), next);
  };
}

function dependencies({ config, desk, content, storage, log }: Joined, platform: Platform) {
  return {
    desk,
    say: (key: string, language: Language, slots: Record<string, string> = {}) => {
      const wording = content.store().replies[key];
      if (wording === undefined)
        throw new Error(`No reply is named "${key}". Add it under content/replies/.`);
      return (wording[language] ?? wording.en).replace(
        /\{(\w+)\}/g,
        (whole, slot: string) => slots[slot] ?? whole,
      );
    },
    home: createOverview(content),
    search: createSearch(content),
    log,
    language: config.defaultLocale,
    allowExternal: config.allowExternal,
    // A sign of life that cannot be kept is missing in `doctor`, nowhere else.
    heard: () => void storage.seen.set(platform, new Date()).catch(() => {}),
  };
}
