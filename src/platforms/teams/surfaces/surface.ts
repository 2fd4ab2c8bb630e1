import type { Activity, InvokeResponse, TurnContext } from 'botbuilder';
import type { Answer, Language } from '../../../domain.ts';
import { isRated, type RenderOptions } from '../card/closing.ts';
import { renderAnswer, renderWhole, type TeamsMessage } from '../card/render.ts';
import type { TeamsDependencies } from '../dependencies.ts';
import { languageOf } from './incoming.ts';
import type { IsOutsider } from './people.ts';
import type { References } from './references.ts';

/** What every surface works with. */
export interface Surfaces
  extends Pick<TeamsDependencies, 'desk' | 'say' | 'home' | 'search' | 'log' | 'language'> {
  references: References;
  isOutsider: IsOutsider;
  /** Teams shows its own feedback buttons and tells which message they belong to. */
  ownFeedback: boolean;
  /** The app's id for addresses that open a chat with the bot; null without an app. */
  appId: string | null;
}

export function speaks(activity: Activity, { language }: Surfaces): Language {
  return languageOf(activity.locale, language);
}

/** A card as Teams wants it attached. */
export function attachment({ card }: TeamsMessage) {
  return { contentType: 'application/vnd.microsoft.card.adaptive', content: card };
}

/** An answer as messages of the bot, each with its feedback: Teams' own where it has any, otherwise on the card. */
export async function sendAnswer(
  context: TurnContext,
  surfaces: Surfaces,
  { id, answer, whole }: { id: string | null; answer: Answer; whole: boolean },
): Promise<void> {
  const { say, ownFeedback, references } = surfaces;
  const rated = id !== null && isRated(answer);
  const options: RenderOptions = { say, surface: 'chat', rate: rated && !ownFeedback ? id : null };
  const messages = whole ? renderWhole(answer, options) : renderAnswer(answer, options);
  for (const [n, message] of messages.entries()) {
    const last = n === messages.length - 1;
    const asksForFeedback = rated && ownFeedback && last;
    const sent = await context.sendActivity({
      type: 'message',
      summary: message.summary,
      attachments: [attachment(message)],
      ...(asksForFeedback && { channelData: { feedbackLoop: { type: 'default' } } }),
    });
    if (asksForFeedback && sent?.id) await references.carried(context.activity.conversation.id, sent.id, id);
  }
}

/** A sentence of the bot's own, never read as markup. */
export async function sendSentence(context: TurnContext, text: string): Promise<void> {
  await context.sendActivity({ type: 'message', text, textFormat: 'plain', summary: text });
}

/** The address that opens a one-to-one chat with the bot and has a question ready there. */
export function askLink({ appId }: Surfaces): (question: string) => string | null {
  return (question) =>
    appId === null
      ? null
      : `https://teams.microsoft.com/l/chat/0/0?users=28:${appId}&message=${encodeURIComponent(question)}`;
}

export function invokeResponse(body?: unknown, status = 200): InvokeResponse {
  return body === undefined ? { status } : { status, body };
}
