import type { Language } from '../../../domain.ts';
import { Refused } from '../failures.ts';
import type { Outgoing } from '../outbox.ts';
import { askerPlace, channelPlace, type Place } from '../places.ts';
import { type Tapped, tapDelivery } from './tapped.ts';

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
function sharingPlace({ surface, client, body, id, place }: Tapped): Place {
  const { outbox, responder } = surface;
  const thread = body.container?.thread_ts ?? null;
  const url = body.response_url;
  const posted = channelPlace({ client, outbox, channel: body.channel?.id ?? '', thread });
  const send = async (message: Outgoing) => {
    try {
      if (url === undefined) await posted.send(message);
      else await outbox.respond(url, message, { inChannel: true, thread });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await posted.send(message).catch(async (again) => {
        await responder.tell(
          url === undefined ? place : askerPlace(outbox, url, thread),
          'slack.not_shared',
          id.language,
        );
        throw again;
      });
    }
  };
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
