import type { webApi } from '@slack/bolt';
import { Refused } from './failures.ts';
import { LIMITS } from './limits.ts';
import type { Outbox, Outgoing } from './outbox.ts';
import { directed } from './render/text.ts';
import { modalView, withBlocks } from './render/views.ts';

/** Where an answer goes. `send` throws a Refused for what will never be delivered there. */
export interface Place {
  surface: 'message' | 'modal';
  /** Whether it is seen by one person in a channel, who may want to show it to all. */
  share: boolean;
  /** How many messages it takes in one go. */
  pages: number;
  /** Resolves when it is this answer's turn. */
  turn(): Promise<void>;
  send(message: Outgoing): Promise<void>;
}

interface Channel {
  client: webApi.WebClient;
  outbox: Outbox;
  channel: string;
  thread: string | null;
  /** Reaches the asker where the bot may not post: it need not be a member for that. */
  responseUrl?: string | undefined;
}

/** A channel's or direct message's thread, seen by all who are in it. */
export function channelPlace({ client, outbox, channel, thread, responseUrl }: Channel): Place {
  let hasTurn = false;
  return {
    surface: 'message',
    share: false,
    pages: 3,
    async turn() {
      await outbox.turn(channel);
      hasTurn = true;
    },
    async send(message) {
      if (!hasTurn) await outbox.followUp(channel);
      hasTurn = false;
      try {
        await outbox.post(client, { channel, thread }, message);
      } catch (error) {
        const outside = error instanceof Refused && /^(not_in_channel|channel_not_found)$/.test(error.code);
        if (!outside || responseUrl === undefined) throw error;
        await outbox.respond(responseUrl, message, { thread });
      }
    },
  };
}

/** A message that only the asker sees. Slack takes five per interaction: one is left for a sentence. */
export function askerPlace(outbox: Outbox, responseUrl: string, thread: string | null): Place {
  return {
    surface: 'message',
    share: true,
    pages: 3,
    turn: async () => {},
    send: (message) => outbox.respond(responseUrl, message, { thread }),
  };
}

interface Modal {
  client: webApi.WebClient;
  outbox: Outbox;
  triggerId: string;
  /** The open modal to show it in; none opens one. */
  viewId: string | null;
  title: string;
  close: string;
  /** Where the answer goes when the modal can no longer be opened. */
  otherwise: Place;
}

/** A modal, opened or changed; a second answer is added below the first. */
export function modalPlace({ client, outbox, triggerId, viewId, title, close, otherwise }: Modal): Place {
  let shown: Outgoing[] = [];
  let open = viewId;
  async function show(all: Outgoing[]): Promise<void> {
    const blocks = all.flatMap(withBlocks).slice(0, LIMITS.viewBlocks);
    const view = modalView({ title, close, blocks });
    if (open !== null) {
      await outbox.call(() => client.views.update({ view_id: open ?? '', view }));
      return;
    }
    const { view: opened } = await outbox.call(() => client.views.open({ trigger_id: triggerId, view }));
    open = opened?.id ?? null;
  }
  return {
    surface: 'modal',
    share: false,
    pages: 1,
    turn: async () => {},
    async send(message) {
      try {
        await show([...shown, message]);
        shown = [...shown, message];
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        await otherwise.send(message);
      }
    },
  };
}

type Note = Omit<Modal, 'viewId' | 'otherwise'> & { inModal: boolean };

/** A note to one person that needs no channel: a modal of its own, above an open one if there is one. */
export function notePlace({ client, outbox, triggerId, title, close, inModal }: Note): Pick<Place, 'send'> {
  return {
    async send(message) {
      const call = { trigger_id: triggerId, view: modalView({ title, close, blocks: withBlocks(message) }) };
      await outbox.call(() => (inModal ? client.views.push(call) : client.views.open(call)));
    },
  };
}

/** A single sentence as a message. */
export function sentence(text: string, direction: 'ltr' | 'rtl'): Outgoing {
  return { text: directed(text, direction) };
}
