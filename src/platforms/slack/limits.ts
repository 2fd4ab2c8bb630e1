/** What Slack refuses beyond, in one table. Characters unless it says otherwise. */
export const LIMITS = {
  messageBlocks: 50,
  viewBlocks: 100,
  /** UTF-8 bytes of a message's blocks as JSON: Slack refuses all together near 13,200. */
  blocksBytes: 12_000,
  /** The text beside the blocks: notifications and screen readers. */
  text: 4000,
  header: 150,
  section: 3000,
  /** Of one text element; Slack names no limit of its own for rich text. */
  richText: 3000,
  contextElements: 10,
  contextText: 2000,
  contextActions: 5,
  actions: 25,
  buttonText: 75,
  buttonValue: 2000,
  buttonUrl: 3000,
  actionId: 255,
  blockId: 255,
  viewTitle: 24,
  viewButton: 24,
  inputLabel: 2000,
  inputValue: 3000,
  placeholder: 150,
  privateMetadata: 3000,
  prompts: 4,
} as const;

/** Between two messages in one channel, in milliseconds: Slack takes one a second. */
export const CHANNEL_PACE = 1050;
