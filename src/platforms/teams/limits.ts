/** What Teams takes, and what a chat bears before it is shortened, in one table. */
export const LIMITS = {
  /** UTF-8 bytes of a whole message as JSON. */
  messageBytes: 28 * 1024,
  /** UTF-8 bytes of the text for clients that show no card. */
  fallbackBytes: 4_000,
  /** UTF-8 bytes kept free for the message's envelope, which Teams and the SDK fill in. */
  envelopeBytes: 1_500,
  /** Characters of a notification. */
  summary: 240,
  /** Characters of one element; a longer text is set as several. */
  element: 1_500,
  title: 1_000,
  /** Characters of a fact that still stands beside its label. */
  fact: 300,
  /** Characters of a label that a button shows whole; longer ones become rows to tap. */
  button: 40,
  /** Actions that Teams shows in one row without hiding any. */
  actions: 6,
  /** What a chat shows at first, the rest behind "Show all". */
  shown: { text: 2_400, facts: 20, list: 25, contacts: 8 },
  /** Characters of the reason that somebody gives for "not helpful". */
  reason: 500,
  /** Results of a search, a page. */
  results: 10,
  /** Milliseconds in which Teams wants an invoke answered, with room for the way back. */
  invokeMs: 4_500,
  /** Milliseconds after which a message's delivery is acknowledged although the work goes on. */
  turnMs: 8_000,
} as const;
