import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { HTTPReceiver } from '@slack/bolt';
import type { Log } from './dependencies.ts';
import { failureWord } from './failures.ts';
import type { Work } from './work.ts';

/** Slack's own bodies stay far below. */
const LARGEST_BODY = 1024 * 1024;

interface DoorOptions {
  receiver: HTTPReceiver;
  log: Log;
  work: Work;
  /** True once no new work is taken. */
  closed: () => boolean;
}

/**
 * The receiver as a request listener that an Express app may mount under `/slack`, before any body parser.
 * Whatever comes in is answered: 400 for what is no Slack body, 413 for what is too large, 503 while closing.
 */
export function createDoor({ receiver, log, work, closed }: DoorOptions): RequestListener {
  return (request, response) => {
    if (closed()) return answer(response, 503);
    restorePath(request);
    const taken = letIn(request, response, receiver).catch((error) => {
      log.warn({ error: failureWord(error) }, 'A request to Slack’s door could not be taken');
      answer(response, 400);
    });
    void work.run(taken);
  };
}

/** Express takes the mounting path away; the receiver knows its paths whole. */
function restorePath(request: IncomingMessage & { originalUrl?: string }): void {
  request.url = request.originalUrl ?? request.url ?? '/';
}

async function letIn(
  request: IncomingMessage,
  response: ServerResponse,
  receiver: HTTPReceiver,
): Promise<void> {
  if (request.method === 'POST') {
    const body = await readBody(request);
    if (body === null) return answer(response, 413);
    if (isNoSlackBody(body.toString(), request.headers['content-type'])) return answer(response, 400);
    Object.assign(request, { rawBody: body });
  }
  try {
    receiver.requestListener(request, response);
  } catch {
    answer(response, 404);
  }
}

function answer(response: ServerResponse, status: number): void {
  if (response.headersSent) return;
  response.writeHead(status, status === 503 ? { 'retry-after': '5' } : {}).end();
}

/** Null when it is too large: the rest is not waited for. */
async function readBody(request: IncomingMessage): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += piece.length;
    if (size > LARGEST_BODY) {
      request.resume();
      return null;
    }
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
}

/** True for JSON that is no object: the receiver expects one and would fall over. What is no JSON it refuses itself. */
function isNoSlackBody(body: string, contentType: string | undefined): boolean {
  const payload = contentType === 'application/x-www-form-urlencoded' ? parse(body).payload : body;
  if (typeof payload !== 'string') return false;
  try {
    const parsed: unknown = JSON.parse(payload);
    return !isObject(parsed) || ('event' in parsed && !isObject(parsed.event));
  } catch {
    return false;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
