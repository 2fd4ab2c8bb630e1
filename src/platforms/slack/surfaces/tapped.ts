import type { webApi } from '@slack/bolt';
import type { Address, Delivery } from '../../../domain.ts';
import type { Tap } from '../events.ts';
import { notePlace, type Place } from '../places.ts';
import type { ActionId } from '../render/buttons.ts';
import type { Surface } from './surface.ts';

/** One tap, with all that answering it needs. */
export interface Tapped {
  surface: Surface;
  client: webApi.WebClient;
  body: Tap;
  id: ActionId;
  value: string;
  address: Address;
  place: Place;
}

/** A tap is a delivery of its own: tapping twice asks twice. */
export function tapDelivery(body: Tap, address: Address): Delivery {
  const [action] = body.actions;
  const messageId = `tap:${action?.action_id}:${action?.action_ts ?? body.trigger_id}`;
  return { messageId, address, sentAt: new Date() };
}

/** Where the tapper alone reads a note, whatever has become of the message that was tapped. */
export function noteTo({ surface, client, body, id }: Tapped): Pick<Place, 'send'> {
  const { outbox, deps } = surface;
  const title = deps.say('slack.answer_title', id.language);
  const close = deps.say('slack.close', id.language);
  const inModal = body.view?.type === 'modal';
  return notePlace({ client, outbox, triggerId: body.trigger_id, title, close, inModal });
}
