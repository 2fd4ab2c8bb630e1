import type { InvokeResponse, TurnContext } from 'botbuilder';
import { z } from 'zod';
import { readReason, readTap } from '../card/taps.ts';
import { LIMITS } from '../limits.ts';
import { addressOf } from './incoming.ts';
import { invokeResponse, type Surfaces, speaks } from './surface.ts';

/** A tap on "helpful" or "not helpful" on a card; the thanks are shown to that person alone. */
export async function onCardAction(context: TurnContext, surfaces: Surfaces): Promise<InvokeResponse> {
  const { activity } = context;
  const notice = (key: string) =>
    invokeResponse({
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: surfaces.say(key, speaks(activity, surfaces)),
    });
  const data: unknown = activity.value?.action?.data;
  const tap = readTap(data);
  if (tap?.do !== 'rate') return notice('teams.stale_button');
  if (await surfaces.isOutsider(context)) return notice('teams.not_for_you');
  await surfaces.desk.rate(tap.answer, addressOf(activity), tap.verdict, readReason(data, tap.answer));
  return notice('teams.thanks');
}

const OWN_FEEDBACK = z.object({
  actionName: z.literal('feedback'),
  actionValue: z.object({ reaction: z.enum(['like', 'dislike']), feedback: z.unknown().optional() }),
});

/** Teams' own feedback buttons. It wants nothing back. */
export async function onOwnFeedback(context: TurnContext, surfaces: Surfaces): Promise<InvokeResponse> {
  const { activity } = context;
  const { data } = OWN_FEEDBACK.safeParse(activity.value);
  if (data === undefined) return invokeResponse(undefined, 400);
  const answerId = await surfaces.references.answerIn(activity.conversation.id, activity.replyToId ?? '');
  if (answerId === null || (await surfaces.isOutsider(context))) return invokeResponse();
  const { reaction, feedback } = data.actionValue;
  const verdict = reaction === 'like' ? 'helpful' : 'not-helpful';
  await surfaces.desk.rate(answerId, addressOf(activity), verdict, reasonIn(feedback) ?? undefined);
  return invokeResponse();
}

/** Teams sends what was written as JSON in a text, `{"feedbackText": "…"}`, or as the text itself. */
function reasonIn(feedback: unknown): string | null {
  const text =
    z.object({ feedbackText: z.string() }).safeParse(parsed(feedback)).data?.feedbackText ?? feedback;
  return typeof text === 'string' && text.trim() !== '' ? text.trim().slice(0, LIMITS.reason) : null;
}

function parsed(feedback: unknown): unknown {
  if (typeof feedback !== 'string' || !feedback.startsWith('{')) return feedback;
  try {
    return JSON.parse(feedback);
  } catch {
    return feedback;
  }
}
