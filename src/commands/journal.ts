import { requireConfig } from '../config.ts';
import { forget } from './journal/forget.ts';
import { readInstant } from './journal/instant.ts';
import { gatherReport } from './journal/report.ts';
import { asText } from './journal/show.ts';
import { treat } from './journal/treat.ts';
import { openConfiguredStorage } from './open-storage.ts';
import { readArguments, usageError } from './usage.ts';

export const USAGE = `journal                          what was asked, not answered, rated badly, suggested, never used, due for review
  --since 7d                     only the last days (d), hours (h) or weeks (w), or since a date
  --all                          what was treated already too
  --json                         the same as JSON
journal done ID…                 a queued question or a suggested example is dealt with
journal ignore ID…               … is not to be dealt with
journal reopen ID…               … is open again
journal forget --before DATE     clears every row older than the date (or 30d)
journal forget --conversation ID clears one conversation: platform/tenant/place/thread/asker, the thread - where none
journal forget --all             clears every conversation
journal forget --installations   clears tokens and references that were sealed with a lost ENCRYPTION_KEY

Through npm: npm run --silent journal -- --since 7d`;

const OPTIONS = {
  since: { type: 'string' },
  all: { type: 'boolean' },
  json: { type: 'boolean' },
  before: { type: 'string' },
  conversation: { type: 'string' },
  installations: { type: 'boolean' },
} as const;

const TREATMENTS = { done: 'done', ignore: 'ignored', reopen: 'new' } as const;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values, positionals } = readArguments(args, OPTIONS, USAGE);
  const [action, ...ids] = positionals;
  const since = values.since === undefined ? 0 : readInstant(values.since, USAGE);
  const config = requireConfig(env);
  const opened = await openConfiguredStorage(config, { use: 'maintenance', checkKeys: action !== 'forget' });
  try {
    if (action === 'forget') return await forget(opened, values);
    if (action === 'done' || action === 'ignore' || action === 'reopen')
      return await treat(opened.storage, config.contentDir, ids, TREATMENTS[action]);
    if (action !== undefined) throw usageError(`journal does not know "${action}".`, USAGE);
    const report = await gatherReport(opened.storage, config.contentDir, { since, all: values.all ?? false });
    process.stdout.write(values.json ? `${JSON.stringify(report, null, 2)}\n` : asText(report));
    return 0;
  } finally {
    await opened.storage.close();
  }
}
