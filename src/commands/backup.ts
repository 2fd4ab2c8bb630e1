import { requireConfig } from '../config.ts';
import { backUp } from '../storage/copy.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { readArguments, usageError } from './usage.ts';

const USAGE = `backup FILE    writes all that is kept into a new SQLite file, also while serving

Through npm: npm run --silent backup -- FILE`;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { positionals } = readArguments(args, {}, USAGE);
  const [file, ...more] = positionals;
  if (file === undefined || more.length > 0) throw usageError('Name the one file to write.', USAGE);
  const { storage } = await openConfiguredStorage(requireConfig(env), { use: 'maintenance' });
  try {
    const rows = await backUp(storage.db, file);
    process.stdout.write(`${file}: ${rows} rows\n`);
    process.stderr.write(
      'The keys are not in it: keep ENCRYPTION_KEY and HASH_KEY (or data/*.key) apart from it.\n',
    );
    return 0;
  } finally {
    await storage.close();
  }
}
