import { setTimeout as sleep } from 'node:timers/promises';
import type { Activity } from 'botbuilder';
import type { TeamsConfig } from '../../config.ts';
import type { Answer } from '../../domain.ts';
import { TeamsAdapter } from './adapter.ts';
import { createBot } from './bot.ts';
import { cloudOf } from './clouds.ts';
import type { TeamsDependencies } from './dependencies.ts';
import { createTokenSource } from './door/credentials.ts';
import { createDoor, type Door } from './door/door.ts';
import { createOutsiders } from './surfaces/people.ts';
import { createReferences } from './surfaces/references.ts';
import { type Surfaces, sendAnswer } from './surfaces/surface.ts';

export interface Teams extends Door {
  /** Sends an answer to a place that the bot is in, unasked; false when it knows no way there. Rejects when Teams does. */
  deliver(place: string, answer: Answer): Promise<boolean>;
}

/** Dalil in Microsoft Teams: what comes in at the door is answered through the desk. */
export function createTeams(config: TeamsConfig, dependencies: TeamsDependencies): Teams {
  const { app } = config;
  const { log, pause = (milliseconds) => sleep(milliseconds) } = dependencies;
  const cloud = cloudOf(config.openIdMetadataUrl);
  const references = createReferences(dependencies.references, log);
  const retrying = {
    pause,
    onRetry: (status: number) => log.warn({ status }, 'Teams was busy; trying again'),
  };
  const outsiders = {
    allowExternal: dependencies.allowExternal,
    tenantId: app?.tenantId ?? null,
    retrying,
    log,
  };
  const surfaces: Surfaces = {
    ...dependencies,
    references,
    isOutsider: createOutsiders(outsiders),
    ownFeedback: app !== null,
    appId: app?.id ?? null,
  };
  const token = app === null ? async () => null : createTokenSource(app, cloud);
  const adapter = new TeamsAdapter({ appId: app?.id ?? '', cloud, token, ...retrying });
  const bot = createBot(surfaces);
  const receive = async (activity: Activity) => {
    dependencies.heard?.();
    try {
      return await adapter.receive(activity, bot);
    } catch (error) {
      log.error({ type: activity.type, error: nameOf(error) }, 'Teams: a message could not be dealt with');
      return activity.type === 'invoke' ? { status: 500 } : undefined;
    }
  };
  return {
    ...createDoor({ ...dependencies, config, cloud, receive }),
    async deliver(place, answer) {
      const reference = await references.of(place);
      if (reference === null) return false;
      await adapter.resume(reference, (context) =>
        sendAnswer(context, surfaces, { id: null, answer, whole: false }),
      );
      return true;
    },
  };
}

/** A failure's name and place, never its message, which may quote a person or an address. */
function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : typeof error;
}
