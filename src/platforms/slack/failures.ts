import { webApi } from '@slack/bolt';

/** Slack took the call and will not take it at a second try either. */
export class Refused extends Error {
  override readonly name = 'Refused';
  /** Slack's own word for it: `channel_not_found`. */
  readonly code: string;

  constructor(code: string, cause?: unknown) {
    super(`Slack refuses: ${code}`, { cause });
    this.code = code;
  }
}

const PASSING = new Set([
  'fatal_error',
  'internal_error',
  'ratelimited',
  'rate_limited',
  'request_timeout',
  'service_unavailable',
]);

/** What a failed call to Slack means: a Refused, or the error itself where another try may succeed. */
export function judged(error: unknown): unknown {
  if (error instanceof webApi.WebAPIPlatformError && !PASSING.has(error.data.error)) {
    return new Refused(error.data.error, error);
  }
  return error;
}

/** Seconds that Slack asks to wait, or null. */
export function retryAfter(error: unknown): number | null {
  return error instanceof webApi.WebAPIRateLimitedError ? error.retryAfter : null;
}

/** A short word for a log: never a text that a person may have typed. */
export function failureWord(error: unknown): string {
  if (error instanceof Refused) return error.code;
  if (error instanceof webApi.WebAPIPlatformError) return error.data.error;
  if (error instanceof webApi.WebAPIHTTPError) return `HTTP ${error.statusCode}`;
  if (error instanceof webApi.WebAPIRequestError) return codeOf(error.original) ?? 'unreachable';
  if (error instanceof Error) return codeOf(error) ?? error.name;
  return 'unknown';
}

function codeOf(error: Error): string | null {
  const { cause } = error;
  const code = 'code' in error ? error.code : cause instanceof Error && 'code' in cause ? cause.code : null;
  return typeof code === 'string' ? code : null;
}

/** What the keeper of the installation does about it, by Slack's word; null where it is not about the token. */
export function tokenCure(word: string): string | null {
  return CURES[word] ?? null;
}

const NEW_TOKEN =
  'Install the app again (Install App, Reinstall to Workspace) and set SLACK_BOT_TOKEN to the new token; with several workspaces, install it from /slack/install.';
const CURES: Record<string, string> = {
  invalid_auth: `The token is not Slack's or is cut short. ${NEW_TOKEN}`,
  not_authed: `No token was sent. ${NEW_TOKEN}`,
  token_revoked: `The token was revoked. ${NEW_TOKEN}`,
  token_expired: `The token has expired. ${NEW_TOKEN}`,
  account_inactive: `The app was removed from the workspace, or its bot was. ${NEW_TOKEN}`,
  not_allowed_token_type: 'Set SLACK_BOT_TOKEN to the one that begins with xoxb-, SLACK_APP_TOKEN to xapp-.',
  missing_scope:
    'Create the app from manifests/slack/manifest.yaml, or add the scopes it names and reinstall.',
  slack_bolt_authorization_error: 'Dalil is not installed in that workspace: install it from /slack/install.',
};
