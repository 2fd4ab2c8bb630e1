import type { Context } from '@slack/bolt';
import { command, messageShortcut } from '../events.ts';
import { askerPlace } from '../places.ts';
import { questionText } from '../question.ts';
import { addressOf, type Surface } from './surface.ts';

export const COMMAND = '/dalil';
export const SHORTCUT = 'ask_about_message';

/** `/dalil question` and the message shortcut: answers that only the asker sees. */
export function registerCommands(surface: Surface): void {
  const { app, responder, outbox, deps } = surface;
  app.command(COMMAND, async ({ ack, body, context }) => {
    await ack();
    await answerCommand(surface, body, context);
  });
  app.command(OTHER_COMMAND, async ({ ack }) => {
    await ack({ response_type: 'ephemeral', text: deps.say('slack.unknown_command', deps.language) });
  });
  app.shortcut(SHORTCUT, async ({ ack, body, context }) => {
    await ack();
    await answerShortcut(surface, body, context);
  });
  app.shortcut(OTHER_SHORTCUT, async ({ ack, body }) => {
    await ack();
    const url = 'response_url' in body ? body.response_url : null;
    if (url !== null)
      await responder.tell(askerPlace(outbox, url, null), 'slack.stale_button', deps.language);
  });
}

const OTHER_COMMAND = /^(?!\/dalil$)/;
const OTHER_SHORTCUT = /^(?!ask_about_message$)/;

async function answerCommand(surface: Surface, body: unknown, context: Context): Promise<void> {
  const { outbox, responder, deps } = surface;
  const given = command.parse(body);
  const place = askerPlace(outbox, given.response_url, null);
  const reason = admission(surface, context, given.channel_id, given.team_id);
  if (reason !== null) return responder.tell(place, reason, deps.language);
  const address = addressOf(context, given.channel_id, null, given.user_id);
  const delivery = { messageId: `command:${given.trigger_id}`, address, sentAt: new Date() };
  const text = questionText(given.text, context.botUserId);
  await responder.respond(delivery, { address, text }, place);
}

async function answerShortcut(surface: Surface, body: unknown, context: Context): Promise<void> {
  const { outbox, responder, deps } = surface;
  const given = messageShortcut.parse(body);
  const { channel, message, user } = given;
  const thread = message.thread_ts ?? null;
  const place = askerPlace(outbox, given.response_url, thread);
  const reason = admission(surface, context, channel.id, user.team_id ?? given.team?.id);
  if (reason !== null) return responder.tell(place, reason, deps.language);
  const text = questionText(message.text ?? '', context.botUserId);
  if (text === '') return responder.tell(place, 'slack.nothing_to_ask', deps.language);
  const address = addressOf(context, channel.id, thread, user.id);
  const delivery = { messageId: `shortcut:${given.trigger_id}`, address, sentAt: new Date() };
  await responder.respond(delivery, { address, text }, place);
}

function admission({ audience }: Surface, context: Context, channel: string, askerTeam: string | undefined) {
  return audience({
    home: context.teamId,
    enterprise: context.enterpriseId,
    askerTeam,
    channel,
    sharedChannel: undefined,
  });
}
