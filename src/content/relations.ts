import { z } from 'zod';
import type { GivenRelation } from './facts.ts';
import { says } from './problem.ts';
import { partialDate, source } from './sources.ts';
import { texts } from './texts.ts';

/** A relation of a kind to entries of others. */
export interface RelationKind {
  schema: z.ZodType<GivenRelation>;
  /** The kinds that it may lead to; empty for any. */
  to: readonly string[];
  /** What the target may say of the entry in turn. */
  inverse: string;
  changes: boolean;
}

const SHAPE = says(
  'The id of an entry is expected here, or a list of ids.',
  'Write it as kind/name, such as organisation/iom, or `[organisation/iom, organisation/unhcr]`.',
);
const complete = z.stringbool({
  truthy: ['true', 'yes'],
  falsy: ['false', 'no'],
  error: says(
    'Yes or no is expected here.',
    'Write `true` if the source lists all, otherwise take the line out.',
  ),
});

const targets = z.union([z.literal('unknown').transform((): string[] => []), texts], { error: SHAPE });

export function relation(
  description: string,
  { to = [], inverse, changes = false }: { to?: readonly string[]; inverse: string; changes?: boolean },
): RelationKind {
  const own = z.strictObject({
    value: targets,
    complete: complete.optional().meta({
      type: 'boolean',
      description: 'True if the source lists all: only then is anything "not among those listed".',
    }),
    source: source.optional(),
    asOf: partialDate.optional().describe('The day of which the source speaks, or `unknown`.'),
  });
  const schema: z.ZodType<GivenRelation> = z
    .union(
      [
        targets.transform((ids): GivenRelation => ({ targets: ids, complete: false })),
        own.transform(
          ({ value, complete = false, ...rest }): GivenRelation => ({ targets: value, complete, ...rest }),
        ),
      ],
      { error: SHAPE },
    )
    .describe(description);
  return { schema, to, inverse, changes };
}
