import type { TurnContext } from 'botbuilder';
import type { Address, Served } from '../../../domain.ts';
import { readReason, readTap, type Tap } from '../card/taps.ts';
import { addressOf, isFromBot, isMentioned, isPersonal, questionOf } from './incoming.ts';
import { type Surfaces, sendAnswer, sendSentence, speaks } from './surface.ts';
import { sendOverview } from './welcome.ts';

/** A message in a one-to-one chat, a mention in a group or channel, or a tap on one of the bot's cards. */
export async function onMessage(context: TurnContext, surfaces: Surfaces): Promise<void> {
  const { activity } = context;
  const tapped = activity.value !== undefined && activity.value !== null && !activity.text;
  if (isFromBot(activity) || !(tapped || isPersonal(activity) || isMentioned(activity))) return;
  const { desk, log } = surfaces;
  const address = addressOf(activity);
  const sentAt = activity.timestamp ?? new Date();
  const messageId = activity.id ?? `${activity.conversation.id}/${sentAt.toISOString()}`;
  const done = await desk.once({ messageId, address, sentAt }, inSteps(stepsFor(context, surfaces)));
  if (done === 'failed') log.error({ type: activity.type }, 'Teams: an answer could not be delivered');
  if (done !== 'duplicate') await surfaces.references.keep(activity);
}

type Step = () => Promise<Step[]>;

/** Work that goes on where it failed: what was sent is not sent again. */
function inSteps(first: Step): () => Promise<void> {
  const steps: Step[] = [first];
  return async () => {
    for (let step = steps[0]; step !== undefined; step = steps[0]) {
      const further = await step();
      steps.splice(0, 1, ...further);
    }
  };
}

/** First who asks and what the answer is; then one step per message to send. */
function stepsFor(context: TurnContext, surfaces: Surfaces): Step {
  const { activity } = context;
  const say = (key: string) => surfaces.say(key, speaks(activity, surfaces));
  const only = (send: () => Promise<unknown>): Step[] => [() => send().then(() => [])];
  return async () => {
    if (await surfaces.isOutsider(context))
      return only(() => sendSentence(context, say('teams.not_for_you')));
    const text = questionOf(activity);
    const asked = { address: addressOf(activity), locale: activity.locale };
    if (activity.value !== undefined && activity.value !== null && text === '') {
      const tap = readTap(activity.value);
      if (tap === null) return only(() => sendSentence(context, say('teams.stale_button')));
      if (tap.do === 'rate') return only(() => rate(context, surfaces, tap));
      return answers(context, surfaces, await tapped(surfaces, tap, asked), tap.do === 'all');
    }
    if (text === '') return only(() => sendOverview(context, surfaces));
    return answers(context, surfaces, await surfaces.desk.ask({ ...asked, text }), false);
  };
}

function answers(context: TurnContext, surfaces: Surfaces, served: Served, whole: boolean): Step[] {
  return served.answers.map(({ id, answer }) => async () => {
    await sendAnswer(context, surfaces, { id, answer, whole });
    return [];
  });
}

/** A tapped choice teaches the desk what was meant; any other tap only asks. */
export function tapped(
  { desk }: Surfaces,
  tap: Exclude<Tap, { do: 'rate' }>,
  { locale, address }: { locale: string | undefined; address: Address },
): Promise<Served> {
  const incoming = { address, text: '', plan: tap.plan, locale };
  return tap.do === 'choose' ? desk.choose(incoming) : desk.ask(incoming);
}

async function rate(
  context: TurnContext,
  surfaces: Surfaces,
  tap: Extract<Tap, { do: 'rate' }>,
): Promise<void> {
  const { activity } = context;
  const reason = readReason(activity.value, tap.answer);
  await surfaces.desk.rate(tap.answer, addressOf(activity), tap.verdict, reason);
  await sendSentence(context, surfaces.say('teams.thanks', speaks(activity, surfaces)));
}
