import type { InvokeResponse, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Served } from '../../../domain.ts';
import type { AdaptiveCard } from '../card/elements.ts';
import { renderAnswer, renderWhole } from '../card/render.ts';
import { readReason, readTap } from '../card/taps.ts';
import { LIMITS } from '../limits.ts';
import { tapped } from './chat.ts';
import { plainText } from './html.ts';
import { addressOf } from './incoming.ts';
import { askLink, attachment, invokeResponse, type Surfaces, speaks } from './surface.ts';

const PAYLOAD = z.object({
  messagePayload: z.object({
    body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  }),
});

/** "Ask Dalil about this" on somebody's message: the answer in a window that only this person sees. */
export async function onAskAbout(context: TurnContext, surfaces: Surfaces): Promise<InvokeResponse> {
  const { activity } = context;
  const { data } = PAYLOAD.safeParse(activity.value);
  if (data === undefined) return invokeResponse(undefined, 400);
  if (await surfaces.isOutsider(context)) return sentence(context, surfaces, 'teams.not_for_you');
  const { contentType, content } = data.messagePayload.body ?? {};
  const text = contentType === 'text' ? (content ?? '').trim() : plainText(content ?? '');
  if (text === '') return sentence(context, surfaces, 'teams.nothing_to_ask');
  const incoming = { address: inDialog(context), text, locale: activity.locale };
  return windowOf(await surfaces.desk.ask(incoming), context, surfaces, false);
}

/** A tap in that window. */
export async function onDialogTap(context: TurnContext, surfaces: Surfaces): Promise<InvokeResponse> {
  const data: unknown = context.activity.value?.data;
  const tap = readTap(data);
  if (tap === null) return sentence(context, surfaces, 'teams.stale_button');
  if (await surfaces.isOutsider(context)) return sentence(context, surfaces, 'teams.not_for_you');
  if (tap.do === 'rate') {
    await surfaces.desk.rate(tap.answer, inDialog(context), tap.verdict, readReason(data, tap.answer));
    return sentence(context, surfaces, 'teams.thanks');
  }
  const served = await tapped(surfaces, tap, { address: inDialog(context), locale: context.activity.locale });
  return tap.do === 'insert'
    ? intoMessage(served, surfaces)
    : windowOf(served, context, surfaces, tap.do === 'all');
}

/** A window is a conversation of its own: it does not change what "it" means in the chat behind it. */
function inDialog({ activity }: TurnContext) {
  return { ...addressOf(activity), thread: 'dialog' };
}

function windowOf(
  { answers }: Served,
  context: TurnContext,
  surfaces: Surfaces,
  whole: boolean,
): InvokeResponse {
  const cards = answers.flatMap(({ id, answer }) => {
    const bytes = LIMITS.messageBytes / answers.length;
    const options = { say: surfaces.say, surface: 'dialog' as const, rate: id, bytes };
    return (whole ? renderWhole(answer, options) : renderAnswer(answer, options)).map(({ card }) => card);
  });
  const [first, ...others] = cards;
  if (first === undefined) return sentence(context, surfaces, 'teams.nothing_to_ask');
  const title = surfaces.say('teams.dialog_title', answers[0]?.answer.language ?? surfaces.language);
  const card = {
    contentType: 'application/vnd.microsoft.card.adaptive',
    content: others.reduce(joined, first),
  };
  return invokeResponse({
    task: { type: 'continue', value: { title, height: 'large', width: 'medium', card } },
  });
}

/** Two cards as one: a window shows one card, and has room for all of an answer. */
function joined(first: AdaptiveCard, second: AdaptiveCard): AdaptiveCard {
  const actions = (card: AdaptiveCard) =>
    card.actions === undefined ? [] : [{ type: 'ActionSet' as const, actions: card.actions }];
  const { actions: last, ...rest } = second;
  return {
    ...first,
    fallbackText: `${first.fallbackText}\n${second.fallbackText}`,
    body: [...first.body, ...actions(first), ...rest.body],
    ...(last === undefined ? { actions: undefined } : { actions: last }),
  };
}

/** The card goes into the message that the person is writing. */
function intoMessage({ answers }: Served, surfaces: Surfaces): InvokeResponse {
  const attachments = answers.slice(0, 1).flatMap(({ answer }) => {
    const options = { say: surfaces.say, surface: 'insert' as const, rate: null, askLink: askLink(surfaces) };
    return renderAnswer(answer, options).map(attachment);
  });
  return invokeResponse({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments } });
}

function sentence({ activity }: TurnContext, surfaces: Surfaces, key: string): InvokeResponse {
  return invokeResponse({ task: { type: 'message', value: surfaces.say(key, speaks(activity, surfaces)) } });
}
