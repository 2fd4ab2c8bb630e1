import { join } from 'node:path';
import { requireConfig } from '../config.ts';
import { writeSchemas } from '../content/schemas.ts';
import { readArguments } from './usage.ts';

const USAGE = `schemas            writes the JSON Schemas that editors complete and check entries with
  --content DIR    another content folder`;

export async function run(args: string[], env: NodeJS.ProcessEnv): Promise<number> {
  const { values } = readArguments(args, { content: { type: 'string' } }, USAGE);
  const dir = join(values.content ?? requireConfig(env).contentDir, 'schemas');
  const files = writeSchemas(dir);
  process.stdout.write(`${files.length} schemas are in ${dir}.\n`);
  return 0;
}
