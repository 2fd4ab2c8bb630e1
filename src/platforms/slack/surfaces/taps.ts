import type { Context, webApi } from '@slack/bolt';
import type { Language } from '../../../domain.ts';
import { isDirect } from '../audience.ts';
import { type Tap, tap } from '../events.ts';
import { askerPlace, channelPlace, modalPlace, type Place } from '../places.ts';
import { questionText } from '../question.ts';
import { type ActionId, readActionId } from '../render/buttons.ts';
import { rateAnswer } from './feedback.ts';
import { shareAnswer } from './sharing.ts';
import { addressOf, type Surface } from './surface.ts';
import { type Tapped, tapDelivery } from './tapped.ts';

/** Buttons, votes and the search box: one door, so that none is ever met with silence. */
export function registerTaps(surface: Surface): void {
  surface.app.action(/.*/, async ({ ack, body, context, client }) => {
    await ack();
    await answerTap(surface, body, context, client);
  });
}

async function answerTap(surface: Surface, body: unknown, context: Context, client: webApi.WebClient) {
  const { deps, responder } = surface;
  const given = tap.parse(body);
  const [action] = given.actions;
  // A link opens by itself; Slack tells of it all the same.
  if (action === undefined || action.action_id.startsWith('mail.')) return;
  const id = readActionId(action.action_id);
  const address = addressOf(context, placeName(given), threadOf(given), given.user.id);
  const place = placeOf(surface, given, client, id?.language ?? deps.language);
  const reason = admission(surface, given, context);
  if (reason !== null) return responder.tell(place, reason, id?.language ?? deps.language);
  const value = action.value ?? '';
  if (id === null || value === '')
    return responder.tell(place, 'slack.stale_button', id?.language ?? deps.language);
  await ACTIONS[id.verb]({ surface, client, body: given, id, value, address, place });
}

const ACTIONS: Record<ActionId['verb'], (tapped: Tapped) => Promise<void>> = {
  ask: (tapped) => answerPlan(tapped, {}),
  choose: (tapped) => answerPlan(tapped, { choice: true }),
  more: (tapped) => answerPlan(tapped, { from: tapped.id.number }),
  share: shareAnswer,
  rate: rateAnswer,
  search: async ({ surface, value, body, address, place }) => {
    const text = questionText(value, undefined);
    await surface.responder.respond(tapDelivery(body, address), { address, text }, place);
  },
};

async function answerPlan(
  { surface, body, id, value, address, place }: Tapped,
  how: { choice?: boolean; from?: number },
): Promise<void> {
  const asked = { address, text: '', plan: value, locale: id.language, ...how };
  await surface.responder.respond(tapDelivery(body, address), asked, place);
}

/** App Home and modals have no channel: what is asked there is one conversation of its own. */
const placeName = ({ channel }: Tap) => channel?.id ?? 'home';

/** The thread as the question's own address had it, so that a choice finds its conversation. */
function threadOf({ channel, container, message }: Tap): string | null {
  if (channel === undefined || isDirect(channel.id)) return null;
  if (container?.is_ephemeral) return container.thread_ts ?? null;
  return message?.thread_ts ?? message?.ts ?? null;
}

function placeOf({ outbox, deps }: Surface, body: Tap, client: webApi.WebClient, language: Language): Place {
  const { channel, container, message, view, response_url: url } = body;
  if (channel === undefined) {
    const otherwise = channelPlace({ client, outbox, channel: body.user.id, thread: null });
    const title = deps.say('slack.answer_title', language);
    const close = deps.say('slack.close', language);
    const viewId = view?.type === 'modal' ? view.id : null;
    return modalPlace({ client, outbox, triggerId: body.trigger_id, viewId, title, close, otherwise });
  }
  if (container?.is_ephemeral && url !== undefined)
    return askerPlace(outbox, url, container.thread_ts ?? null);
  const thread = message?.thread_ts ?? message?.ts ?? null;
  return channelPlace({ client, outbox, channel: channel.id, thread, responseUrl: url });
}

function admission({ audience }: Surface, { user, team, channel }: Tap, context: Context) {
  return audience({
    home: context.teamId,
    enterprise: context.enterpriseId,
    askerTeam: user.team_id ?? team?.id,
    channel: channel?.id ?? null,
    sharedChannel: undefined,
  });
}
