import type { Activity, TurnContext } from 'botbuilder';
import type { Answer, Line } from '../../../domain.ts';
import { addressOf, isPersonal } from './incoming.ts';
import { type Surfaces, sendAnswer, speaks } from './surface.ts';

/** The bot came to a conversation, or left it: it greets and remembers the way back, or forgets it. */
export async function onMembership(context: TurnContext, surfaces: Surfaces): Promise<void> {
  const { activity } = context;
  const { references, desk, log } = surfaces;
  if (left(activity)) return references.forget(activity);
  if (!came(activity)) return;
  await references.keep(activity);
  // Teams tells of one installation twice, as an installation and as a new member.
  const { place } = addressOf(activity);
  const delivery = {
    messageId: `welcome:${place}`,
    address: addressOf(activity),
    sentAt: activity.timestamp ?? new Date(),
  };
  const done = await desk.once(delivery, () => sendOverview(context, surfaces));
  if (done === 'failed') log.error({}, 'Teams: a welcome could not be delivered');
}

function came({ type, action, membersAdded, recipient }: Activity): boolean {
  if (type === 'installationUpdate') return /^add/.test(action ?? '');
  return (membersAdded ?? []).some(({ id }) => id === recipient.id);
}

function left({ type, action, membersRemoved, recipient }: Activity): boolean {
  if (type === 'installationUpdate') return /^remove/.test(action ?? '');
  return (membersRemoved ?? []).some(({ id }) => id === recipient.id);
}

/** What the bot knows, with questions to tap, and how to ask it here. */
export async function sendOverview(context: TurnContext, surfaces: Surfaces): Promise<void> {
  await sendAnswer(context, surfaces, {
    id: null,
    answer: overview(context.activity, surfaces),
    whole: false,
  });
}

function overview(activity: Activity, surfaces: Surfaces): Answer {
  const home = surfaces.home(speaks(activity, surfaces));
  const key = isPersonal(activity) ? 'teams.welcome' : 'teams.welcome_group';
  const text = surfaces.say(key, home.language, { name: `@${activity.recipient.name || 'Dalil'}` });
  const how: Line = [{ from: 'reply', key, text }];
  return { ...home, text: [...home.text, how], suggestions: home.suggestions.slice(0, 3) };
}
