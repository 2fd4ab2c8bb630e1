import type { InvokeResponse, TurnContext } from 'botbuilder';
import { z } from 'zod';
import type { Answer } from '../../../domain.ts';
import { shortened } from '../../cut.ts';
import { openingOf, renderAnswer, summaryOf } from '../card/render.ts';
import { LIMITS } from '../limits.ts';
import { clean, lineText } from '../text.ts';
import { askLink, attachment, invokeResponse, type Surfaces, speaks } from './surface.ts';

const PARAMETER = z.object({ name: z.string().nullish(), value: z.unknown() });
const QUERY = z.object({
  parameters: z.array(PARAMETER).nullish(),
  queryOptions: z.object({ skip: z.number().int().min(0).nullish() }).nullish(),
});

/** The search in the box where a message is written: answers of the store as cards to put in. */
export async function onSearch(context: TurnContext, surfaces: Surfaces): Promise<InvokeResponse> {
  const { activity } = context;
  const { data } = QUERY.safeParse(activity.value);
  if (data === undefined) return invokeResponse(undefined, 400);
  const language = speaks(activity, surfaces);
  const notice = (key: string) =>
    invokeResponse({ composeExtension: { type: 'message', text: surfaces.say(key, language) } });
  if (await surfaces.isOutsider(context)) return notice('teams.not_for_you');
  const text = typedIn(data.parameters ?? []);
  const found =
    text === '' ? popular(surfaces.home(language), surfaces) : surfaces.search(text, activity.locale);
  const skip = data.queryOptions?.skip ?? 0;
  const page = found.slice(skip, skip + LIMITS.results);
  if (page.length === 0 && skip === 0) return notice('teams.nothing_found');
  const attachments = page.map((answer) => result(answer, surfaces));
  return invokeResponse({ composeExtension: { type: 'result', attachmentLayout: 'list', attachments } });
}

/** Nothing is typed on the initial run. The Playground does not know what the manifest calls its parameter. */
function typedIn(parameters: z.output<typeof PARAMETER>[]): string {
  const typed = parameters.filter(({ name }) => name !== 'initialRun');
  const asked = (typed.find(({ name }) => name === 'question') ?? typed[0])?.value;
  return typeof asked === 'string' ? clean(asked).trim() : '';
}

/** What people often ask and what is new, as the overview names them. */
function popular(home: Answer, { search }: Surfaces): Answer[] {
  const wordings = [...home.suggestions.map(({ label }) => label), ...home.list].map(lineText);
  const answers = wordings.flatMap((wording) => search(wording, home.language).slice(0, 1));
  const byTitle = new Map(answers.map((answer) => [`${answer.entry} ${lineText(answer.title)}`, answer]));
  return byTitle.size > 0 ? [...byTitle.values()] : [home];
}

/** A line in the list of results, and the card that is put into the message. */
function result(answer: Answer, surfaces: Surfaces) {
  const options = { say: surfaces.say, surface: 'insert' as const, rate: null, askLink: askLink(surfaces) };
  const [message] = renderAnswer(answer, options);
  if (message === undefined) throw new Error('An answer gave no card');
  const { title, sentence } = openingOf(answer);
  const preview = {
    title: inPreview(title === '' ? summaryOf(answer, surfaces.say) : shortened(title, LIMITS.summary)),
    text: inPreview(shortened(sentence, LIMITS.summary)),
  };
  return {
    ...attachment(message),
    preview: { contentType: 'application/vnd.microsoft.card.thumbnail', content: preview },
  };
}

/** Previews read a little HTML: nothing in a text may look like a tag. */
function inPreview(text: string): string {
  return text.replace(/<(?=[a-z/!?])/gi, '‹');
}
