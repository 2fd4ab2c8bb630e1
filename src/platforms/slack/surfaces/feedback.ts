import { z } from 'zod';
import { LANGUAGES } from '../../../domain.ts';
import { whySubmission } from '../events.ts';
import { failureWord } from '../failures.ts';
import { askerPlace, type Place } from '../places.ts';
import { readVote } from '../render/buttons.ts';
import { WHY_VIEW, whyView } from '../render/views.ts';
import type { Surface } from './surface.ts';
import { noteTo, type Tapped } from './tapped.ts';

const metadata = z.object({
  answerId: z.string(),
  tenant: z.string(),
  place: z.string(),
  thread: z.string().nullable(),
  language: z.enum(LANGUAGES as ['en', 'fr', 'ar', 'ckb']),
  responseUrl: z.string().optional(),
});

/** Keeps a vote; one that says "not helpful" is asked why, which may be left open. */
export async function rateAnswer(tapped: Tapped): Promise<void> {
  const { surface, value, address, id } = tapped;
  const { deps, responder } = surface;
  const vote = readVote(value);
  if (vote === null) return responder.tell(noticePlace(tapped), 'slack.stale_button', id.language);
  const asking = vote.verdict === 'not-helpful' ? askWhy(tapped, vote.answerId) : Promise.resolve(false);
  const [kept, asked] = await Promise.all([deps.desk.rate(vote.answerId, address, vote.verdict), asking]);
  if (!asked)
    await responder.tell(noticePlace(tapped), kept ? 'slack.thanks' : 'slack.not_kept', id.language);
}

/** Opens the modal at once, for Slack gives three seconds; false when it came too late. */
async function askWhy({ surface, client, body, id, address }: Tapped, answerId: string): Promise<boolean> {
  const { tenant, place, thread } = address;
  const kept = { answerId, tenant, place, thread, language: id.language, responseUrl: body.response_url };
  const view = whyView(id.language, JSON.stringify(kept), surface.deps.say);
  const call = { trigger_id: body.trigger_id, view };
  try {
    const inModal = body.view?.type === 'modal';
    await surface.outbox.call(() => (inModal ? client.views.push(call) : client.views.open(call)));
    return true;
  } catch (error) {
    surface.deps.log.warn(
      { error: failureWord(error) },
      'The question why an answer did not help could not be asked',
    );
    return false;
  }
}

/** The reasons come in as a modal that was sent. */
export function registerFeedback({ app, deps, responder, outbox }: Surface): void {
  app.view(WHY_VIEW, async ({ ack, body }) => {
    await ack();
    const { view, user } = whySubmission.parse(body);
    const reason = view.state.values.reason.reason.value?.trim() ?? '';
    const given = metadata.safeParse(readJson(view.private_metadata));
    if (!given.success || reason === '') return;
    const { answerId, tenant, place, thread, language, responseUrl } = given.data;
    const address = { platform: 'slack' as const, tenant, place, thread, asker: user.id };
    const kept = await deps.desk.rate(answerId, address, 'not-helpful', reason);
    if (responseUrl === undefined) return;
    await responder.tell(
      askerPlace(outbox, responseUrl, thread),
      kept ? 'slack.thanks' : 'slack.not_kept',
      language,
    );
  });
  app.view(/^(?!why$)/, async ({ ack }) => {
    await ack();
  });
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** A short thanks belongs to the voter alone. */
function noticePlace(tapped: Tapped): Pick<Place, 'send'> {
  const { response_url: url, container } = tapped.body;
  if (url === undefined) return noteTo(tapped);
  return askerPlace(tapped.surface.outbox, url, container?.thread_ts ?? null);
}
