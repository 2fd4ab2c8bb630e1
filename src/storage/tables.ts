/**
 * What is kept, column by column. `docs/privacy.md` says of each why and for how long; a test compares
 * the two. Instants are milliseconds since 1970 (UTC); JSON is kept as text, the same on both databases.
 */
export interface Tables {
  conversations: ConversationsTable;
  journal: JournalTable;
  votes: VotesTable;
  taps: TapsTable;
  messages: MessagesTable;
  leases: LeasesTable;
  installations: SealedTable;
  conversation_references: SealedTable;
  seen: SeenTable;
  key_fingerprints: KeyFingerprintsTable;
  schema_versions: SchemaVersionsTable;
}

/** What "it" and "the second one" stand for in a conversation, for half an hour. */
interface ConversationsTable {
  id: string;
  context: string;
  answer: string | null;
  at: number;
}

/** One row per answered, ambiguous or unanswered question. */
export interface JournalTable {
  id: string;
  at: number;
  platform: string;
  language: string;
  outcome: string;
  confidence: number;
  entry: string | null;
  entries: string;
  version: string;
  text: string | null;
  state: string | null;
  seal: string;
}

interface VotesTable {
  answer: string;
  voter: string;
  verdict: string;
  reason: string | null;
  version: string;
  at: number;
}

export interface TapsTable {
  id: string;
  at: number;
  entry: string;
  language: string;
  text: string;
  state: string;
  seal: string;
}

interface MessagesTable {
  id: string;
  conversation: string;
  sent_at: number;
  alive_until: number;
  done_at: number | null;
}

interface LeasesTable {
  conversation: string;
  holder: string;
  until: number;
}

interface SealedTable {
  id: string;
  sealed: string;
  at: number;
}

interface SeenTable {
  platform: string;
  at: number;
}

interface KeyFingerprintsTable {
  name: string;
  fingerprint: string;
}

interface SchemaVersionsTable {
  version: number;
  at: number;
}
