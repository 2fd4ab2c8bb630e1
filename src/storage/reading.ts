import type { Kysely } from 'kysely';
import type { Tap } from '../memory.ts';
import type { Tables } from './tables.ts';

/** How often each outcome came in each language. */
export interface Count {
  outcome: string;
  language: string;
  count: number;
}

export interface BadlyRated {
  answer: string;
  entry: string | null;
  language: string;
  version: string;
  notHelpful: number;
  helpful: number;
  reasons: string[];
}

/** What the `journal` command shows, read from `since` (milliseconds since 1970) on. */
export function createReading(db: Kysely<Tables>) {
  return {
    counts: (since: number) => counts(db, since),
    badlyRated: (since: number) => badlyRated(db, since),
    /** How often answers spoke of each entry. */
    entryUse: (since: number) => entryUse(db, since),
    /** Every tapped choice, oldest first. */
    taps: async (): Promise<Tap[]> =>
      (await db.selectFrom('taps').selectAll().orderBy('at').orderBy('id').execute()) as Tap[],
  };
}

async function counts(db: Kysely<Tables>, since: number): Promise<Count[]> {
  const rows = await db
    .selectFrom('journal')
    .select(['outcome', 'language', (query) => query.fn.countAll().as('count')])
    .where('at', '>=', since)
    .groupBy(['outcome', 'language'])
    .orderBy('outcome')
    .orderBy('language')
    .execute();
  return rows.map((row) => ({ ...row, count: Number(row.count) }));
}

async function badlyRated(db: Kysely<Tables>, since: number): Promise<BadlyRated[]> {
  const rows = await db
    .selectFrom('votes')
    .innerJoin('journal', 'journal.id', 'votes.answer')
    .select(['answer', 'verdict', 'reason', 'entry', 'language', 'votes.version'])
    .where('votes.at', '>=', since)
    .orderBy('votes.at')
    .execute();
  const answers = new Map<string, BadlyRated>();
  for (const { answer, entry, language, version, verdict, reason } of rows) {
    const rated = answers.get(answer) ?? {
      answer,
      entry,
      language,
      version,
      notHelpful: 0,
      helpful: 0,
      reasons: [],
    };
    answers.set(answer, rated);
    rated[verdict === 'helpful' ? 'helpful' : 'notHelpful'] += 1;
    if (verdict !== 'helpful' && reason !== null) rated.reasons.push(reason);
  }
  return [...answers.values()]
    .filter((rated) => rated.notHelpful > 0)
    .sort((a, b) => b.notHelpful - a.notHelpful);
}

async function entryUse(db: Kysely<Tables>, since: number): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('journal')
    .select(['entries', (query) => query.fn.countAll().as('count')])
    .where('at', '>=', since)
    .groupBy('entries')
    .execute();
  const uses = new Map<string, number>();
  for (const row of rows) {
    for (const entry of JSON.parse(row.entries) as string[])
      uses.set(entry, (uses.get(entry) ?? 0) + Number(row.count));
  }
  return uses;
}
