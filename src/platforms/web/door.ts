import { randomUUID } from 'node:crypto';
import express, { type Request, type Router } from 'express';
import type { Address, Desk, Served } from '../../domain.ts';
import { notAllowed } from './errors.ts';

/** A question of 100,000 characters fits, however it is escaped. */
const LARGEST_BODY = '1mb';
const LONGEST_NAME = 200;

interface AskBody {
  text: string;
  /** A tapped choice or suggestion, in place of a text. */
  plan?: string;
  conversation?: string;
  locale?: string;
}

/**
 * `POST /api/ask` with `{"text","conversation"?,"locale"?}` gives the Answer as JSON, with its `id` and the
 * `conversation` to go on in. A second answer of the same message stands under `also`.
 */
export function jsonDoor(desk: Desk): Router {
  const router = express.Router();
  router.post('/api/ask', express.json({ limit: LARGEST_BODY, strict: false }), async (request, response) => {
    const body = readBody(request);
    if (typeof body === 'string') {
      response.status(400).json({ error: body });
      return;
    }
    const conversation = body.conversation ?? randomUUID();
    response.json({ ...spread(await ask(desk, body, conversation)), conversation });
  });
  router.all('/api/ask', notAllowed('POST'));
  return router;
}

function ask(desk: Desk, { text, plan, locale }: AskBody, conversation: string): Promise<Served> {
  const incoming = { address: addressOf(conversation), text, ...(locale !== undefined && { locale }) };
  return plan === undefined ? desk.ask(incoming) : desk.choose({ ...incoming, plan });
}

/** Nobody signs in here: a conversation is its own asker. */
function addressOf(conversation: string): Address {
  return { platform: 'web', tenant: 'web', place: conversation, thread: null, asker: conversation };
}

function spread({ answers: [first, ...also] }: Served): object {
  const flat = ({ id, answer }: Served['answers'][number]) => ({ id, ...answer });
  return { ...(first && flat(first)), ...(also.length > 0 && { also: also.map(flat) }) };
}

/** The body, or in plain words what it lacks. */
function readBody({ body }: Request): AskBody | string {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return 'Send a JSON object such as {"text": "…"} with the header Content-Type: application/json.';
  const { text, plan, conversation, locale } = body as Record<string, unknown>;
  if (plan !== undefined && typeof plan !== 'string') return '"plan" has to be a text.';
  if (typeof text !== 'string' && plan === undefined) return '"text" is missing, or is no text.';
  if (conversation !== undefined && !isName(conversation))
    return `"conversation" has to be a text of 1 to ${LONGEST_NAME} characters.`;
  if (locale !== undefined && !isName(locale)) return '"locale" has to be a language such as "ar".';
  return { text: typeof text === 'string' ? text : '', plan, conversation, locale };
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.length > 0 && value.length <= LONGEST_NAME;
}
