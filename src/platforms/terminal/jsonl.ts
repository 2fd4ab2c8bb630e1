import type { Answer, Answerer, Context, Reply } from '../../domain.ts';
import { linesOf } from './lines.ts';
import { plainLine } from './plain.ts';
import { plainText } from './render.ts';

const LONGEST_LINE_BYTES = 4 * 1024 * 1024;
/** Conversations remembered at once; the one that was silent longest is forgotten first. */
const CONVERSATIONS = 10_000;

interface Request {
  id: string | number;
  conversation?: string | number | null;
  text: string;
  locale?: string | null;
}

/**
 * Answers questions that come as JSON lines, one line each and in their order. Lines of one conversation
 * share its context; `locale` is that of a line which names none. A line that is no question gets an error line, and the rest goes on.
 */
export async function* answerLines(
  input: AsyncIterable<Uint8Array>,
  answerer: Answerer,
  locale: string | undefined,
): AsyncGenerator<string> {
  const conversations = new Map<string, Context>();
  for await (const line of linesOf(input, LONGEST_LINE_BYTES)) {
    const request = line === null ? `longer than ${LONGEST_LINE_BYTES} bytes` : readRequest(line);
    const output =
      typeof request === 'string'
        ? { id: null, error: request }
        : respond(request, ask(request, answerer, locale, conversations));
    yield `${JSON.stringify(output)}\n`;
  }
}

function ask(
  { text, locale, conversation }: Request,
  answerer: Answerer,
  usualLocale: string | undefined,
  conversations: Map<string, Context>,
): Reply {
  const now = new Date();
  if (conversation == null)
    return answerer.answer({ text, locale: locale ?? usualLocale, context: null, now });
  const key = String(conversation);
  const context = conversations.get(key) ?? null;
  const reply = answerer.answer({ text, locale: locale ?? usualLocale, context, now });
  conversations.delete(key);
  conversations.set(key, reply.context);
  const [longestSilent] = conversations.keys();
  if (conversations.size > CONVERSATIONS && longestSilent !== undefined) conversations.delete(longestSilent);
  return reply;
}

/** The first answer's particulars, with all that a person would read of every answer. */
function respond({ id }: Request, { answers }: Reply): object {
  const [first] = answers;
  return {
    id,
    outcome: first?.outcome,
    text: answers.map(plainText).join('\n\n'),
    entry: first?.entry,
    confidence: first?.confidence,
    language: first?.language,
    direction: first?.direction,
    source: sourceOf(first),
    suggestions: answers.flatMap((answer) => answer.suggestions.map(({ label }) => plainLine(label))),
  };
}

function sourceOf(answer: Answer | undefined): object | null {
  if (answer?.source == null) return null;
  const { title, publisher, url, asOf } = answer.source;
  return { title, publisher, url, asOf };
}

/** The line's request, or what keeps it from being one. */
function readRequest(line: string): Request | string {
  let value: unknown;
  try {
    value = JSON.parse(line.replace(/^\uFEFF/, ''));
  } catch {
    return 'not JSON';
  }
  return isRequest(value)
    ? value
    : 'not an object {"id","text"} with an optional "conversation" and "locale"';
}

function isRequest(value: unknown): value is Request {
  if (typeof value !== 'object' || value === null) return false;
  const { id, conversation, text, locale } = value as Record<string, unknown>;
  const named = (name: unknown) => typeof name === 'string' || typeof name === 'number';
  return (
    named(id) &&
    typeof text === 'string' &&
    (conversation === undefined || conversation === null || named(conversation)) &&
    (locale === undefined || locale === null || typeof locale === 'string')
  );
}
