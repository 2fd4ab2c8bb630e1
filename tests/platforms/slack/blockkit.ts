/**
 * Slack's rules for blocks as its documentation states them, apart from the renderer's own table,
 * and how a person reads a message. Blocks come in as JSON, the way Slack receives them.
 */
type Json = { [key: string]: unknown };
export interface Sent {
  text: string;
  blocks: unknown[];
}
export type Surface = 'message' | 'modal' | 'home';

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isJson) : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What Slack would refuse about the blocks, in words; empty when it takes them. */
export function blockProblems(blocks: unknown, surface: Surface): string[] {
  if (!Array.isArray(blocks)) return ['blocks is no list'];
  const most = surface === 'message' ? 50 : 100;
  const size = Buffer.byteLength(JSON.stringify(blocks));
  return [
    ...(blocks.length === 0 ? ['no blocks'] : []),
    ...(blocks.length > most ? [`${blocks.length} blocks`] : []),
    ...(surface === 'message' && size > 13_200 ? [`msg_blocks_too_long: ${size} bytes`] : []),
    ...blocks.flatMap((block, n) => oneBlock(block, surface).map((problem) => `blocks/${n}: ${problem}`)),
  ];
}

export function messageProblems(message: Sent): string[] {
  const spoken = text(message.text);
  return [
    ...(spoken.trim() === '' ? ['no text for notifications'] : []),
    ...(spoken.length > 4000 ? [`text of ${spoken.length}`] : []),
    ...(/<[^>]*>/.test(spoken) ? ['markup in the text'] : []),
    ...blockProblems(message.blocks, 'message'),
  ];
}

/** Fields that each type may have, beside `type` and `block_id`. */
const FIELDS: Record<string, string[]> = {
  header: ['text'],
  section: ['text', 'accessory'],
  context: ['elements'],
  context_actions: ['elements'],
  actions: ['elements'],
  divider: [],
  rich_text: ['elements'],
  input: ['label', 'element', 'optional', 'dispatch_action', 'hint'],
};

function oneBlock(block: unknown, surface: Surface): string[] {
  if (!isJson(block)) return ['no block'];
  const type = text(block.type);
  const allowed = FIELDS[type];
  if (allowed === undefined) return [`unknown block ${type}`];
  const strange = Object.keys(block).filter((key) => !['type', 'block_id', ...allowed].includes(key));
  return [...strange.map((key) => `${type} has no ${key}`), ...RULES[type]!(block, surface)];
}

const RULES: Record<string, (block: Json, surface: Surface) => string[]> = {
  header: ({ text: heading }) => textObject(heading, 150, ['plain_text']),
  section: ({ text: body, accessory }) => [
    ...textObject(body, 3000),
    ...(accessory === undefined ? [] : element(accessory)),
  ],
  context: ({ elements }) => [
    ...count(elements, 1, 10),
    ...list(elements).flatMap((one) => textObject(one, 2000)),
  ],
  context_actions: ({ elements }, surface) => [
    ...(surface === 'message' ? [] : [`context_actions in a ${surface}`]),
    ...count(elements, 1, 5),
    ...list(elements).flatMap(feedback),
  ],
  actions: ({ elements }) => [
    ...count(elements, 1, 25),
    ...list(elements).flatMap(element),
    ...ids(elements),
  ],
  divider: () => [],
  rich_text: ({ elements }) => [...count(elements, 1, 100), ...list(elements).flatMap(richBlock)],
  input: ({ label, element: field, dispatch_action }, surface) => [
    ...(surface === 'message' ? ['input in a message'] : []),
    ...textObject(label, 2000, ['plain_text']),
    ...(isJson(field) && field.type === 'plain_text_input' ? [] : ['no input element']),
    ...(surface === 'home' && dispatch_action !== true ? ['an input at home that does nothing'] : []),
    ...(isJson(field) && field.placeholder !== undefined ? textObject(field.placeholder, 150) : []),
  ],
};

function textObject(value: unknown, most: number, types = ['plain_text', 'mrkdwn']): string[] {
  if (!isJson(value)) return ['no text object'];
  const content = text(value.text);
  return [
    ...(types.includes(text(value.type)) ? [] : [`text of type ${text(value.type)}`]),
    ...(content.length === 0 ? ['empty text'] : []),
    ...(content.length > most ? [`text of ${content.length}, most is ${most}`] : []),
    ...(value.emoji !== undefined && value.type !== 'plain_text' ? ['emoji in mrkdwn'] : []),
  ];
}

function count(value: unknown, least: number, most: number): string[] {
  const length = Array.isArray(value) ? value.length : -1;
  return length < least || length > most ? [`${length} elements`] : [];
}

function ids(elements: unknown): string[] {
  const found = list(elements).map(({ action_id }) => action_id);
  return new Set(found).size === found.length ? [] : ['two elements with one action_id'];
}

