import * as official from 'adaptivecards';

/**
 * How a card is read: by Microsoft's own Adaptive Cards package, apart from the code that writes cards.
 * Cards come in as JSON, the way Teams receives them.
 */
export interface Message {
  summary?: string;
  card: unknown;
}

/** UTF-8 bytes that Teams takes of one message. */
const MESSAGE_BYTES = 28 * 1024;

function parsed(card: unknown): { root: official.AdaptiveCard; problems: string[] } {
  const root = new official.AdaptiveCard();
  const context = new official.SerializationContext(official.Versions.v1_5);
  root.parse(JSON.parse(JSON.stringify(card)), context);
  const problems: string[] = [];
  for (let n = 0; n < context.eventCount; n++) problems.push(context.getEventAt(n).message);
  problems.push(...root.validateProperties().validationEvents.map(({ message }) => message));
  return { root, problems };
}

/** What Teams would refuse or leave out, in words; empty when it shows all of it. */
export function messageProblems(message: Message): string[] {
  const { root, problems } = parsed(message.card);
  const activity = { type: 'message', summary: message.summary, attachments: [{ content: message.card }] };
  const size = Buffer.byteLength(JSON.stringify(activity));
  return [
    ...problems,
    ...(size > MESSAGE_BYTES - 500 ? [`${size} bytes`] : []),
    ...(root.version?.toString() === '1.5' ? [] : ['not version 1.5']),
    ...((root.fallbackText ?? '').trim() === '' ? ['no text for clients without cards'] : []),
    ...((root.speak ?? '').trim() === '' ? ['nothing to speak'] : []),
    ...((message.summary ?? '').trim() === '' ? ['nothing for a notification'] : []),
    ...(root.getActionCount() > 6 ? ['more actions than Teams shows'] : []),
    ...(root.getItemCount() === 0 ? ['nothing to see'] : []),
    ...(JSON.stringify(message.card).includes('{{') ? ['a function that a card would run'] : []),
  ];
}

/** Everything that a person reads, buttons' labels too. */
export function readable(card: unknown): string {
  return everything(parsed(card).root)
    .map(({ text }) => text)
    .join('\n');
}

/** Every address that a tap opens, and every link in Markdown. */
export function targets(card: unknown): string[] {
  return everything(parsed(card).root).flatMap(({ url, markdown }) => [
    ...(url === undefined ? [] : [url]),
    ...(markdown === undefined ? [] : markdownLinks(markdown)),
  ]);
}

export interface Button {
  title: string;
  type: string;
  data: { dalil?: { do: string; plan?: string; answer?: string; verdict?: string } };
}

/** Every button and row that can be tapped. */
export function buttons(card: unknown): Button[] {
  return everything(parsed(card).root).flatMap(({ button }) => (button === undefined ? [] : [button]));
}

export function plans(card: unknown): string[] {
  return buttons(card).flatMap(({ data }) => data.dalil?.plan ?? []);
}

export function rightToLeft(card: unknown): boolean {
  return parsed(card).root.rtl === true;
}

interface Seen {
  text: string;
  /** The text as it is written, where a client reads Markdown in it. */
  markdown?: string;
  url?: string;
  button?: Button;
}

function everything(root: official.AdaptiveCard): Seen[] {
  const actions = Array.from({ length: root.getActionCount() }, (_, n) => root.getActionAt(n));
  return [...inContainer(root), ...actions.flatMap(ofAction)];
}

function inContainer(container: official.CardElementContainer): Seen[] {
  const items = Array.from({ length: container.getItemCount() }, (_, n) => container.getItemAt(n));
  const tap = container instanceof official.Container ? container.selectAction : undefined;
  return [...items.flatMap(ofElement), ...ofAction(tap)];
}

function ofElement(element: official.CardElement): Seen[] {
  if (element instanceof official.TextBlock) return [inMarkdown(element.text ?? '')];
  if (element instanceof official.RichTextBlock) {
    const runs = Array.from({ length: element.getInlineCount() }, (_, n) => element.getInlineAt(n));
    return [{ text: runs.map((run) => (run instanceof official.TextRun ? (run.text ?? '') : '')).join('') }];
  }
  if (element instanceof official.FactSet) {
    return element.facts.flatMap(({ name, value }) => [inMarkdown(name ?? ''), inMarkdown(value ?? '')]);
  }
  if (element instanceof official.ActionSet) {
    return Array.from({ length: element.getActionCount() }, (_, n) => element.getActionAt(n)).flatMap(
      ofAction,
    );
  }
  if (element instanceof official.TextInput) return [{ text: element.label ?? '' }];
  if (element instanceof official.Container) return inContainer(element);
  throw new Error(`A person cannot tell what ${element.getJsonTypeName()} says`);
}

function ofAction(action: official.Action | undefined): Seen[] {
  if (action === undefined) return [];
  const text = action.title ?? '';
  if (action instanceof official.OpenUrlAction) return [{ text, url: action.url }];
  if (action instanceof official.ShowCardAction) return [{ text }, ...everything(action.card)];
  if (action instanceof official.SubmitAction || action instanceof official.ExecuteAction) {
    const json = JSON.parse(JSON.stringify(action.toJSON()));
    return [{ text, button: { title: text, type: json.type, data: json.data ?? {} } }];
  }
  throw new Error(`A person cannot tell what ${action.getJsonTypeName()} does`);
}

/** As CommonMark shows it: a backslash makes the mark after it plain. */
function inMarkdown(markdown: string): Seen {
  return { text: markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1'), markdown };
}

function markdownLinks(markdown: string): string[] {
  const live = markdown.replace(/\\[!-/:-@[-`{-~]/g, '');
  return [...live.matchAll(/\]\(\s*<?([^\s)>]+)|<((?:https?|mailto):[^>]+)>/g)].map(
    ([, a, b]) => a ?? b ?? '',
  );
}
