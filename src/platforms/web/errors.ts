import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Log } from '../../log.ts';

/** For a path that is asked with a method it does not know. */
export function notAllowed(...methods: string[]): RequestHandler {
  return (_request, response) => {
    response
      .set('Allow', methods.join(', '))
      .status(405)
      .json({ error: `Only ${methods.join(' and ')} here.` });
  };
}

export const notFound: RequestHandler = (_request, response) => {
  response.status(404).json({ error: 'There is nothing at this address.' });
};

const PLAIN: Record<string, [number, string]> = {
  'entity.parse.failed': [400, 'The body is not JSON.'],
  'entity.too.large': [413, 'The body is larger than 1 MB.'],
  'encoding.unsupported': [415, 'The body has an encoding that is not known here.'],
  'charset.unsupported': [415, 'The body has a character set that is not known here.'],
  'request.aborted': [400, 'The body broke off.'],
  'request.size.invalid': [400, 'The body is not as long as its header says.'],
};

/** What a client did wrong is told in a plain sentence; what we did wrong is logged, without a word of the request. */
export function plainErrors(log: Log): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) return next(error);
    const [status, message] = PLAIN[error?.type] ?? statusOf(error);
    if (status >= 500)
      log.error({ path: request.path, error: error?.name, at: placeOf(error) }, 'A request failed');
    response.status(status).json({ error: message });
  };
}

function statusOf(error: unknown): [number, string] {
  const status = (error as { status?: unknown } | null)?.status;
  if (typeof status === 'number' && status >= 400 && status < 500)
    return [status, 'The request cannot be read.'];
  return [500, 'Something went wrong here. It has been noted; please try again.'];
}

/** Where it was thrown, without its message, which may quote a person. */
function placeOf(error: unknown): string | undefined {
  return error instanceof Error ? /\n\s+at (.*)/.exec(error.stack ?? '')?.[1] : undefined;
}
