import type { Activity } from 'botbuilder';
import { z } from 'zod';

const account = z.looseObject({ id: z.string().min(1).max(1000), name: z.string().nullish() });

/** What every activity has to have, whatever else it brings. */
const ACTIVITY = z.looseObject({
  type: z.string().min(1).max(100),
  id: z.string().max(1000).nullish(),
  channelId: z.string().min(1).max(100),
  serviceUrl: z.string().min(1).max(2000),
  conversation: z.looseObject({ id: z.string().min(1).max(2000) }),
  from: account,
  recipient: account,
  text: z.string().nullish(),
  name: z.string().nullish(),
  locale: z.string().nullish(),
  entities: z.array(z.looseObject({ type: z.string().nullish() })).nullish(),
  timestamp: z.string().nullish(),
});

/** The activity in a request's body; null when it is none. */
export function readActivity(body: unknown): Activity | null {
  const { data } = ACTIVITY.safeParse(body);
  if (data === undefined) return null;
  const sentAt = new Date(data.timestamp ?? Number.NaN);
  const timestamp = Number.isNaN(sentAt.getTime()) ? new Date() : sentAt;
  const activity: Partial<Activity> & object = { ...data, timestamp } as object;
  return activity as Activity;
}
