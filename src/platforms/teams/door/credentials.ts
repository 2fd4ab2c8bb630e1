import { z } from 'zod';
import type { TeamsConfig } from '../../../config.ts';
import type { Cloud } from '../clouds.ts';

/** Microsoft gave no token. `code` is its own, such as AADSTS7000215. */
export class TokenRefused extends Error {
  readonly code: string | null;
  constructor(code: string | null, options?: ErrorOptions) {
    super(code === null ? 'Microsoft gave no token' : `Microsoft gave no token: ${code}`, options);
    this.code = code;
  }
}

const TOKEN_TIMEOUT_MS = 10_000;
/** A token is renewed so long before it ends. */
const RENEW_BEFORE_MS = 5 * 60_000;

const GRANTED = z.object({ access_token: z.string().min(1), expires_in: z.coerce.number() });
const REFUSED = z.object({ error_description: z.string() });

/** Gives the token that replies carry, renewed in time; null where the cloud wants none. Rejects with TokenRefused. */
export function createTokenSource(
  app: NonNullable<TeamsConfig['app']>,
  cloud: Cloud,
): () => Promise<string | null> {
  let held: { token: string; until: number } | null = null;
  let pending: Promise<string> | null = null;
  const { login } = cloud;
  if (login === null) return async () => null;
  return async () => {
    if (held !== null && held.until > Date.now()) return held.token;
    pending ??= request(app, `${login}/${app.tenantId}/oauth2/v2.0/token`, cloud.scope)
      .then(({ access_token: token, expires_in: seconds }) => {
        held = { token, until: Date.now() + seconds * 1000 - RENEW_BEFORE_MS };
        return token;
      })
      .finally(() => {
        pending = null;
      });
    return pending;
  };
}

async function request(
  app: NonNullable<TeamsConfig['app']>,
  url: string,
  scope: string,
): Promise<z.output<typeof GRANTED>> {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: app.id,
    client_secret: app.password,
    scope,
  });
  try {
    const response = await fetch(url, {
      method: 'POST',
      body,
      signal: AbortSignal.timeout(TOKEN_TIMEOUT_MS),
    });
    const json: unknown = await response.json();
    const granted = response.ok ? GRANTED.safeParse(json).data : undefined;
    if (granted !== undefined) return granted;
    throw new TokenRefused(
      /AADSTS\d+/.exec(REFUSED.safeParse(json).data?.error_description ?? '')?.[0] ?? null,
    );
  } catch (error) {
    throw error instanceof TokenRefused ? error : new TokenRefused(null, { cause: error });
  }
}
