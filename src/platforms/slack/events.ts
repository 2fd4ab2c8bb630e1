import { z } from 'zod';

/** The fields that this platform reads of what Slack sends; whatever lacks them is none of its business. */
export const messageEvent = z.object({
  type: z.enum(['message', 'app_mention']),
  channel: z.string(),
  channel_type: z.string().optional(),
  subtype: z.string().optional(),
  user: z.string().optional(),
  bot_id: z.string().optional(),
  text: z.string().default(''),
  ts: z.string().regex(/^\d+\.\d+$/),
  thread_ts: z.string().optional(),
  team: z.string().optional(),
  user_team: z.string().optional(),
  source_team: z.string().optional(),
  hidden: z.boolean().optional(),
});
export type MessageEvent = z.output<typeof messageEvent>;

export const homeOpened = z.object({
  user: z.string(),
  channel: z.string().optional(),
  tab: z.enum(['home', 'messages']).optional(),
});

export const threadStarted = z.object({
  assistant_thread: z.object({ user_id: z.string(), channel_id: z.string(), thread_ts: z.string() }),
});

/** Around every event. */
export const envelope = z.object({ is_ext_shared_channel: z.boolean().optional() });

const identified = z.object({ id: z.string() });

/** A tap on a button, a vote or a question typed into App Home. */
export const tap = z.object({
  trigger_id: z.string(),
  response_url: z.string().optional(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: identified.nullish(),
  channel: identified.optional(),
  container: z.object({ is_ephemeral: z.boolean().optional(), thread_ts: z.string().optional() }).optional(),
  message: z.object({ ts: z.string().optional(), thread_ts: z.string().optional() }).optional(),
  view: z.object({ id: z.string(), type: z.string() }).optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        action_ts: z.string().optional(),
        type: z.string(),
        value: z.string().nullish(),
      }),
    )
    .min(1),
});
export type Tap = z.output<typeof tap>;

export const command = z.object({
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
  user_id: z.string(),
  team_id: z.string(),
  channel_id: z.string(),
});

export const messageShortcut = z.object({
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string(),
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  team: identified.nullish(),
  channel: identified,
  message: z.object({ text: z.string().nullish(), ts: z.string(), thread_ts: z.string().optional() }),
});

export const whySubmission = z.object({
  user: z.object({ id: z.string(), team_id: z.string().optional() }),
  view: z.object({
    private_metadata: z.string(),
    state: z.object({
      values: z.object({ reason: z.object({ reason: z.object({ value: z.string().nullish() }) }) }),
    }),
  }),
});
