import type { Context, InstallationStore } from '@slack/bolt';
import { failureWord } from '../failures.ts';
import type { Surface } from './surface.ts';

/** A workspace that removes the app, or revokes its tokens, leaves nothing of its installation behind. */
export function registerInstalling({ app, deps }: Surface, store: InstallationStore | null): void {
  const forget = async ({ context }: { context: Context }) => {
    const { teamId, enterpriseId, isEnterpriseInstall } = context;
    deps.log.warn({ workspace: teamId ?? enterpriseId ?? 'unknown' }, 'Dalil was removed from a workspace');
    await store
      ?.deleteInstallation?.({ teamId, enterpriseId, isEnterpriseInstall })
      .catch((error) =>
        deps.log.error({ error: failureWord(error) }, 'An installation could not be deleted'),
      );
  };
  app.event('app_uninstalled', forget);
  app.event('tokens_revoked', async ({ event, context }) => {
    if ((event.tokens.bot ?? []).length > 0) await forget({ context });
  });
}
