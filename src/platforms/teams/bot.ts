import type { InvokeResponse, TurnContext } from 'botbuilder';
import { LIMITS } from './limits.ts';
import { onMessage } from './surfaces/chat.ts';
import { onAskAbout, onDialogTap } from './surfaces/dialog.ts';
import { onSearch } from './surfaces/extension.ts';
import { onCardAction, onOwnFeedback } from './surfaces/feedback.ts';
import { invokeResponse, type Surfaces, speaks } from './surfaces/surface.ts';
import { onMembership } from './surfaces/welcome.ts';

type Handler<T> = (context: TurnContext, surfaces: Surfaces) => Promise<T>;

/** What Teams tells, by the activity's type. Anything else is none of the bot's business. */
const EVENTS: Record<string, Handler<void>> = {
  message: onMessage,
  installationUpdate: onMembership,
  conversationUpdate: onMembership,
};

/** What Teams wants answered at once, by the invoke's name, and the answer's shape when there is no time left. */
const INVOKES: Record<
  string,
  { answer: Handler<InvokeResponse>; late: (sentence: string) => InvokeResponse }
> = {
  'adaptiveCard/action': {
    answer: onCardAction,
    late: (value) =>
      invokeResponse({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value }),
  },
  'message/submitAction': { answer: onOwnFeedback, late: () => invokeResponse() },
  'composeExtension/query': {
    answer: onSearch,
    late: (text) => invokeResponse({ composeExtension: { type: 'message', text } }),
  },
  'composeExtension/fetchTask': { answer: onAskAbout, late: inWindow },
  'composeExtension/submitAction': { answer: onDialogTap, late: inWindow },
};

/** The invokes that Teams may send; the manifest's commands lead to them. */
export const INVOKE_NAMES = Object.keys(INVOKES);

/** One turn of the conversation, as botbuilder's adapters run it. */
export function createBot(surfaces: Surfaces): (context: TurnContext) => Promise<void> {
  return async (context) => {
    const { type, name } = context.activity;
    if (type !== 'invoke') return EVENTS[type]?.(context, surfaces);
    const invoke = Object.hasOwn(INVOKES, name ?? '') ? INVOKES[name ?? ''] : undefined;
    if (invoke === undefined) return;
    const value = await inTime(invoke.answer(context, surfaces), () =>
      invoke.late(surfaces.say('teams.slow', speaks(context.activity, surfaces))),
    );
    await context.sendActivity({ type: 'invokeResponse', value });
  };
}

async function inTime<T>(work: Promise<T>, late: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const ends = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(late()), LIMITS.invokeMs);
  });
  return Promise.race([work, ends]).finally(() => clearTimeout(timer));
}

function inWindow(value: string): InvokeResponse {
  return invokeResponse({ task: { type: 'message', value } });
}
