/** What the bot may do, and what for. The manifest asks for these and no others. */
export const SCOPES = {
  'app_mentions:read': 'hears that it is mentioned in a channel',
  'assistant:write': 'shows suggested prompts where people open it',
  'chat:write': 'answers, and shows that it is at work',
  commands: 'offers /dalil and the message shortcut',
  'im:history': 'reads the direct messages that people write to it',
} as const;

/** Scopes that only `doctor` uses, and says so when they are not granted. */
export const OPTIONAL_SCOPES = {
  'channels:read': 'lets doctor see whether the bot is in the channels of SLACK_CHANNELS',
} as const;

/** The events that are listened to. */
export const EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'assistant_thread_started',
  'message.im',
  'tokens_revoked',
] as const;
