import type { Installation, InstallationQuery, InstallationStore } from '@slack/bolt';
import { z } from 'zod';
import type { InstallationVault } from './dependencies.ts';

/** What an installation has to have; all that Slack gives is kept. */
const kept = z.looseObject({
  bot: z.looseObject({ token: z.string(), userId: z.string() }),
  isEnterpriseInstall: z.boolean().optional(),
});

/** Each workspace's or organisation's tokens in the vault, which keeps them encrypted. */
export function createInstallationStore(vault: InstallationVault): InstallationStore {
  return {
    async storeInstallation(installation) {
      const id = installation.isEnterpriseInstall
        ? organisation(installation.enterprise?.id)
        : workspace(installation.team?.id);
      await vault.set(id, installation);
    },
    async fetchInstallation(query) {
      for (const id of idsOf(query)) {
        const found = kept.safeParse(await vault.get(id));
        if (found.success) return found.data as unknown as Installation<'v1' | 'v2', boolean>;
      }
      throw new Error('Dalil is not installed in this workspace');
    },
    async deleteInstallation(query) {
      for (const id of idsOf(query).slice(0, 1)) await vault.delete(id);
    },
  };
}

const workspace = (id: string | undefined) => `workspace:${id ?? 'none'}`;
const organisation = (id: string | undefined) => `organisation:${id ?? 'none'}`;

/** The workspace's own installation, then its organisation's. */
function idsOf({ teamId, enterpriseId, isEnterpriseInstall }: InstallationQuery<boolean>): string[] {
  const whole = enterpriseId === undefined ? [] : [organisation(enterpriseId)];
  return isEnterpriseInstall || teamId === undefined ? whole : [workspace(teamId), ...whole];
}
