import type { Context, webApi } from '@slack/bolt';
import { isDirect } from '../audience.ts';
import { envelope, type MessageEvent, messageEvent } from '../events.ts';
import { failureWord } from '../failures.ts';
import { channelPlace } from '../places.ts';
import { mentions, questionText } from '../question.ts';
import { addressOf, type Surface, sentAt } from './surface.ts';

/** Direct messages and mentions. */
export function registerMessages(surface: Surface): void {
  const { app } = surface;
  app.event('app_mention', (args) => answerMessage(surface, args));
  app.event('message', (args) => answerMessage(surface, args));
}

interface Received {
  event: unknown;
  body: unknown;
  context: Context;
  client: webApi.WebClient;
}

async function answerMessage(surface: Surface, { event, body, context, client }: Received): Promise<void> {
  const parsed = messageEvent.safeParse(event);
  if (!parsed.success || !isMeantForDalil(parsed.data, context.botUserId)) return;
  const message = parsed.data;
  if (!isAdmitted(surface, message, body, context)) return;
  const { channel, ts, user = '' } = message;
  const thread = message.thread_ts ?? ts;
  // A direct message is one conversation, whichever of its threads a question stands in.
  const address = addressOf(context, channel, isDirect(channel) ? null : thread, user);
  const delivery = { messageId: `${channel}:${ts}`, address, sentAt: sentAt(ts) };
  const place = channelPlace({ client, outbox: surface.outbox, channel, thread });
  const text = questionText(message.text, context.botUserId);
  if (!isDirect(channel)) return surface.responder.respond(delivery, { address, text }, place);
  const working = {
    ...place,
    turn: () => Promise.all([place.turn(), showWorking(surface, client, channel, thread)]).then(() => {}),
  };
  return surface.responder.respond(delivery, { address, text }, working);
}

/** What people send: not edits, deletions, joins, or what a bot says. */
const SPOKEN = new Set([undefined, 'file_share', 'me_message', 'thread_broadcast']);

function isMeantForDalil(message: MessageEvent, botUserId: string | undefined): boolean {
  const { bot_id: bot, user, subtype, hidden } = message;
  if (bot !== undefined || user === undefined || user === botUserId || user === 'USLACKBOT') return false;
  if (!SPOKEN.has(subtype) || hidden === true) return false;
  if (message.type === 'app_mention') return true;
  return message.channel_type === 'im' || isDirect(message.channel) || mentions(message.text, botUserId);
}

function isAdmitted(
  { audience, deps }: Surface,
  message: MessageEvent,
  body: unknown,
  context: Context,
): boolean {
  const { is_ext_shared_channel: sharedChannel } = envelope.catch({}).parse(body);
  const reason = audience({
    home: context.teamId,
    enterprise: context.enterpriseId,
    askerTeam: message.user_team ?? message.source_team ?? message.team,
    channel: message.channel,
    sharedChannel,
  });
  if (reason !== null) deps.log.info({ channel: message.channel, reason }, 'A message was not answered');
  return reason === null;
}

const STATUS_PATIENCE_MS = 1500;

/** Says in the thread that Dalil is at work; the answer is never held up or lost for it. */
async function showWorking(
  { deps }: Surface,
  client: webApi.WebClient,
  channel: string,
  thread: string,
): Promise<void> {
  const status = deps.say('slack.status', deps.language);
  const call = client.assistant.threads
    .setStatus({ channel_id: channel, thread_ts: thread, status })
    .catch((error) => deps.log.debug({ error: failureWord(error) }, 'The status could not be shown'));
  await Promise.race([call, new Promise((resolve) => setTimeout(resolve, STATUS_PATIENCE_MS).unref())]);
}
