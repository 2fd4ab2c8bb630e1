import type { Language } from '../../../domain.ts';
import { Refused } from '../failures.ts';
import type { Outgoing } from '../outbox.ts';
import { channelPlace, type Place } from '../places.ts';
import { noteTo, type Tapped, tapDelivery } from './tapped.ts';

/** Shows an answer that only the asker saw to the whole channel, and says who shared it. */
export async function shareAnswer(tapped: Tapped): Promise<void> {
  const { surface, body, id, value, address } = tapped;
  const asked = {
    ...{ address, text: '', plan: value, locale: id.language },
    footer: (message: Outgoing, language: Language) => withSharer(tapped, message, language),
  };
  await surface.responder.respond(tapDelivery(body, address), asked, sharingPlace(tapped));
}

/** Through the interaction's own address, for which the bot need not be in the channel; later by posting. */
function sharingPlace(tapped: Tapped): Place {
  const { surface, client, body, id } = tapped;
  const { outbox, responder } = surface;
  const thread = body.container?.thread_ts ?? null;
  const url = body.response_url;
  const posted = channelPlace({ client, outbox, channel: body.channel?.id ?? '', thread });
  async function post(message: Outgoing): Promise<void> {
    try {
      await posted.send(message);
    } catch (error) {
      if (error instanceof Refused) await responder.tell(noteTo(tapped), 'slack.not_shared', id.language);
      throw error;
    }
  }
  async function send(message: Outgoing): Promise<void> {
    if (url === undefined) return post(message);
    try {
      await outbox.respond(url, message, { inChannel: true, thread });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await post(message);
    }
  }
  return { ...posted, turn: async () => {}, send };
}

function withSharer({ surface, body }: Tapped, message: Outgoing, language: Language): Outgoing {
  if (!('blocks' in message)) return message;
  const text = surface.deps.say('slack.shared_by', language, { user: `<@${body.user.id}>` });
  return {
    ...message,
    blocks: [...message.blocks, { type: 'context', elements: [{ type: 'mrkdwn', text }] }],
  };
}
