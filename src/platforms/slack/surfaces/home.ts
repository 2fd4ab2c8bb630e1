import type { Context, webApi } from '@slack/bolt';
import type { Answer } from '../../../domain.ts';
import { homeOpened, threadStarted } from '../events.ts';
import { failureWord } from '../failures.ts';
import { LIMITS } from '../limits.ts';
import { sentence } from '../places.ts';
import { isBlank, lineText } from '../render/text.ts';
import { homeView } from '../render/views.ts';
import { directionOf } from '../responder.ts';
import type { Surface } from './surface.ts';

/** App Home, and what a person is shown who opens a conversation and has not asked yet. */
export function registerHome(surface: Surface): void {
  const { app, deps } = surface;
  app.event('app_home_opened', async ({ event, client, context }) => {
    const { user, channel, tab } = homeOpened.parse(event);
    if (!isAdmitted(surface, context)) return;
    const overview = deps.home(deps.language);
    if (tab !== 'messages') await publish(surface, client, user, overview);
    // With a thread given, an agent's prompts would silently not show.
    else if (channel !== undefined) await suggest(surface, client, { channel_id: channel }, overview);
  });
  app.event('assistant_thread_started', async ({ event, client, context }) => {
    const { channel_id, thread_ts } = threadStarted.parse(event).assistant_thread;
    if (!isAdmitted(surface, context)) return;
    await greet(surface, client, channel_id, thread_ts);
    await suggest(surface, client, { channel_id, thread_ts }, deps.home(deps.language));
  });
}

function isAdmitted({ audience }: Surface, context: Context): boolean {
  const { teamId: home, enterpriseId: enterprise } = context;
  return audience({ home, enterprise, askerTeam: home, channel: null, sharedChannel: false }) === null;
}

async function publish({ outbox, deps }: Surface, client: webApi.WebClient, user: string, overview: Answer) {
  const view = homeView(overview, deps.say);
  await outbox
    .call(() => client.views.publish({ user_id: user, view }))
    .catch((error) => deps.log.warn({ error: failureWord(error) }, 'App Home could not be shown'));
}

async function greet({ outbox, deps }: Surface, client: webApi.WebClient, channel: string, thread: string) {
  const { language } = deps;
  await outbox.turn(channel);
  await outbox
    .post(client, { channel, thread }, sentence(deps.say('slack.greeting', language), directionOf(language)))
    .catch((error) => deps.log.warn({ error: failureWord(error) }, 'A greeting could not be delivered'));
}

async function suggest(
  { outbox, deps }: Surface,
  client: webApi.WebClient,
  where: { channel_id: string; thread_ts?: string },
  overview: Answer,
): Promise<void> {
  const prompts = [...overview.choices, ...overview.suggestions]
    .map(({ label }) => lineText(label))
    .filter((label) => !isBlank(label))
    .slice(0, LIMITS.prompts)
    .map((label) => ({ title: label, message: label }));
  if (prompts.length === 0) return;
  const title = deps.say('slack.prompts', overview.language);
  await outbox
    .call(() => client.assistant.threads.setSuggestedPrompts({ ...where, title, prompts }))
    .catch((error) => deps.log.warn({ error: failureWord(error) }, 'Suggested prompts could not be shown'));
}
