import { requireConfig } from '../config.ts';
import { restore } from '../storage/copy.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { readArguments, usageError } from './usage.ts';

const USAGE = `restore FILE    replaces all that is kept by what a backup holds, also while serving

Through npm: npm run --silent restore -- FILE`;
const DAY_MS = 86_400_000;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { positionals } = readArguments(args, {}, USAGE);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usageError('Name the one file to restore.', USAGE);
  const config = requireConfig(env);
  const { storage, keys } = await openConfiguredStorage(config, { use: 'maintenance' });
  try {
    const rows = await restore(storage.db, file, keys);
    process.stdout.write(`${file}: ${rows} rows restored\n`);
    const cleared = await storage.retention.clearBefore(Date.now() - config.retentionDays * DAY_MS);
    if (cleared > 0)
      process.stderr.write(
        `${cleared} of them were older than RETENTION_DAYS (${config.retentionDays}) and are gone.\n`,
      );
    return 0;
  } finally {
    await storage.close();
  }
}
