import { type Activity, type ConversationReference, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Log } from '../../../log.ts';
import type { Vault } from '../dependencies.ts';
import { addressOf, placeOf } from './incoming.ts';

/** What has to outlive a turn. Nothing here ever rejects: without its database the bot answers all the same. */
export interface References {
  /** Keeps the way back to a conversation, for messages that nobody asked for at that moment. */
  keep(activity: Activity): Promise<void>;
  /** Forgets it: the bot was removed there. */
  forget(activity: Activity): Promise<void>;
  /** The way back to a place; null when there is none. */
  of(place: string): Promise<Partial<ConversationReference> | null>;
  /** Remembers which answer a message carried, for Teams' own feedback, which names the message only. */
  carried(conversationId: string, messageId: string, answerId: string): Promise<void>;
  answerIn(conversationId: string, messageId: string): Promise<string | null>;
}

const REFERENCE = z.custom<Partial<ConversationReference>>(
  (held) =>
    z.object({ conversation: z.object({ id: z.string() }), serviceUrl: z.string() }).safeParse(held).success,
);

/** A reference is written anew so often, so that it does not age while it is in use. */
const WRITTEN_EVERY_MS = 24 * 60 * 60_000;
const MOST_REMEMBERED = 10_000;

export function createReferences(vault: Vault, log: Log): References {
  const written = new Map<string, number>();
  const safely = async <T>(work: () => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work();
    } catch {
      log.warn({}, 'Teams: the references are away; later messages and votes may not find their way');
      return otherwise;
    }
  };
  return {
    async keep(activity) {
      const { place } = addressOf(activity);
      if (Date.now() - (written.get(place) ?? 0) < WRITTEN_EVERY_MS) return;
      if (written.size >= MOST_REMEMBERED) written.clear();
      written.set(place, Date.now());
      await safely(() => vault.set(place, referenceOf(activity, place)), undefined);
    },
    async forget(activity) {
      const { place } = addressOf(activity);
      written.delete(place);
      await safely(() => vault.delete(place), undefined);
    },
    of: (place) => safely(async () => REFERENCE.safeParse(await vault.get(place)).data ?? null, null),
    carried: (conversation, message, answer) =>
      safely(() => vault.set(messageId(conversation, message), { answer }), undefined),
    answerIn: (conversation, message) =>
      safely(async () => {
        const held = await vault.get(messageId(conversation, message));
        return z.object({ answer: z.string() }).safeParse(held).data?.answer ?? null;
      }, null),
  };
}

function messageId(conversation: string, message: string): string {
  return `${placeOf(conversation).place}/message/${message}`;
}

/** Of the place, not of the thread or of the person who happened to write there. */
function referenceOf(activity: Activity, place: string): Partial<ConversationReference> {
  const { user, activityId, ...reference } = TurnContext.getConversationReference(activity);
  const personal = activity.conversation.conversationType === 'personal';
  return { ...reference, ...(personal && { user }), conversation: { ...activity.conversation, id: place } };
}
