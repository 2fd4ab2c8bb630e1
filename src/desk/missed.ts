const MOST_MISSED = 10_000;

/** Conversations whose last turn this process could not keep. */
export class MissedTurns {
  readonly #conversations = new Set<string>();

  has(conversation: string): boolean {
    return this.#conversations.has(conversation);
  }

  note(conversation: string, kept: boolean) {
    this.#conversations.delete(conversation);
    if (kept) return;
    if (this.#conversations.size >= MOST_MISSED) this.#conversations.clear();
    this.#conversations.add(conversation);
  }
}
