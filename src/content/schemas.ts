import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { defaultsSchema, sourcesSchema } from './defaults.ts';
import { formSchema } from './forms.ts';
import { goldenSchema } from './golden-schema.ts';
import { SCHEMAS } from './kinds/index.ts';
import { outsideSchema } from './outside.ts';
import { repliesSchema } from './replies.ts';
import { conceptsSchema, plainWordsSchema } from './words.ts';

const OTHERS: Record<string, z.ZodType> = {
  defaults: defaultsSchema,
  forms: formSchema,
  golden: goldenSchema,
  outside: outsideSchema,
  replies: repliesSchema,
  sources: sourcesSchema,
  words: z.union([plainWordsSchema, conceptsSchema]).describe('Words: those that carry no demand, or ideas.'),
};

/** The JSON Schema of every kind of content file, as text, by file name: an editor completes and checks with it. */
export function jsonSchemas(): Map<string, string> {
  const kinds = [...SCHEMAS].map(([kind, { whole }]) => [kind, whole] as const);
  const all: (readonly [string, z.ZodType])[] = [...kinds, ...Object.entries(OTHERS)];
  return new Map(all.map(([name, schema]) => [`${name}.json`, asJson(schema)]));
}

function asJson(schema: z.ZodType): string {
  return `${JSON.stringify(z.toJSONSchema(schema, { io: 'input', target: 'draft-7' }), null, 2)}\n`;
}

/** Writes them all into a folder, which is made when it is not there; returns the files' names. */
export function writeSchemas(dir: string): string[] {
  mkdirSync(dir, { recursive: true });
  const schemas = jsonSchemas();
  for (const [name, text] of schemas) writeFileSync(join(dir, name), text);
  return [...schemas.keys()];
}