function element(value: unknown): string[] {
  if (!isJson(value)) return ['no element'];
  if (value.type !== 'button') return [`element ${text(value.type)}`];
  return [
    ...textObject(value.text, 75, ['plain_text']),
    ...identified(value),
    ...(text(value.value).length > 2000 ? ['value too long'] : []),
    ...(value.value === '' ? ['empty value'] : []),
    ...(text(value.url).length > 3000 ? ['url too long'] : []),
  ];
}

const identified = ({ action_id }: Json) =>
  text(action_id) === '' || text(action_id).length > 255 ? ['no action_id, or a long one'] : [];

function feedback(value: Json): string[] {
  if (value.type !== 'feedback_buttons') return [`element ${text(value.type)}`];
  return [value.positive_button, value.negative_button].flatMap((button) =>
    isJson(button) && text(button.value) !== '' && text(button.value).length <= 2000
      ? [...textObject(button.text, 75, ['plain_text']), ...identified(value)]
      : ['feedback without its button'],
  );
}

function richBlock(value: Json): string[] {
  if (value.type === 'rich_text_list') {
    const style = ['bullet', 'ordered'].includes(text(value.style)) ? [] : ['a list without a style'];
    return [...style, ...count(value.elements, 1, 1000), ...list(value.elements).flatMap(richBlock)];
  }
  if (value.type !== 'rich_text_section') return [`rich element ${text(value.type)}`];
  return [...count(value.elements, 1, 1000), ...list(value.elements).flatMap(richElement)];
}

function richElement(value: Json): string[] {
  const content = text(value.text);
  if (value.type !== 'text' && value.type !== 'link') return [`rich ${text(value.type)}`];
  return [
    ...(value.type === 'text' && content === '' ? ['empty text element'] : []),
    ...(content.length > 3000 ? [`text element of ${content.length}`] : []),
    ...(value.type === 'link' && text(value.url) === '' ? ['link without an address'] : []),
  ];
}

/** Every text object, rich text and button of the blocks, in reading order. */
function walk(value: unknown, visit: (node: Json) => boolean): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  if (!isJson(value) || !visit(value)) return;
  for (const one of Object.values(value)) walk(one, visit);
}

const unescaped = (mrkdwn: string) =>
  mrkdwn.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');

/** What a person reads, without markup. */
export function readable(blocks: unknown[]): string {
  const lines: string[] = [];
  for (const block of blocks) {
    const here: string[] = [];
    const separator = isJson(block) && block.type === 'rich_text' ? '' : '\n';
    walk(block, (node) => {
      if (node.type === 'mrkdwn') here.push(unescaped(text(node.text).replace(/<[^|>]+\|([^>]+)>/g, '$1')));
      else if (node.type === 'rich_text_section') here.push('\n');
      if (['plain_text', 'text', 'link'].includes(text(node.type)))
        here.push(text(node.text) || text(node.url));
      return true;
    });
    lines.push(here.join(separator));
  }
  return lines.join('\n');
}

/** Everything that leads somewhere or calls somebody. */
export function targets(blocks: unknown[]): string[] {
  const found: string[] = [];
  walk(blocks, (node) => {
    if (typeof node.url === 'string') found.push(node.url);
    if (node.type === 'mrkdwn') {
      for (const [, inside = ''] of text(node.text).matchAll(/<([^>]+)>/g)) {
        found.push(unescaped(inside.split('|')[0] ?? ''));
      }
    }
    if (['user', 'channel', 'usergroup', 'broadcast', 'team'].includes(text(node.type)))
      found.push(text(node.type));
    return true;
  });
  return found;
}

/** Buttons by label, with what they carry. */
export function buttons(
  blocks: unknown[],
): { label: string; actionId: string; value: string; url: string }[] {
  const found: { label: string; actionId: string; value: string; url: string }[] = [];
  walk(blocks, (node) => {
    if (node.type === 'button') {
      const label = isJson(node.text) ? text(node.text.text) : '';
      found.push({ label, actionId: text(node.action_id), value: text(node.value), url: text(node.url) });
    }
    return true;
  });
  return found;
}

/** The texts that a client lays out each by its own first letter. */
export function directions(blocks: unknown[]): ('rtl' | 'ltr' | 'neutral')[] {
  const found: ('rtl' | 'ltr' | 'neutral')[] = [];
  walk(blocks, (node) => {
    if (node.type === 'rich_text_section') {
      found.push(
        firstLetter(
          list(node.elements)
            .map((one) => text(one.text))
            .join(''),
        ),
      );
      return false;
    }
    if (node.type === 'plain_text') found.push(firstLetter(text(node.text)));
    return node.type !== 'context_actions';
  });
  return found;
}

function firstLetter(shown: string): 'rtl' | 'ltr' | 'neutral' {
  const [letter] = /[\u200E\u200F\p{L}]/u.exec(shown) ?? [];
  if (letter === undefined) return 'neutral';
  return /[\u200F\p{Script=Arabic}\p{Script=Hebrew}]/u.test(letter) ? 'rtl' : 'ltr';
}
